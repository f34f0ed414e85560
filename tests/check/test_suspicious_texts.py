"""Texts that visitors would see as nobody meant them are told; usual texts are not."""

import pytest

from kiosk.check.suspicious_texts import suspicious_texts
from kiosk.content.load import load

KIOSK = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
TELLING = [
    ("broken-letters", "La maÃ±ana de JosÃ©"),
    ("broken-letters", "It\u00e2\u20ac\u2122s here"),
    ("broken-letters", "Caf\ufffd"),
    ("broken-letters", "La ma?ana de hoy"),
    ("turned-text", "A \u202eb c"),
    ("draft-text", "TBD"),
    ("draft-text", "Por confirmar"),
    ("draft-text", "Lorem ipsum dolor sit amet."),
    ("draft-text", "Text.\n\n[Note: check with Ana before printing]"),
    ("draft-text", "Texto (pendiente: preguntar a Ana)"),
    ("draft-text", "Words.\nSent from my telephone"),
    ("draft-text", "On Mon, Jan 5, 2026, Ann wrote:\nthe words"),
    ("alt-in-text", "Alt text: a red square\n\nWords"),
    ("alt-in-text", "Texto alternativo: un cuadrado"),
    ("typed-markup", "Words[^1] and more"),
    ("typed-markup", "~~gone~~ words"),
    ("typed-markup", "Some \\textit{sea} here"),
    ("typed-markup", "[b]Strong[/b] words"),
]
USUAL = [
    "Why? Because the sea is here.",
    "See https://example.org/page?ref=wall&x=~~a~~ for more.",
    "Ça va? Ñandú, Ãngela, São Paulo.",
    "Untitled (Xerox)",
    "It is 5 = 5, and 3 == 3.",
    "*Sea* and **land**, $5 and $10",
    "A note on the text: it was written in May.",
    "“Harvest” – it’s here…",
    "[untitled] (after Ana)",
    "نص عربي \u2067مع\u2069",
]


def told(write_folder, words, place):
    label = f"---\ntitle: A\nartist: B\n---\n{words}\n"
    if place == "title":
        label = f"---\ntitle: '{words}'\nartist: B\n---\n"
    return [
        (one.rule, one.path)
        for one in suspicious_texts(
            load(write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": label}))
        )
    ]


@pytest.mark.parametrize(("rule", "words"), TELLING)
def test_what_nobody_meant_is_told(write_folder, rule, words):
    assert told(write_folder, words, "body") == [(rule, "works/a.md")]


@pytest.mark.parametrize("words", USUAL)
@pytest.mark.parametrize("place", ["title", "body"])
def test_usual_texts_are_not_told(write_folder, words, place):
    if place == "title":
        words = words.replace("'", "’")
    assert told(write_folder, words, place) == []


def test_the_file_of_a_translation_and_of_an_event_is_named(write_folder):
    files = {
        "kiosk.yaml": KIOSK,
        "works/a.jpg": "picture",
        "works/a.md": "---\ntitle: A\n---\nWords",
        "works/a.es.md": "---\ntitle: Por confirmar\n---\nPalabras",
        "events/e.md": "---\ntitle: E\nwhen: January 5, 2027, 6 PM\n---\nLorem ipsum.",
    }
    found = sorted((one.rule, one.path) for one in suspicious_texts(load(write_folder(files))))
    assert found == [("draft-text", "events/e.md"), ("draft-text", "works/a.es.md")]


@pytest.mark.parametrize(
    ("words", "is_table"),
    [
        ("Name | Year\nAnn | 1999\nBob | 2000", True),
        ("a | b\n--- | ---\n1 | 2", True),
        ("Open Mon | Tue", False),
        ("one | two\nthree", False),
    ],
)
def test_a_table_without_outer_strokes_is_told_and_shown_as_a_list(write_folder, words, is_table):
    label = f"---\ntitle: A\n---\n{words}\n"
    files = {"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": label}
    result = load(write_folder(files))
    assert ("table-in-text" in [one.rule for one in result.problems]) is is_table
    (work,) = result.snapshot.works
    assert ("|" in str(work.wall_text)) is not is_table
