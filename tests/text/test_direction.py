"""Text direction, directional marks and isolates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import direction

ARABIC = "للأسئلة اتصل على الرقم %s في أي وقت"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vessel", False),
        ("", False),
        ("1-888", False),
        ("مزهرية", True),
        ("2026 مزهرية", True),
        ("Vessel مزهرية", False),
        ("כד", True),
        ("PACT برنامج", True),
    ],
)
def test_direction_is_that_of_the_first_letter_or_of_most_letters(
    text: str, expected: bool
) -> None:
    assert direction.is_right_to_left(text) is expected


@pytest.mark.parametrize(
    "span",
    [
        "1-888-373-7888",
        "+1 (888) 373-7888",
        "humantraffickinghotline.org",
        "https://example.org/a-b",
        "https://example.org/ink_(art)",
        "ana@example.org",
        "744 P Street",
        "744 P Street, Sacramento, CA 95814",
        "1 Dr. Martin Luther King Jr. Blvd",
    ],
)
def test_numbers_and_addresses_are_isolated(span: str) -> None:
    assert direction.isolate_ltr_spans(ARABIC % span) == ARABIC % f"\u2066{span}\u2069"


@pytest.mark.parametrize(
    "span", ["1:00–2:00", "7–31", "2026", "911", "3.5", "2024-2025", "1999 – 2025", "24 Kintsugi"]
)
def test_spans_that_read_correctly_are_not_isolated(span: str) -> None:
    assert direction.isolate_ltr_spans(ARABIC % span) == ARABIC % span


@given(st.text(alphabet="abc 123-.@/ابت\n", max_size=60))
def test_isolating_keeps_the_text_and_closes_every_isolate(text: str) -> None:
    out = direction.isolate_ltr_spans(text)
    assert out.replace("\u2066", "").replace("\u2069", "") == text
    assert out.count("\u2066") == out.count("\u2069")
    if not direction.is_right_to_left(text):
        assert out == text


def test_lines_keep_their_own_direction_on_a_mirrored_page() -> None:
    assert (
        direction.join_lines("المبنى رقم 8", "744 P Street", mirrored=True)
        == "المبنى رقم 8\n\u2066744 P Street\u2069"
    )
    assert (
        direction.join_lines("Building 8", "", "744 P Street", mirrored=False)
        == "Building 8\n744 P Street"
    )


def test_inline_parts_keep_their_own_direction_on_a_mirrored_page() -> None:
    def join(*parts: str, mirrored: bool = True) -> str:
        return direction.join_inline(*parts, separator=" · ", mirrored=mirrored)

    assert (
        join("فن", "2025", "", "20 × 26 in")
        == "فن\u200f · \u20662025\u2069 · \u206620 × 26 in\u2069"
    )
    assert join("فن", "2024-2025") == "فن\u200f · \u200f2024–2025\u200f", (
        "the earlier year stands at the right"
    )
    assert join("فن", "2025-118") == "فن\u200f · \u20662025-118\u2069", (
        "an accession number is no range of years"
    )
    assert join("Webinar", "Free") == "Webinar · Free", (
        "without right-to-left parts the line runs left to right"
    )
    assert join("Webinar", "", "مجانًا", mirrored=False) == "Webinar · مجانًا"


def test_an_isolate_is_repeated_on_every_line_that_it_spans() -> None:
    def mark(line: str, *, in_isolate: bool = False) -> str:
        return direction.mark_direction(line, rtl_block=True, in_isolate=in_isolate)

    assert mark("على الرقم \u20661-888-") == "على الرقم \u20661-888-\u2069"
    assert mark("373-", in_isolate=True) == "\u200f\u2066373-\u2069", (
        "a trailing hyphen stays behind the number"
    )
    assert mark("7888\u2069 في أي وقت", in_isolate=True) == "\u20667888\u2069 في أي وقت"
    assert mark("\u2066911\u2069 في أي وقت") == "\u2066911\u2069 في أي وقت"


@given(st.text(alphabet="abc 123-.@/ابت", max_size=60))
def test_inserted_marks_are_counted_for_every_prefix(text: str) -> None:
    out = direction.isolate_ltr_spans(text)
    for at in range(len(out) + 1):
        original_at = at - direction.count_inserted_marks(out[:at], text)
        assert text[:original_at] == out[:at].replace("\u2066", "").replace("\u2069", "")


def test_an_arabic_text_that_begins_with_a_latin_name_is_marked() -> None:
    assert (
        direction.bidi_wrap("PACT برنامج 1-888-373-7888")
        == "\u200fPACT برنامج \u20661-888-373-7888\u2069"
    )
    assert direction.bidi_wrap("برنامج PACT") == "برنامج PACT"
    assert direction.bidi_wrap("The Year") == "The Year"
    assert direction.join_lines("PACT برنامج", mirrored=True) == "\u200fPACT برنامج"


@pytest.mark.parametrize(("line", "rtl_block"), [("PACT برنامج", True), ("مزهرية", False)])
def test_a_line_that_runs_against_its_block_is_marked(line: str, rtl_block: bool) -> None:
    marked = direction.mark_direction(line, rtl_block=rtl_block)
    assert marked[1:] == line
    assert marked[0] == (direction.RLM if rtl_block else direction.LRM)


@pytest.mark.parametrize(
    "contact",
    [
        "Kim (kim@example.org)",
        "Ana María Núñez (ana@example.org)",
        "Kim Lee (916-555-0123)",
        "Jean-Luc O'Neil (Arts Center, 2nd floor)",
    ],
)
def test_a_name_keeps_its_brackets_in_a_right_to_left_text(contact: str) -> None:
    marked = direction.isolate_ltr_spans(f"للأسئلة: {contact} شكرا")
    assert f"\u2066{contact}\u2069" in marked
    assert direction.without_isolates(marked) == f"للأسئلة: {contact} شكرا"


def test_brackets_around_an_address_stay_outside_of_its_isolate() -> None:
    marked = direction.isolate_ltr_spans("اكتبوا إلى المتحف (ana@example.org) اليوم")
    assert "(\u2066ana@example.org\u2069)" in marked
