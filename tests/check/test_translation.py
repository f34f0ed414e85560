"""Every message of the check has its Spanish, with the same values in it."""

import importlib.util
import string
from pathlib import Path

import pytest

from kiosk.check.translation import language_of_environment, languages, translated
from kiosk.cli.arguments import CHECK_LANGUAGES
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
    wrong = [id for id, text in known.items() if text and fields(text) != fields(id)]
    assert wrong == []
    compiled = messages.compiled(messages.update(path))
    assert path.with_suffix(".mo").read_bytes() == compiled, "run sh packaging/translations.sh"


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
