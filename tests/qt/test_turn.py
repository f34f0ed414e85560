"""All slices of one turn of the event loop together take the time of one."""

from time import thread_time

from PySide6.QtCore import QAbstractEventDispatcher, Qt

from kiosk.qt.keyed_list_model import KeyedListModel, LazyRows
from kiosk.qt.turn import SLICES_SECONDS, Turn, turn

# Seconds of CPU time that one row takes to make.
ROW_SECONDS = 0.003
LISTS, ROWS = 12, 20


def busy_row(key: str) -> dict[str, object]:
    until = thread_time() + ROW_SECONDS
    while thread_time() < until:
        pass
    return {"key": key}


def test_a_turn_is_over_once_its_time_is_spent_and_the_next_one_begins(qapp, qtbot):
    one = Turn()
    one.spend(SLICES_SECONDS / 2)
    assert not one.is_over
    one.spend(SLICES_SECONDS / 2)
    assert one.is_over
    qtbot.waitUntil(lambda: not one.is_over)


def test_no_worker_takes_every_turn(qapp, qtbot):
    one = Turn()
    slices = dict.fromkeys("abc", 0)
    for _ in range(30):
        for name in slices:
            if one.admits(name):
                slices[name] += 1
                one.spend(SLICES_SECONDS)
        qtbot.waitUntil(lambda: not one.is_over)
        qapp.processEvents()
    assert min(slices.values()) >= 5, slices


def test_a_worker_that_was_refused_and_is_gone_stops_no_other(qapp, qtbot):
    one = Turn()
    one.spend(SLICES_SECONDS)
    assert not one.admits("gone")
    qtbot.waitUntil(lambda: one.admits("other"))


def test_many_lists_that_fill_at_once_share_the_time_of_a_turn(qapp, qtbot):
    made: list[int] = []
    turns: list[int] = []
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None

    def end_turn() -> None:
        turns.append(len(made))
        made.clear()

    def row(key: str) -> dict[str, object]:
        made.append(1)
        return busy_row(key)

    lists = [KeyedListModel(()) for _ in range(LISTS)]
    for model in lists:
        model.set_lazily(LazyRows(keys=[str(at) for at in range(ROWS)], make=row))
    made.clear()
    dispatcher.aboutToBlock.connect(end_turn, Qt.ConnectionType.DirectConnection)
    qtbot.waitUntil(lambda: all(model.complete for model in lists), timeout=20_000)
    dispatcher.aboutToBlock.disconnect(end_turn)
    assert [len(model.rows) for model in lists] == [ROWS] * LISTS
    # The slice that ends the turn may go over it: by its own two rows and the one that it began.
    most = SLICES_SECONDS / ROW_SECONDS + 3
    assert max(turns) <= most, f"{max(turns)} rows in one turn, of {sum(turns)}"


def test_measured_work_counts_once_with_its_slices(qapp, qtbot):
    one = Turn()
    with one.measured():
        busy_row("a")
        one.spend(SLICES_SECONDS)
        assert 0 < one.left <= SLICES_SECONDS - ROW_SECONDS
        with one.measured():
            busy_row("b")
    assert 0 < one.left <= SLICES_SECONDS - 2 * ROW_SECONDS
    with one.measured():
        for key in "cdef":
            busy_row(key)
        assert not one.admits("a slice within it")
    assert one.is_over
    qtbot.waitUntil(lambda: not one.is_over)


def test_lists_that_change_with_new_content_share_one_first_slice(qapp, qtbot):
    """The board's and the resources' took 10 ms each, and with the loop's 78 ms in one turn."""
    lists = [KeyedListModel(()) for _ in range(LISTS)]
    rows = LazyRows(keys=[str(at) for at in range(ROWS)], make=busy_row)
    qtbot.waitUntil(lambda: turn.left == SLICES_SECONDS)
    with turn.measured():
        for model in lists:
            model.set_lazily(rows)
    # The first row of each is there at once, and what else fits.
    assert all(model.rows for model in lists)
    assert sum(len(model.rows) for model in lists) <= LISTS + SLICES_SECONDS / ROW_SECONDS
    qtbot.waitUntil(lambda: all(model.complete for model in lists), timeout=20_000)
