"""What the check says of a folder as a whole: what lies where, and under which name."""

import unicodedata
from datetime import date

import pytest

from kiosk.check import as_text, check
from kiosk.content.load import load
from tests.check.passing import KIOSK, PAGE, WORK, rules
from tests.sounds import SOUND


def test_a_good_folder_has_no_problems(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK})
    assert rules(root, today=date(2026, 1, 13)) == []
    assert as_text(()) == "No problems."


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Works/b.md", "move its files into works/"),
        ("Events/e.md", "rename the folder to events"),
        ("event/e.md", "rename the folder to events"),
        ("eventos/e.md", "rename the folder to events"),
        (
            "photos of May/x.jpg",
            "move its files into works/, events/, resources/, pages/, notices/, or put _ before its"
            " name",
        ),
        ("y.jpg", "move it into works/"),
        ("poem.md", "move it into works/, events/, resources/, pages/, notices/"),
        (
            "events",
            "this is a file; make a folder called events with one file for each item in it",
        ),
        ("feed.ics", "move it into events/"),
        ("kiosk.yml", "rename it to exactly kiosk.yaml, in small letters, or remove it"),
        ("Kiosk.yaml", "rename it to exactly kiosk.yaml, in small letters, or remove it"),
        ("kiosk.yaml.txt", "rename it to exactly kiosk.yaml, in small letters, or remove it"),
        ("README.md", ""),
        ("LICENSE.md", ""),
        ("papers/letter.pdf", ""),
        ("_aside/x.jpg", ""),
        ("kiosk.es.yaml", ""),
    ],
)
def test_content_in_the_wrong_place_is_reported(write_folder, name, hint):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK})
    write_folder({name: "picture" if name.endswith(".jpg") else "x"})
    found = [
        (problem.path, problem.hint) for problem in check(load(root)) if problem.rule == "stray"
    ]
    assert found == ([(name.partition("/")[0], hint)] if hint else [])


def test_a_missing_kiosk_yaml_and_a_missing_time_zone_are_reported(write_folder):
    root = write_folder({"Kiosk.yml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK})
    assert "'Kiosk.yml'" in next(
        problem.hint for problem in load(root).problems if problem.rule == "missing-kiosk-yaml"
    )
    for text, missing in (
        ("", ["missing-timezone", "missing-title"]),
        ("title: T\n", ["missing-timezone"]),
        ("title: T\nTime zone: UTC\n", []),
    ):
        write_folder({"kiosk.yaml": text})
        assert (
            sorted(
                problem.rule
                for problem in load(root).problems
                if problem.rule.startswith("missing")
            )
            == missing
        )


def test_of_a_kiosk_yaml_that_cannot_be_read_no_help_line_is_missed(write_folder):
    root = write_folder({"kiosk.yaml": "title: a: b\n", "works/a.md": PAGE})
    assert rules(root, today=date(2026, 1, 13)) == [("kiosk.yaml", 1, "yaml")]
    write_folder({"kiosk.yaml": "title: a\ntimezone: UTC\n---\n"})
    assert [rule for _, _, rule in rules(root, today=date(2026, 1, 13))] == ["help-line-missing"]


@pytest.mark.parametrize(
    ("bottom", "told"), [(700, []), (1200, ["screen-height"]), (100, ["screen-height"])]
)
def test_a_screen_that_hangs_out_of_reach_is_reported(write_folder, bottom, told):
    screen = f"screen:\n  diagonal_inches: 43\n  bottom_mm: {bottom}\n"
    root = write_folder(
        {"kiosk.yaml": KIOSK + screen, "works/a.jpg": "picture", "works/a.md": WORK}
    )
    assert [found[2] for found in rules(root)] == told


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("title: Study #5", "cut-by-hash"),
        ("title: “Study”", "curly-quotes"),
        ("title: Study   # the first", None),
        ('title: "Study #5"', None),
        ("title: Study “A” and “B” here", None),
    ],
)
def test_traps_of_yaml_never_change_a_meaning_silently(write_folder, line, rule):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.jpg": "picture",
            "works/a.md": WORK.replace("title: Field", line),
        }
    )
    assert [found[2] for found in rules(root)] == ([rule] if rule else [])


def test_names_that_another_computer_would_lose_or_refuse(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK})
    for name in (
        "café.txt",
        unicodedata.normalize("NFD", "café.txt"),
        "A.txt",
        "a.txt",
        "con.md",
        "what?.md",
        "end.",
        "fine-name.txt",
    ):
        (root / "resources").mkdir(exist_ok=True)
        (root / "resources" / name).write_text("---\ntitle: T\n---\n")
    found = [
        (problem.path, problem.rule)
        for problem in check(load(root))
        if problem.rule.startswith("name-")
    ]
    assert sorted(rule for _, rule in found) == ["name-clash"] * 2 + ["name-not-portable"] * 3
    assert {path for path, rule in found if rule == "name-not-portable"} == {
        "resources/con.md",
        "resources/what?.md",
        "resources/end.",
    }


def test_a_recording_that_is_missing_or_stands_for_words(write_folder):
    silent = "---\ntitle: A\nmedium: poetry\ncredit: c\naudio: a.mp3\n---\n"
    files = {
        "kiosk.yaml": KIOSK,
        "works/a.md": silent + "A line.\n",
        "works/b.jpg": "picture",
        "works/b.md": WORK.replace("alt:", "x_alt:"),
    }
    root = write_folder(files)
    assert ("works/a.md", 5, "audio-missing") in rules(root)
    (root / "works" / "a.mp3").write_bytes(SOUND.encode())
    assert [found for found in rules(root) if found[0].startswith("works/a")] == []
    (root / "works" / "a.md").write_text(silent.replace("a.mp3", "../../a.mp3") + "A line.\n")
    assert ("works/a.md", 5, "audio-missing") in rules(root), (
        "nothing outside of the folder is played"
    )
