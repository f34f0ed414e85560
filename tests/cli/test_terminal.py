"""No command prints a character that a terminal obeys, whatever a folder's names and words are."""

import io
import json
import logging
import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.check import as_text
from kiosk.cli.main import main
from kiosk.cli.terminal import EscapedStream, escaped_streams, print_uncaught
from kiosk.content.load import load
from kiosk.domain import Problem, Severity
from kiosk.domain.control_characters import escape_controls, one_line

# Clear the screen, set the title, ring, return, go back, C1's CSI and OSC, directions, no width.
EVIL = "\x1b[2J\x1b]0;x\x07\r\x08\x9b31m\x9dx\x9c\u202egnp\u2066\u200b\u061c\ufeff\U000e0041\x7f"
LINE = f"{EVIL}\nkiosk: all is well"
SEEN = frozenset("\xad\u200c\u200d")


def assert_plain(printed: str) -> None:
    bad = {
        sign
        for sign in printed
        if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cs") and sign not in "\n\t"
    }
    assert bad - SEEN == set()
    lines = printed.split("\n")
    assert not any(line.startswith("kiosk: all is well") for line in lines), "a line of its own"


@given(st.text() | st.text("\x1b\x9b\r\n\u202e\udc80\U000e0001é漢\u200d"))
def test_what_is_escaped_is_plain_and_the_same_value_in_json(text):
    assert_plain(escape_controls(text).replace("\n", " "))
    assert not {"\n", "\t", "\r"} & set(one_line(text))
    assert json.loads(escape_controls(json.dumps(text, ensure_ascii=False))) == text


def test_words_of_every_script_stay():
    for words in ("Écho", "漢字", "سلام می\u200cخواهم", "👩\u200d🎨", "Zeit\xadung", "a\tb\n"):
        assert escape_controls(words) == words


def yaml(text: str) -> str:
    """A double-quoted value, as YAML 1.1 escapes it."""
    return json.dumps(text)


@pytest.fixture
def hostile(tmp_path):
    """A folder with one item of each kind, whose names and words all hold commands."""
    root = tmp_path / f"gallery {LINE}"
    for kind in ("works", "events", "resources", "pages"):
        (root / kind).mkdir(parents=True)
    key = yaml(LINE)
    (root / "kiosk.yaml").write_text(
        f"title: {key}\ntimezone: America/Los_Angeles\n{key}: x\nlanguages: [en, {key}]\n"
        f"help_line:\n  phone: {key}\ncheck:\n  silence:\n    {key}: {key}\n"
    )
    label = f"---\ntitle: {key}\nartist: {key}\n{key}: 1\nmedium: {key}\nyear: {key}\n"
    for number in range(3):
        name = f"{number}{LINE}".replace("/", "").replace("\0", "")
        (root / "works" / f"{name}.md").write_text(f"{label}link: {key}\n---\n{LINE}\n")
        (root / "works" / f"{name}.doc").write_text("x")
        (root / "works" / f"{name}.jpg").write_bytes(b"no picture")
        (root / "events" / f"{name}.md").write_text(
            f"---\ntitle: {key}\nwhen: January 13, 2026, 1:00 PM\nregister: {key}\n---\n{LINE}\n"
        )
        (root / "events" / f"{name}.ics").write_text(f"BEGIN:VCALENDAR\r\nX:{EVIL}\r\n")
        (root / "resources" / f"{name}.md").write_text(f"---\ntitle: {key}\nlink: {key}\n---\n")
        (root / "pages" / f"{name}.md").write_text(f"---\n: {LINE}\n---\n")
        (root / f"{name}.yaml").write_text(LINE)
    (root / "works" / os.fsdecode(b"\xff\x9b31m\x1b.md")).write_text("---\ntitle: [\n---\n")
    os.symlink("/etc/passwd", root / "works" / f"link {LINE}.md".replace("/", ""))
    page = {"@type": "Event", "name": LINE, "startDate": "2026-01-13", "url": LINE, "x": 1}
    (root / "page.json").write_text(json.dumps([page, {**page, "startDate": LINE}]))
    data = json.dumps({**page, "location": LINE, "eventStatus": LINE}).replace("</", "<\\/")
    script = f'<script type="application/ld+json">{data}</script>'
    (root / "page.html").write_text(f"<!doctype html><html><head>{script}</head></html>")
    (root / "page.txt").write_text(f"Talk {EVIL}\nJanuary 13, 2026, 1 PM\n{EVIL}: {EVIL}\n{LINE}\n")
    (root / "list.csv").write_text(f"title,artist,{EVIL}\n{LINE!r},{EVIL},{EVIL}\n{EVIL},,\n")
    return root


AT = ["--at", "2026-01-01 09:00"]
COMMANDS = (
    ["check", "{}", "--no-look"],
    ["check", "{}", "--no-look", "--format", "json"],
    ["check", "{}", "--no-look", "--format", "sarif"],
    ["check", "{}/none"],
    ["check", "--explain", EVIL],
    ["agenda", "{}", *AT],
    ["agenda", "{}", *AT, "--format", "json"],
    ["agenda", "{}/none"],
    ["doctor", "{}", "{}/none"],
    ["doctor", "{}", "{}/none", "--format", "json"],
    ["labels", "{}", "--out", "{}/labels.pdf"],
    ["labels", "{}", "--out", "{}/none/labels.pdf"],
    ["labels", "{}", "--out", "{}/labels.pdf", "--language", EVIL],
    ["proof", "{}", "--out", "{}/proof.pdf"],
    ["proof", "{}", "--out", "{}/none/proof.pdf"],
    ["import", "{}"],
    ["import", "{}/list.csv", "{}"],
    ["import", "{}/list.csv", "{}", "--write"],
    ["import", "{}/none.csv", "{}"],
    ["import", "{}/page.html", "{}"],
    ["import", "{}/page.html", "{}", "--write"],
    ["import", "{}/page.txt", "{}"],
    ["import", "{}/page.json", "{}"],
    ["pull", "{}"],
    ["new", "{}"],
    ["new", "{}/new"],
    ["schema", "--editor", "{}"],
    ["schema", "--editor", "{}/none"],
    ["status", "--screen", EVIL],
    ["screenshot", "--screen", EVIL, "{}/x.png"],
    ["pin", "--off"],
    ["run", "--at", EVIL],
    [EVIL],
    ["launch", "--", "{}/none"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words)[:40].encode())
def test_no_command_prints_commands(command, hostile, monkeypatch, capsys, qapp):
    monkeypatch.setenv("KIOSK_STATE", str(hostile / "none" / "state"))
    monkeypatch.setenv("KIOSK_RUNTIME", str(hostile / "none" / "run"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(hostile.parent / "cache"))
    try:
        main([word.replace("{}", str(hostile)) for word in command])
    except SystemExit as ended:
        assert ended.code == 2  # noqa: PT017 - argparse ends the process
    printed = capsys.readouterr()
    assert_plain(printed.out)
    assert_plain(printed.err)
    assert "Traceback" not in printed.err
    assert "root:" not in printed.out + printed.err, "a line of /etc/passwd"
    if command[-1] in ("json", "sarif"):
        assert json.loads(printed.out)


def test_the_status_of_a_program_with_such_a_folder(hostile, monkeypatch, capsys, tmp_path):
    from kiosk.status.program_status import ProgramStatus, write_status

    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    status = ProgramStatus(folder=str(hostile), clock=LINE, screen=LINE, mode=LINE, content=LINE)
    write_status(status, tmp_path / "run")
    for form in ("text", "json", "prometheus"):
        main(["status", "--format", form])
        printed = capsys.readouterr()
        assert_plain(printed.out)
        assert_plain(printed.err)
        if form == "json":
            assert json.loads(printed.out)["folder"] == str(hostile)


def test_a_stream_escapes_what_it_cannot_encode_as_json_does():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, "ascii", "strict")
    print(json.dumps("é漢\x9b😀", ensure_ascii=False), file=EscapedStream(stream))
    stream.flush()
    assert json.loads(raw.getvalue()) == "é漢\x9b😀"


def test_an_uncaught_exception_is_escaped_too(capsys):
    try:
        raise RuntimeError(EVIL)
    except RuntimeError as error:
        print_uncaught(type(error), error, error.__traceback__)
    assert_plain(capsys.readouterr().err)


def test_colours_are_the_report_s_own(hostile):
    text = as_text(load(hostile).problems, source=hostile)
    for code in ("1", "0", "31", "33", "36"):
        text = text.replace(f"\x1b[{code}m", "")
    assert_plain(text)


@pytest.mark.parametrize("name", ["kiosk.yaml", "works/a.md", "events/a.ics", "events/a.md"])
def test_the_check_quotes_nothing_from_outside_the_folder(write_folder, tmp_path, name, capsys):
    """Also where the file has become a link since it was read."""
    secret = tmp_path / "secret"
    secret.write_text("---\ntitle: [TOPSECRET\nwhen: TOPSECRET\nTOPSECRET: x\n---\nTOPSECRET\n")
    root = write_folder({"kiosk.yaml": "title: T\n", "works/b.md": "---\ntitle: B\n---\nx\n"})
    (root / "events").mkdir()
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(secret)
    problem = Problem(
        severity=Severity.ERROR, path=name, line=2, column=1, rule="x", message="m", hint="h"
    )
    for problems in (load(root).problems, [problem]):
        assert "TOPSECRET" not in as_text(problems, source=root)
    main(["check", str(root), "--no-look"])
    assert "TOPSECRET" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\x07", "\x9b", "\x7f", "\0"])
def test_the_check_tells_a_control_character_and_its_place(write_folder, sign):
    label = f"---\ntitle: A\nmedium: poetry\ncredit: c\n---\none\nab{sign}200A loud\n"
    result = load(write_folder({"kiosk.yaml": "title: T\n", "works/a.md": label}))
    told = [one for one in result.problems if one.rule == "control-character"]
    assert [(one.path, one.line, one.column) for one in told] == [("works/a.md", 7, 3)]
    assert str(result.snapshot.works[0].body) == "one\nab200A loud"


@pytest.mark.programs
@pytest.mark.parametrize("words", [["status"], ["check", "{folder}"], ["--help"]])
def test_a_program_without_standard_streams_ends_as_with_them(tmp_path, words):
    """As under Windows' pythonw.exe, which has no console."""
    (tmp_path / "kiosk.yaml").write_text("title: x\ntimezone: UTC\n")
    call = [sys.executable, "-P", "-m", "kiosk"]
    call += [word.format(folder=tmp_path) for word in words]
    environment = {**os.environ, "KIOSK_RUNTIME": str(tmp_path)}
    with_streams = subprocess.run(call, env=environment, capture_output=True, check=False)
    closed = ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *call]
    assert subprocess.run(closed, env=environment, check=False).returncode == (
        with_streams.returncode
    )


def test_a_log_without_standard_streams_goes_nowhere(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    with escaped_streams():
        handler = logging.StreamHandler(sys.stderr)
        handler.emit(logging.LogRecord("x", logging.ERROR, "x", 1, EVIL, None, None))
        print(EVIL)
        print(EVIL, file=sys.stderr, flush=True)
    assert (sys.stdout, sys.stderr) == (None, None)
