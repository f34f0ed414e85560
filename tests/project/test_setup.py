"""What packaging/setup.sh asks of a machine, whose commands are replaced by answers for it."""

import re
import shutil
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
    bin_folder.mkdir(exist_ok=True)
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


def with_libraries(
    tmp_path: Path, missing: str, os_release: str = ""
) -> "subprocess.CompletedProcess[str]":
    """A checkout whose Qt asks for ``missing``: a line "FILE LIBRARY" for each."""
    (tmp_path / "os-release").write_text(os_release)
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
    return call(tmp_path, "os_release=$PWD/os-release; libraries_ready", ldd=ldd)


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


def names(variable: str) -> list[str]:
    """The packages that a variable of setup.sh lists."""
    ask = f'. "{ROOT}/packaging/setup.sh"; printf "%s\\n" ${variable}'
    done = subprocess.run(["sh", "-euc", ask], capture_output=True, text=True, check=True)
    return done.stdout.split()


def renamed(package: str) -> str:
    """As Debian 13 and Ubuntu 24.04 renamed what holds a time in a type of 64 bits."""
    return f"install ok installed|{package}t64, {package} (= 1), {package}-other"


@pytest.mark.parametrize("listed", ["QT_PACKAGES", "PYTHON_PACKAGES", "TEST_PACKAGES"])
@pytest.mark.parametrize("as_provided", [False, True])
def test_no_package_is_missing_whose_name_a_release_has_changed(tmp_path, listed, as_provided):
    plain = "install ok installed|{},"
    packages = [renamed(name) if as_provided else plain.format(name) for name in names(listed)]
    done = call(tmp_path, f"needs ${listed}", **machine("\n".join(packages) + "\n"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("who", ["root", "sudo"])
def test_what_is_missing_is_installed_by_whoever_may(tmp_path, who):
    told = tmp_path / "told"
    answers = machine(BOOKWORM) | {"apt_get": f"echo \"$*\" >>'{told}'"}
    answers |= {"id": "echo 0"} if who == "root" else {"sudo": f"printf '%s\\n' \"$*\" >>'{told}'"}
    done = call(tmp_path, "needs libgl1 libother python3", **answers)
    assert done.returncode == 0, done.stdout
    assert "installing with apt: libgl1 libother" in done.stdout
    lines = [line.removeprefix("apt-get ") for line in told.read_text().splitlines()]
    lines = [line for line in lines if line != "-n true"]
    assert lines == ["update", "install -y --no-install-recommends libgl1 libother"]


def test_the_second_run_calls_neither_apt_nor_pip(tmp_path):
    calls = tmp_path / "calls"
    python = f"""
echo "$@" >>"{calls}"
case "$*" in
*"-m venv"*) mkdir -p .venv/bin .venv/site && cp "$0" .venv/bin/python ;;
*purelib*) echo "$PWD/.venv/site" ;;
esac"""
    (tmp_path / "requirements.txt").write_text("one==1\n")
    (tmp_path / "pyproject.toml").write_text("")
    answers = machine("\n".join(map(renamed, names("QT_PACKAGES"))) + "\n")
    answers |= {"python3": python, "ldd": "exit 0"}
    script = "needs $QT_PACKAGES; python_ready requirements.txt"
    done = call(tmp_path, script, **answers)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "-m pip install" in calls.read_text()
    calls.unlink()
    done = call(tmp_path, script, **answers)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "pip" not in calls.read_text()
    assert "venv" not in calls.read_text()
    # Another lock is installed once more.
    (tmp_path / "requirements.txt").write_text("one==2\n")
    done = call(tmp_path, script, **answers)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "-m pip install" in calls.read_text()


@pytest.mark.parametrize("name", ["run.sh", "test.sh", "check.sh"])
def test_nothing_but_the_set_up_installs(name):
    """What a script itself installs would be installed at each run."""
    script = (ROOT / "packaging" / name).read_text("utf-8")
    assert "python_ready" in script
    assert not re.search(r"apt-get|apt install|pip install|-m venv", script)


def test_a_bare_debian_is_told_what_a_package_needs(tmp_path):
    """deb.sh names all of it before it begins, to a user who may not install."""
    checkout = tmp_path / "checkout"
    (checkout / "packaging").mkdir(parents=True)
    for name in ("deb.sh", "setup.sh"):
        shutil.copy(ROOT / "packaging" / name, checkout / "packaging")
    done = call(tmp_path, f'exec sh "{checkout}/packaging/deb.sh"', **machine("\n"))
    assert done.returncode == 1
    asked = done.stdout.partition("apt-get install -y --no-install-recommends ")[2].split()
    assert {"python3", "python3-venv", "git", "dpkg-dev", "libegl1"} <= set(asked)
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("library", "purpose"),
    [
        ("libxkbcommon.so.0", "keyboards"),
        ("libwayland-client.so.0", "windows under Wayland"),
        ("libfontconfig.so.1", "typefaces"),
        ("libdbus-1.so.3", "screen readers"),
        ("libgthread-2.0.so.0", "the loop of events"),
        ("libunknown.so.7", "Qt"),
    ],
)
def test_each_missing_library_of_another_system_has_its_reason(tmp_path, library, purpose):
    done = with_libraries(tmp_path, f"libQt6Core.so.6 {library}\n")
    assert done.returncode == 1
    assert f"the library {library} is missing; it is for {purpose}\n" in done.stdout
    assert "install the packages of this system that hold these libraries" in done.stdout


# As these systems have it in /etc/os-release, and what they are told for two libraries.
SYSTEMS = {
    'ID=fedora\nVERSION_ID=44\nPRETTY_NAME="Fedora Linux 44"\n': (
        "sudo dnf install 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"
    ),
    'ID="rocky"\nID_LIKE="rhel centos fedora"\n': (
        "sudo dnf install 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"
    ),
    'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n': (
        "sudo zypper install 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"
    ),
    "ID=arch\nBUILD_ID=rolling\n": "pacman -F libEGL.so.1 libxcb-cursor.so.0",
    "ID=manjaro\nID_LIKE=arch\n": "pacman -F libEGL.so.1 libxcb-cursor.so.0",
    "ID=ubuntu\nID_LIKE=debian\n": "apt-file search NAME",
    "ID=nixos\n": "install the packages of this system that hold these libraries",
    "": "install the packages of this system that hold these libraries",
}


@pytest.mark.parametrize("os_release", SYSTEMS)
@pytest.mark.parametrize("core", [True, False])
def test_each_system_is_told_how_it_finds_what_is_missing(tmp_path, os_release, core):
    """With a library of Qt's core it ends; without those of X11 it runs under Wayland."""
    file = "libQt6Gui.so.6" if core else "libqxcb.so"
    missing = f"{file} libEGL.so.1\nlibqxcb.so libxcb-cursor.so.0\n"
    done = with_libraries(tmp_path, missing, os_release)
    assert (done.returncode, done.stderr) == (int(core), "")
    lines = done.stdout.splitlines()
    assert lines[:2] == [
        "kiosk: the library libEGL.so.1 is missing; it is for drawing",
        "kiosk: the library libxcb-cursor.so.0 is missing; it is for windows under X11",
    ]
    assert SYSTEMS[os_release] in lines[2]
    assert lines[3:] == (["kiosk: then run this again"] if core else [])


def test_without_an_os_release_the_libraries_are_named_all_the_same(tmp_path):
    done = call(tmp_path, "os_release=/nowhere; advice libEGL.so.1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("install the packages of this system")


@pytest.mark.parametrize(
    ("variables", "system", "opens"),
    [
        ("", "Linux", False),
        ("DISPLAY=:0", "Linux", True),
        # WSL with its display, and a session under Wayland.
        ("WAYLAND_DISPLAY=wayland-0", "Linux", True),
        ("", "Darwin", True),
    ],
)
def test_the_demo_opens_wherever_there_is_a_display(tmp_path, variables, system, opens):
    done = call(tmp_path, f"{variables} has_display && echo yes", uname=f"echo {system}")
    assert (done.stdout == "yes\n") is opens


def test_without_nproc_the_processors_are_counted_all_the_same(tmp_path):
    """macOS has no nproc."""
    done = call(tmp_path, "processors", nproc="exit 127", getconf="echo 8")
    assert done.stdout == "8\n"


def test_where_there_is_no_ldd_nothing_is_asked_of_the_loader(tmp_path):
    """macOS: PySide6's wheels bring their libraries."""
    done = call(tmp_path, "command() { [ $2 != ldd ]; }; libraries_ready")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_administrator_is_asked_at_once_for_what_the_build_in_the_suite_needs(tmp_path):
    """The suite builds the package; it would end half-way for an ordinary user."""

    def needed(script: str) -> set[str]:
        asked = re.search(r"^needs (.*)", (ROOT / "packaging" / script).read_text(), re.MULTILINE)
        assert asked is not None
        return set(call(tmp_path, f'printf "%s " {asked[1]}').stdout.split())

    assert "dpkg-dev" in needed("deb.sh")
    assert needed("deb.sh") <= needed("test.sh")
