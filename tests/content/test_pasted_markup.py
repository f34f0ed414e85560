"""What comes along when words are pasted is told, and visitors see the words alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.front_matter.pasted_markup import find_markup, without_markup
from kiosk.content.load import load

KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\n"
HTML = "<p>Some <b>HTML</b> from the web&nbsp;site</p>&nbsp;"
TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"
PASTED = [
    (HTML, "Some **HTML** from the web site", ["html"]),
    (TABLE, "- a, b\n- 1, 2", ["table"]),
    ("a | b\n--|--\n1 | 2", "- a, b\n- 1, 2", ["table"]),
    ("+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+", "- a, b\n- 1, 2", ["table"]),
    ("Name\tYear\nVessel\t2025", "- Name, Year\n- Vessel, 2025", ["table"]),
    ("One<br>two<br/>three", "One  \ntwo  \nthree", ["html"]),
    ("<ul><li>one</li><li>two</li></ul>", "- one\n- two", ["html"]),
    ('<a href="https://x.org">site</a> &amp; more', "site & more", ["html"]),
    ("<!-- a note -->Words<style>p{}</style>", "Words", ["html"]),
    ("See ![pic](other.jpg) it", "See  it", ["image"]),
    ("See [our site](https://x.org) now", "See our site now", ["link"]),
    ("AT&amp;T &#8212; &eacute;", "AT&T — é", ["html"]),
    # No markup: these are words.
    ("a<b and c>d, x < y > z, I <3 you", "a<b and c>d, x < y > z, I <3 you", []),
    ("AT&T; R&D &nosuch;", "AT&T; R&D &nosuch;", []),
    ("He said [sic](as I heard it).", "He said [sic](as I heard it).", []),
    ("before\n---\nafter", "before\n---\nafter", []),
    ("one | two", "one | two", []),
    ("- one\n- two", "- one\n- two", []),
    ("\tindented\n\tlines", "\tindented\n\tlines", []),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "shown", "kinds"), PASTED)
def test_pasted_markup_is_found_and_its_words_are_kept(typed, shown, kinds):
    assert [one.kind.value for one in find_markup(typed)] == kinds
    assert " ".join(without_markup(typed).split(" ")) == shown


def test_a_poem_keeps_its_lines_and_loses_its_tags():
    assert without_markup("One<br>  <i>two</i>\nthree", as_verse=True) == "One\n  two\nthree"


def test_html_in_a_key_is_told_once_and_left_out(write_folder):
    label = (
        "---\ntitle: <i>Field</i> &amp; Sky\nmedium: oil<br>canvas\nlink: https://x.org/?a=1&b=2\n"
    )
    root = write_folder(
        {"kiosk.yaml": KIOSK, "works/a.md": f"{label}credit: a<b and R&D\n---\nw\n"}
    )
    result = load(root)
    (work,) = result.snapshot.works
    assert [str(work.title), str(work.medium)] == ["Field & Sky", "oil canvas"]
    assert (work.link, str(work.credit)) == ("https://x.org/?a=1&b=2", "a<b and R&D")
    assert sorted((one.line, one.rule) for one in result.problems) == [
        (2, "html-in-text"),
        (3, "html-in-text"),
    ]


@given(st.text(st.sampled_from("ab <>/|\t\n-&;[]()!p"), max_size=60))
def test_no_text_fails_and_what_is_left_has_no_tag(text):
    find_markup(text)
    without_markup(text)


def test_markup_is_told_at_its_line_in_each_kind_of_file(write_folder):
    text = f"Words.\n\n{HTML}\n\n{TABLE}\n\n![pic](other.jpg) [our site](https://x.org)\n"
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.jpg": "picture",
            "works/a.md": f"---\ntitle: A\n---\n\n{text}",
            "works/b.md": f"---\ntitle: B\nmedium: essay\n---\n{text}",
            "events/c.md": f"---\ntitle: C\nwhen: on demand\n---\n{text}",
            "pages/d.md": f"---\ntitle: D\n---\n{text}",
        }
    )
    result = load(root)
    told: dict[str, list[tuple[int, str]]] = {}
    for one in result.problems:
        told.setdefault(one.path, []).append((one.line, one.rule))
        assert one.hint
    every = ["html-in-text", "table-in-text", "image-in-text", "link-in-text"]
    assert told["works/a.md"] == list(zip((7, 9, 13, 13), every, strict=True))
    assert [rule for _, rule in told["works/b.md"]] == every
    assert [rule for _, rule in told["events/c.md"]] == every
    assert [rule for _, rule in told["pages/d.md"]] == every[:3]
    picture, essay = result.snapshot.works
    assert picture.picture is not None
    for seen in (picture.wall_text, essay.body, result.snapshot.events[0].description):
        assert not any(sign in str(seen) for sign in ("<", "&nbsp;", "|", "]("))
        assert "HTML" in str(seen)


@pytest.mark.parametrize(
    "line", ["|--", "+--+", "|--\n|--|", "--|--\n", "a | b", "a\tb\nc", "|x|\ny", "+--\na | b"]
)
def test_lines_of_a_table_that_is_none_take_linear_time(line):
    # Sixty thousand took an hour when each line looked at all that follow it.
    text = "\n".join([line] * 60_000)
    started = time.process_time()
    find_markup(text)
    without_markup(text)
    assert time.process_time() - started < 5
