"""A new folder, labels from spreadsheets and from pictures, and the keys as editors see them."""

import json
import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.authoring.drafts import draft, save
from kiosk.authoring.import_table import propose
from kiosk.authoring.new_folder import new_folder
from kiosk.authoring.reference import as_json_schema, as_markdown
from kiosk.authoring.spreadsheets import UnreadableTableError
from kiosk.check import as_text, check
from kiosk.cli.main import main
from kiosk.content.front_matter.document import read_document
from kiosk.content.front_matter.schema import KINDS, Kind
from kiosk.content.load import load
from kiosk.content.problems import Report
from kiosk.domain import Severity
from kiosk.domain.template import WORDS

ROOT = Path(__file__).resolve().parents[2]
KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
TABLE = """\
File;Title;Title (es);Artist;Year;Alt text;Wall text;Pris
IMG 04.JPG;Study #5: "Water";Estudio;Ana;2025;A bowl;First line;9
;no;;Ben;;;;
;;;Nobody;;;;
;no;;Cy;;;;
"""


def test_a_new_folder_has_no_error_and_each_example_is_told_until_it_is_replaced(tmp_path, capsys):
    root = tmp_path / "show"
    today = date(2026, 11, 24)
    names = new_folder(root, today)
    assert "works/01-example.jpg" in names
    problems = check(load(root), today=today)
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    told = {problem.path for problem in problems if problem.rule == "template"}
    # A notice is put aside by its name.
    assert told == set(names) - {"notices/_closed.md"}
    others = [problem for problem in problems if problem.rule != "template"]
    assert [(one.path, one.rule) for one in others] == [("kiosk.yaml", "help-line-stale")]
    assert load(root).snapshot.exhibition.help_line.verified_on is None
    for name in names:
        if name.endswith(".jpg"):
            Image.new("RGB", (2400, 1600), "#446688").save(root / name)
            continue
        text = (root / name).read_text("utf-8")
        for words in WORDS:
            text = text.replace(words.split("\n")[0], "Our own words")
        (root / name).write_text(text, "utf-8")
    left = [problem for problem in check(load(root), today=today) if problem.rule == "template"]
    assert left == []
    snapshot = load(root).snapshot
    assert [
        len(things)
        for things in (snapshot.works, snapshot.events, snapshot.resources, snapshot.pages)
    ] == [2, 1, 1, 1]
    assert main(["new", str(root)]) == 2
    assert "is not an empty folder" in capsys.readouterr().err


def test_a_spreadsheet_becomes_labels_and_nothing_is_overwritten(tmp_path, write_folder, capsys):
    root = write_folder(
        {"kiosk.yaml": KIOSK, "works/IMG 04.jpg": "picture", "works/02-no.md": "mine"}
    )
    table = tmp_path / "list.csv"
    table.write_bytes(TABLE.encode("cp1252"))
    assert main(["import", str(table), str(root)]) == 0
    shown = capsys.readouterr()
    assert "nothing was written" in shown.out
    assert "02-no.md (is there already and stays as it is)" in shown.out
    assert "the column 'pris' is not known" in shown.err
    assert "row 4: there is no title" in shown.err
    assert not (root / "works" / "IMG 04.md").exists()
    assert main(["import", str(table), str(root), "--write"]) == 0
    assert (root / "works" / "02-no.md").read_text() == "mine"
    work = next(work for work in load(root).snapshot.works if work.key == "works/IMG 04")
    assert (work.title.get("en"), work.title.get("es"), str(work.alt)) == (
        'Study #5: "Water"',
        "Estudio",
        "A bowl",
    )
    assert (work.year, str(work.wall_text)) == ("2025", "First line")
    assert "title: no\n" in (root / "works" / "04-no.md").read_text()
    capsys.readouterr()


def test_an_excel_sheet_of_events(tmp_path, write_folder):
    book = openpyxl.Workbook()
    for row in (
        ["Event", "Date", "Venue", "Registration link", "Speakers"],
        ["Opening", datetime(2026, 1, 13, 13, 0), "Hall", "https://www.cdss.ca.gov", "Ana Example"],
        ["Whole day", datetime(2026, 1, 14), None, None, None],
    ):
        book.active.append(row)
    book.save(tmp_path / "events.xlsx")
    proposal = propose(tmp_path / "events.xlsx")
    assert [one.path for one in proposal.drafts] == [
        "events/2026-01-13-opening.md",
        "events/2026-01-14-whole-day.md",
    ]
    root = write_folder({"kiosk.yaml": KIOSK})
    assert save(root, proposal.drafts) == ([one.path for one in proposal.drafts], [])
    result = load(root)
    assert [problem.rule for problem in result.problems] == []
    first, second = result.snapshot.events
    assert first.when.starts.isoformat() == "2026-01-13T13:00:00-08:00"
    assert second.when.first == date(2026, 1, 14)
    assert first.people[0].name == "Ana Example"


NO_TABLES = [
    ("a.csv", b""),
    ("a.csv", b"title\n"),
    ("a.xlsx", b"PK\x03\x04no"),
    ("a.doc", b"x"),
    ("b.csv", None),
]


@pytest.mark.parametrize(("name", "raw"), NO_TABLES)
def test_a_file_that_is_no_table_is_reported(tmp_path, name, raw):
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    with pytest.raises(UnreadableTableError):
        propose(tmp_path / name)


def test_labels_from_the_words_inside_pictures(write_folder, capsys):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/has-one.jpg": "picture",
            "works/has-one.md": "---\ntitle: Mine\n---\n",
        }
    )
    xmp = "<dc:title><rdf:Alt><rdf:li>Seen: twice</rdf:li></rdf:Alt></dc:title>"
    xmp += "<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li></rdf:Seq></dc:creator>"
    exif = Image.Exif()
    exif[0x010E] = (
        "A longer description of what is to be seen in this picture, in more than twelve words."
    )
    exif[0x8298] = "© Ana".encode()
    Image.new("RGB", (1500, 1000)).save(
        root / "works" / "03-shore.jpg", exif=exif, xmp=xmp.encode()
    )
    assert main(["import", str(root), "--write"]) == 0
    assert "1 files written" in capsys.readouterr().out
    work = next(work for work in load(root).snapshot.works if work.key == "works/03-shore")
    assert (str(work.title), str(work.artist), str(work.credit)) == ("Seen: twice", "Ana", "© Ana")
    assert str(work.wall_text).startswith("A longer description")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=40).filter(str.strip), body=st.text(max_size=60))
@example(title="- no", body="---\nx")
@example(title="1:30 #5 'x' \\ \"", body="")
@example(title="~", body="")
def test_a_saved_draft_is_read_back_as_the_same_words(tmp_path, title, body):
    one = draft("a.md", {"title": title}, body)
    (tmp_path / "a.md").write_text(one.text, encoding="utf-8", newline="\n")
    report = Report(path="a.md")
    document = read_document(tmp_path, "a.md", report)
    # A title between curly quotes is read as it is, and asked about.
    assert [problem for problem in report.problems if problem.rule != "curly-quotes"] == []
    plain = one.text.split("title: ", 1)
    assert document is not None
    assert bool(document.text("title")) == (
        len(plain) == 2 and plain[1].split("\n")[0] not in ('""', '"~"', '"null"')
    )
    if title.isprintable() and title not in ("~", "null"):
        assert document.text("title") == " ".join(title.replace("\u2007", " ").split())


def test_the_reference_in_the_documents_is_the_one_that_validates():
    assert (ROOT / "docs" / "REFERENCE.md").read_text("utf-8") == as_markdown() + "\n", (
        "kiosk schema --format markdown > docs/REFERENCE.md"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_read_and_a_bad_value_is_reported(kind, write_folder):
    """No key of the schema is unknown to the reader, and each kind of value is held to."""
    bad = {
        Kind.YES_OR_NO: "perhaps",
        Kind.DAY: "someday",
        Kind.NUMBER: "many",
        Kind.CHOICE: "other",
        Kind.KEYS: "words",
    }
    rules = {
        Kind.YES_OR_NO: "yes-or-no",
        Kind.DAY: "date",
        Kind.NUMBER: "number",
        Kind.CHOICE: None,
        Kind.KEYS: "wrong-kind",
    }
    for name, key in KINDS[kind].items():
        value = bad.get(key.kind, key.example)
        text = f"{name}: {value}\n" if value else ""
        if kind == "exhibition":
            files = {"kiosk.yaml": text}
        else:
            start = (
                "when: on demand\n"
                if kind == "event" and name not in ("when", "starts", "ends")
                else ""
            )
            start += "starts: 2026-01-13T13:00\n" if name == "ends" else ""
            files = {"kiosk.yaml": KIOSK, f"{kind}s/a.md": f"---\n{start}{text}---\nBody\n"}
        found = [problem.rule for problem in load(write_folder(files)).problems]
        assert "unknown-key" not in found, name
        if key.kind in bad:
            # A key with bounds of its own has a rule of its own.
            assert {rules[key.kind] or name, name} & {*found}, name


def test_json_schema_knows_each_key_and_no_other():
    for kind, keys in KINDS.items():
        schema = as_json_schema(kind)
        assert list(schema["properties"]) == list(keys)
        assert schema["additionalProperties"] is False
    assert as_json_schema("event")["properties"]["status"]["anyOf"][0]["enum"] == [
        "scheduled",
        "cancelled",
        "postponed",
        "full",
    ]


def test_files_for_an_editor(tmp_path, capsys):
    assert main(["schema", "--editor", str(tmp_path)]) == 0
    assert (
        json.loads((tmp_path / ".vscode/kiosk.code-snippets").read_text("utf-8"))["work: alt"][
            "prefix"
        ]
        == "alt"
    )
    assert main(["schema", "--editor", str(tmp_path)]) == 0
    assert "0 files written" in capsys.readouterr().out


def test_the_guide_shows_pictures_that_are_there_and_keys_that_are_read():
    guide = (ROOT / "docs" / "GUIDE.md").read_text("utf-8")
    linked = re.findall(r"\]\(([^)]+)\)", guide)
    assert len(linked) >= 7
    assert [name for name in linked if not (ROOT / "docs" / name).is_file()] == []
    for command in re.findall(r"^ {4}kiosk ([a-z-]+)", guide, re.MULTILINE):
        assert main_knows(command), command


def main_knows(command: str) -> bool:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    return ended.value.code == 0


def test_the_guide_s_example_of_a_mistake_is_what_the_check_says(write_folder):
    label = "---\ntitle: The Long Shore\nartst: Ana Example\nmedium: poetry\ncredit: c\n---\nx\n"
    root = write_folder(
        {"kiosk.yaml": KIOSK.replace(", es", ""), "works/04-the-long-shore.md": label}
    )
    plain = re.sub(r"\x1b\[\d*m", "", as_text(check(load(root)), source=root))
    guide = (ROOT / "docs" / "GUIDE.md").read_text("utf-8")
    for line in plain.splitlines()[:4]:
        assert f"    {line}" in guide, line
