"""``excerpt:``, which the author or the curator writes: found in the text, or told."""

from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.domain import Work

POEM = "One\n  two\n\nthree four\nfive,\nsix"
PROSE = "When I moved into *the* apartment, I put up a hook.\n\nIt held."


def read(
    write_folder, excerpt: str, text: str = POEM, more: dict[str, str] | None = None
) -> tuple[Work, list[str]]:
    form = "prose" if text is PROSE else "verse"
    label = f"---\ntitle: A\nform: {form}\n{excerpt}\n---\n{text}\n"
    root: Path = write_folder(
        {"kiosk.yaml": "title: T\nlanguages: [en, es]\n", "works/a.md": label, **(more or {})}
    )
    result = load(root)
    (work,) = result.snapshot.works
    return work, [problem.rule for problem in result.problems if problem.path.startswith("works")]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1-2", "One\n  two"),
        ("2-3", "  two\n\nthree four"),
        ("lines 3–4", "three four\nfive,"),
        ("versos 1 a 2", "One\n  two"),
        ("5", "six"),
        ("1-5", POEM),
        ("three four / five", "three four\nfive,"),
        ("Four five", "three four\nfive,"),
        ("|\n  three four\n  five,", "three four\nfive,"),
    ],
)
def test_lines_of_a_poem_by_their_numbers_or_their_words(write_folder, typed: str, expected: str):
    work, problems = read(write_folder, f"excerpt: {typed}")
    assert work.excerpt.get("en") == expected
    assert "excerpt" not in problems


@pytest.mark.parametrize("typed", ["0-2", "4-9", "3-1", "seven eight", "9"])
def test_what_the_text_does_not_have_is_told(write_folder, typed: str):
    work, problems = read(write_folder, f"excerpt: {typed}")
    assert not work.excerpt
    assert problems.count("excerpt") == 1


def test_words_of_prose_as_the_text_has_them(write_folder):
    work, problems = read(write_folder, "excerpt: I put up  a hook. it held", PROSE)
    assert work.excerpt.get("en") == "I put up a hook. It held."
    work, problems = read(write_folder, "excerpt: moved into the apartment", PROSE)
    assert work.excerpt.get("en") == "moved into the apartment"
    assert "excerpt" not in problems
    work, problems = read(write_folder, "excerpt: 1-2", PROSE)
    assert not work.excerpt
    assert "excerpt" in problems


def test_an_excerpt_has_a_bound_and_a_picture_has_none(write_folder):
    work, problems = read(write_folder, "excerpt: 1-60", "\n".join(["a line of twenty"] * 60))
    assert not work.excerpt
    assert "beyond-bound" in problems
    work, problems = read(write_folder, "excerpt: 1-2", more={"works/a.jpg": "picture"})
    assert not work.excerpt
    assert "excerpt" in problems


def test_a_translation_has_its_own_or_the_lines_of_the_same_numbers(write_folder):
    spanish = "---\ntitle: A\n{}\n---\nUno\ndos\n\ntres\ncuatro\n{}\n"
    more = {"works/a.es.md": spanish.format("", "cinco")}
    work, _ = read(write_folder, "excerpt: 3-4", more=more)
    assert work.excerpt.get("es") == "tres\ncuatro"
    more = {"works/a.es.md": spanish.format("excerpt: dos", "cinco")}
    work, _ = read(write_folder, "excerpt: 3-4", more=more)
    assert work.excerpt.get("es") == "dos"
    more = {"works/a.es.md": spanish.format("", "")}
    work, _ = read(write_folder, "excerpt: 3-4", more=more)
    assert dict(work.excerpt.values).get("es") is None, "it has other lines"


@pytest.mark.parametrize("key", ["content_note: It speaks of loss.", "loop: no"])
def test_an_excerpt_opens_no_way_into_the_loop(write_folder, key: str):
    work, _ = read(write_folder, f"excerpt: 1-2\n{key}")
    assert work.excerpt
    assert not work.may_loop


@pytest.mark.parametrize("typed", ["May 2", "may 2.", "Route 1-3"])
def test_words_with_a_number_are_words_where_the_text_has_them(write_folder, typed: str):
    poem = "One\non May 2 it rained\nthree\nalong Route 1-3 again"
    work, problems = read(write_folder, f"excerpt: {typed}", poem)
    assert work.excerpt.get("en") == poem.splitlines()[3 if "Route" in typed else 1]
    assert "excerpt" not in problems
    assert read(write_folder, "excerpt: lines 2-3", poem)[0].excerpt.get("en") == (
        "on May 2 it rained\nthree"
    )
