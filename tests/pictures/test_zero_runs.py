"""Stretches of zeros in a file are found as by looking at every byte."""

import io
import random

import pytest

from kiosk.pictures import damage


def plain_runs(data: bytes, part: tuple[int, int], least: int) -> list[tuple[int, int]]:
    """Each stretch of zeros of this length, found byte by byte."""
    runs, run_from = [], None
    for at in range(part[0], part[1] + 1):
        is_zero = at < part[1] and data[at] == 0
        if is_zero and run_from is None:
            run_from = at
        elif not is_zero and run_from is not None:
            if at - run_from >= least:
                runs.append((run_from, at))
            run_from = None
    return runs


@pytest.mark.parametrize("seed", range(40))
def test_the_runs_are_those_of_every_byte(seed):
    generator = random.Random(seed)
    pieces = []
    for _ in range(generator.randrange(1, 12)):
        zeros = generator.choice((1, 15, 16, 31, 32, 64, 130, 600))
        pieces += [bytes(zeros), bytes(generator.randrange(1, 256) for _ in range(50))]
    data = b"".join(pieces)
    begin = generator.randrange(len(data))
    part = begin, generator.randrange(begin, len(data) + 1)
    for least in (16, 32, 64, 512):
        found = list(damage._zero_runs(io.BytesIO(data), part, least))
        assert found == plain_runs(data, part, least)


@pytest.mark.parametrize("before", range(52, 85, 4))
def test_a_run_over_the_end_of_a_chunk_is_found(monkeypatch, before):
    monkeypatch.setattr(damage, "_CHUNK", 100)
    data = b"\1" * before + bytes(64) + b"\1" * 70
    run = before, before + 64
    assert list(damage._zero_runs(io.BytesIO(data), (0, len(data)), 32)) == [run]
    assert list(damage._zero_runs(io.BytesIO(data), (0, len(data)), 65)) == []
