"""A decoder can do nothing but decode: it opens no file, makes no connection, starts no process."""

import ast
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from kiosk import sandbox
from kiosk.pictures import derive
from kiosk.pictures.decoder_pool import DecoderPool, DecodingFailedError
from kiosk.pictures.errors import UnreadablePictureError
from tests.pictures import charts

ROOT = Path(__file__).resolve().parents[2]
HARMFUL = (sys.executable, "-P", str(Path(__file__).with_name("harmful_worker.py")))
HELD = sandbox.available()
needs_both = pytest.mark.skipif(not all(HELD), reason="the kernel has no Landlock or seccomp")


@needs_both
def test_a_decoder_may_do_nothing_but_decode(tmp_path):
    master, elsewhere = tmp_path / "m.png", tmp_path / "elsewhere"
    Image.new("RGB", (60, 30), "red").save(master)
    elsewhere.write_text("secret")
    pool = DecoderPool(command=HARMFUL, pauses=())

    def take(decoder):
        outcomes = decoder.answer()["outcomes"]
        decoder.is_idle = True
        return outcomes

    with socket.create_server(("127.0.0.1", 0)) as server:
        outcomes = pool.run(
            "attempt", master, take, elsewhere=str(elsewhere), port=server.getsockname()[1]
        )
    pool.close()
    assert outcomes.pop("thread") == "ran"
    assert outcomes.pop("write to the master") == "EBADF"
    assert outcomes.pop("more memory") in ("EPERM", "not allowed to raise maximum limit")
    assert len(outcomes) > 20
    assert {name: how for name, how in outcomes.items() if how not in ("EPERM", "EACCES")} == {}
    assert elsewhere.read_text() == "secret"


def pictures(folder: Path) -> list[Path]:
    """A picture of every format, in the ways in which its decoder goes."""
    plain = Image.merge("RGB", [Image.effect_noise((120, 90), 60) for _ in range(3)])
    clear = plain.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    turned = Image.Exif()
    turned[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide = charts.matrix_profile("Display P3")
    kinds: list[tuple[str, Image.Image, dict[str, object]]] = [
        ("jpg", plain, {"icc_profile": wide, "exif": turned}),
        ("jpg", plain, {"progressive": True, "icc_profile": profile}),
        ("jpg", plain.convert("CMYK"), {}),
        ("jpg", plain.convert("L"), {}),
        ("png", clear, {"icc_profile": wide}),
        ("png", plain.quantize(16), {"transparency": 3}),
        ("png", plain.convert("LA"), {}),
        ("png", plain.convert("1"), {}),
        ("png", plain.convert("I;16"), {}),
        ("gif", plain.quantize(16), {"save_all": True, "append_images": [plain.quantize(8)]}),
        ("bmp", plain, {}),
        ("webp", clear, {}),
        ("webp", plain, {"lossless": True, "save_all": True, "append_images": [plain]}),
        ("avif", plain, {"speed": 10, "icc_profile": wide}),
        ("avif", clear, {"speed": 10, "exif": turned}),
        ("tif", plain.convert("1"), {"compression": "group4"}),
        ("tif", Image.merge("LAB", plain.split()), {}),
    ]
    packed = ("raw", "tiff_lzw", "tiff_deflate", "packbits", "jpeg", "zstd", "lzma")
    kinds += [("tif", plain, {"compression": name, "exif": turned}) for name in packed]
    made = [Path(__file__).parent / "data" / "chart.heic"]
    for number, (ending, picture, options) in enumerate(kinds):
        made.append(folder / f"{number}.{ending}")
        picture.save(made[-1], **options)
    return made


def test_every_format_is_decoded_without_rights_as_it_is_with_them(tmp_path):
    """A decoder that lacks a right would leave a picture out, or show it otherwise."""
    pool = DecoderPool(pauses=())
    wrong = []
    for master in pictures(tmp_path):
        for function in ("derive", "make_tiles"):
            box = [(50, 50)] if function == "derive" else []
            try:
                made = [
                    getattr(one, function)(master, *box, tmp_path / name)
                    for name, one in (("with", derive), ("without", pool))
                ]
            except (OSError, ValueError, DecodingFailedError, UnreadablePictureError) as error:
                wrong.append((master.name, function, str(error)))
                continue
            contents = [
                [path.read_bytes() for path in sorted((tmp_path / name / made[0].name).rglob("*"))]
                if function == "make_tiles"
                else (tmp_path / name / made[0].name).read_bytes()
                for name in ("with", "without")
            ]
            if made[0] != made[1] or contents[0] != contents[1]:
                wrong.append((master.name, function, "differs"))
    pool.close()
    assert wrong == []


def test_no_command_decodes_in_its_own_process():
    """Whoever builds a window says who decodes; without a word it would be the window's process."""
    for path in (ROOT / "kiosk").rglob("*.py"):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if "AppWindow(" in text else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "AppWindow":
                assert "renderer" in [keyword.arg for keyword in node.keywords], path


ONLY_LANDLOCK = """
import os, socket, sys
from kiosk import sandbox
server = socket.create_server(("127.0.0.1", 0))
sandbox._filter_calls = lambda: None
client = socket.socket()
assert sandbox.confine().files
for attempt in (
    lambda: open(sys.argv[1]), lambda: open(sys.argv[1], "w"), lambda: os.listdir("/"),
    lambda: client.connect(server.getsockname()), lambda: os.execv("/bin/true", ["true"]),
):
    try:
        attempt()
    except PermissionError:
        print("refused")
"""


@pytest.mark.skipif(not HELD.files, reason="the kernel has no Landlock")
def test_landlock_alone_closes_the_file_system(tmp_path):
    """Each of the two holds where the other one is missing."""
    (tmp_path / "a").write_text("secret")
    done = subprocess.run(
        [sys.executable, "-c", ONLY_LANDLOCK, str(tmp_path / "a")],
        capture_output=True,
        text=True,
        check=True,
    )
    connections = sandbox._landlock_version() >= sandbox._NETWORK_SINCE
    assert done.stdout.split() == ["refused"] * (5 if connections else 4)


@needs_both
@pytest.mark.parametrize("missing", ["_close_file_system", "_filter_calls"])
def test_a_system_with_only_one_of_them_says_so(monkeypatch, missing):
    def refuse():
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(sandbox, "_prctl", lambda option, value: None)
    for name in ("_close_file_system", "_filter_calls"):
        monkeypatch.setattr(sandbox, name, lambda: None)
    monkeypatch.setattr(sandbox, missing, refuse)
    held = sandbox.confine()
    assert held == sandbox.Confinement(
        files=missing != "_close_file_system", calls=missing != "_filter_calls"
    )


HEADERS = (
    (0, Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")),
    (1, Path("/usr/include/asm-generic/unistd.h")),
)


@pytest.mark.parametrize(("column", "header"), HEADERS, ids=["x86_64", "aarch64"])
def test_the_numbers_are_the_kernels(column, header):
    """A wrong number would allow another call."""
    if not header.exists():
        pytest.skip("needs the kernel's headers (apt: linux-libc-dev)")
    known = {
        name: int(number)
        for name, number in re.findall(
            r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", header.read_text(), re.MULTILINE
        )
    }
    known.setdefault("newfstatat", known.get("fstatat", -1))
    listed = {name: numbers[column] for name, numbers in sandbox._ALLOWED.items()}
    for name in ("mmap", "mprotect", "clone", "prctl", "tgkill", "fcntl"):
        listed[name] = getattr(sandbox, f"_{name.upper()}")[column]
    listed |= {"clone3": sandbox._CLONE3, "landlock_create_ruleset": sandbox._CREATE_RULESET}
    listed |= {"landlock_restrict_self": sandbox._RESTRICT_SELF}
    listed["seccomp"] = list(sandbox._ARCHITECTURES.values())[column][2]
    assert {name: known.get(name) for name in listed if listed[name] is not None} == {
        name: number for name, number in listed.items() if number is not None
    }


def test_both_architectures_have_a_filter(monkeypatch):
    """Each branch leads to a return of the same program."""
    for machine in sandbox._ARCHITECTURES:
        monkeypatch.setattr("platform.machine", lambda machine=machine: machine)
        steps = sandbox._program()
        assert all(len(step) == 8 for step in steps)
        for place, step in enumerate(steps):
            code, yes, no = int.from_bytes(step[:2], "little"), step[2], step[3]
            if code in (0x15, 0x45):
                assert place + 1 + max(yes, no) < len(steps)
        assert steps[-1][:2] == b"\x06\x00"


def test_another_machine_has_none(monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert not sandbox.available().calls


def test_a_decoder_that_is_started_too_late_ends():
    """The program may have ended between its start and its first line."""
    if os.name != "posix":
        pytest.skip("no such processes here")
    words = "from kiosk.sandbox import end_with_parent; end_with_parent(1); print('runs on')"
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
