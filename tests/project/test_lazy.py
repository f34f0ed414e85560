"""What a start need not load it does not: each of these costs the first work a part of its second,
or memory for months.
"""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("loaded", "spared"),
    [
        (
            "kiosk.app.application",
            {
                *("kiosk.content.load", "PIL", "yaml", "icalendar", "watchfiles"),
                # Only kiosk pull reaches for a network.
                *("kiosk.authoring.pulling", "http.client", "urllib.request"),
            },
        ),
        # A folder in which nothing has changed is compared without decoders and calendars.
        (
            "kiosk.content.cache.read_cache, kiosk.content.load, kiosk.check",
            {
                *("PIL", "icalendar", "recurring_ical_events"),
                *("kiosk.authoring.pulling", "http.client", "urllib.request"),
            },
        ),
    ],
)
def test_a_start_loads_only_what_it_needs(loaded, spared):
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {loaded}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.split()
    assert loaded.split(",")[0] in told
    assert not spared & set(told)
