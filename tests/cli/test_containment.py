"""A function that fails on one item costs that item, in every command; the others stay.

Each case makes one function of the program raise when it is given the item "Bad".
"""

import json
import re

import pytest

from kiosk.cli.main import main

YAML = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
POEM = "---\ntitle: {0}\nartist: A\nmedium: poetry\ncredit: C\n{1}---\n{0} line\n"
EVENT = "---\ntitle: {0}\nwhen: {1}\nplace: Hall\n---\nWords.\n"
SERIES = "every day 10 AM - 11 AM from January 1, 2026"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Bad\r\nDTSTART:20991101T180000Z\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Good entry\r\nDTSTART:20991102T180000Z\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)
FILES = {
    "kiosk.yaml": YAML,
    "works/01-good.md": POEM.format("Good", ""),
    "works/02-bad.md": POEM.format("Bad", "link: https://example.org/\naudio: a.mp3\n"),
    "events/good.md": EVENT.format("Good event", "January 2, 2099, 10 AM"),
    "events/good-series.md": EVENT.format("Good series", SERIES),
    "events/bad.md": EVENT.format("Bad", "January 3, 2099, 10 AM"),
    "events/bad-series.md": EVENT.format("Bad", SERIES),
    "events/c.ics": CALENDAR,
    "resources/good.md": "---\ntitle: Good resource\n---\nx\n",
    "resources/bad.md": "---\ntitle: Bad\n---\nx\n",
    "pages/good.md": "---\ntitle: Good page\n---\nx\n",
    "pages/bad.md": "---\ntitle: Bad\n---\nx\n",
}
ERRORS = (
    ValueError("odd"),
    RecursionError("deep"),
    OverflowError("huge"),
    MemoryError(),
    KeyError(1),
)
# The functions that read, expand, lay out or check one item.
READING = (
    "kiosk.content.labels.works.read_work",
    "kiosk.content.labels.works.correct_keys",
    "kiosk.content.labels.works.title_of_work",
    "kiosk.content.events.events.read_event",
    "kiosk.content.events.calendar_entries.EntryReader._event",
    "kiosk.content.pages.read_resource",
    "kiosk.content.pages.read_page",
    "kiosk.content.front_matter.translations.read_document",
    "kiosk.content.scan.file_groups._Grouper.add",
    "kiosk.content.front_matter.document.read_yaml",
)
EXPANDING = (
    "kiosk.schedule.agenda._make_entry",
    "kiosk.schedule.agenda._sort_key",
    "kiosk.schedule.agenda.occurrences",
)
CHECKING = (
    "kiosk.check.dates.last_day",
    "kiosk.check.dates._end",
    "kiosk.check.languages._item_texts",
    "kiosk.check.layout_suspects._texts_of",
    "kiosk.check.recordings._has_text",
)
PRINTING = ("kiosk.printing.labels._fit", "kiosk.printing.labels._label_html")


@pytest.fixture
def folder(write_folder):
    return write_folder(FILES)


def is_bad(value):
    # Not in an address of memory, such as 0x7f2bad10.
    words = re.sub(r"\b0x[0-9a-f]+", "", repr(value))
    return "Bad" in words or "bad" in words


@pytest.fixture
def broken(monkeypatch):
    def broken(name, error):
        """Let a function raise when one of its arguments is about "Bad"; count the calls."""
        from importlib import import_module

        module, _, attribute = name.rpartition(".")
        try:
            owner = import_module(module)
        except ModuleNotFoundError:
            module, _, inner = module.rpartition(".")
            owner = getattr(import_module(module), inner)
        function, calls = getattr(owner, attribute), []

        def raising(*arguments, **named):
            if any(map(is_bad, (*arguments, *named.values()))):
                calls.append(arguments)
                raise error
            return function(*arguments, **named)

        monkeypatch.setattr(owner, attribute, raising)
        return calls

    return broken


def check(folder, capsys):
    main(["check", str(folder), "--no-look", "--format", "json"])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return json.loads(out)["problems"]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("name", READING)
def test_reading(folder, capsys, broken, name, error):
    calls = broken(name, error)
    problems = check(folder, capsys)
    assert calls
    assert [one for one in problems if one["severity"] == "error" and is_bad(one)] or (
        "calendar" in name and any(one["rule"] == "calendar-event" for one in problems)
    )
    assert not [one for one in problems if one["severity"] == "error" and "good" in one["path"]]
    main(["agenda", str(folder), "--at", "2099-01-01"])
    board = capsys.readouterr().out
    assert "Good event" in board
    assert "Good series" in board


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("name", EXPANDING)
def test_expanding(folder, capsys, broken, name, error, caplog):
    calls = broken(name, error)
    for _ in range(2):
        main(["agenda", str(folder), "--at", "2099-01-01"])
        board = capsys.readouterr().out
        assert "Good event" in board
        assert "Good series" in board
        assert "Bad" not in board or name.endswith("occurrences")
    assert calls


@pytest.mark.parametrize("name", CHECKING)
def test_checking(folder, capsys, broken, name):
    usual = [one for one in check(folder, capsys) if "good" in one["path"]]
    calls = broken(name, ValueError("odd"))
    problems = check(folder, capsys)
    assert calls
    assert any(one["rule"] == "not-checked" and is_bad(one["path"]) for one in problems)
    assert [one for one in problems if "good" in one["path"]] == usual


@pytest.mark.programs
@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("kiosk.offscreen.wording_check.WorkViewState.of", {"works/02-bad.md"}),
        (
            "kiosk.offscreen.wording_check.EventViewState.of",
            {"events/bad.md", "events/bad-series.md", "events/c.ics"},
        ),
        ("kiosk.offscreen.wording_check.resource_row", {"resources/bad.md"}),
        ("kiosk.offscreen.wording_check.InfoViewState.of", {"kiosk.yaml"}),
    ],
)
def test_wording(folder, capsys, broken, qapp, name, files):
    """The check looks at all items as the screens word them, not at long texts alone."""
    main(["check", str(folder), "--format", "json"])
    assert "not-shown" not in capsys.readouterr().out
    calls = broken(name, ValueError("odd"))
    assert main(["check", str(folder), "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert calls
    assert {one["path"] for one in problems if one["rule"] == "not-shown"} == files


def test_kiosk_yaml(folder, capsys, monkeypatch):
    from kiosk.content import exhibition

    def raising(*_):
        raise RecursionError

    monkeypatch.setattr(exhibition, "_help_line", raising)
    problems = check(folder, capsys)
    assert [one["path"] for one in problems if one["rule"] == "not-read"] == ["kiosk.yaml"]
    main(["agenda", str(folder), "--at", "2099-01-01"])
    assert "Good event" in capsys.readouterr().out


def test_recordings(folder, capsys, broken):
    calls = broken("kiosk.content.labels.recordings._find", ValueError("odd"))
    assert not [one for one in check(folder, capsys) if one["rule"] == "not-read"]
    assert calls


@pytest.mark.programs
@pytest.mark.parametrize("name", PRINTING)
def test_labels(folder, capsys, broken, name, qapp, tmp_path):
    calls = broken(name, ValueError("odd"))
    assert main(["labels", str(folder), "--out", str(tmp_path / "labels.pdf")]) == 1
    out, err = capsys.readouterr()
    assert calls
    assert "1 labels" in out
    assert "works/02-bad.md" in err
    assert (tmp_path / "labels.pdf").stat().st_size > 1_000


@pytest.mark.programs
def test_proof(folder, capsys, broken, qapp, tmp_path):
    calls = broken("kiosk.printing.proof.fields", ValueError("odd"))
    assert main(["proof", str(folder), "--out", str(tmp_path / "proof.pdf")]) == 1
    err = capsys.readouterr().err
    assert calls
    assert "works/02-bad.md" in err
    assert "works/01-good.md" not in err
    assert (tmp_path / "proof.pdf").stat().st_size > 1_000


@pytest.mark.programs
def test_shots(write_folder, capsys, broken, qapp, tmp_path):
    folder = write_folder({name: FILES[name] for name in FILES if name[:5] in ("kiosk", "works")})
    calls = broken("kiosk.offscreen.screenshots._Tour._take", ValueError("odd"))
    out = tmp_path / "shots"
    assert main(["shots", str(folder), "--out", str(out), "--language", "en"]) == 1
    assert calls
    assert "works/02-bad: the screen cannot be shown" in capsys.readouterr().err
    items = {row["item"] for row in json.loads((out / "manifest.json").read_text("utf-8"))}
    assert "works/01-good" in items
    assert "works/02-bad" not in items
