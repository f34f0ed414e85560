"""Every message of the check has its Spanish, with the same values in it."""

import importlib.util
import json
import re
import string
from pathlib import Path

import pytest

from kiosk.check import rule_pages
from kiosk.check.translation import language_of_environment, languages, translated
from kiosk.cli.arguments import CHECK_LANGUAGES
from kiosk.cli.main import main
from kiosk.domain import Message

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("messages", ROOT / "packaging" / "messages.py")
assert _spec
assert _spec.loader
messages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(messages)
FILES = sorted(messages.TRANSLATIONS.glob("*.po"))


def fields(template):
    """The names and formats of a template's values."""
    return sorted((name, form) for _, name, form, _ in string.Formatter().parse(template) if name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_template_is_translated_with_its_values(path):
    with path.open("rb") as file:
        catalog = messages.read_po(file, locale=path.stem)
    known = {message.id: message.string for message in catalog if message.id}
    assert set(known) == set(messages.templates()), "run sh packaging/translations.sh"
    assert [id for id, text in known.items() if not text] == [], "translate these"
    assert [id for id, text in known.items() if fields(text) != fields(id)] == []
    compiled = messages.compiled(messages.update(path))
    assert path.with_suffix(".mo").read_bytes() == compiled, "run sh packaging/translations.sh"


# Words of formats that are the same in both languages.
SAME = {"series", "{month} {year}", "{day}, {clock}", "no", "bytes", "error", "1 error"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_is_another_sentence(path):
    with path.open("rb") as file:
        catalog = messages.read_po(file, locale=path.stem)
    words = [
        (message.id, message.string)
        for message in catalog
        if message.id and any(part and part.strip(" :;'") for part, *_ in parsed(message.id))
    ]
    assert {id for id, text in words if id == text} <= SAME


def parsed(template):
    return list(string.Formatter().parse(template))


def test_the_command_knows_the_languages_that_there_are():
    assert list(CHECK_LANGUAGES) == languages()


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_US.UTF-8"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "es_ES"}, "es"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:es:en"}, "es"),
        ({"LANG": "../../etc"}, "en"),
    ],
)
def test_the_locale_chooses_the_language_as_gettext_does(environment, language):
    assert language_of_environment(environment) == language


def test_what_is_not_translated_stays_english():
    text = Message("no template of the program: {typed}", typed="{x}")
    assert translated(text, "es") == text
    assert translated("plain {text}", "es") == "plain {text}"


FOLDER = {
    "kiosk.yaml": "title: T\ntimezone: Mars/Olympus\nlanguages: [en]\n",
    "works/a.md": "---\ntitle: A\nmedum: poetry\nwithdrawn: perhaps\n---\nOne line\n",
    "works/b.docx": "x",
    "works/c.md": "title: C\n---\n",
    "events/a.md": "---\ntitle: A\nwhen: Monday, January 13, 2026, 1 PM\n---\n",
    "events/b.md": "---\ntitle: B\nwhen: soon\n---\n",
    "events/c.ics": "nothing",
}
# Words that stand in English sentences only; keys and quoted words of the folder are none of them.
ENGLISH = re.compile(r"\b(the|write|is not|cannot|which|where|of the|a key|shown|and)\b")


def test_the_check_speaks_spanish_to_the_last_word(write_folder, capsys, monkeypatch):
    root = write_folder(FOLDER)
    monkeypatch.setenv("LANG", "es_US.UTF-8")
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    assert main(["check", str(root), "--no-look"]) == 1
    by_locale = capsys.readouterr()
    assert main(["check", str(root), "--no-look", "--language", "es"]) == 1
    text = capsys.readouterr().out
    assert by_locale.out == text
    assert by_locale.err == ""
    assert ": advertencia: 'medum' no es una clave que se lea aquí [unknown-key]" in text
    assert "    escriba medium: si es eso lo que quiere decir" in text
    assert "martes" in text, "names of days are translated within a sentence"
    assert re.search(r"^\d+ errores, \d+ advertencias?", text.splitlines()[-1])
    assert ENGLISH.findall(re.sub(r"'[^']*'|\w+:", "", text)) == []
    assert main(["check", str(root), "--no-look", "--language", "en"]) == 1
    english = capsys.readouterr().out
    places = re.compile(r"^(\S+:\d+:\d+): .* \[(\S+)\]$", re.MULTILINE)
    assert places.findall(english) == places.findall(text), "only words differ"


def test_machines_are_told_in_english_unless_they_ask(write_folder, capsys, monkeypatch):
    root = write_folder(FOLDER)
    monkeypatch.setenv("LC_ALL", "es_US.UTF-8")
    found = {}
    for language in ((), ("--language", "es")):
        main(["check", str(root), "--no-look", "--format", "json", *language])
        found[language] = json.loads(capsys.readouterr().out)
    english, spanish = (report["problems"] for report in found.values())
    assert english[0]["message"] != spanish[0]["message"]
    keys = ("path", "line", "column", "severity", "rule")
    assert [[one[key] for key in keys] for one in english] == [
        [one[key] for key in keys] for one in spanish
    ]


def test_a_page_of_a_rule_is_in_spanish_too(capsys):
    assert main(["check", "--explain", "fence", "--language", "es"]) == 0
    assert "Para silenciar esta regla" in capsys.readouterr().out


@pytest.mark.parametrize("language", list(CHECK_LANGUAGES))
def test_each_page_has_the_cause_and_the_next_step(language):
    cause, step = {"en": ("Why: ", "Do: "), "es": ("Por qué: ", "Qué hacer: ")}[language]
    found = rule_pages.pages(language)
    assert found.keys() == rule_pages.rules().keys(), "write the page in each language"
    for name, info in found.items():
        lines = info.page.splitlines()
        assert info.severity is rule_pages.rules()[name].severity, name
        for begin in (cause, step):
            assert [line for line in lines if line.startswith(begin) and len(line) > 15], name


# Words of programmers and of standards, which say nothing to a curator.
JARGON = re.compile(
    r"regex|regular expression|RFC ?\d|ISO \d|NoneType|traceback|exception|\bparse|iterator"
    r"|\bnull\b|boolean|\btuple|\bdict\b|token|syntax|stderr|\bstdin|VEVENT|VTIMEZONE|RRULE|DTSTART"
    r"|EXRULE|TZID|floating.point|mapping|scalar|node\b|front matter|(?<!\.)yaml\b|assert|module\b",
    re.IGNORECASE,
)


def test_no_message_holds_the_words_of_programmers():
    found = [text for text in messages.templates() if JARGON.search(text)]
    assert found == []
