"""Further lines in an office's habit, generated: the value comes back, or it is told."""

import pytest

from kiosk.content.dates.when import parse_when
from tests.content.date_corpus import DAYS, read_corpus, said
from tests.content.test_date_lines import SACRAMENTO


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sibling_is_wrong_in_silence(language):
    found = read_corpus(language, 21, 300)
    assert found.wrong == []
    assert len(found.told) <= 6, found.told


@pytest.mark.parametrize(
    "template",
    [
        "{day}, 5:30 - 8",
        "{day}, 8-10",
        "{day}, 7pm-ish",
        "{day} around 7 PM",
        "{day}, 6½ PM",
        "{day} at half past six",
        "{day}, 6 PM, 2 hrs",
        "{day}, 18:00 h, 2 h",
        "{day}, 2 PM PT / 5 PM ET",
        "{day}, midnight",
        "{day}, 12 AM",
        "{day} or the day after, 6 PM",
        "{day}, time TBA",
        "{day}, 6 PM (weather permitting)",
        "from {day}",
        "from {day}, 6 PM",
        "through {day}",
        "until {day}",
        "the week of {day}",
        "around {day}",
        "not {day}",
        "every second Tuesday from {day}, 6 PM",
        "twice a week from {day}, 6 PM",
        "every Thursday from {day}, 6 PM, except holidays",
        "desde el {day}",
        "{day}, a las siete",
        "{day}, a las 7 y media",
        "{day}, a las 7 menos cuarto",
    ],
)
def test_what_can_mean_two_things_is_told(template):
    for day in DAYS[3:50:7]:
        line = template.format(day=said(day, "MMMM d, y", "en"))
        reading = parse_when(line, SACRAMENTO)
        assert reading.error is not None or reading.warnings, line
