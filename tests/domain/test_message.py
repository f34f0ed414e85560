"""Messages keep their template and values, through pickles and in other languages."""

import pickle

import pytest

from kiosk.domain import Message


def test_a_message_is_its_english_text_and_keeps_what_it_was_made_of():
    inner = Message("no {kind}", kind="day")
    message = Message("'{typed}' is {why}, {count:,} times", typed="{soon}", why=inner, count=1200)
    assert message == "'{soon}' is no day, 1,200 times"
    assert message.values == {"typed": "{soon}", "why": inner, "count": 1200}
    again = pickle.loads(pickle.dumps(message))
    assert (again, again.template, again.values) == (message, message.template, message.values)
    assert again.values["why"].template == "no {kind}"


def test_what_is_no_value_counts_as_its_text():
    assert Message("{why}", why=ValueError("x")).values == {"why": "x"}


def test_a_name_without_a_value_is_an_error():
    with pytest.raises(KeyError):
        Message("{typed}")


def test_a_long_message_is_cut_in_its_values_and_stays_a_message():
    inner = Message("it says {text}", text="y" * 5000)
    message = Message("'{typed}' {why}", typed="x" * 5000, why=inner).shortened(600)
    assert len(message) < 700
    assert message.template == "'{typed}' {why}"
    assert message.values["why"].template == "it says {text}"
    assert " ... " in message
