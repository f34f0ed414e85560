"""Messages of problems that are alike are one value: ten thousand files may have the same one."""

import pickle

from kiosk.check.make_problem import problem_of_file
from kiosk.domain import Message


def test_problems_that_are_alike_share_their_messages_also_after_a_restart():
    one, other = (
        problem_of_file(
            "low-resolution",
            file,
            Message("only {width} pixels", width=600),
            Message("scan it again"),
        )
        for file in ("works/a.jpg", "works/b.jpg")
    )
    assert one.message is other.message
    assert one.hint is other.hint
    kept = pickle.loads(pickle.dumps(one))
    assert kept == one
    assert kept.message is one.message


def test_messages_that_only_look_alike_are_told_apart():
    numbers = [pickle.loads(pickle.dumps(Message("{a}", a=value))) for value in (1, 1.0, True)]
    assert [str(one) for one in numbers] == ["1", "1.0", "True"]
    nested = [
        pickle.loads(pickle.dumps(Message("{why}", why=Message(template, n=1))))
        for template in ("one {n}", "one 1")
    ]
    assert nested[0] == nested[1]
    assert [one.values["why"].template for one in nested] == ["one {n}", "one 1"]
