"""The doctor examines machines that consist of files and of answers to commands."""

import sys
from pathlib import Path

import pytest

from kiosk.cli.main import main
from kiosk.doctor.installation_checks import check_decoders, check_scripts
from kiosk.doctor.listening_checks import check_voice
from kiosk.doctor.machine import Grade, Machine
from kiosk.doctor.report import as_text, examine
from kiosk.sandbox import Confinement

ALL = ("cage", "seatd", "Xwayland", "wlopm", "espeak-ng")


def machine(
    root: Path, files: dict[str, str], answers: dict[str, str], commands: tuple[str, ...] = ALL
) -> Machine:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Machine(
        root=root,
        ask=lambda command: answers.get(command),
        which=lambda name: name if name in commands else None,
    )


def found(findings, words: str):
    return [finding for finding in findings if words in finding.what]


@pytest.fixture(autouse=True)
def state_of_its_own(monkeypatch, tmp_path):
    """What was tried on this machine is no part of a test."""
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))


@pytest.mark.parametrize(
    ("files", "answers", "words"),
    [
        ({"sys/module/kernel/parameters/consoleblank": "600"}, {}, "goes dark after 600 s"),
        ({}, {"systemctl is-enabled lightdm": "enabled\n"}, "lightdm shows a login greeter"),
        ({}, {"systemctl is-enabled sleep.target": "static\n"}, "may go to sleep"),
        ({}, {"pgrep -x update-notifier"[: len("pgrep -x ") + 15]: "12\n"}, "update-notifier runs"),
        (
            {},
            {
                "apt-config dump APT::Periodic::Unattended-Upgrade": (
                    'APT::Periodic::Unattended-Upgrade "1";'
                )
            },
            "automatic updates are on",
        ),
        ({"dev/dri/card0": ""}, {}, "only shows pictures"),
        ({}, {}, "no graphics device"),
        ({"etc/default/kiosk": 'KIOSK_KEYS="help=F99"\n'}, {}, "F99: no such key"),
        ({"dev/rtc0": ""}, {}, "depends on its battery"),
        ({"proc/meminfo": "MemTotal: 900000 kB\n"}, {}, "MB of memory"),
        (
            {"etc/default/kiosk": "KIOSK_FOLDER=/nowhere/at/all\n"},
            {},
            "/nowhere/at/all does not exist",
        ),
    ],
)
def test_a_fault_is_reported_with_how_to_mend_it(tmp_path, files, answers, words):
    match = found(examine(None, machine(tmp_path, files, answers)), words)
    assert len(match) == 1
    assert match[0].grade is not Grade.GOOD
    assert match[0].mend
    assert match[0].mend in as_text(match)


@pytest.mark.parametrize(
    ("commands", "settings", "words"),
    [
        (("cage", "Xwayland"), "", "seatd is not installed"),
        (("cage", "seatd"), "", "Xwayland is not installed"),
        ((), "", "neither cage nor xinit"),
        (("cage", "seatd", "Xwayland"), "", "black but lit"),
        (
            ("cage", "seatd", "Xwayland", "switch"),
            "KIOSK_SCREEN_OFF='switch 0'\nKIOSK_SCREEN_ON='/usr/bin/switch 1'\n",
            "has not been tried",
        ),
        (
            ("cage", "seatd", "Xwayland", "cec-ctl"),
            "KIOSK_SCREEN_OFF='cec-ctl --to 0 --standby'\n",
            "so neither is used",
        ),
        (
            ("cage", "seatd", "Xwayland"),
            'KIOSK_SCREEN_OFF="ddcutil 5"\nKIOSK_SCREEN_ON="ddcutil 1"\n',
            "is not installed",
        ),
        (
            ("cage", "seatd", "Xwayland", "ddcutil"),
            "KIOSK_SCREEN_OFF=ddcutil 5\nKIOSK_SCREEN_ON=ddcutil 1\n",
            "no /dev/i2c-*",
        ),
        (
            ("xinit", "cec-ctl"),
            "KIOSK_SCREEN_OFF=cec-ctl 5\nKIOSK_SCREEN_ON=cec-ctl 1\n",
            "no /dev/cec*",
        ),
        (("cage", "seatd", "Xwayland"), "KIOSK_HOURS=ignore\n", ""),
        (("xinit",), "", "xset is not installed"),
        (("xinit", "xset"), "", "xset switches the display off at night has not been tried"),
        (("cage", "seatd", "Xwayland", "wlopm"), "", "has not been tried"),
    ],
)
def test_the_display_server_and_the_display_power_are_checked(tmp_path, commands, settings, words):
    card = {"dev/dri/card0": "", "dev/dri/renderD128": ""}
    findings = examine(
        None, machine(tmp_path, {"etc/default/kiosk": settings, **card}, {}, commands)
    )
    about = ("cage", "seatd", "lit", "display", "SCREEN")
    wrong = [
        finding.what
        for finding in findings
        if finding.mend and any(word in finding.what for word in about)
    ]
    assert (wrong == []) if not words else any(words in what for what in wrong)


def test_a_machine_without_faults_gets_good_findings_only(tmp_path, write_folder):
    files = {
        "dev/dri/card0": "",
        "dev/dri/renderD128": "",
        "sys/class/drm/card0-HDMI-A-1/status": "connected\n",
        "sys/module/kernel/parameters/consoleblank": "0",
        "proc/meminfo": "MemTotal: 8000000 kB\n",
    }
    answers = {
        "systemctl is-enabled sleep.target": "masked\n",
        "timedatectl show --property=NTP --property=NTPSynchronized": (
            "NTP=yes\nNTPSynchronized=yes\n"
        ),
    }
    findings = examine(
        write_folder({"kiosk.yaml": "title: T\n"}), machine(tmp_path / "root", files, answers)
    )
    # The display's power was not tried on this machine.
    assert found(findings, "has not been tried")
    # The free room, and the closed folder above the test's own, are of the machine that tests.
    elsewhere = ("free", "may not enter", "has not been tried")
    wrong = [finding.what for finding in findings if finding.grade is not Grade.GOOD]
    assert [what for what in wrong if not any(word in what for word in elsewhere)] == []
    assert found(findings, "connected at HDMI-A-1")


@pytest.mark.parametrize(("name", "mode"), [("works/a.md", 0o600), ("works", 0o711), ("", 0o755)])
def test_files_that_only_their_owner_may_read_are_reported(tmp_path, write_folder, name, mode):
    folder = write_folder({"kiosk.yaml": "title: T\n", "works/a.md": "x\n", ".sync/index": "x\n"})
    (folder / ".sync" / "index").chmod(0o600)
    for path in (folder, *folder.rglob("[!.]*")):
        path.chmod(0o755)
    (folder / name).chmod(mode)
    findings = found(examine(folder, machine(tmp_path / "root", {}, {})), "may not read")
    assert [finding.mend.split(",")[0] for finding in findings] == (
        [f"chmod -R o+rX {folder}"] if name else []
    )


def test_the_command_exits_with_1_after_printing_a_fault(tmp_path, capsys):
    assert main(["doctor", str(tmp_path / "nowhere")]) == 1
    assert "does not exist" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("held", "grade", "words"),
    [
        (Confinement(files=True, calls=True), "good", "(Landlock, seccomp)"),
        (Confinement(files=False, calls=True), "unwise", "has no Landlock"),
        (Confinement(files=True, calls=False), "unwise", "has no seccomp"),
        (Confinement(files=False, calls=False), "unwise", "has no Landlock and seccomp"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have neither")
def test_it_says_what_holds_of_decoders(held, grade, words):
    (finding,) = check_decoders(held)
    assert finding.grade == grade
    assert words in finding.what


def test_a_machine_without_a_voice_is_told(tmp_path):
    checked = machine(tmp_path, {}, {}, ("cage",))
    (finding,) = found(check_voice(checked), "no voice is installed")
    assert finding.mend == "apt install espeak-ng"
    own = machine(tmp_path, {"etc/default/kiosk": "KIOSK_VOICE='say -q'\n"}, {}, ("cage",))
    assert [one.grade for one in check_voice(own)] == [Grade.GOOD]


def test_typefaces_are_named_by_script(tmp_path):
    checked = machine(tmp_path, {"usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf": ""}, {})
    findings = list(check_scripts(checked))
    assert [one.what for one in findings if not one.mend] == ["there are typefaces for Thai"]
    mends = {one.what.split()[5].rstrip(";"): one.mend for one in findings if one.mend}
    assert set(mends) == {"Khmer", "Devanagari", "emoji"}
    assert mends["emoji"] == "apt install fonts-noto-color-emoji, where texts have it"
