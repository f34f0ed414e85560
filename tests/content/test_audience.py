"""Whom an event is for, and the languages in which it is held."""

import pytest

from kiosk.content.load import load

KIOSK = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"


def read(write_folder, keys: str, spanish: str = ""):
    head = "title: A talk\nwhen: January 13, 2026, 1 PM"
    files = {"kiosk.yaml": KIOSK, "events/a.md": f"---\n{head}\n{keys}\n---\nx\n"}
    if spanish:
        files["events/a.es.md"] = f"---\ntitle: Una charla\n{spanish}\n---\nx\n"
    result = load(write_folder(files))
    told = [problem.rule for problem in result.problems]
    return result.snapshot.events[0], told


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("language: es", ("es",)),
        ("language: [es, en]", ("es", "en")),
        ("language: Spanish, English", ("es", "en")),
        ("language: español", ("es",)),
        ("language: zh-Hant", ("zh-Hant",)),
        # YAML's trap: the code of Norwegian.
        ("language: no", ("no",)),
        ("language: es, es", ("es",)),
        ("", ()),
    ],
)
def test_languages_by_code_or_name(write_folder, typed, tags):
    event, told = read(write_folder, typed)
    assert event.languages == tags
    assert told == []


def test_a_word_that_is_no_language_is_told_and_the_others_are_read(write_folder):
    event, told = read(write_folder, "language: es, Klingonish")
    assert event.languages == ("es",)
    assert told == ["event-language"]


@pytest.mark.parametrize(
    "typed", ["families, teachers", "[families, teachers]", "families; teachers"]
)
def test_groups_and_their_translations_by_order(write_folder, typed):
    event, told = read(write_folder, f"audience: {typed}", "audience: familias, docentes")
    assert [group.get("es") for group in event.groups] == ["familias", "docentes"]
    assert [group.get("en") for group in event.groups] == ["families", "teachers"]
    assert event.audience.get("es") == "familias, docentes"
    assert told == []


def test_a_translation_with_another_number_of_groups_is_told_and_left_out(write_folder):
    event, told = read(write_folder, "audience: families, teachers", "audience: familias")
    assert [group.get("es") for group in event.groups] == ["families", "teachers"]
    assert told == ["audience"]
