"""Which way texts run, and what keeps its own order inside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import reading

ARABIC = "للأسئلة اتصل على الرقم %s في أي وقت"


@pytest.mark.parametrize(
    ("text", "leftwards"),
    [("Vessel", False), ("", False), ("1-888", False), ("مزهرية", True), ("2026 مزهرية", True), ("Vessel مزهرية", False), ("כד", True)],
)
def test_a_text_runs_as_its_first_letter_does(text: str, leftwards: bool) -> None:
    assert reading.leftwards(text) is leftwards


@pytest.mark.parametrize(
    "kept", ["1-888-373-7888", "+1 (888) 373-7888", "humantraffickinghotline.org", "https://example.org/a-b", "ana@example.org"]
)
def test_numbers_and_addresses_are_kept_apart(kept: str) -> None:
    assert reading.isolate(ARABIC % kept) == ARABIC % f"\u2066{kept}\u2069"


@pytest.mark.parametrize("kept", ["1:00–2:00", "7–31", "2026", "911", "3.5"])
def test_what_is_in_order_anyway_is_left_alone(kept: str) -> None:
    assert reading.isolate(ARABIC % kept) == ARABIC % kept


@given(st.text(alphabet="abc 123-.@/ابت\n", max_size=60))
def test_nothing_is_lost_and_every_isolate_is_closed(text: str) -> None:
    out = reading.isolate(text)
    assert out.replace("\u2066", "").replace("\u2069", "") == text
    assert out.count("\u2066") == out.count("\u2069")
    if not reading.leftwards(text):
        assert out == text


def test_lines_keep_their_own_direction_on_a_mirrored_page() -> None:
    assert reading.lines("المبنى رقم 8", "744 P Street", mirrored=True) == "المبنى رقم 8\n\u2066744 P Street\u2069"
    assert reading.lines("Building 8", "", "744 P Street", mirrored=False) == "Building 8\n744 P Street"


@pytest.mark.parametrize(("line", "leftwards"), [("PACT برنامج", True), ("مزهرية", False)])
def test_a_line_that_could_be_mistaken_is_marked(line: str, leftwards: bool) -> None:
    marked = reading.marked(line, leftwards_block=leftwards)
    assert marked[1:] == line
    assert reading.leftwards(marked) is leftwards
