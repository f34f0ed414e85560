"""The wall: works hung in rows at their true aspect ratios, a page of whole rows at a time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.bridge.cards import WorkFace
from kiosk.bridge.rows import Row, Rows

QML_IMPORT_NAME = "KioskBridge"
QML_IMPORT_MAJOR_VERSION = 1

# A written work hangs as a sheet of these proportions.
SHEET_ASPECT = 0.8
# The smallest size of a picture in a row, in row heights.
SMALLEST = 0.76


@dataclass(frozen=True, kw_only=True, slots=True)
class Hung:
    """Where a picture hangs: pixels from the top left of its page; ``slot`` is the width of its caption."""

    row: int
    x: int
    y: int
    width: int
    height: int
    slot: int


def hang(aspects: Sequence[float], captions: Sequence[int], *, width: int, height: int, gap: int) -> list[Hung]:
    """Hang pictures of these aspects in rows of ``width`` and ``height`` pixels, standing on one base line.

    ``captions`` are the widths in pixels that their titles need below them.
    A full row is scaled down a little to fill the width; no picture is scaled up, cropped or left out.
    ``y`` is the distance from the top of the row's own band.
    """
    hung: list[Hung] = []
    row = _Row(width=width, height=height, gap=gap)
    start = number = 0
    while start < len(aspects):
        end = start + 1
        while end < len(aspects) and row.needs(aspects[start : end + 1], captions[start : end + 1], 1.0) <= width:
            end += 1
        if end < len(aspects) and row.fill(aspects[start : end + 1], captions[start : end + 1]) >= SMALLEST:
            end += 1
        scale = row.fill(aspects[start:end], captions[start:end])
        slots = row.slots(aspects[start:end], captions[start:end], scale)
        spare = width - sum(slots) - gap * (len(slots) - 1)
        # What a row lacks is shared out between its pictures, but only as far as they still hang together.
        wider = spare // (len(slots) - 1) if end < len(aspects) and len(slots) > 1 else 0
        space = gap + (wider if 0 <= wider <= 2 * gap else 0)
        x = 0
        for aspect, slot in zip(aspects[start:end], slots, strict=True):
            tall = max(1, int(height * scale))
            wide = max(1, round(aspect * tall))
            hung.append(Hung(row=number, x=x, y=height - tall, width=wide, height=tall, slot=slot))
            x += slot + space
        start, number = end, number + 1
    return hung


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    width: int
    height: int
    gap: int

    def slots(self, aspects: Sequence[float], captions: Sequence[int], scale: float) -> list[int]:
        """The width of each place: that of the picture, or of its caption where that is wider."""
        return [
            max(round(aspect * self.height * scale), min(caption, self.width)) for aspect, caption in zip(aspects, captions, strict=True)
        ]

    def needs(self, aspects: Sequence[float], captions: Sequence[int], scale: float) -> int:
        """The width of the whole row at a scale."""
        return sum(self.slots(aspects, captions, scale)) + self.gap * (len(aspects) - 1)

    def fill(self, aspects: Sequence[float], captions: Sequence[int]) -> float:
        """The scale, at most 1, at which the row fits; 0 when its captions alone are too wide."""
        low, high = 0.0, 1.0
        if self.needs(aspects, captions, high) <= self.width:
            return high
        for _ in range(16):
            middle = (low + high) / 2
            low, high = (middle, high) if self.needs(aspects, captions, middle) <= self.width else (low, middle)
        return low


@QmlElement
@QmlUncreatable("the controller owns the wall")
class Wall(Rows):
    """The works of one page of the wall. The screen sets the room; Python hangs the works in it."""

    roomChanged = Signal()
    hungChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(("title", "note", "placeX", "placeY", "wide", "tall", "slot", "written", "verse", "text", "foot"), parent)
        self._faces: list[WorkFace] = []
        self._width = self._height = self._caption = self._gap = 0
        self._caption_pixels = 24
        self._bands = 2
        self._page = 0
        self._page_count = 1

    def show(self, faces: Sequence[WorkFace], page: int) -> None:
        """Hang these works and show one page of them."""
        if list(faces) != self._faces or page != self._page:
            self._faces, self._page = list(faces), page
            self._hang()

    def _set(self, name: str, value: int) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.roomChanged.emit()
            self._hang()

    @Property(int, notify=roomChanged)
    def width(self) -> int:
        return self._width

    @width.setter
    def width(self, value: int) -> None:
        self._set("_width", value)

    @Property(int, notify=roomChanged)
    def height(self) -> int:
        return self._height

    @height.setter
    def height(self, value: int) -> None:
        self._set("_height", value)

    @Property(int, notify=roomChanged)
    def captionHeight(self) -> int:
        return self._caption

    @captionHeight.setter
    def captionHeight(self, value: int) -> None:
        self._set("_caption", value)

    @Property(int, notify=roomChanged)
    def captionPixels(self) -> int:
        """Size of the captions' type."""
        return self._caption_pixels

    @captionPixels.setter
    def captionPixels(self, value: int) -> None:
        self._set("_caption_pixels", max(1, value))

    @Property(int, notify=roomChanged)
    def gap(self) -> int:
        return self._gap

    @gap.setter
    def gap(self, value: int) -> None:
        self._set("_gap", value)

    @Property(int, notify=roomChanged)
    def bands(self) -> int:
        """Rows of works on one page."""
        return self._bands

    @bands.setter
    def bands(self, value: int) -> None:
        self._set("_bands", max(1, value))

    @Property(int, notify=hungChanged)
    def page(self) -> int:
        return min(self._page, self._page_count - 1)

    @Property(int, notify=hungChanged)
    def pageCount(self) -> int:
        return self._page_count

    def _hang(self) -> None:
        band = self._height // self._bands
        picture = band - self._caption - self._gap
        if self._width < 1 or picture < 1:
            return
        aspects = [SHEET_ASPECT if face.written else face.width / face.height for face in self._faces]
        captions = [self._caption_width(face.title) for face in self._faces]
        hung = hang(aspects, captions, width=self._width, height=picture, gap=self._gap)
        rows = hung[-1].row + 1 if hung else 1
        self._page_count = -(-rows // self._bands)
        first = self.page * self._bands
        shown: list[Row] = []
        for face, place in zip(self._faces, hung, strict=True):
            if not first <= place.row < first + self._bands:
                continue
            top = (place.row - first) * band
            shown.append(
                {
                    "key": face.key,
                    "title": face.title,
                    "note": face.note,
                    "placeX": place.x,
                    "placeY": top + place.y,
                    "wide": place.width,
                    "tall": place.height,
                    "slot": place.slot,
                    "written": face.written,
                    "verse": face.verse,
                    "text": face.text,
                    "foot": top + picture,
                }
            )
        self.become(shown)
        self.hungChanged.emit()

    def _caption_width(self, title: str) -> int:
        """The width in which a title stands on two lines, and its longest word on one."""
        font = QFont(QGuiApplication.font())
        font.setPixelSize(self._caption_pixels)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        longest = max((metrics.horizontalAdvance(word) for word in title.split()), default=0.0)
        words = title.split()
        breaks = (
            max(metrics.horizontalAdvance(" ".join(words[:at])), metrics.horizontalAdvance(" ".join(words[at:])))
            for at in range(1, len(words))
        )
        # Text items measure without hinting, which may come out a little wider.
        return math.ceil(max(longest, min(breaks, default=longest)) * 1.03) + 2
