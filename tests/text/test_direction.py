"""Which way texts run, and what keeps its own order inside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import direction

ARABIC = "للأسئلة اتصل على الرقم %s في أي وقت"


@pytest.mark.parametrize(
    ("text", "leftwards"),
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
def test_a_text_runs_as_its_first_letter_does_or_most_of_them(text: str, leftwards: bool) -> None:
    assert direction.is_right_to_left(text) is leftwards


@pytest.mark.parametrize(
    "kept",
    [
        "1-888-373-7888",
        "+1 (888) 373-7888",
        "humantraffickinghotline.org",
        "https://example.org/a-b",
        "ana@example.org",
        "744 P Street",
        "744 P Street, Sacramento, CA 95814",
        "1 Dr. Martin Luther King Jr. Blvd",
    ],
)
def test_numbers_and_addresses_are_kept_apart(kept: str) -> None:
    assert direction.isolate_ltr_spans(ARABIC % kept) == ARABIC % f"\u2066{kept}\u2069"


@pytest.mark.parametrize(
    "kept", ["1:00–2:00", "7–31", "2026", "911", "3.5", "2024-2025", "1999 – 2025", "24 Kintsugi"]
)
def test_what_is_in_order_anyway_is_left_alone(kept: str) -> None:
    assert direction.isolate_ltr_spans(ARABIC % kept) == ARABIC % kept


@given(st.text(alphabet="abc 123-.@/ابت\n", max_size=60))
def test_nothing_is_lost_and_every_isolate_is_closed(text: str) -> None:
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


def test_parts_side_by_side_keep_their_own_direction_on_a_mirrored_page() -> None:
    def row(*parts: str, mirrored: bool = True) -> str:
        return direction.join_inline(*parts, separator=" · ", mirrored=mirrored)

    assert (
        row("فن", "2025", "", "20 × 26 in")
        == "فن\u200f · \u20662025\u2069 · \u206620 × 26 in\u2069"
    )
    assert row("فن", "2024-2025") == "فن\u200f · \u200f2024–2025\u200f", (
        "the earlier year at the right"
    )
    assert row("فن", "2025-118") == "فن\u200f · \u20662025-118\u2069", (
        "an accession number as it is written"
    )
    assert row("Webinar", "Free") == "Webinar · Free", "a line of the other direction as a whole"
    assert row("Webinar", "", "مجانًا", mirrored=False) == "Webinar · مجانًا"


def test_what_was_broken_is_kept_apart_on_every_line_that_it_takes() -> None:
    def marked(line: str, *, within: bool = False) -> str:
        return direction.mark_direction(line, rtl_block=True, in_isolate=within)

    assert marked("على الرقم \u20661-888-") == "على الرقم \u20661-888-\u2069"
    assert marked("373-", within=True) == "\u200f\u2066373-\u2069", (
        "or the hyphen would stand before it"
    )
    assert marked("7888\u2069 في أي وقت", within=True) == "\u20667888\u2069 في أي وقت"
    assert marked("\u2066911\u2069 في أي وقت") == "\u2066911\u2069 في أي وقت"


@given(st.text(alphabet="abc 123-.@/ابت", max_size=60))
def test_places_of_a_text_are_counted_as_it_was_written(text: str) -> None:
    out = direction.isolate_ltr_spans(text)
    for at in range(len(out) + 1):
        place = at - direction.count_inserted_marks(out[:at], text)
        assert text[:place] == out[:at].replace("\u2066", "").replace("\u2069", "")


def test_a_text_that_begins_with_a_name_in_other_letters_is_marked() -> None:
    assert (
        direction.bidi_wrap("PACT برنامج 1-888-373-7888")
        == "\u200fPACT برنامج \u20661-888-373-7888\u2069"
    )
    assert direction.bidi_wrap("برنامج PACT") == "برنامج PACT"
    assert direction.bidi_wrap("The Year") == "The Year"
    assert direction.join_lines("PACT برنامج", mirrored=True) == "\u200fPACT برنامج"


@pytest.mark.parametrize(("line", "leftwards"), [("PACT برنامج", True), ("مزهرية", False)])
def test_a_line_that_could_be_mistaken_is_marked(line: str, leftwards: bool) -> None:
    marked = direction.mark_direction(line, rtl_block=leftwards)
    assert marked[1:] == line
    assert marked[0] == (direction.RLM if leftwards else direction.LRM)
