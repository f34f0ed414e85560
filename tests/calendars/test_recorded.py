"""The reading of calendars against the recorded answers of ical.js; see ``compare.py``."""

import json
import re
from pathlib import Path

from tests.calendars.compare import RECORDED, RECORDED_SEEDS, differences, read
from tests.calendars.generated import calendar_of


def test_each_time_of_a_generated_calendar_is_right_or_told(tmp_path: Path) -> None:
    answers = {int(seed): lines for seed, lines in json.loads(RECORDED.read_text("utf-8")).items()}
    assert list(answers) == list(RECORDED_SEEDS)
    found = read(RECORDED_SEEDS, tmp_path)
    assert differences(answers, found) == []
    # What is told is a part of what was made, and every kind of it is in the recorded seeds.
    assert sum(bool(rules) for _, rules in found.values()) * 10 < len(answers)
    text = "".join(map(calendar_of, RECORDED_SEEDS))
    for kind in ("COUNT", "UNTIL", "BYSETPOS", "EXDATE", "RDATE", "THISANDFUTURE", "DURATION"):
        assert len(re.findall(kind, text)) > 3, kind
