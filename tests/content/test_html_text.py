"""Addresses in the descriptions of calendars, found with the words near them."""

from time import process_time

import pytest

from kiosk.content.events.html_text import links_in


@pytest.mark.parametrize("html", [True, False])
def test_the_words_far_from_an_address_do_not_say_what_it_is_for(html):
    text = f"Register {'x ' * 1000}https://a.org/ and {'y ' * 1000}"
    ((link, near),) = links_in(text, html=html)
    assert link == "https://a.org/"
    assert "Register" not in near
    assert "https://a.org/" in near


@pytest.mark.parametrize(
    "piece",
    [
        '<a href="https://a.org/{}">x</a>',
        '<a href="https://a.org/{}">word ',
        "https://a.org/{} ",
        "https://a.org/{}\n",
        '<br><a href="https://a.org/{}">',
        "<a {}",
        "<a href={} ",
    ],
)
@pytest.mark.parametrize("html", [True, False])
def test_a_long_text_takes_linear_time(piece, html):
    """Measured by doubling it: CPU time, the least of three. A description has 30,000 letters."""

    def seconds(count: int) -> float:
        text = "".join(piece.format(number) for number in range(count))
        least = 9.0
        for _ in range(3):
            began = process_time()
            for _, line in links_in(text, html=html):
                assert len(line) < 3_000
            least = min(least, process_time() - began)
        return least

    short = seconds(1_000)
    assert seconds(2_000) < max(3 * short, 0.1)
