"""The service's sandbox and what it may do, by its unit; that both hold is looked at where they run (tests/package, tests/faults)."""

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kiosk.exit_codes import EXIT_STOPPED
from kiosk.status.status import ProgramStatus, as_metrics

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ["kiosk.service", "kiosk-x11.service"]


@pytest.mark.parametrize("name", SERVICES)
def test_the_services_sandbox_scores_two_or_better(name):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze (apt: systemd)")
    call = [
        "systemd-analyze",
        "security",
        "--offline=true",
        "--no-pager",
        str(ROOT / "packaging" / "debian" / name),
    ]
    said = subprocess.run(call, capture_output=True, text=True, timeout=30, check=False)
    found = re.search(r"Overall exposure level.*: ([\d.]+)", said.stdout)
    if found is None:
        pytest.skip(f"this systemd-analyze cannot look at a file: {said.stderr.strip()[:80]}")
    assert float(found[1]) <= 2.0


def test_both_services_are_alike_but_for_the_display():
    """One is made from the other by hand; what protects must not drift apart."""
    one, other = (
        [
            line
            for line in (ROOT / "packaging" / "debian" / name).read_text().splitlines()
            if "=" in line
        ]
        for name in SERVICES
    )
    differing = {line.partition("=")[0] for line in set(one) ^ set(other)}
    display = {
        "Description",
        "After",
        "Wants",
        "Conflicts",
        "Environment",
        "ExecStart",
        "ExecStartPre",
        "ExecStopPost",
    }
    terminal = {
        "PAMName",
        "StandardInput",
        "TTYPath",
        "TTYReset",
        "TTYVHangup",
        "TTYVTDisallocate",
        "UtmpIdentifier",
        "UtmpMode",
    }
    session = {"LimitDATA", "DeviceAllow", "SystemCallFilter"}
    assert differing == display | terminal | session


def test_keys_that_would_end_it_are_held_as_long_as_it_runs():
    """Which keys is told by the unit; that logind holds them is looked at where the service is booted (tests/package)."""
    words = (ROOT / "packaging" / "debian" / "kiosk-keys.service").read_text()
    assert "echo 0 >/proc/sys/kernel/sysrq" in words
    for key in ("power-key", "suspend-key", "hibernate-key", "reboot-key", "lid-switch"):
        assert f"handle-{key}" in words
    assert "StopWhenUnneeded=yes" in words
    for name in SERVICES:
        assert "Wants=kiosk-keys.service" in (ROOT / "packaging" / "debian" / name).read_text()


@pytest.mark.parametrize("name", [*SERVICES, "kiosk-keys.service"])
def test_systemd_finds_no_fault_with_the_services(name, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze (apt: systemd)")
    # The programs and the manual need not be installed here; every other word is judged.
    words = (ROOT / "packaging" / "debian" / name).read_text()
    (tmp_path / name).write_text(
        re.sub(r"=([-+]*)/usr/bin/[\w-]+", r"=\1/bin/sh", words).replace("man:kiosk(1) ", "")
    )
    (tmp_path / "seatd.service").write_text("[Service]\nExecStart=/bin/sh\n")
    call = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(tmp_path / name)]
    said = subprocess.run(call, capture_output=True, text=True, timeout=30, check=False)
    assert (said.returncode, said.stderr) == (0, "")


def test_the_guides_alarms_ask_for_numbers_that_there_are():
    guide = (ROOT / "docs" / "OPERATING.md").read_text()
    alarms = guide.partition("These alarms")[2].partition("\n\n##")[0]
    asked = set(re.findall(r"\bkiosk_[a-z_]+", alarms))
    told = {
        line.partition("{")[0].partition(" ")[0]
        for line in as_metrics(ProgramStatus()).splitlines()
        if line[0] != "#"
    }
    assert len(asked) >= 5
    assert asked <= told
    assert "kiosk_screen_lit == 1 and time() - kiosk_last_frame_seconds" in alarms, (
        "at night no frame is asked for"
    )


@pytest.mark.parametrize("name", SERVICES)
def test_staff_s_end_is_final_for_both_services(name):
    words = (ROOT / "packaging" / "debian" / name).read_text()
    assert f"RestartPreventExitStatus={EXIT_STOPPED}\nSuccessExitStatus={EXIT_STOPPED}\n" in words
    assert "ExecStart=/usr/bin/kiosk launch -- " in words


@pytest.mark.parametrize("name", SERVICES)
def test_the_exhibitions_own_folder_comes_first_and_further_ones_after_it(name):
    words = (ROOT / "packaging" / "debian" / name).read_text()
    start = re.search(
        r"^ExecStart=.* /usr/bin/kiosk supervise (.*?)(?: -- .*)?$", words, re.MULTILINE
    )
    assert start is not None
    assert start[1] == "$KIOSK_OPTIONS ${KIOSK_FOLDER} $KIOSK_MORE"
    settings = (ROOT / "packaging" / "debian" / "default").read_text()
    assert re.findall(r"^(KIOSK_\w+)=", settings, re.MULTILINE) == [
        "KIOSK_FOLDER",
        "KIOSK_MORE",
        "KIOSK_OPTIONS",
    ]


def test_what_windows_is_handed_names_one_program_and_one_user():
    """The same program, folder and user in both ways to lock it, and in the guide."""
    place, guide = ROOT / "packaging" / "windows", (ROOT / "docs" / "WINDOWS.md").read_text()
    root = ElementTree.parse(place / "assigned-access.xml").getroot()
    name = "{http://schemas.microsoft.com/AssignedAccess/2017/config}"
    auto = "{http://schemas.microsoft.com/AssignedAccess/201810/config}"
    apps = list(root.iter(f"{name}App"))
    started = [app for app in apps if app.get(f"{auto}AutoLaunch") == "true"]
    assert [app.get("DesktopAppPath") for app in started] == [r"C:\kiosk\python\Scripts\kiosk.exe"]
    command, _, folder = str(started[0].get(f"{auto}AutoLaunchArguments")).partition(" ")
    assert command == "supervise"
    profile, used = (
        next(root.iter(f"{name}{kind}")).get("Id") for kind in ("Profile", "DefaultProfile")
    )
    assert profile == used
    launcher = (place / "shell-launcher.ps1").read_text()
    user = next(root.iter(f"{name}Account")).text
    for value in (
        f'$User = "{user}"',
        f'$Folder = "{folder}"',
        f'$Program = "{started[0].get("DesktopAppPath")}"',
    ):
        assert value in launcher
    assert r"C:\kiosk\python\Scripts\kiosk demo" in guide


def test_the_guides_files_are_there():
    for name in ("RASPBERRY-PI", "WINDOWS", "OPERATING"):
        asked = set(
            re.findall(r"\(\.\./(packaging/[\w./-]+)\)", (ROOT / "docs" / f"{name}.md").read_text())
        )
        assert asked or name == "OPERATING"
        for path in asked:
            assert (ROOT / path).is_file(), path
    # The words of the kernel's line are one line.
    assert len((ROOT / "packaging" / "raspberry-pi" / "cmdline.txt").read_text().splitlines()) == 1


def test_links_and_names_cannot_lead_out_of_the_folder(write_folder, tmp_path):
    from kiosk.content.load import load

    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "kiosk.yaml").write_text("title: Secret\n")
    (secret / "a.md").write_text("---\ntitle: Secret\n---\nSecret\n")
    folder = write_folder({"works/good.md": "---\ntitle: Good\n---\nx\n"})
    (folder / "works" / "out.md").symlink_to(secret / "a.md")
    (folder / "works" / "far").symlink_to(secret, target_is_directory=True)
    (folder / "events").symlink_to(secret, target_is_directory=True)
    (folder / "kiosk.yaml").symlink_to(secret / "kiosk.yaml")
    (folder / "works" / "round").symlink_to(folder / "works", target_is_directory=True)
    result = load(folder)
    assert "Secret" not in repr(result.snapshot)
    assert [work.key for work in result.snapshot.works] == ["works/good"]
