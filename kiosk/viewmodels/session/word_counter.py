"""Counts the words of texts of any length, a slice at a time."""

from collections import OrderedDict

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.text import count_words_in_slices

# Texts whose counts are kept: more than are open at one time.
MOST_KEPT = 64


class _Count:
    """The count of one text: an estimate until all slices are counted."""

    def __init__(self, text: str) -> None:
        self._slices = count_words_in_slices(text)
        self._length, self._read = max(1, len(text)), 0
        self.words = 0
        self.is_complete = False

    def advance(self) -> None:
        """Count one more slice."""
        found = next(self._slices, None)
        if found is None:
            self.is_complete = True
            return
        counted, self._read = found
        # The rest is taken to be like the beginning.
        self.words = round(counted * self._length / max(1, self._read))
        self.is_complete = self._read >= self._length


class WordCounter(QObject):
    """``count`` answers at once: for a long text by an estimate, until its words are counted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: OrderedDict[str, _Count] = OrderedDict()
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._count_slice)

    def count(self, text: str) -> int:
        """The number of words of a text, as ``kiosk.text.count_words`` counts them."""
        count = self._counts.get(text)
        if count is None:
            count = self._counts[text] = _Count(text)
            count.advance()
            if not count.is_complete:
                self._slices.start()
            if len(self._counts) > MOST_KEPT:
                self._counts.popitem(last=False)
        self._counts.move_to_end(text)
        return count.words

    @Slot()
    def _count_slice(self) -> None:
        unfinished = next((one for one in self._counts.values() if not one.is_complete), None)
        if unfinished is None:
            self._slices.stop()
        else:
            unfinished.advance()
