"""The languages in which somebody answers text messages."""

import pytest

from kiosk.content.load import load
from kiosk.i18n import formatting

SETTINGS = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es, vi]\nhelp_line:\n"


@pytest.mark.parametrize(
    ("typed", "languages", "told"),
    [
        ("", ("en", "es"), []),
        ("  text_languages: [en]\n", ("en",), []),
        ("  text_languages: en, es, vi\n", ("en", "es", "vi"), []),
        ("  text_languages: [English]\n", ("en", "es"), ["language"]),
        ("  text_languages: [vi, Klingonish tongue]\n", ("vi",), ["language"]),
    ],
)
def test_the_languages_are_tags_or_told(write_folder, typed, languages, told):
    text = SETTINGS + '  phone: 1-888-373-7888\n  text_number: "233733"\n' + typed
    result = load(write_folder({"kiosk.yaml": text}))
    assert result.snapshot.exhibition.help_line.text_languages == languages
    assert [each.rule for each in result.problems if each.rule == "language"] == told


def test_languages_are_named_in_the_visitor_s():
    assert formatting.language_list(("en", "es"), "en") == "English or Spanish"
    assert formatting.language_list(("en", "es"), "es") == "inglés o español"
    assert formatting.language_list(("vi",), "en") == "Vietnamese"
