"""What the check says, rule by rule, and how it prints it."""

import ast
import json
import os
import re
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from kiosk.check import USUAL_SIZES, as_json, as_sarif, as_text, check, examine, registry
from kiosk.check.doubts import doubts
from kiosk.content import load

ROOT = Path(__file__).resolve().parents[2]
KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\nhelp_line:\n  phone: 1-888\n  verified_on: 2026-01-05\n"
WORK = "---\ntitle: Field\nmedium: photography\ncredit: Lent\nalt: Grass in wind\n---\nText.\n"
PAGE = "---\ntitle: P\nmedium: poetry\ncredit: c\n---\nOne\n"


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


def test_an_old_calendar_tells_its_age(write_folder):
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20260113T130000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    root = write_folder({"kiosk.yaml": KIOSK, "events/a.ics": text})
    changed = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    os.utime(root / "events/a.ics", (changed, changed))

    def told(today):
        found = [problem for problem in check(load(root), today=today) if problem.rule == "calendar-age"]
        return [problem.message for problem in found]

    # In Los Angeles it was still the last day of the year.
    assert told(date(2025, 12, 31)) == []
    assert told(date(2026, 1, 30)) == []
    assert told(date(2026, 2, 13)) == ["the calendar was last changed on 2025-12-31, 44 days ago; it holds 1 event"]


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


@pytest.mark.parametrize(("sizes", "wanted"), [(USUAL_SIZES, 1200), (((3840, 2160),), 2400), (((1080, 1920), (1280, 720)), 1200)])
def test_a_picture_is_held_against_the_largest_screen(write_folder, sizes, wanted):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": WORK, "works/b.md": WORK.replace("Field", "Hill")})
    for name, side in (("a", wanted), ("b", wanted - 1)):
        Image.new("RGB", (600, side)).save(root / "works" / f"{name}.jpg")
    found = [problem for problem in examine(load(root), sizes=sizes).told if problem.rule == "low-resolution"]
    assert [problem.path for problem in found] == ["works/b.jpg"]
    assert str(wanted) in found[0].hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Works/b.md", "move what is in it into works/"),
        ("Events/e.md", "rename the folder to events"),
        ("event/e.md", "rename the folder to events"),
        ("eventos/e.md", "rename the folder to events"),
        ("photos of May/x.jpg", "move what is in it into works/, events/, resources/, pages/, or put _ before its name"),
        ("y.jpg", "move it into works/"),
        ("poem.md", "move it into works/, events/, resources/, pages/"),
        ("events", "this is a file; make a folder called events, and put one file for each thing into it"),
        ("feed.ics", "move it into events/"),
        ("kiosk.yml", "give it exactly the name kiosk.yaml, in small letters, or remove it"),
        ("Kiosk.yaml", "give it exactly the name kiosk.yaml, in small letters, or remove it"),
        ("kiosk.yaml.txt", "give it exactly the name kiosk.yaml, in small letters, or remove it"),
        ("README.md", ""),
        ("LICENSE.md", ""),
        ("papers/letter.pdf", ""),
        ("_aside/x.jpg", ""),
        ("kiosk.es.yaml", ""),
    ],
)
def test_content_in_the_wrong_place_is_told(write_folder, name, hint):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK})
    write_folder({name: "picture" if name.endswith(".jpg") else "x"})
    found = [(problem.path, problem.hint) for problem in check(load(root)) if problem.rule == "stray"]
    assert found == ([(name.partition("/")[0], hint)] if hint else [])


def test_a_missing_kiosk_yaml_names_what_was_meant_and_a_missing_time_zone_is_told(write_folder):
    root = write_folder({"Kiosk.yml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK})
    assert "'Kiosk.yml'" in next(problem.hint for problem in load(root).problems if problem.rule == "missing-kiosk-yaml")
    for text, rules in (
        ("", ["missing-timezone", "missing-title"]),
        ("title: T\n", ["missing-timezone"]),
        ("title: T\nTime zone: UTC\n", []),
    ):
        write_folder({"kiosk.yaml": text})
        assert sorted(problem.rule for problem in load(root).problems if problem.rule.startswith("missing")) == rules


XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description {}>{}</rdf:Description></rdf:RDF></x:xmpmeta>'


@pytest.mark.parametrize(
    ("attributes", "elements", "told"),
    [
        ('exif:GPSLatitude="38,34.5N"', "", ["picture-place"]),
        ("exif:GPSLatitude='38,34.5N'", "", ["picture-place"]),
        ("", "<exif:GPSLatitude>38,34.5N</exif:GPSLatitude>", ["picture-place"]),
        ('photoshop:City="Sacramento"', "", ["picture-place-name"]),
        ("", "<Iptc4xmpCore:Location>Hope House</Iptc4xmpCore:Location>", ["picture-place-name"]),
        ('photoshop:Country="USA"', "", []),
        ('aux:SerialNumber="123"', "", ["picture-serial"]),
        ("", "<exifEX:BodySerialNumber>123</exifEX:BodySerialNumber>", ["picture-serial"]),
        ('aux:OwnerName="Ana Ruiz"', "", ["picture-names"]),
    ],
)
@pytest.mark.parametrize("readable", [True, False])
def test_what_a_picture_tells_in_xmp_is_told_also_when_it_does_not_hang(write_folder, attributes, elements, told, readable):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": WORK if readable else "---\ntitle: a: b\n---\n", "works/b.md": PAGE})
    Image.new("RGB", (1500, 1000)).save(root / "works" / "a.jpg", xmp=XMP.format(attributes, elements).encode())
    found = [problem.rule for problem in check(load(root)) if problem.path == "works/a.jpg"]
    assert found == (told if readable or told != ["picture-names"] else [])


def test_the_serial_numbers_of_a_camera_and_its_lens_in_exif_are_told(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": WORK, "works/b.md": WORK.replace("Field", "Shore")})
    for name, tag in (("a", 0xA431), ("b", 0xA435)):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[tag] = "0042"
        Image.new("RGB", (1500, 1000)).save(root / "works" / f"{name}.jpg", exif=exif)
    assert [(path, rule) for path, _, rule in rules(root)] == [("works/a.jpg", "picture-serial"), ("works/b.jpg", "picture-serial")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Call 916-555-0123.", True),
        ("Call (916) 555 0123.", True),
        ("Call +1 916.555.0123", True),
        ("Call 9165550123", True),
        ("Llame al +52 55 1234 5678", True),
        ("Write to ana.ruiz@gmail.com", True),
        ("Write to ana@anaruiz.art", True),
        ("Write to info@gmail.com", True),
        ("Write to info@museum.org", False),
        ("Call 1-888-373-7888", False),
        ("Call 888-555-0123, which is free", False),
        ("Between 1999 and 2025, 20 × 30 in, no. 2025.14.3", False),
        ("ISBN 978-3-16-148410-0", False),
    ],
)
@pytest.mark.parametrize("change", ["credit: Lent", "Text."])
def test_contacts_on_labels_are_told(write_folder, words, told, change):
    changed = f'credit: "{words}"' if change.startswith("credit") else words
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK.replace(change, changed)})
    line = 4 if change.startswith("credit") else 7
    assert [found for found in rules(root) if found[2] == "contact-in-text"] == ([("works/a.md", line, "contact-in-text")] if told else [])


def test_of_a_kiosk_yaml_that_cannot_be_read_no_help_line_is_missed(write_folder):
    root = write_folder({"kiosk.yaml": "title: a: b\n", "works/a.md": PAGE})
    assert rules(root, today=date(2026, 1, 13)) == [("kiosk.yaml", 1, "yaml")]
    write_folder({"kiosk.yaml": "title: a\ntimezone: UTC\n---\n"})
    assert [rule for _, _, rule in rules(root, today=date(2026, 1, 13))] == ["help-line-missing"]


def test_an_artist_s_own_writing_may_hold_any_number(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": PAGE + "Call 916-555-0123.\n"})
    assert "contact-in-text" not in [found[2] for found in rules(root)]


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


LEVELS = {"error": "error", "warn": "warning", "info": "info", "fail": "error"}
# Rules whose names or severities the code puts together as it runs.
COMPOSED = {"missing-alt", "missing-credit", "missing-medium"}


def told_in(source):
    """(rule, severity) of all that a file of the program tells, by its syntax: calls of a report, of helpers, and findings of a date."""
    for node in ast.walk(ast.parse(source)):
        words = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            severities = [arg.attr.lower() for arg in [*node.args, *named.values()] if isinstance(getattr(arg, "value", None), ast.Name)
                          and arg.value.id == "Severity"]  # fmt: skip
            words = [arg.value for arg in [*node.args, *named.values()] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if name in LEVELS:
                words, severities = words[:1], [LEVELS[name]]
            severity = severities[0] if severities else ""
        elif isinstance(node, ast.Tuple) and len(node.elts) == 3 and isinstance(node.elts[0], ast.Constant):
            words, severity = [str(node.elts[0].value)], "warning"
        for word in words:
            if re.fullmatch(r"[a-z]+(-[a-z]+)*", word) and severity:
                yield word, severity


def test_every_rule_that_is_told_has_its_page_and_every_page_its_rule():
    rooms = [path.read_text("utf-8") for room in ("content", "check", "shots") for path in (ROOT / "kiosk" / room).rglob("*.py")]
    for name, info in registry.rules().items():
        # missing-alt and its like are put together from the key.
        assert f'"{name}"' in "\n".join(rooms) or name in COMPOSED, name
        assert all(f"\n{word}: " in info.page for word in ("Why", "Do")), name
    found = {pair for source in rooms for pair in told_in(source)}
    # A word with a hyphen is a rule's name; of words without, those that have a page are.
    told = {(rule, severity) for rule, severity in found if "-" in rule or rule in registry.rules()}
    assert len(told) > 70
    assert {rule for rule, _ in told} <= registry.rules().keys()
    wrong = {rule for rule, severity in told if registry.rules()[rule].severity.value != severity}
    assert wrong == set(), "the severity on a page is the one that is told, and by it a rule is silenced"


def test_findings_of_dates_have_a_page_and_can_be_silenced(write_folder):
    whens = {
        "missing-year": "January 13, 1 PM - 2 PM",
        "twelve-am": "January 13, 2026, 12:00 AM - 2:00 AM",
        "time-order": "January 13, 2026, 3:00 PM - 1:00 PM",
        "days-swapped": "January 31 - 7, 2026",
        "ambiguous-date": "1/7/2026",
        "repeats-day": "January 13, 2026, 1:00 PM - 2:00 PM\nrepeats: every Thursday until March 26, 2026",
    }
    files = {f"events/{rule}.md": f"---\ntitle: {rule}\nwhen: {when}\n---\n" for rule, when in whens.items()}
    silence = "open:\n  from: 2026-01-07\ncheck:\n  silence:\n" + "".join(f"    {rule}: we know\n" for rule in whens)
    found = examine(load(write_folder({"kiosk.yaml": KIOSK + silence, **files})))
    assert {problem.rule for problem in found.silenced} == set(whens)
    assert found.told == ()
    assert all(registry.explain(rule) for rule in whens)


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


def test_sarif_has_the_shape_that_the_standard_demands(write_folder):
    """SARIF 2.1.0, sections 3.13 to 3.49: what is required, what has to be of a kind, and what has to fit together."""
    silence = "check:\n  silence:\n    no-such: x\n"
    files = {
        "kiosk.yaml": KIOSK + silence,
        "events/\u00fc #1%.md": "---\ntitle: A\nwhen: soon\n---\n",
        "works/a.md": "---\ntitle: A\n",
        "works/x.doc": "",
    }
    problems = check(load(write_folder(files)), today=date(2026, 7, 1))
    report = json.loads(as_sarif(problems))
    assert set(report) == {"$schema", "version", "runs"}
    (run,) = report["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "kiosk"
    identifiers = [rule["id"] for rule in driver["rules"]]
    assert len(identifiers) == len(set(identifiers)) > 3
    levels = {"none", "note", "warning", "error"}
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in levels
    assert len(run["results"]) == len(problems) > 3
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in levels
        assert identifiers[result["ruleIndex"]] == result["ruleId"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        # A reference relative to the folder (RFC 3986): only these signs, and no scheme, since no colon.
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"])
        assert min(place["region"]["startLine"], place["region"]["startColumn"]) >= 1


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


def test_days_outside_of_when_are_looked_at_too(write_folder):
    days = "open:\n  from: Tuesday, January 7, 2026\n  until: 2026-01-31\n  closed: [Tuesday January 19 2026]\n"
    event = "---\ntitle: E\nwhen: January 13, 2026, 1:00 PM - 2:00 PM\nregister_until: Monday, January 12, 2027\n---\n"
    root = write_folder({"kiosk.yaml": KIOSK + days, "events/e.md": event})
    assert rules(root) == [
        ("events/e.md", 4, "register-late"),
        ("events/e.md", 4, "weekday-mismatch"),
        ("kiosk.yaml", 8, "weekday-mismatch"),
        ("kiosk.yaml", 10, "weekday-mismatch"),
    ]


@pytest.mark.parametrize(
    ("show", "line", "rule"),
    [
        ("from: 2026-01-20\n  until: 2026-01-10", 4, "date-order"),
        ("until: 2025-01-31", 3, "never-shown"),
        ("from: 2027-01-10", 3, "never-shown"),
        ("until: 2026-01-12", 3, "past-show"),
        ("until: 2026-01-13", 0, ""),
        ("from: 2026-01-14", 0, ""),
    ],
)
def test_a_work_that_never_hangs_or_hangs_no_more(write_folder, show, line, rule):
    label = WORK.replace("title", f"show:\n  {show}\ntitle")
    days = "open:\n  from: 2026-01-07\n  until: 2026-01-31\n"
    root = write_folder({"kiosk.yaml": KIOSK + days, "works/a.jpg": "picture", "works/a.md": label})
    assert rules(root, today=date(2026, 1, 13)) == ([("works/a.md", line, rule)] if rule else [])


@pytest.mark.parametrize(("until", "late"), [("2026-01-13", False), ("2026-01-13T13:30", False), ("2026-01-14T00:30", True)])
def test_a_registration_that_outlasts_its_event(write_folder, until, late):
    event = f"---\ntitle: E\nwhen: January 13, 2026, 1:00 PM - 2:00 PM\nregister_until: {until}\n---\n"
    assert rules(write_folder({"kiosk.yaml": KIOSK, "events/e.md": event})) == ([("events/e.md", 4, "register-late")] if late else [])


def test_a_help_line_that_was_verified_tomorrow(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK.replace("2026-01-05", "2999-01-05"), "works/a.jpg": "picture", "works/a.md": WORK})
    assert rules(root, today=date(2026, 1, 13)) == [("kiosk.yaml", 6, "verified-later")]


def test_two_sessions_are_not_one_long_event(write_folder):
    when = "when:\n  - January 13, 2026, 1:00 PM - 2:00 PM\n  - January 14, 2026, 1:00 PM - 3:00 PM\n"
    result = load(write_folder({"kiosk.yaml": KIOSK, "events/e.md": f"---\ntitle: E\n{when}---\n"}))
    assert result.snapshot.events == ()
    assert [(problem.rule, problem.line) for problem in result.problems if problem.path] == [("wrong-kind", 4)]


BILINGUAL = KIOSK.replace("[en]", "[en, es]")


def test_what_a_translation_leaves_out(write_folder):
    work = WORK.replace("medium: photography", "medium: oil on linen").replace("credit", "dimensions: 2 × 3 in\ncredit")
    event = "---\ntitle: Talk\nwhen: on demand\nplace: Hall\nprice: Free\npeople: [Ana]\n---\nCome.\n"
    root = write_folder(
        {
            "kiosk.yaml": BILINGUAL + "summary: About us.\nopen:\n  note: Ring the bell.\n",
            "works/a.jpg": "picture",
            "works/a.md": work,
            "works/a.es.md": "---\ntitle: Campo\nalt: Hierba\n---\nTexto.\n",
            "works/b.jpg": "picture",
            "works/b.md": WORK.replace("Field", "Hill"),
            "works/b.es.md": "---\ntitle: Cerro\nalt: Hierba al viento\n---\nTexto.\n",
            "events/e.md": event,
            "resources/r.md": "---\ntitle: Book\nkind: Atlas\nby: Ana\n---\n",
            "pages/p.md": "---\ntitle: About\n---\nWho.\n",
            "pages/p.es.md": "Quien.\n",
        }
    )
    found = {(problem.path, problem.rule): problem.message for problem in check(load(root))}
    assert found == {
        ("works/a.md", "missing-translation"): "medium not translated (es)",
        ("events/e.md", "missing-translation"): "price, text not translated (es)",
        ("events/e.md", "untranslated-name"): "title, place stands in es as it is",
        ("resources/r.md", "missing-translation"): "kind not translated (es)",
        ("resources/r.md", "untranslated-name"): "title stands in es as it is",
        ("pages/p.md", "missing-translation"): "title not translated (es)",
        ("kiosk.yaml", "missing-translation"): "summary, open: note not translated (es)",
        ("kiosk.yaml", "untranslated-name"): "title stands in es as it is",
    }


def test_every_language_is_looked_at_in_its_own_file(write_folder):
    spanish = "---\ntitle: Campo\nalt: Campo\n---\n" + "palabra " * 131
    root = write_folder({"kiosk.yaml": BILINGUAL, "works/a.jpg": "picture", "works/a.md": WORK, "works/a.es.md": spanish})
    found = [(problem.path, problem.line, problem.rule, "(es)" in problem.message) for problem in check(load(root))]
    assert [one for one in found if one[0] == "works/a.es.md"] == [
        ("works/a.es.md", 3, "alt-repeats-title", True),
        ("works/a.es.md", 5, "long-sentence", True),
        ("works/a.es.md", 5, "wall-text-too-long", True),
    ]


def test_a_calendar_needs_no_translation_and_can_pass_strictly(write_folder):
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20260113T130000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    root = write_folder({"kiosk.yaml": BILINGUAL, "kiosk.es.yaml": "title: Visto\n", "events/a.ics": text})
    changed = datetime(2026, 1, 5, tzinfo=UTC).timestamp()
    os.utime(root / "events/a.ics", (changed, changed))
    assert rules(root, today=date(2026, 1, 13)) == []


def test_a_list_is_not_one_long_sentence(write_folder):
    listed = WORK.replace("Text.", "Bring:\n" + "\n".join(f"- item number {number} of the list" for number in range(12)))
    assert rules(write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": listed})) == []


def test_a_translation_for_nobody_and_a_language_that_the_screen_does_not_speak(write_folder):
    poem = "---\ntitle: {}\nmedium: poetry\ncredit: c\n---\nx\n"
    files = {"kiosk.yaml": KIOSK, "works/p.md": poem.format("P"), "works/p.es.md": poem.format("Q"), "works/v.1.md": poem.format("V")}
    root = write_folder(files)
    assert rules(root) == [("works/p.es.md", 1, "language-not-listed")]
    root = write_folder({"kiosk.yaml": KIOSK.replace("[en]", "[en, es]")})
    assert [found for found in rules(root) if found[2] == "language-not-listed"] == []
    root = write_folder({"kiosk.yaml": KIOSK.replace("[en]", "[en, zh-Hans]")})
    assert ("kiosk.yaml", 3, "interface-language") in rules(root)


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
        "works/a.jpg": "picture",
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


@pytest.mark.parametrize(
    ("alt", "rule"),
    [
        ("Photo of Field", "alt-repeats-title"),
        ("A photograph of “Field”.", "alt-repeats-title"),
        ("Fotografía de Field", "alt-repeats-title"),
        ("a-1.jpg", "alt-file-name"),
        ("IMG_1234", "alt-file-name"),
        ("DSC00912", "alt-file-name"),
        ("03-shore", "alt-file-name"),
        ("Photo of a field with two horses", ""),
        ("Imagen", ""),
    ],
)
def test_alt_texts_that_tell_nothing(write_folder, alt, rule):
    root = write_folder({"kiosk.yaml": KIOSK, "works/03-shore.jpg": "picture", "works/03-shore.md": WORK.replace("Grass in wind", alt)})
    assert rules(root) == ([("works/03-shore.md", 5, rule)] if rule else [])


def test_several_works_may_have_no_title(write_folder):
    files = {"kiosk.yaml": KIOSK}
    for name in "ab":
        files |= {f"works/{name}.jpg": "picture", f"works/{name}.md": WORK.replace("Field", "Untitled")}
    assert rules(write_folder(files)) == []


@pytest.mark.parametrize(
    ("path", "lines", "rule"),
    [
        ("resources/a.md", "email: not an email", "email-address"),
        ("resources/a.md", "email: library@example.org", "placeholder-link"),
        ("resources/a.md", "email: library@cdss.ca.gov", ""),
        ("events/a.md", "contact: write to me@here", "email-address"),
        ("events/a.md", "contact: Ana, ana@example.com", "placeholder-link"),
        ("events/a.md", "contact: Ana, 916-555-0100", ""),
    ],
)
def test_addresses_to_write_to(write_folder, path, lines, rule):
    root = write_folder(
        {"kiosk.yaml": KIOSK, path: f"---\ntitle: A\n{'when: on demand' if path[0] == 'e' else 'kind: Book'}\n{lines}\n---\n"}
    )
    assert rules(root) == ([(path, 4, rule)] if rule else [])


@pytest.mark.parametrize("starts", ["DTSTART;VALUE=DATE:99991231", "DTSTART:99991231T235959Z"])
def test_a_calendar_that_goes_to_the_last_day_there_is_can_be_checked(write_folder, starts):
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\n{starts}\nEND:VEVENT\nEND:VCALENDAR\n"
    root = write_folder({"kiosk.yaml": KIOSK.replace("America/Los_Angeles", "Asia/Tokyo"), "events/a.ics": text})
    assert "register-late" not in {rule for *_, rule in rules(root, today=date(2026, 1, 13))}
