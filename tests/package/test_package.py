"""The Debian package as it was built: its list, its head and its scripts.

    sh packaging/deb.sh out && KIOSK_DEB=$(ls out/*.deb) python -m pytest tests/package
"""

import os
import re
import shutil
import subprocess

import pytest

DEB = os.environ.get("KIOSK_DEB", "")
pytestmark = pytest.mark.skipif(not DEB or shutil.which("dpkg-deb") is None, reason="needs a package: KIOSK_DEB=out/kiosk_....deb")

PLACES = (
    r"opt/kiosk/.*",
    r"usr/bin/kiosk",
    r"(usr/)?lib/systemd/system/kiosk(-x11)?\.service",
    r"usr/lib/sysusers\.d/kiosk\.conf",
    r"etc/(default|pam\.d)/kiosk",
    r"etc/X11/kiosk\.conf",
    r"usr/share/applications/kiosk\.desktop",
    r"usr/share/man/man1/kiosk\.1\.gz",
    r"usr/share/doc/kiosk/.*",
)


def said(*call: str) -> str:
    return subprocess.run(call, capture_output=True, text=True, check=True, timeout=120).stdout


def test_it_lists_nothing_outside_its_places():
    listed = said("dpkg-deb", "--contents", DEB).splitlines()
    assert len(listed) > 1000
    for line in listed:
        mode, owner, *_, name = line.split(maxsplit=5)
        path, _, target = name.removeprefix("./").partition(" -> ")
        assert owner == "root/root", line
        assert mode[8] != "w" or mode[0] == "l", f"others may write: {line}"
        assert "s" not in mode.lower(), f"takes another user's rights: {line}"
        if mode[0] != "d":
            assert re.fullmatch("|".join(PLACES), path), line
        if target.startswith("/"):
            assert target.startswith("/usr/bin/python3"), line
        elif target:
            inside = os.path.normpath(os.path.join("/", os.path.dirname(path), target))
            assert inside.startswith("/opt/kiosk/"), line


def test_its_head_and_its_scripts_are_sound(tmp_path):
    said("dpkg-deb", "--control", DEB, str(tmp_path))
    head = (tmp_path / "control").read_text()
    assert re.search(r"^Version: \d+\.\d+", head, re.MULTILINE)
    assert re.search(r"^Depends: python3 \(>= 3\.(\d+)\), python3 \(<< 3\.(\d+)\), .*libegl1", head, re.MULTILINE)
    assert (tmp_path / "conffiles").read_text().split() == ["/etc/default/kiosk", "/etc/pam.d/kiosk", "/etc/X11/kiosk.conf"]
    for name in ("postinst", "prerm", "postrm"):
        said("sh", "-n", str(tmp_path / name))
        script = (tmp_path / name).read_text()
        assert script.startswith("#!/bin/sh\nset -e\n")
        assert not re.search(r"curl|wget|pip|apt|git ", script), "nothing is fetched on the target"
        assert "/srv" not in script, "content is none of its business"
        assert name == "postinst" or "KIOSK_FOLDER" not in script
