"""What staff decided about notices outlives a restart, and damage counts as nothing decided."""

import json

import pytest

from kiosk.staff.notice_choices import FILE, NoticeChoices


def test_decisions_outlive_a_restart(tmp_path):
    first = NoticeChoices(tmp_path)
    assert first.set_put_up(["notices/fire"])
    assert first.set_taken_down(["abc"])
    again = NoticeChoices(tmp_path)
    assert again.put_up == {"notices/fire"}
    assert again.taken_down == {"abc"}


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"put_up": 3}', '{"put_up": "abc"}', "[" * 100_000, "x" * 70_000]
)
def test_a_damaged_file_counts_as_empty(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    found = NoticeChoices(tmp_path)
    assert (found.put_up, found.taken_down) == (frozenset(), frozenset())


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    choices = NoticeChoices(tmp_path / "missing")
    assert not choices.set_put_up(["a"])
    assert choices.put_up == {"a"}


def test_no_other_value_is_written(tmp_path):
    choices = NoticeChoices(tmp_path)
    choices.set_put_up(["b", "a"])
    assert json.loads((tmp_path / FILE).read_text()) == {"put_up": ["a", "b"], "taken_down": []}
