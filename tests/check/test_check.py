"""What the check says, rule by rule, and how it prints it."""

import json
import os
import re
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from kiosk.check import as_json, as_sarif, as_text, check, examine, registry
from kiosk.check.doubts import doubts
from kiosk.content import load

ROOT = Path(__file__).resolve().parents[2]
KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\nhelp_line:\n  phone: 1-888\n  verified_on: 2026-01-05\n"
WORK = "---\ntitle: Field\nmedium: photography\ncredit: Lent\nalt: Grass in wind\n---\nText.\n"


def rules(root, **more):
    return [(problem.path, problem.line, problem.rule) for problem in check(load(root), **more)]


def test_a_good_folder_has_no_problems(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK})
    assert rules(root, today=date(2026, 1, 13)) == []
    assert as_text(()) == "No problems."


@pytest.mark.parametrize(
    ("register", "rule"),
    [
        ("https://example.org/a", "placeholder-link"),
        ("http://cdss.ca.gov", "link-scheme"),
        ("javascript:alert(1)", "link-scheme"),
        ("https://bit.ly/abc", "link-shortener"),
        ("https://nohost", "link-host"),
        ("https://cdss.ca.gov/a b", "link-space"),
        ("https://cdss.ca.gov/" + "a" * 90, "code-too-long"),
        ("https://cdss.ca.gov/" + "a" * 4000, "code-too-long"),
        ("https://cdss.ca.gov/a?utm_source=mail&id=4", "link-tracking"),
    ],
)
def test_links_that_lead_nowhere_good(write_folder, register, rule):
    root = write_folder({"kiosk.yaml": KIOSK, "events/a.md": f"---\ntitle: A\nwhen: on demand\nregister: {register}\n---\n"})
    assert ("events/a.md", 4, rule) in rules(root)


def test_the_allow_list_and_the_same_link_twice(write_folder):
    event = "---\ntitle: A\nwhen: on demand\nregister: https://forms.cdss.ca.gov/a\n---\n"
    root = write_folder({"kiosk.yaml": KIOSK + "codes:\n  allow: [ca.gov]\n", "events/a.md": event, "events/b.md": event})
    assert rules(root) == [("events/b.md", 4, "same-link")]
    root = write_folder({"kiosk.yaml": KIOSK + "codes:\n  allow: [sacramento.edu]\n"})
    assert ("events/a.md", 4, "link-not-allowed") in rules(root)


def test_a_calendar_tells_its_age(write_folder):
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20260113T130000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    root = write_folder({"kiosk.yaml": KIOSK, "events/a.ics": text})
    changed = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    os.utime(root / "events/a.ics", (changed, changed))

    def told(today):
        found = [problem for problem in check(load(root), today=today) if problem.rule == "calendar-age"]
        return [(problem.severity.value, "1 events" in problem.message) for problem in found]

    assert told(date(2026, 1, 13)) == [("info", True)]
    assert told(date(2026, 2, 13)) == [("warning", True)]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("credit: Lent\n", ""), "missing-credit"),
        (("alt: Grass in wind\n", ""), "missing-alt"),
        (("medium: photography\n", ""), "missing-medium"),
        (("alt: Grass in wind", "alt: Field."), "alt-repeats-title"),
        (("alt: Grass", "alt: " + "very " * 31 + "Grass"), "alt-too-long"),
        (("Text.", "Text. " * 101), "wall-text-too-long"),
        (("Text.", "word " * 26 + "end."), "long-sentence"),
    ],
)
def test_labels(write_folder, change, rule):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK.replace(*change)})
    assert rule in [found[2] for found in rules(root)]


def test_an_artist_s_own_writing_is_exempt(write_folder):
    poem = "---\ntitle: P\nmedium: poetry\ncredit: c\n---\n" + "word " * 300
    assert rules(write_folder({"kiosk.yaml": KIOSK, "works/p.md": poem})) == []


def test_translations_titles_and_the_help_line(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK.replace("[en]", "[en, es]"),
            "works/a.jpg": "picture",
            "works/a.md": WORK,
            "works/b.jpg": "picture",
            "works/b.md": WORK,
        }
    )
    found = rules(root, today=date(2026, 7, 1))
    assert ("works/a.md", 2, "missing-translation") in found
    assert ("works/b.md", 2, "duplicate-title") in found
    assert ("kiosk.yaml", 6, "help-line-stale") in found


def test_pictures_that_are_small_or_tell_where_they_were_taken(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": WORK})
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (800, 600)).save(root / "works" / "a.jpg", exif=exif)
    assert [found[2] for found in rules(root)] == ["low-resolution", "picture-place"]


@pytest.mark.parametrize(("bottom", "told"), [(700, []), (1200, ["screen-height"]), (100, ["screen-height"])])
def test_a_screen_that_hangs_out_of_reach_is_told(write_folder, bottom, told):
    screen = f"screen:\n  diagonal_inches: 43\n  bottom_mm: {bottom}\n"
    root = write_folder({"kiosk.yaml": KIOSK + screen, "works/a.jpg": "picture", "works/a.md": WORK})
    assert [found[2] for found in rules(root)] == told


def test_reports(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "events/a.md": "---\ntitle: A\nwhen: soon\n---\n"})
    problems = check(load(root))
    text = as_text(problems)
    assert "events/a.md:3:7: error: " in text
    assert "[date]" in text
    assert text.splitlines()[-1].startswith("2 errors")
    report = json.loads(as_json(problems))
    assert report["counts"]["error"] == 2
    assert set(report["problems"][0]) == {"path", "line", "column", "severity", "rule", "message", "hint"}


def test_every_rule_that_is_told_has_its_page_and_every_page_its_rule():
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "kiosk").rglob("*.py"))
    told = set()
    for name in registry.rules():
        # missing-alt and its like are put together from the key.
        assert f'"{name}"' in source or name in ("missing-alt", "missing-credit", "missing-medium"), name
    told |= set(re.findall(r'(?:error|warn|info|_fail)\(\s*"([a-z-]+)"', source))
    told |= set(re.findall(r'Severity\.(?:ERROR|WARNING|INFO),\s*"([a-z-]+)"', source))
    told |= set(re.findall(r'rule="([a-z-]+)"', source))
    assert len(told) > 45
    assert told <= registry.rules().keys()
    for info in registry.rules().values():
        assert all(f"\n{word}: " in info.page for word in ("Why", "Do")), info.name


def test_the_severity_on_a_page_is_the_one_that_is_told(write_folder):
    root = write_folder({"kiosk.yaml": "titel: x\nlanguages: [e1]\n", "works/a.md": "---\ntitle: A\nmedium: photography\n---\n"})
    for problem in check(load(root), today=date(2026, 1, 13)):
        assert registry.rules()[problem.rule].severity is problem.severity


def test_a_rule_is_silenced_by_name_and_with_a_reason(write_folder):
    silence = "check:\n  silence:\n    missing-alt: {}\n    missing-credt: typo\n    missing-picture: no\n"
    label = WORK.replace("alt: Grass in wind\n", "")
    root = write_folder({"kiosk.yaml": KIOSK + silence.format("The artist asked for none."), "works/a.jpg": "picture", "works/a.md": label})
    found = examine(load(root))
    assert [problem.rule for problem in found.silenced] == ["missing-alt"]
    assert [(problem.rule, problem.line) for problem in found.told] == [("silence-unknown", 10), ("silence-unknown", 11)]
    assert "did you mean 'missing-credit'?" in found.told[0].hint
    assert as_text((), silenced=1) == "No problems, 1 silenced in kiosk.yaml"
    root = write_folder({"kiosk.yaml": KIOSK + silence.format("")})
    assert {"silence-without-reason", "missing-alt"} <= {problem.rule for problem in check(load(root))}


def test_on_a_terminal_the_line_and_a_caret_under_the_place(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/p.md": "---\ntitle: Écho 漢字 #5\nmedium: poetry\ncredit: c\n---\nx\n"})
    lines = as_text(check(load(root)), source=root).splitlines()
    quoted = lines.index("    2 | title: Écho 漢字 #5")
    assert lines[quoted - 1].endswith("'#5' is taken for a note and not read [cut-by-hash]")
    # Each of the two signs takes two columns.
    assert lines[quoted + 1] == " " * (8 + 12 + 4 + 1) + "^"


def test_sarif_names_rules_places_and_levels(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "events/a b.md": "---\ntitle: A\nwhen: soon\n---\n"})
    report = json.loads(as_sarif(check(load(root))))
    run = report["runs"][0]
    result = next(result for result in run["results"] if result["ruleId"] == "date")
    place = result["locations"][0]["physicalLocation"]
    assert (report["version"], result["level"]) == ("2.1.0", "error")
    assert (place["artifactLocation"]["uri"], place["region"]) == ("events/a%20b.md", {"startLine": 3, "startColumn": 7})
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "date"


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
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK.replace("title: Field", line)})
    assert [found[2] for found in rules(root)] == ([rule] if rule else [])


def test_names_that_another_computer_would_lose_or_refuse(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK})
    for name in ("café.txt", unicodedata.normalize("NFD", "café.txt"), "A.txt", "a.txt", "con.md", "what?.md", "end.", "fine-name.txt"):
        (root / "resources").mkdir(exist_ok=True)
        (root / "resources" / name).write_text("---\ntitle: T\n---\n")
    found = [(problem.path, problem.rule) for problem in check(load(root)) if problem.rule.startswith("name-")]
    assert sorted(rule for _, rule in found) == ["name-clash"] * 2 + ["name-not-portable"] * 3
    assert {path for path, rule in found if rule == "name-not-portable"} == {"resources/con.md", "resources/what?.md", "resources/end."}


def test_a_picture_that_lies_where_its_dimensions_stand(write_folder):
    labels = {"a": "20 × 30 in", "b": "8 1/2 x 11 in", "c": "30 × 20 in", "d": "10 × 10 × 4 in", "e": "30 × 20 × 12 cm"}
    files = {"kiosk.yaml": KIOSK}
    for name, size in labels.items():
        label = WORK.replace("Field", name).replace("credit", f"dimensions: {size}\ncredit")
        files |= {f"works/{name}.jpg": "picture", f"works/{name}.md": label}
    assert rules(write_folder(files)) == [("works/c.md", 4, "dimensions-turned")]


def test_names_inside_a_picture_that_its_label_does_not_say(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": WORK.replace("credit: Lent", "artist: Ana Field\ncredit: Lent")})
    exif = Image.Exif()
    exif[0x013B] = "Ana Field"
    person = "<x><Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Maria &amp; Eve</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage></x>"
    Image.new("RGB", (1500, 1000)).save(root / "works" / "a.jpg", exif=exif, xmp=person.encode())
    found = check(load(root))
    assert [problem.rule for problem in found] == ["picture-names"]
    assert "'Maria & Eve'" in found[0].message


def test_what_is_over_and_a_picture_without_a_label(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK + "open:\n  until: 2026-01-31\n",
            "works/a.jpg": "picture",
            "events/e.md": "---\ntitle: E\nwhen: January 5, 2026, 1:00 PM - 2:00 PM\n---\n",
            "events/f.md": "---\ntitle: F\nstarts: 2026-01-07\nends: 2026-01-13\n---\n",
        }
    )
    assert rules(root, today=date(2026, 1, 13)) == [("events/e.md", 3, "past-event"), ("works/a.jpg", 1, "missing-label")]
    assert ("kiosk.yaml", 8, "exhibition-over") in rules(root, today=date(2026, 2, 1))


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
    (root / "works" / "a.mp3").write_bytes(b"sound")
    assert [found for found in rules(root) if found[0].startswith("works/a")] == []
    (root / "works" / "a.md").write_text(silent.replace("a.mp3", "../../a.mp3") + "A line.\n")
    assert ("works/a.md", 5, "audio-missing") in rules(root), "nothing outside of the folder is played"


KHMER = ("ខ្ញុំ", "ចូលចិត្ត", "រៀន", "ភាសា", "ខ្មែរ", "និង", "អាន", "សៀវភៅ", "ជា", "រៀង", "រាល់", "ថ្ងៃ")
LAO = ("ຂ້ອຍ", "ມັກ", "ຮຽນ", "ພາສາ", "ລາວ", "ແລະ", "ອ່ານ", "ປຶ້ມ", "ທຸກ", "ມື້")


@pytest.mark.parametrize("words", [KHMER, LAO])
@pytest.mark.parametrize("key", ["title", "credit", "body"])
def test_scripts_without_spaces_need_their_words_parted(write_folder, words, key):
    values = {"title": "A", "credit": "c", "body": "x"}

    def found(text):
        told = {**values, key: text}
        work = f"---\ntitle: {told['title']}\nmedium: poetry\ncredit: {told['credit']}\n---\n{told['body']}\n"
        return [row for row in rules(write_folder({"kiosk.yaml": KIOSK, "works/a.md": work})) if row[2] == "needs-word-breaks"]

    assert found("".join(words)) == [("works/a.md", {"title": 2, "credit": 4, "body": 6}[key], "needs-word-breaks")]
    assert found("\u200b".join(words)) == []
    assert found(" ".join(words)) == []


def test_every_text_that_is_drawn_is_looked_at_for_its_signs(write_folder):
    strange = {
        "kiosk.yaml": "title: 1文\npresented_by: 2文\nplace: 3文\naddress: 4文\nsummary: 5文\nhosted_by: 6文\n"
        "open:\n  note: 7文\nhelp_line:\n  name: 8文\n  phone: 9文\n  note: 10文\n  text_word: 11文\n",
        "works/a.md": "---\ntitle: 12文\nartist: 13文\nyear: 14文\nmedium: 15文\ndimensions: 16文\ncredit: 17文\naccession: 18文\n"
        "content_note: 19文\n---\n20文\n",
        "events/e.md": "---\ntitle: 21文\nwhen: on demand\nplace: 22文\nonline: 23文\nprice: 24文\ncontact: 25文\npresented_by: 26文\n"
        "hosted_by: 27文\npeople:\n  - name: 28文\n    role: 29文\n---\n30文\n",
        "resources/r.md": "---\ntitle: 31文\nkind: 32文\nby: 33文\n---\n34文\n",
        "pages/p.md": "---\ntitle: 35文\n---\n36文\n",
    }
    result = load(write_folder(strange))
    assert sorted(words.text for words in doubts(result)[0]) == sorted(f"{number}文" for number in range(1, 37))
    assert all((words.file, words.key) in result.marks for words in doubts(result)[0]), "each is told at its own line"
