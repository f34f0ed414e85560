"""Make what sets a machine up without hands, from one list of settings.

    .venv/bin/python packaging/provision/build.py SETTINGS.yaml [--out FOLDER] [--iso DEBIAN.iso]

SETTINGS.yaml holds what differs from roles/kiosk/defaults/main.yml, under the same names; the files
that it names are found from its own folder. Written are: preseed.cfg (answers for Debian's
installer), user-data and meta-data (cloud-init), and the folder kiosk, which both run. With --iso
(Debian's netinst image; needs xorriso) the installer and all of it become one image.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

HERE = Path(__file__).resolve().parent
ROLE = HERE / "roles" / "kiosk"
# Files of the owner's, and their names in the folder kiosk. They are copied, not quoted.
FILES = {
    "kiosk_package_file": "package.deb",
    "kiosk_repository_key_file": "repository.asc",
    "kiosk_pin_file": "pin",
    "kiosk_share_password_file": "share-password",
}
# The role chooses from it by the share's type; provision.sh has the choice in itself.
ROLE_ONLY = {"kiosk_share_packages"}
_WORDS = "auto=true priority=critical file=/cdrom/preseed.cfg quiet ---"
MENU = f"""\
set timeout=30
menuentry "Install the lobby screen. EVERYTHING ON THE FIRST DISK IS LOST" {{
    linux /install.amd/vmlinuz {_WORDS}
    initrd /install.amd/initrd.gz
}}
"""
MENU_BIOS = f"""\
default kiosk
prompt 1
timeout 300
say Installing the lobby screen in 30 s. EVERYTHING ON THE FIRST DISK IS LOST.
label kiosk
    kernel /install.amd/vmlinuz
    append initrd=/install.amd/initrd.gz {_WORDS}
"""


class SettingsError(ValueError):
    """A setting that is wrong, in words for the person who wrote it."""


def read_settings(file: Path) -> dict[str, object]:
    """The defaults with the file's own values, which are checked. Raises SettingsError, OSError."""
    defaults = yaml.safe_load((ROLE / "defaults" / "main.yml").read_text("utf-8"))
    try:
        own = yaml.safe_load(file.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is no YAML: {error}") from error
    if not isinstance(own, dict):
        raise SettingsError(f"{file} holds no names with values")
    for name, value in own.items():
        if name not in defaults:
            raise SettingsError(f"{name} is no setting; roles/kiosk/defaults/main.yml lists them")
        if type(value) is not type(defaults[name]):
            kind = type(defaults[name]).__name__
            raise SettingsError(f"{name} has to be of the kind {kind}")
    settings = {**defaults, **own}
    settings["kiosk_settings"] = {**defaults["kiosk_settings"], **settings["kiosk_settings"]}
    for name in FILES:
        if settings[name]:
            settings[name] = str(file.parent / str(settings[name]))
    check(settings)
    return settings


def check(settings: Mapping[str, object]) -> None:
    """Raises SettingsError where the machine would not become a screen that somebody can enter."""
    table = settings["kiosk_settings"]
    assert isinstance(table, dict)
    for wrong, words in (*_wrong_choices(settings), *_wrong_values(settings, table)):
        if wrong:
            raise SettingsError(words)
    for name in FILES:
        if settings[name] and not Path(str(settings[name])).is_file():
            raise SettingsError(f"{name}: there is no file {settings[name]}")
    if settings["kiosk_pin_file"]:
        pin = Path(str(settings["kiosk_pin_file"])).read_text("utf-8").strip()
        if not re.fullmatch(r"[0-9]{6,12}", pin):
            raise SettingsError("kiosk_pin_file has to hold 6 to 12 digits and nothing else")


def _wrong_choices(settings: Mapping[str, object]) -> Iterator[tuple[bool, str]]:
    values = {name: str(value) for name, value in settings.items()}
    package, repository = values["kiosk_package_file"], values["kiosk_repository_uri"]
    yield not (package or repository), "name kiosk_package_file or kiosk_repository_uri"
    key = values["kiosk_repository_key_file"]
    yield bool(repository and not key), "a repository needs kiosk_repository_key_file"
    yield (
        not values["kiosk_admin_password_hash"].startswith("$"),
        "kiosk_admin_password_hash has to be what 'openssl passwd -6' prints",
    )
    admin = values["kiosk_admin"]
    yield (
        not re.fullmatch(r"[a-z][a-z0-9-]*", admin) or admin in ("root", "kiosk"),
        "kiosk_admin has to be a user's name, and neither root nor kiosk",
    )
    kind = values["kiosk_share_type"]
    yield kind not in ("cifs", "nfs"), "kiosk_share_type has to be cifs or nfs"
    zone = values["kiosk_time_zone"]
    yield not _is_zone(zone), f"there is no time zone {zone}"


def _wrong_values(
    settings: Mapping[str, object], table: Mapping[object, object]
) -> Iterator[tuple[bool, str]]:
    yield (
        not re.fullmatch(r"(/[A-Za-z0-9_.-]+)+", str(table["KIOSK_FOLDER"])),
        "KIOSK_FOLDER has to be a path of letters, digits, _, . and -",
    )
    yield (
        not all(re.fullmatch(r"[A-Z][A-Z0-9_]*", str(name)) for name in table),
        "kiosk_settings has to hold names of variables: KIOSK_...",
    )
    yield (
        any("\n" in str(value) for value in table.values()),
        "a value of kiosk_settings has to be one line",
    )
    # fstab separates its fields by spaces.
    yield (
        bool(re.search(r"\s", str(settings["kiosk_share"]))),
        "kiosk_share has to be without spaces; write \\040 for one",
    )
    for name, value in quoted(settings).items():
        yield (
            any(ord(sign) < 32 and sign != "\n" for sign in value),
            f"kiosk_{name.lower()} holds a control character",
        )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def quoted(settings: Mapping[str, object]) -> dict[str, str]:
    """The settings that provision.sh reads, by its names: lists and tables are lines."""
    found = {}
    for name, value in settings.items():
        if name in FILES or name in ROLE_ONLY:
            continue
        if isinstance(value, list):
            text = "\n".join(str(one) for one in value)
        elif isinstance(value, dict):
            text = "\n".join(f"{key}={one}" for key, one in value.items())
        else:
            text = str(value)
        found[name.removeprefix("kiosk_").upper()] = text
    return found


def build(settings: Mapping[str, object], out: Path) -> None:
    """Write the folder ``out`` anew; what is secret in it is for this user alone.

    Raises SettingsError where the folder holds something else.
    """
    if out.exists() and any(out.iterdir()):
        if not (out / "kiosk" / "settings.sh").is_file():
            raise SettingsError(f"{out} was not made by this program; name an empty folder")
        shutil.rmtree(out)
    out.mkdir(parents=True, mode=0o700, exist_ok=True)
    out.chmod(0o700)
    values = quoted(settings)
    words = {**values, **{f"{name}_JSON": json.dumps(value) for name, value in values.items()}}
    words["ADMIN_KEYS_JSON"] = json.dumps(settings["kiosk_admin_keys"])
    for name in ("preseed.cfg", "user-data"):
        template = Template((HERE / f"{name}.in").read_text("utf-8"))
        (out / name).write_text(template.substitute(words), "utf-8")
    (out / "meta-data").write_text("instance-id: kiosk-1\nlocal-hostname: kiosk\n", "utf-8")
    payload = out / "kiosk"
    shutil.copytree(ROLE / "files", payload / "files")
    shutil.copy(HERE / "provision.sh", payload)
    lines = [f"{name}={shlex.quote(value)}" for name, value in values.items()]
    (payload / "settings.sh").write_text("\n".join(lines) + "\n", "utf-8")
    for name, target in FILES.items():
        if settings[name]:
            shutil.copyfile(str(settings[name]), payload / target)


def make_image(debian: Path, out: Path) -> Path:
    """Debian's image with all of ``out`` in it, which installs by itself. Needs xorriso."""
    image = out / "kiosk-installer.iso"
    (out / "grub.cfg").write_text(MENU, "utf-8")
    (out / "isolinux.cfg").write_text(MENU_BIOS, "utf-8")
    call = ["xorriso", "-indev", str(debian), "-outdev", str(image), "-boot_image", "any", "replay"]
    for source, target in (
        ("preseed.cfg", "/preseed.cfg"),
        ("kiosk", "/kiosk"),
        ("grub.cfg", "/boot/grub/grub.cfg"),
        ("isolinux.cfg", "/isolinux/isolinux.cfg"),
    ):
        call += ["-map", str(out / source), target]
    # Its report goes to stderr, and is long.
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SettingsError(f"xorriso cannot write {image}: {done.stderr[-600:]}")
    return image


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("settings", type=Path, metavar="SETTINGS.yaml")
    parser.add_argument("--out", type=Path, default=Path("out/provision"), metavar="FOLDER")
    parser.add_argument("--iso", type=Path, metavar="DEBIAN.iso")
    arguments = parser.parse_args()
    try:
        build(read_settings(arguments.settings), arguments.out)
        if arguments.iso:
            print(make_image(arguments.iso, arguments.out))
    except (SettingsError, OSError) as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 2
    print(arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
