"""What packaging/setup.sh asks of a machine, whose commands are replaced by answers for it."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BOOKWORM = """\
install ok installed|libglib2.0-0,
install ok installed|libegl1,
deinstall ok config-files|libgl1,
install ok installed|python3,
"""
TRIXIE = """\
install ok installed|libglib2.0-0t64, libglib2.0-0 (= 2.84.4-3)
install ok installed|libegl1, libegl-vendor, libother (>= 1)
install ok installed|libgl1,
install ok installed|python3, python3-supported-min (= 3.13.5-1)
"""


def call(tmp_path: Path, script: str, **commands: str) -> "subprocess.CompletedProcess[str]":
    """Run ``script`` after setup.sh, with shell scripts as the machine's ``commands``."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    for name, body in commands.items():
        command = bin_folder / name.replace("_", "-")
        command.write_text(f"#!/bin/sh\n{body}\n")
        command.chmod(0o755)
    return subprocess.run(
        ["sh", "-euc", f'. "{ROOT}/packaging/setup.sh"; {script}'],
        cwd=tmp_path,
        env={"PATH": f"{bin_folder}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def machine(packages: str) -> dict[str, str]:
    """An ordinary user's machine without sudo, on which ``packages`` are known to dpkg."""
    return {
        "dpkg_query": f"cat <<'END'\n{packages}END",
        "id": "echo 1000",
        "sudo": "exit 1",
        "apt_get": "echo apt-get was called; exit 1",
    }


@pytest.mark.parametrize(
    "packages", [TRIXIE, BOOKWORM.replace("deinstall ok config-files", "install ok installed")]
)
def test_a_package_under_another_name_that_provides_it_is_there(tmp_path, packages):
    done = call(tmp_path, "needs libglib2.0-0 libegl1 libgl1 python3", **machine(packages))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_is_missing_is_named_with_the_command_that_installs_it(tmp_path):
    done = call(tmp_path, "needs libglib2.0-0 libegl1 libgl1 libother python3", **machine(BOOKWORM))
    assert done.returncode == 1
    command = "apt-get install -y --no-install-recommends libgl1 libother"
    assert done.stdout.rstrip().endswith(command)
    assert "apt-get was called" not in done.stdout


def test_without_dpkg_nothing_is_asked(tmp_path):
    done = call(tmp_path, "command() { return 1; }; needs libgl1", id="echo 1000")
    assert (done.returncode, done.stdout) == (0, "")


def with_libraries(tmp_path: Path, missing: str) -> "subprocess.CompletedProcess[str]":
    """A checkout whose Qt asks for ``missing``: a line "FILE LIBRARY" for each."""
    qt = tmp_path / "site" / "PySide6" / "Qt"
    for name in ("lib/libQt6Core.so.6", "lib/libQt6Gui.so.6", "lib/libQt6Quick.so.6"):
        (qt / name).parent.mkdir(parents=True, exist_ok=True)
        (qt / name).touch()
    (qt / "plugins" / "platforms").mkdir(parents=True)
    (qt / "plugins" / "platforms" / "libqxcb.so").touch()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(f"#!/bin/sh\necho {tmp_path}/site\n")
    python.chmod(0o755)
    ldd = f"""
    grep "^$(basename "$1") " <<'END' | sed 's/^[^ ]* /\\t/; s/$/ => not found/'
{missing}END
    printf '\\tlibc.so.6 => /lib/libc.so.6 (0x0)\\n'"""
    return call(tmp_path, "libraries_ready", ldd=ldd)


def test_a_missing_library_is_named_with_its_purpose(tmp_path):
    done = with_libraries(tmp_path, "libQt6Gui.so.6 libEGL.so.1\nlibqxcb.so libxcb-cursor.so.0\n")
    assert done.returncode == 1
    assert "the library libEGL.so.1 is missing; it is for drawing" in done.stdout
    assert "libxcb-cursor.so.0 is missing; it is for windows under X11" in done.stdout
    assert "libc.so.6" not in done.stdout


def test_without_one_window_system_s_libraries_the_other_still_serves(tmp_path):
    done = with_libraries(tmp_path, "libqxcb.so libxcb-cursor.so.0\n")
    assert done.returncode == 0
    assert "libxcb-cursor.so.0" in done.stdout


def test_nothing_is_said_where_the_loader_finds_all(tmp_path):
    done = with_libraries(tmp_path, "")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
