"""The service's sandbox and what it may do, by its unit; that both hold is looked at where they run
(tests/package, tests/faults).
"""

import os
import re
import shlex
import shutil
import stat
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kiosk.cli.arguments import build_parser
from kiosk.exit_codes import EXIT_CONFIG, EXIT_PROBLEMS, EXIT_STOPPED

ROOT = Path(__file__).resolve().parents[2]
DEBIAN = ROOT / "packaging" / "debian"
SERVICES = ["kiosk.service", "kiosk-x11.service"]
Unit = dict[str, list[str]]


def read_unit(name: str) -> Unit:
    """The settings of a unit file, all sections together; a setting may come more than once."""
    found: Unit = {}
    text = (DEBIAN / name).read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if "=" in line and not line.startswith(("#", ";")):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def read_settings_file() -> dict[str, str]:
    """What /etc/default/kiosk sets, as systemd reads it."""
    lines = (DEBIAN / "default").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def supervisor_arguments(name: str, environment: dict[str, str]) -> list[str]:
    """What ``kiosk`` is called with below the display server.

    systemd splits ``$NAME`` into words, and leaves out the empty ones; ``${NAME}`` is one word.
    """
    words: list[str] = []
    for word in read_unit(name)["ExecStart"][-1].split():
        if whole := re.fullmatch(r"\$\{(\w+)\}", word):
            words.append(environment[whole[1]])
        elif split := re.fullmatch(r"\$(\w+)", word):
            words += environment[split[1]].split()
        else:
            words.append(word)
    start = words.index("supervise")
    assert words[start - 1] == "/usr/bin/kiosk"
    called = words[start:]
    return called[: called.index("--")] if "--" in called else called


# systemd's own measure: 0 is locked up, 10 is open.
EXPOSURE = {
    "../pull/kiosk-pull.service": 1.5,
    "../fleet/kiosk-advance.service": 1.5,
    "kiosk.service": 1.5,
    "kiosk-x11.service": 1.5,
    "kiosk-keys.service": 3.0,
}


@pytest.mark.parametrize("name", EXPOSURE)
def test_the_sandboxes_score_as_well_as_promised(name):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze (apt: systemd)")
    call = [
        "systemd-analyze",
        "security",
        "--offline=true",
        "--no-pager",
        str(DEBIAN / name),
    ]
    said = subprocess.run(call, capture_output=True, text=True, timeout=30, check=False)
    found = re.search(r"Overall exposure level.*: ([\d.]+)", said.stdout)
    if found is None:
        pytest.skip(f"this systemd-analyze cannot look at a file: {said.stderr.strip()[:80]}")
    assert float(found[1]) <= EXPOSURE[name]


def test_the_x_server_lets_nobody_in_without_its_key(tmp_path):
    """The unit's own command makes the key; the X server's arguments ask for it."""
    unit = read_unit("kiosk-x11.service")
    server = unit["ExecStart"][-1].rpartition(" -- ")[2].split()
    place = "/run/kiosk/xauthority"
    assert server[server.index("-auth") + 1] == place
    assert {server[at + 1] for at, word in enumerate(server) if word == "-nolisten"} == {
        "tcp",
        "local",
    }
    assert f"XAUTHORITY={place}" in unit["Environment"][-1].split()
    if shutil.which("xauth") is None or shutil.which("mcookie") is None:
        pytest.skip("needs xauth and mcookie (apt: xauth util-linux)")
    shell, option, script = shlex.split(unit["ExecStartPre"][0])
    key = tmp_path / "xauthority"
    keys = set()
    for _ in range(2):
        words = script.replace(place, str(key)).replace("$$", "$")
        subprocess.run([shell, option, words], check=True, env={**os.environ, "HOME": "/nowhere"})
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        call = ["xauth", "-q", "-f", str(key), "list"]
        said = subprocess.run(call, capture_output=True, text=True, check=True)
        (line,) = said.stdout.splitlines()
        name, method, value = line.split()
        assert name.endswith(":0")
        assert (method, len(value)) == ("MIT-MAGIC-COOKIE-1", 32)
        keys.add(value)
    assert len(keys) == 2, "a new one for each start"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_lets_its_decoders_give_up_their_rights(name):
    """Calls that the filter refuses would leave them with the limits of memory alone."""
    lines = [line.split() for line in read_unit(name)["SystemCallFilter"]]
    named = {call for line in lines for call in line}
    assert {"seccomp", "landlock_create_ruleset", "landlock_restrict_self"} <= named
    if shutil.which("systemd-analyze") is None:
        return
    allowed: set[str] = set()
    for first, *more in lines:
        calls = expand([first.lstrip("~"), *more])
        allowed = allowed - calls if first.startswith("~") else allowed | calls
    # For the limits, the end with the program, and the start in a session of its own.
    needed = {"prlimit64", "prctl", "setsid", "socketpair", "sendmsg", "recvmsg"}
    assert needed <= allowed


def expand(names: list[str]) -> set[str]:
    """The calls of systemd's sets, and those that are named themselves."""
    found: set[str] = set()
    for name in names:
        if not name.startswith("@"):
            found.add(name)
            continue
        command = ["systemd-analyze", "syscall-filter", name]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        words = [line.strip() for line in said.splitlines() if line.startswith("    ")]
        found |= expand([word for word in words if not word.startswith("#") and word != name])
    return found


def test_both_services_are_alike_but_for_the_display():
    """One is made from the other by hand; what protects must not drift apart."""
    one, other = (
        [line for line in (DEBIAN / name).read_text().splitlines() if "=" in line]
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


def test_the_one_that_starts_waits_for_the_end_of_the_other():
    """Both have their sockets in one folder, which goes with the one that ends.

    systemd obeys ``Conflicts=`` at once unless the two are ordered; either order will do.
    """
    units = [read_unit(name) for name in SERVICES]
    assert units[0]["RuntimeDirectory"] == units[1]["RuntimeDirectory"]
    for unit, other in zip(units, reversed(SERVICES), strict=True):
        assert other in " ".join(unit["Conflicts"]).split()
    ordered = [
        other in " ".join(unit["After"] + unit.get("Before", [])).split()
        for unit, other in zip(units, reversed(SERVICES), strict=True)
    ]
    assert sum(ordered) == 1, "one of them; both would be a circle"


def test_keys_that_would_end_the_program_are_blocked_while_it_runs():
    """systemd stops the blocker with the last service that wants it; tests/package boots it."""
    keys = read_unit("kiosk-keys.service")
    assert keys["StopWhenUnneeded"] == ["yes"]
    assert all("kiosk-keys.service" in read_unit(name)["Wants"] for name in SERVICES)
    command = shlex.split(keys["ExecStart"][0])
    assert Path(command[0]).name == "systemd-inhibit"
    options = dict(word.split("=", 1) for word in command[1:] if word.startswith("--"))
    blocked = {"power", "suspend", "hibernate", "reboot"}
    switches = {f"handle-{key}-key" for key in blocked} | {"handle-lid-switch"}
    assert set(options["--what"].split(":")) == switches
    assert options["--mode"] == "block"


def test_the_kernels_own_keys_are_off_while_the_service_runs_and_restored_afterwards(tmp_path):
    """The unit's own shell commands, with files of a test in place of the machine's."""
    keys = read_unit("kiosk-keys.service")
    switch, saved = tmp_path / "sysrq", tmp_path / "saved"
    switch.write_text("438\n")

    def run(setting: str) -> None:
        shell, option, script = shlex.split(keys[setting][0].lstrip("-+"))
        assert (shell, option) == ("/bin/sh", "-c")
        script = script.replace("/proc/sys/kernel/sysrq", str(switch))
        script = script.replace("/run/kiosk-sysrq", str(saved))
        subprocess.run([shell, option, script], check=True)

    # Twice, as when the service is restarted before it was stopped.
    run("ExecStartPre")
    run("ExecStartPre")
    assert switch.read_text() == "0\n"
    run("ExecStopPost")
    assert switch.read_text() == "438\n"
    assert not saved.exists()


@pytest.mark.parametrize(
    "name", [*SERVICES, "kiosk-keys.service", "../fleet/kiosk-advance.service"]
)
def test_systemd_finds_no_fault_with_the_services(name, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze (apt: systemd)")
    # The programs and the manual need not be installed here; every other word is judged.
    words = (DEBIAN / name).read_text()
    name = Path(name).name
    (tmp_path / name).write_text(
        re.sub(r"=([-+]*)/usr/bin/[\w-]+", r"=\1/bin/sh", words).replace("man:kiosk(1) ", "")
    )
    (tmp_path / "seatd.service").write_text("[Service]\nExecStart=/bin/sh\n")
    call = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(tmp_path / name)]
    said = subprocess.run(call, capture_output=True, text=True, timeout=30, check=False)
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_the_service_may_write_its_reports_where_the_guides_have_them(name):
    (place,) = read_unit(name)["ReadWritePaths"]
    for guide in ("SYNCTHING", "RSYNC", "RCLONE", "SMB"):
        text = (ROOT / "docs" / "fleet" / f"{guide}.md").read_text("utf-8")
        assert f"KIOSK_REPORTS={place.removeprefix('-')}\n" in text


def test_the_timer_of_stages_runs_a_command_that_there_is():
    unit = read_unit("../fleet/kiosk-advance.service")
    words = unit["ExecStart"][-1].replace("${KIOSK_STORE}", "/srv/store").split()[1:]
    assert build_parser().parse_args(words).destination == Path("/srv/store")
    assert unit["ReadWritePaths"] == ["/srv/store"]
    # A stage that waits ends the command with 1, every five minutes.
    assert unit["SuccessExitStatus"] == [str(EXIT_PROBLEMS)]


@pytest.mark.parametrize("name", SERVICES)
def test_the_service_stays_down_after_staff_have_ended_it_and_only_then(name):
    unit = read_unit(name)
    assert unit["Restart"] == ["always"]
    assert unit["RestartPreventExitStatus"] == [f"{EXIT_STOPPED} {EXIT_CONFIG}"]
    assert unit["SuccessExitStatus"] == [str(EXIT_STOPPED)]
    assert unit["StartLimitIntervalSec"] == ["0"], "systemd never gives up"


@pytest.mark.parametrize("name", SERVICES)
def test_the_service_starts_a_supervisor_of_the_folders_in_its_settings_file(name):
    """The command is read by the program's own parser."""
    assert read_unit(name)["ExecStart"][-1].startswith("/usr/bin/kiosk launch -- /usr/bin/")
    written = read_settings_file()
    assert set(written) == {"KIOSK_FOLDER", "KIOSK_MORE", "KIOSK_OPTIONS"}
    given = build_parser().parse_args(supervisor_arguments(name, written))
    assert (given.folder, given.more) == (Path("/srv/exhibition"), [])
    more = {"KIOSK_MORE": "/media/stick /srv/other", "KIOSK_OPTIONS": "--language es"}
    given = build_parser().parse_args(supervisor_arguments(name, written | more))
    assert given.folder == Path("/srv/exhibition"), "the exhibition's own folder comes first"
    assert given.more == [Path("/media/stick"), Path("/srv/other")]
    assert given.language == "es"


def test_the_windows_setup_names_one_program_and_one_user():
    """The same program, folder and user in both ways to lock it, and in the guide."""
    place, guide = ROOT / "packaging" / "windows", (ROOT / "docs" / "WINDOWS.md").read_text()
    root = ElementTree.parse(place / "assigned-access.xml").getroot()
    name = "{http://schemas.microsoft.com/AssignedAccess/2017/config}"
    auto = "{http://schemas.microsoft.com/AssignedAccess/201810/config}"
    apps = list(root.iter(f"{name}App"))
    started = [app for app in apps if app.get(f"{auto}AutoLaunch") == "true"]
    assert [app.get("DesktopAppPath") for app in started] == [
        r"C:\kiosk\python\Scripts\pythonw.exe"
    ]
    *command, folder = str(started[0].get(f"{auto}AutoLaunchArguments")).split(" ")
    assert command == ["-P", "-m", "kiosk", "supervise"]
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
        f'$Program`" {" ".join(command)} `"$Folder',
    ):
        assert value in launcher
    assert "[wmiclass]" in launcher
    assert "#Requires -PSEdition Desktop" in launcher, "PowerShell 7 has no [wmiclass]"
    for script in ("shell-launcher.ps1", "assigned-access.ps1"):
        run = re.findall(rf"(?m)^       (.*{script}.*)$", guide)
        assert len(run) == 1
        assert "powershell.exe -ExecutionPolicy Bypass -File" in run[0]
    assert r"C:\kiosk\python\Scripts\kiosk demo" in guide
    # Every user may change a new folder there, and the kiosk's user neither of these.
    assert rf'foreach ($folder in "C:\kiosk", "{folder}")' in guide
    assert (
        f'/inheritance:r /grant "*S-1-5-32-544:(OI)(CI)F" "*S-1-5-18:(OI)(CI)F" "{user}:(OI)(CI)RX"'
        in guide
    )


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
