"""Addresses in the descriptions of calendars, found with the words that say what they are for."""

from time import process_time

import pytest

from kiosk.content.events.html_text import links_in, plain_text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Register: https://a.org/x.", [("https://a.org/x", "Register: https://a.org/x.")]),
        (
            "First\nSee https://a.org and https://b.org/ now\nRegister",
            [
                ("https://a.org", "See https://a.org and https://b.org/ now"),
                ("https://b.org/", "See https://a.org and https://b.org/ now"),
            ],
        ),
        (
            '<p>Words</p><p>Please <a href="https://a.org">sign up</a> soon</p>',
            [("https://a.org", "Please sign up soon")],
        ),
        (
            '<div>Register</div><a href="https://a.org">here</a><br>Later',
            [("https://a.org", "here")],
        ),
        ("nothing <a href='ftp://x'>x</a>", []),
    ],
)
def test_an_address_is_found_with_its_line(text, found):
    assert links_in(text, html=False) == found


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
@pytest.mark.parametrize("function", [links_in, plain_text])
def test_a_long_text_takes_linear_time(function, piece):
    """Measured by doubling it: CPU time, the least of three."""

    def seconds(count: int) -> float:
        text = "".join(piece.format(number) for number in range(count))
        least = 9.0
        for _ in range(3):
            began = process_time()
            function(text)
            least = min(least, process_time() - began)
        return least

    short = seconds(2_000)
    assert seconds(4_000) < max(3 * short, 0.02)
