"""A folder is loaded into a snapshot: faults are reported with their lines, the rest is shown."""

import unicodedata
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.content.front_matter.translations import title_from_name
from kiosk.content.load import load
from kiosk.content.scan.folder_scan import scan, scan_place
from kiosk.domain import Form, OnDemand, Severity, Status

KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
LABEL = (
    "---\ntitle: Field\nartist: Ana\nmedium: photography\ncredit: Lent\nalt: A field\n---\n"
    "\nWall text.\n"
)


def reported(result):
    return [(p.path, p.line, p.rule, p.severity) for p in result.problems]


def test_a_small_folder(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK + "open:\n  from: January 7, 2026\n  until: 2026-01-31\n  hours:\n"
            "    Monday-Friday: 8:00 AM-5:00 PM\n",
            "works/02-field.jpg": "picture",
            "works/02-field.md": LABEL,
            "works/02-field.es.md": "---\ntitle: Campo\n---\n\nTexto.\n",
            "works/10-last.jpg": "picture",
            "works/03-poem.md": "---\ntitle: Stair\nmedium: poetry\n---\n\nOne\n    two\n\nthree\n",
            "events/a.md": "---\ntitle: Talk\nwhen: on demand\n---\n",
            "resources/r.md": "---\ntitle: List\nemail: a@b.org\n---\nWrite.\n",
            "pages/about.md": "---\ntitle: About\n---\nHello.\n",
        }
    )
    result = load(root)
    assert reported(result) == []
    snapshot = result.snapshot
    assert [work.key for work in snapshot.works] == [
        "works/02-field",
        "works/03-poem",
        "works/10-last",
    ]
    field, poem, last = snapshot.works
    assert (field.title.get("es"), field.artist.get("es"), field.wall_text.get("es")) == (
        "Campo",
        "Ana",
        "Texto.",
    )
    assert (field.picture.width, field.picture.height) == (1500, 1000)
    assert poem.form is Form.VERSE
    assert str(poem.body) == "One\n    two\n\nthree"
    assert str(last.title) == "Last"
    assert snapshot.events[0].when == OnDemand()
    assert snapshot.exhibition.opens == date(2026, 1, 7)
    assert snapshot.exhibition.closes == date(2026, 1, 31)
    assert [(h.weekday, h.opens, h.closes) for h in snapshot.exhibition.hours] == [
        (n, time(8), time(17)) for n in range(5)
    ]


@pytest.mark.parametrize(
    ("name", "text", "line", "rule"),
    [
        ("works/a.md", "---\ntitle: A\nmedium: photography\n---\n", 1, "missing-picture"),
        ("works/a.md", "---\ntitle: A\nmedum: poetry\n---\nText\n", 3, "unknown-key"),
        ("works/a.md", "---\ntitle: A: B: C\n---\nText\n", 2, "yaml"),
        ("works/a.md", "---\ntitle: A\n\tmedium: poetry\n---\nText\n", 3, "yaml"),
        ("works/a.md", "---\ntitle: A\ntitle: B\n---\nText\n", 3, "duplicate-key"),
        ("works/a.md", "---\ntitle: A\n", 1, "front-matter"),
        ("works/a.md", "title: A\nmedium: poetry\n---\nText\n", 1, "front-matter"),
        ("works/a.md", "\n\n```yaml\ntitle: A\n```\nText\n", 3, "front-matter"),
        ("works/a.md", "", 1, "empty-file"),
        ("works/a.md", "{\\rtf1\\ansi title: A}", 1, "not-plain-text"),
        ("works/a.md", "PK\x03\x04", 1, "not-plain-text"),
        ("works/a.md", "---\ntitle: A\n---\nText\n\nWithdrawn: yes.\n", 6, "key-in-text"),
        ("works/a.md", "---\ntitle: " + "[" * 60_000 + "\n---\nText\n", 2, "yaml"),
        ("works/a.md", "---\ntitle: " + "[\n" * 30_000 + "---\nText\n", 21, "yaml"),
        (
            "works/a.md",
            "---\ntitle: 'Tis the season\nyear: 2026\nmedium: poetry\n---\nText\n",
            2,
            "yaml",
        ),
        ("works/a.md", "---\ntitle:A\nyear: 2026\n---\nText\n", 2, "yaml"),
        ("works/a.es.md", "---\ntitle: A\n---\nTexto\n", 1, "orphan-translation"),
        ("events/a.md", "---\ntitle: A\nwhen: 01/02/2026\n---\n", 3, "ambiguous-date"),
        ("events/a.md", "---\ntitle: A\nwhen: February 30, 2026\n---\n", 3, "date"),
        ("events/a.md", "---\ntitle: A\n---\n", 1, "missing-when"),
        ("events/a.md", "---\ntitle: A\nwhen: on demand\nstatus: maybe\n---\n", 4, "status"),
        ("events/a.md", "---\ntitle: A\nwhen: on demand\ntimezone: Mars\n---\n", 4, "timezone"),
        ("events/feed.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", 1, "calendar-empty"),
        ("works/a.jpg", "not a picture", 1, "unreadable-picture"),
    ],
)
def test_each_broken_file_is_reported_with_its_line(write_folder, name, text, line, rule):
    result = load(
        write_folder(
            {"kiosk.yaml": KIOSK, name: text, "pages/about.md": "---\ntitle: About\n---\nHello.\n"}
        )
    )
    found = [problem for problem in result.problems if problem.rule == rule]
    assert [(problem.path, problem.line) for problem in found] == [(name, line)]
    assert found[0].hint
    assert result.snapshot.pages, "the good rest is kept"


NFD = unicodedata.normalize("NFD", "café")


@pytest.mark.parametrize(
    ("picture", "label", "reported"),
    [
        ("H2.JPG", "h2.md", ["name-differs"]),
        ("h2.png", "H2.md", ["name-differs"]),
        ("café.jpg", f"{NFD}.md", ["name-differs"]),
        (f"{NFD}.jpg", "café.md", ["name-differs"]),
        ("h2.JPG", "h2.md", []),
    ],
)
def test_a_label_is_paired_with_a_picture_of_other_spelling(write_folder, picture, label, reported):
    noted = LABEL.replace("title", "content_note: Blood\ntitle")
    result = load(
        write_folder(
            {
                "kiosk.yaml": KIOSK,
                f"works/{picture}": "picture",
                f"works/{label}": noted,
                "works/h2.es.md": "---\ntitle: Z\n---\n",
            }
        )
    )
    works = [
        (str(work.title), str(work.content_note), bool(work.picture))
        for work in result.snapshot.works
    ]
    assert ("Field", "Blood", True) in works
    assert len(works) == 1
    assert [problem.rule for problem in result.problems if problem.rule != "orphan-translation"][
        : len(reported)
    ] == reported


@pytest.mark.parametrize(
    ("typed", "hangs"),
    [("withdrawn: yes", False), ("content_note: Máu", False), ("title: Cánh đồng", True)],
)
def test_a_safety_key_in_an_unlisted_language_hides_the_work(write_folder, typed, hangs):
    files = {
        "kiosk.yaml": KIOSK,
        "works/a.jpg": "picture",
        "works/a.md": LABEL,
        "works/a.vi.md": f"---\n{typed}\n---\n",
    }
    assert ("works/a" in [work.key for work in load(write_folder(files)).snapshot.works]) is hangs


@pytest.mark.parametrize(
    ("label", "keys", "hangs"),
    [
        ("04-shores", "withdrawn: yes", False),
        ("04-shroe", "content_note: Blood", False),
        ("04-shores", "title: A poem", True),
        ("05-shore", "content_note: Blood", True),
        ("04-river", "content_note: Blood", True),
    ],
)
def test_a_safety_key_in_a_label_of_a_near_name_hides_the_picture(write_folder, label, keys, hangs):
    files = {
        "kiosk.yaml": KIOSK,
        "works/04-shore.jpg": "picture",
        f"works/{label}.md": f"---\n{keys}\nmedium: poetry\n---\nText\n",
    }
    result = load(write_folder(files))
    assert ("works/04-shore" in [work.key for work in result.snapshot.works]) is hangs
    assert ("asked-in-vain" in [problem.rule for problem in result.problems]) is not hangs


@pytest.mark.parametrize(
    "keys",
    [
        *(
            "show:\n  from: 2026-01-01\n  withdrawn: yes",
            "artist: Ana\n  withdrawn:yes",
            "alt: |\n  A field\n  withdrawn: yes",
        ),
        *(
            "show:\n  content_note: Blood",
            "credit: >\n  Lent\n  Content note: Blood",
            "subjects:\n  - withdrawn: yes",
        ),
    ],
)
def test_an_indented_withdrawal_hides_the_work(write_folder, keys):
    result = load(
        write_folder(
            {
                "kiosk.yaml": KIOSK,
                "works/a.md": f"---\ntitle: A\nmedium: poetry\n{keys}\n---\nText\n",
            }
        )
    )
    assert result.snapshot.works == ()
    assert "key-in-text" in [problem.rule for problem in result.problems]


def test_two_works_whose_names_differ_in_capitals_stay_two(write_folder):
    files = {f"works/{name}": "picture" for name in ("A.jpg", "a.jpg")}
    files |= {f"works/{name}.md": LABEL.replace("Field", f"Work {name}") for name in ("A", "a")}
    works = load(write_folder({"kiosk.yaml": KIOSK, **files})).snapshot.works
    assert [(str(work.title), work.picture.file) for work in works] == [
        ("Work A", "works/A.jpg"),
        ("Work a", "works/a.jpg"),
    ]


@pytest.mark.parametrize(
    "name", ["a.md.txt", "a.txt", "A.docx", "a.rtf", "a.yaml", "A.yml", "a.json"]
)
def test_a_picture_whose_label_has_another_format_is_not_shown(write_folder, name):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.jpg": "picture",
            f"works/{name}": "content_note: Blood",
            "works/b.jpg": "picture",
        }
    )
    result = load(root)
    assert [work.key for work in result.snapshot.works] == ["works/b"]
    assert ("label-not-read", f"works/{name}") in [
        (problem.rule, problem.path) for problem in result.problems
    ]


@pytest.mark.parametrize(
    ("keys", "hangs"),
    [
        ("medium: oil on canvas\ndimensions: 20 × 30 in\nalt: A field", False),
        ("alt: A field", False),
        ("medium: oil on canvas\ndimensions: 20 × 30 in", False),
        ("medium: reverse glass painting\ndimensions: 20 × 30 in", False),
        ("medium: Poetry\nalt: A poem on a field", True),
        ("medium: creative writing\ndimensions: one sheet", True),
        ("form: prose\nalt: A letter", True),
        ("medium: oil on canvas", True),
    ],
)
def test_a_label_that_describes_a_picture_is_no_written_work(write_folder, keys, hangs):
    files = {
        "kiosk.yaml": KIOSK,
        "works/the-field.md": f"---\ntitle: A\n{keys}\n---\nText\n",
        "works/the-feild.jpg": "picture",
    }
    result = load(write_folder(files))
    assert ("works/the-field" in [work.key for work in result.snapshot.works]) is hangs
    hints = [problem.hint for problem in result.problems if problem.rule == "missing-picture"]
    assert hints == ([] if hangs else ["if it is 'the-feild.jpg', give both the same name"])


def test_an_unknown_key_is_reported_with_the_nearest_one(write_folder):
    result = load(
        write_folder(
            {"kiosk.yaml": KIOSK, "works/a.md": "---\ntitel: A\nmedium: poetry\n---\nText\n"}
        )
    )
    assert "write title: if that is meant" in [problem.hint for problem in result.problems]


def test_a_label_that_cannot_be_read_hides_its_picture(write_folder):
    """The text may hold a content note or a withdrawal."""
    result = load(
        write_folder(
            {"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": "---\ntitle: [\n---\n"}
        )
    )
    assert result.snapshot.works == ()
    assert (result.problems[0].path, result.problems[0].rule) == ("works/a.md", "yaml")


def test_withdrawn_works_are_hidden_without_a_problem(write_folder):
    result = load(
        write_folder(
            {
                "kiosk.yaml": KIOSK,
                "works/a.jpg": "picture",
                "works/a.md": LABEL.replace("title: Field", "title: Field\nwithdrawn: true"),
                "works/b.jpg": "picture",
                "works/b.md": LABEL,
            }
        )
    )
    assert [work.key for work in result.snapshot.works] == ["works/b"]
    assert reported(result) == []


@pytest.mark.parametrize(
    ("name", "line", "message", "hint"),
    [
        (
            "works/b.md",
            "show: January 2027",
            "'show' has to hold keys of its own",
            "write show:\n    from: January 7, 2026\n    until: January 31, 2026",
        ),
        (
            "kiosk.yaml",
            'screen:\n  diagonal_inches: 55"',
            "'55\"' is not a number of at least 0",
            "write for example diagonal_inches: 55",
        ),
        (
            "events/e.md",
            "starts: 1/13/2026",
            "'1/13/2026' cannot be read as a day and a time",
            "write for example starts: 2026-01-13T13:00",
        ),
        (
            "events/e.md",
            "starts: 0001-01-01T00:00+14:00",
            "'0001-01-01T00:00+14:00' cannot",
            "write for example starts: 2026-01-13T13:00",
        ),
        (
            "works/b.md",
            "title:\n  a: b",
            "'title' has to hold words",
            "write title: What the Morning Kept",
        ),
    ],
)
def test_a_hint_is_an_example_of_the_key(write_folder, name, line, message, hint):
    text = KIOSK + line if name == "kiosk.yaml" else f"---\n{line}\nmedium: poetry\n---\nx\n"
    result = load(write_folder({"kiosk.yaml": KIOSK, name: text}))
    assert [problem.hint for problem in result.problems if problem.message.startswith(message)] == [
        hint
    ]


def test_yaml_conversions_change_no_value(write_folder):
    text = (
        "---\ntitle: no\nyear: 0123\naccession: 1.10\ndimensions: 13:00\nmedium: poetry\n"
        "loop: off\n---\nText\n"
    )
    work = load(write_folder({"kiosk.yaml": KIOSK, "works/a.md": text})).snapshot.works[0]
    assert (str(work.title), work.year, work.accession, str(work.dimensions)) == (
        "no",
        "0123",
        "1.10",
        "13:00",
    )
    assert work.in_loop is False


@pytest.mark.parametrize(
    ("keys", "loops"),
    [
        ("", True),
        ("loop: no", False),
        ("content_note: Loss", False),
        ("loop: yes\ncw: Loss", False),
    ],
)
def test_a_work_with_a_content_note_is_never_in_the_loop(write_folder, keys, loops):
    text = f"---\ntitle: Poem\nmedium: poetry\n{keys}\n---\nText\n"
    work = load(write_folder({"kiosk.yaml": KIOSK, "works/a.md": text})).snapshot.works[0]
    assert work.may_loop is loops


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("title: &a Foo\nartist: [*a, *a, *a, *a, *a, *a, *a, *a, *a]", "alias"),
        ("title: T\nyear: &y 1998\nartist: [*y, *y]\nmaterials: [*y, *y, *y]", "alias"),
        ("title: T\nsizes: {? [a] : b, ? [c] : d, ? [e] : f}", "yaml"),
        ("title: T\npictures: [&a x.jpg, &a y.jpg, &a z.jpg]", ""),
    ],
)
def test_what_a_line_has_several_times_is_told_once(write_folder, typed, rule):
    text = f"---\n{typed}\nmedium: poetry\n---\nText\n"
    problems = load(write_folder({"kiosk.yaml": KIOSK, "works/a.md": text})).problems
    told = [(one.path, one.line, one.rule, one.message) for one in problems]
    assert len(told) == len(set(told))
    assert not rule or rule in {one.rule for one in problems}


@pytest.mark.parametrize(
    ("typed", "title", "artist", "rule"),
    [
        ("title: [Untitled]", "[Untitled]", "", "sign-as-typed"),
        ("title: {x: y}", "{x: y}", "", "sign-as-typed"),
        ("title: &a Foo\nartist: Ana", "&a Foo", "Ana", "sign-as-typed"),
        ("title: &a Foo\nartist: *a", "&a Foo", "", "alias"),
        ("title: !important", "!important", "", "sign-as-typed"),
        ("title: !!int x", "!!int x", "", "sign-as-typed"),
        ("title: T\nartist: [Ana, Bo]", "T", "Ana, Bo", ""),
        ("Title: T\n“Artist”: Ana", "T", "Ana", "key-spelling"),
    ],
)
def test_yaml_signs_and_key_spellings_change_no_value(write_folder, typed, title, artist, rule):
    result = load(
        write_folder(
            {"kiosk.yaml": KIOSK, "works/a.md": f"---\n{typed}\nmedium: poetry\n---\nText\n"}
        )
    )
    work = result.snapshot.works[0]
    assert (str(work.title), str(work.artist)) == (title, artist)
    assert rule in ("", *(problem.rule for problem in result.problems))
    assert bool(rule) == bool(result.problems)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Withdrawn: yes",
            "withdrawn: ja",
            'withdrawn: "January 5"',
            "withdrawn: [yes]",
            "withdrawn: {}",
            "withdrawn: &a yes",
        ),
        *(
            "withdrawn: no\nWITHDRAWN: yes",
            "withdrwan: yes",
            "removed: sí",
            "withdrawn: no\nhidden: yes",
            "withdrawn: # yes",
        ),
    ],
)
def test_each_spelling_of_a_withdrawal_hides_the_work(write_folder, line):
    result = load(
        write_folder(
            {
                "kiosk.yaml": KIOSK,
                "works/a.jpg": "picture",
                "works/a.md": LABEL.replace("artist", f"{line}\nartist"),
            }
        )
    )
    assert result.snapshot.works == ()
    assert result.problems


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Content note: Blood",
            "Content-Note: Blood",
            "content_note: [Blood]",
            "content_note: [Blood: x]",
            "content_note: # Blood",
        ),
        *(
            "content_note:\ncontent_note: Blood",
            "Content warning: Blood",
            "conent_note: Blood",
            "“content_note”: Blood",
        ),
    ],
)
def test_each_spelling_of_a_content_note_is_found(write_folder, line):
    result = load(
        write_folder(
            {
                "kiosk.yaml": KIOSK,
                "works/a.jpg": "picture",
                "works/a.md": LABEL.replace("artist", f"{line}\nartist"),
            }
        )
    )
    assert ["Blood" in str(work.content_note) for work in result.snapshot.works] == [True]
    assert result.problems


@pytest.mark.parametrize("line", ["withdrawn: no", "Withdrawn: off", "withdrawn: 0"])
def test_a_work_that_is_not_withdrawn_is_shown(write_folder, line):
    result = load(
        write_folder(
            {
                "kiosk.yaml": KIOSK,
                "works/a.jpg": "picture",
                "works/a.md": LABEL.replace("artist", f"{line}\nartist"),
            }
        )
    )
    assert len(result.snapshot.works) == 1


@pytest.mark.parametrize(
    "text",
    [
        "— Where are you?\n\n— Here.\n",
        "Hide nothing.\nWithdrawn: the tide\n",
        "***\n\nOne\n",
        "Note: nobody\nOne: two\n",
    ],
)
def test_a_poem_without_keys_stays_a_poem(write_folder, text):
    result = load(write_folder({"kiosk.yaml": KIOSK, "works/a.md": text}))
    assert [str(work.body) for work in result.snapshot.works] == [text.rstrip()]


def test_temporary_and_hidden_files_are_ignored(write_folder):
    result = load(
        write_folder(
            {
                "kiosk.yaml": KIOSK,
                "works/a.jpg": "picture",
                "works/a.md": LABEL,
                "works/.DS_Store": "x",
                "works/~$a.docx": "x",
                "works/Thumbs.db": "x",
                "works/_draft.md": "x",
                "works/b.jpg.part": "x",
                "works/a (Ana's conflicted copy).md": "x",
            }
        )
    )
    assert reported(result) == []


def test_a_link_without_an_end_spoils_nothing_beside_it(write_folder):
    """Its target may be itself, another such link, or a folder in that."""
    poem = "---\ntitle: A\nmedium: poetry\n---\nA line.\n"
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": poem, "notices/n.md": poem})
    for place in ("works", "notices", "."):
        (root / place / "self.md").symlink_to("self.md")
        (root / place / "one.jpg").symlink_to("two")
        (root / place / "two").symlink_to("one.jpg")
        (root / place / "three").symlink_to("self.md/below")
    found = scan(root)
    assert found.answers
    assert scan_place(root, "notices").answers
    result = load(root)
    assert [work.key for work in result.snapshot.works] == ["works/a"]
    told = {problem.path for problem in result.problems if problem.rule == "link-out"}
    assert {"works/self.md", "works/one.jpg", "works/two"} <= told


def test_links_out_of_the_folder_are_not_followed(write_folder, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\nmedium: poetry\n---\nText\n")
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": LABEL})
    (root / "works" / "b.md").symlink_to(secret)
    result = load(root)
    assert [work.key for work in result.snapshot.works] == ["works/a"]
    assert [(problem.path, problem.rule) for problem in result.problems] == [
        ("works/b.md", "link-out")
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_files_as_word_processors_save_them(write_folder, encoding):
    root = write_folder({"kiosk.yaml": KIOSK})
    (root / "works").mkdir()
    (root / "works" / "a.md").write_bytes(
        "---\r\ntitle: Niño\r\nmedium: poetry\r\n---\r\nUno\r\ndos\r\n".encode(encoding)
    )
    result = load(root)
    assert str(result.snapshot.works[0].title) == "Niño"
    assert str(result.snapshot.works[0].body) == "Uno\ndos"
    assert [problem.rule for problem in result.problems] == (
        ["encoding"] if encoding == "cp1252" else []
    )


def test_people_have_the_same_names_in_all_languages(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "events/a.md": "---\ntitle: T\nwhen: on demand\npeople:\n  - name: Ana Ruiz\n"
            "    role: Chair\n  - Bo Li\n---\n",
            "events/a.es.md": "---\npeople:\n  - name: Ana Ruiz\n    role: Presidenta\n---\n",
        }
    )
    result = load(root)
    ana, bo = result.snapshot.events[0].people
    assert (ana.name, ana.role.get("es"), bo.name) == ("Ana Ruiz", "Presidenta", "Bo Li")
    assert reported(result) == []


def test_no_kiosk_yaml_an_empty_folder_and_no_folder(write_folder, tmp_path):
    empty = load(write_folder({}))
    assert [problem.rule for problem in empty.problems] == ["missing-kiosk-yaml", "empty-folder"]
    assert empty.usable
    missing = load(tmp_path / "nowhere")
    assert not missing.usable
    assert missing.problems[0].severity is Severity.ERROR
    file = tmp_path / "file"
    file.write_text("x")
    assert not load(file).usable


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=300))
def test_no_content_raises_an_exception(tmp_path: Path, raw: bytes):
    root = tmp_path / "wild"
    for name in ("works", "events"):
        (root / name).mkdir(parents=True, exist_ok=True)
    for name in ("kiosk.yaml", "works/a.md", "works/a.jpg", "events/a.md"):
        (root / name).write_bytes(
            raw if name != "events/a.md" else b"---\nwhen: " + raw + b"\n---\n"
        )
    result = load(root)
    assert result.usable
    assert all(problem.line >= 1 and problem.column >= 1 for problem in result.problems)
    assert all(event.status in Status for event in result.snapshot.events)


def test_the_dates_of_a_folder_have_the_day_first_where_its_country_has(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": "title: Vista\ntimezone: Europe/Madrid\nlanguages: [es]\nopen:\n"
            "  from: 5/12/2026\n  until: 13/1/2027\n"
            "  closed: [6/12/2026, 25 de diciembre de 2026]\n",
            "works/a.jpg": "picture",
            "works/a.md": LABEL.replace("alt:", "show:\n  until: 7/1/2027\nalt:"),
        }
    )
    result = load(root)
    exhibition, (work,) = result.snapshot.exhibition, result.snapshot.works
    assert (exhibition.opens, exhibition.closes) == (date(2026, 12, 5), date(2027, 1, 13))
    assert exhibition.closed_days == (date(2026, 12, 6), date(2026, 12, 25))
    assert work.shown_until == date(2027, 1, 7)
    # What can be two days is told, with its reading.
    assert [(p.path, p.line) for p in result.problems if p.rule == "ambiguous-date"] == [
        ("kiosk.yaml", 5),
        ("kiosk.yaml", 7),
        ("works/a.md", 7),
    ]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x1b", "\n", "\x85", "\u202d"])
def test_no_unseen_sign_of_a_name_stands_in_a_title(sign):
    assert title_from_name(f"02-{sign}the gate{sign}") == "The gate"
    assert title_from_name(f"the{sign}gate") == "The gate"
