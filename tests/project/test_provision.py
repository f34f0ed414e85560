"""What sets machines up without hands: one list of settings, and three ways that obey it.

tests/package/test_provision.py carries out provision.sh and the Ansible role on booted machines.
"""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

PROVISION = Path(__file__).resolve().parents[2] / "packaging" / "provision"
ROLE = PROVISION / "roles" / "kiosk"
SCRIPT = (PROVISION / "provision.sh").read_text("utf-8")
TASKS = (ROLE / "tasks" / "main.yml").read_text("utf-8")
DEFAULTS = yaml.safe_load((ROLE / "defaults" / "main.yml").read_text("utf-8"))
HASH = "$6$salt$abc/def."
OWN: dict[str, Any] = {
    "kiosk_package_file": "kiosk.deb",
    "kiosk_admin_password_hash": HASH,
    "kiosk_admin_keys": ["ssh-ed25519 AAAA ana's", "ssh-ed25519 BBBB two"],
    "kiosk_settings": {"KIOSK_OPTIONS": "--language es", "KIOSK_HOURS": "ignore"},
    "kiosk_time_zone": "Europe/Berlin",
    "kiosk_time_servers": ["time.example.org"],
    "kiosk_pin_file": "pin",
    "kiosk_share": r"//server/our\040'share'",
    "kiosk_share_password_file": "share",
}


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    found = importlib.util.spec_from_file_location("provision_build", PROVISION / "build.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture
def settings_file(tmp_path):
    (tmp_path / "kiosk.deb").write_bytes(b"a package")
    (tmp_path / "pin").write_text("271828\n")
    (tmp_path / "share").write_text("username=a\npassword=b\n")

    def write(**changes: object) -> Path:
        file = tmp_path / "settings.yaml"
        own = {name: value for name, value in {**OWN, **changes}.items() if value is not None}
        file.write_text(yaml.safe_dump(own))
        return file

    return write


@pytest.fixture
def built(builder, settings_file, tmp_path):
    out = tmp_path / "out"
    builder.build(builder.read_settings(settings_file()), out)
    return out


def preseed(text: str) -> dict[str, str]:
    """The installer's answers by their questions."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^#.*\n", "", text))
    lines = [line.split(None, 3) for line in joined.splitlines() if line]
    return {question: (answer or [""])[0] for _, question, _, *answer in lines}


def test_the_installer_and_cloud_init_get_the_same_settings(built):
    answers = preseed((built / "preseed.cfg").read_text("utf-8"))
    cloud = yaml.safe_load((built / "user-data").read_text("utf-8"))
    (user,) = cloud["users"]
    assert answers["time/zone"] == cloud["timezone"] == "Europe/Berlin"
    assert answers["passwd/username"] == user["name"] == DEFAULTS["kiosk_admin"]
    assert answers["passwd/user-password-crypted"] == user["passwd"] == HASH
    assert answers["passwd/root-login"] == "false"
    assert user["ssh_authorized_keys"] == OWN["kiosk_admin_keys"]
    assert answers["netcfg/get_hostname"] == cloud["hostname"]
    # All else is done by one script, from one folder.
    assert answers["preseed/late_command"].endswith(
        "in-target sh /var/local/kiosk-setup/provision.sh"
    )
    assert (
        "(umask 077; cp -r /cdrom/kiosk /target/var/local/kiosk-setup)"
        in answers["preseed/late_command"]
    )
    assert cloud["runcmd"][-1] == ["sh", "/var/local/kiosk-setup/provision.sh"]
    assert "(umask 077; cp -r /mnt/kiosk /var/local/kiosk-setup)" in cloud["runcmd"][0][-1]
    assert yaml.safe_load((built / "meta-data").read_text("utf-8"))["local-hostname"] == "kiosk"


def test_the_script_reads_each_setting_as_it_was_written(built):
    ask = '. ./settings.sh; printf "%s\\0" "$ADMIN_KEYS" "$SETTINGS" "$SHARE" "$TIME_SERVERS"'
    said = subprocess.run(
        ["sh", "-euc", ask], cwd=built / "kiosk", capture_output=True, text=True, check=True
    ).stdout.split("\0")
    assert said[0].split("\n") == OWN["kiosk_admin_keys"]
    table = dict(line.split("=", 1) for line in said[1].split("\n"))
    assert table == {**DEFAULTS["kiosk_settings"], **OWN["kiosk_settings"]}
    assert said[2:4] == [OWN["kiosk_share"], "time.example.org"]
    assert (built / "kiosk" / "pin").read_text().strip() == "271828"
    assert (built / "kiosk" / "package.deb").read_bytes() == b"a package"
    assert (built.stat().st_mode & 0o077) == 0, "the PIN and the share's password are in it"


def test_the_script_and_the_role_use_every_setting(builder):
    for name in DEFAULTS:
        assert re.search(rf"\b{name}\b", TASKS), name
        if name in builder.FILES:
            assert builder.FILES[name] in SCRIPT, name
        elif name in builder.ROLE_ONLY:
            for kind, package in DEFAULTS[name].items():
                assert f"{kind}) share_package={package} ;;" in SCRIPT
        else:
            variable = name.removeprefix("kiosk_").upper()
            assert re.search(rf"\$\{{?{variable}\b", SCRIPT), variable


def test_the_script_and_the_role_write_the_same_files_and_switch_the_same_units():
    path = r"/(?:etc|var)/[a-z0-9./_-]+[a-z0-9]"
    beside = {"/etc/share-password", "/var/lib/kiosk/pin"}
    written = [set(re.findall(path, text)) for text in (SCRIPT, TASKS)]
    folders = {"/etc/apt/keyrings", "/etc/systemd/timesyncd.conf.d"}
    assert written[0] - folders == written[1] - folders
    assert beside <= written[0]
    units = [set(re.findall(r"\b[a-z-]+\.(?:target|service|timer)\b", x)) for x in (SCRIPT, TASKS)]
    assert units[0] - {"kiosk.service"} == units[1]
    tasks = yaml.safe_load(TASKS)
    handlers = yaml.safe_load((ROLE / "handlers" / "main.yml").read_text("utf-8"))
    asked = {one for task in tasks for one in wanted(task.get("notify", []))}
    assert asked == {handler["name"] for handler in handlers}
    assert len({task["name"] for task in tasks}) == len(tasks)


def wanted(notify: str | list[str]) -> list[str]:
    return [notify] if isinstance(notify, str) else notify


def test_secrets_are_not_logged_and_are_wiped(tmp_path):
    modules = {"ansible.builtin.copy", "ansible.builtin.command"}
    secret = [
        task
        for task in yaml.safe_load(TASKS)
        for module in modules & set(task)
        if re.search("kiosk_(pin|share_password)_file", str(task[module]))
    ]
    assert len(secret) == 2
    assert all(task["no_log"] is True for task in secret)
    loop = re.search(r"(?ms)^for secret in .*?^done$", SCRIPT)
    assert loop is not None
    for name in ("pin", "share-password"):
        (tmp_path / name).write_text("271828")
    subprocess.run(["sh", "-euc", loop[0]], cwd=tmp_path, check=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_left_alone(builder, settings_file, tmp_path):
    settings = builder.read_settings(settings_file())
    with pytest.raises(builder.SettingsError, match="was not made by this program"):
        builder.build(settings, tmp_path)
    assert (tmp_path / "pin").exists()
    for _ in range(2):
        builder.build(settings, tmp_path / "out")


WRONG = {
    "no package": {"kiosk_package_file": None},
    "no such file": {"kiosk_package_file": "nowhere.deb"},
    "no key": {"kiosk_repository_uri": "https://example.org/kiosk"},
    "nobody can log in": {"kiosk_admin_password_hash": None},
    "a password": {"kiosk_admin_password_hash": "secret"},
    "root": {"kiosk_admin": "root"},
    "the screen's user": {"kiosk_admin": "kiosk"},
    "a user": {"kiosk_admin": "ana b"},
    "a zone": {"kiosk_time_zone": "Europe/Sacramento"},
    "a path": {"kiosk_time_zone": "../../etc/passwd"},
    "a share": {"kiosk_share_type": "ftp"},
    "a kind": {"kiosk_time_servers": "time.example.org"},
    "a name": {"kiosk_timezone": "UTC"},
    "a folder": {"kiosk_settings": {"KIOSK_FOLDER": "/srv/our exhibition"}},
    "two lines": {"kiosk_settings": {"KIOSK_OPTIONS": "a\nKIOSK_FOLDER=/x"}},
    "a share with a space": {"kiosk_share": "//server/our share"},
    "a control character": {"kiosk_share": "//a/\x1b"},
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_settings_are_refused_in_words(builder, settings_file, name):
    with pytest.raises(builder.SettingsError, match=r"\w+ \w+ \w+"):
        builder.read_settings(settings_file(**WRONG[name]))


@pytest.mark.parametrize("pin", ["12345", "1234567890123", "27182x", "", "271828 3"])
def test_a_pin_that_is_none_is_refused(builder, settings_file, tmp_path, pin):
    file = settings_file()
    (tmp_path / "pin").write_text(pin)
    with pytest.raises(builder.SettingsError, match="6 to 12 digits"):
        builder.read_settings(file)


@pytest.mark.parametrize(
    ("medium", "disks", "chosen"),
    [
        ("/dev/sr0", "/dev/sda /dev/sdb", "/dev/sda"),
        ("/dev/sda1", "/dev/sda /dev/nvme0n1", "/dev/nvme0n1"),
        ("/dev/sdb", "/dev/sda /dev/sdb", "/dev/sda"),
        ("", "/dev/vda", "/dev/vda"),
    ],
)
def test_the_installer_takes_the_first_disk_that_is_not_its_own_medium(
    built, tmp_path, medium, disks, chosen
):
    command = preseed((built / "preseed.cfg").read_text("utf-8"))["partman/early_command"]
    (tmp_path / "mounts").write_text(f"{medium} /cdrom iso9660 ro 0 0\n" if medium else "")
    shims = f'list-devices() {{ printf "%s\\n" {disks}; }}; debconf-set() {{ echo "$1 $2"; }}\n'
    script = shims.replace("list-devices", "list_devices").replace("debconf-set", "debconf_set")
    script += command.replace("list-devices", "list_devices").replace("debconf-set", "debconf_set")
    script = script.replace("/proc/mounts", str(tmp_path / "mounts"))
    said = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["partman-auto/disk", chosen]


def test_debian_reads_the_answers_and_the_shell_the_script(built):
    subprocess.run(["sh", "-n", str(PROVISION / "provision.sh")], check=True)
    if shutil.which("debconf-set-selections") is None:
        pytest.skip("needs debconf-set-selections (apt: debconf)")
    call = ["debconf-set-selections", "-c", str(built / "preseed.cfg")]
    said = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")


def test_each_setting_of_debian_is_of_its_kind():
    """What one line forgets in silence: a head, or quotation marks."""
    files = [path for path in (ROLE / "files").rglob("*") if path.is_file()]
    assert len(files) == 9
    # The same as a machine gets by hand.
    for name in ("apt-daily", "apt-daily-upgrade"):
        own = ROLE / "files" / "etc" / "systemd" / "system" / f"{name}.timer.d" / "kiosk.conf"
        assert own.read_text("utf-8") == (PROVISION.parent / "apt" / f"{name}.conf").read_text()
    by_hand = (PROVISION.parent / "apt" / "52kiosk").read_text("utf-8")
    origin = re.findall(r"\"origin=[^\"]+\"", by_hand)
    assert origin == re.findall(
        r"\"origin=[^\"]+\"", (ROLE / "files/etc/apt/apt.conf.d/52kiosk").read_text("utf-8")
    )
    for path in files:
        lines = path.read_text("utf-8").splitlines()
        lines = [line for line in lines if line and not line.startswith(("#", "//"))]
        if "systemd" in path.parts:
            assert re.fullmatch(r"\[[A-Z]\w+\]", lines[0]), path
            assert all(re.fullmatch(r"[A-Z]\w+=.*", line) for line in lines[1:]), path
        elif "apt" in path.parts:
            assert all(re.fullmatch(r"[\w:-]+ (\"[^\"]*\"|\{.*\});", line) for line in lines), path
        elif "grub.d" in path.parts:
            subprocess.run(["sh", "-n", str(path)], check=True)
            assert {"quiet", "vt.global_cursor_default=0", "consoleblank=0"} <= set(
                lines[-1].partition('"')[2].strip('"').split()
            )
        else:
            assert all(re.fullmatch(r"[a-z.]+ = [\d ]+", line) for line in lines), path


def test_the_installers_image_holds_it_all(builder, built, tmp_path):
    if shutil.which("xorriso") is None:
        pytest.skip("needs xorriso")
    (tmp_path / "debian" / "boot" / "grub").mkdir(parents=True)
    (tmp_path / "debian" / "boot" / "grub" / "grub.cfg").write_text("Debian's own menu")
    (tmp_path / "debian" / "install.amd").mkdir()
    (tmp_path / "debian" / "install.amd" / "vmlinuz").write_text("a kernel")
    base = tmp_path / "debian.iso"
    call = ["xorriso", "-as", "mkisofs", "-quiet", "-o", str(base), str(tmp_path / "debian")]
    subprocess.run(call, check=True, capture_output=True)
    image = builder.make_image(base, built)
    seen = tmp_path / "seen"
    call = ["xorriso", "-osirrox", "on", "-indev", str(image), "-extract", "/", str(seen)]
    subprocess.run(call, check=True, capture_output=True)
    assert (seen / "install.amd" / "vmlinuz").read_text() == "a kernel"
    assert (seen / "preseed.cfg").read_bytes() == (built / "preseed.cfg").read_bytes()
    for menu in ("boot/grub/grub.cfg", "isolinux/isolinux.cfg"):
        text = (seen / menu).read_text()
        assert "file=/cdrom/preseed.cfg" in text
        assert "EVERYTHING ON THE FIRST DISK IS LOST" in text
    for path in (built / "kiosk").rglob("*"):
        if path.is_file():
            assert (seen / "kiosk" / path.relative_to(built / "kiosk")).read_bytes() == (
                path.read_bytes()
            )
