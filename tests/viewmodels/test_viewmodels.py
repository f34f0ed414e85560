"""What QML is given: lines, rows, the layout of the wall, formatted strings."""

from ctypes.util import find_library
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from PySide6.QtTest import QAbstractItemModelTester

from kiosk.content.load import load
from kiosk.domain import DayHours, Exhibition, Localized, Snapshot
from kiosk.i18n import formatting
from kiosk.i18n.tagged_text import join_paragraphs, with_language_note
from kiosk.offscreen.glyphs import missing_glyphs
from kiosk.qt.keyed_list_model import KeyedListModel
from kiosk.schedule import ExhibitionPhase, build_agenda
from kiosk.typesetting import box_typeface
from kiosk.typesetting.line_breaker import LineBreaker
from kiosk.typesetting.typesetter import Typesetter
from kiosk.viewmodels.board.event import EventViewState
from kiosk.viewmodels.info.exhibition import InfoViewState

ZONE = ZoneInfo("America/Los_Angeles")
# What tells which way words run, and is not seen.
MARKS = "\u200e\u200f\u2066\u2069"


pytestmark = pytest.mark.usefixtures("qapp")


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(before=KEYS, after=KEYS)
def test_a_keyed_list_model_changes_into_any_other_rows(before, after):
    rows = KeyedListModel(("title",))
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.set_rows([{"key": key, "title": f"old {key}"} for key in before])
    rows.set_rows([{"key": key, "title": f"new {key}"} for key in after])
    title = next(role for role, name in rows.roleNames().items() if name == b"title")
    assert [rows.data(rows.index(at), title) for at in range(rows.rowCount())] == [
        f"new {key}" for key in after
    ]
    assert tester is not None


@pytest.fixture
def typesetter(qapp, qtbot):
    def make(
        source: str, *, verse: bool, width: float = 600, height: float = 400, page: int = 0
    ) -> list[dict[str, object]]:
        setter = Typesetter(qapp)
        setter.family, setter.pixelSize, setter.lineSpacing = "Source Serif 4", 32.0, 1.5
        setter.source, setter.verse, setter.width, setter.height = source, verse, width, height
        with qtbot.waitSignal(setter.laidOut):
            pass
        setter.page = page
        names = {bytes(name.data()).decode(): role for role, name in setter.roleNames().items()}
        return [
            {name: setter.data(setter.index(at), role) for name, role in names.items()}
            for at in range(setter.rowCount())
        ]

    return make


def test_a_poem_keeps_its_indents_and_wrapped_lines_are_indented(typesetter):
    lines = typesetter("Short\n    deep\n" + "a long line " * 12, verse=True)
    assert [line["line"] for line in lines[:2]] == ["Short", "deep"]
    assert lines[0]["lineX"] == 0
    assert lines[1]["lineX"] > 20
    assert lines[2]["lineX"] == 0
    assert all(line["lineX"] == 64 for line in lines[3:])
    assert " ".join(str(line["line"]) for line in lines[2:]).split() == ["a", "long", "line"] * 12


def test_prose_is_styled_escaped_and_complete(typesetter):
    lines = typesetter("One *soft <b>word* & more 😀 " + "then on " * 30, verse=False)
    assert lines[0]["styled"] is True
    text = " ".join(str(line["line"]) for line in lines)
    assert "<i>soft &lt;b&gt;word</i> &amp; more 😀" in text
    assert text.count("then on") + text.count("then") >= 30


def test_the_numbers_of_a_list_stand_in_its_margin(typesetter):
    lines = typesetter(
        "1998. It was cold, and it stayed cold for so long that we knew.\n\n1999. Warm.",
        verse=False,
    )
    numbered = [line for line in lines if str(line["line"]).startswith(("1998.", "1999."))]
    assert len(numbered) == 2
    assert all(line["lineX"] >= 0 for line in numbered)
    assert lines[1]["lineX"] > lines[0]["lineX"] + 32
    (alone,) = typesetter("1998. It was cold.", verse=False)
    assert alone["line"] == "1998. It was cold."
    assert alone["lineX"] == 0


def test_dates_and_times_in_english_and_spanish(qapp):
    starts, ends = (datetime(2026, 1, 13, hour, tzinfo=ZONE) for hour in (13, 14))
    assert formatting.time_range(starts, ends, "en") == "1:00\u00a0–\u2060\u00a02:00\u00a0PM"
    assert formatting.time_range(starts, ends, "es") == "1:00–\u20602:00\u00a0p.m."
    assert formatting.full_date(starts.date(), "en") == "Tuesday, January 13, 2026"
    assert formatting.full_date(starts.date(), "es") == "Martes, 13 de enero de 2026"
    assert formatting.full_date_in_sentence(starts.date(), "es") == "martes, 13 de enero de 2026"
    assert formatting.long_date(starts.date(), "en") == "Tuesday, January 13"
    assert formatting.long_date(starts.date(), "es") == "Martes, 13 de enero"
    assert (
        formatting.date_range(date(2026, 1, 7), date(2026, 1, 31), "es")
        == "7–\u206031 de enero de 2026"
    )
    assert formatting.timezone_name(starts, "en") == "Pacific Time (PST)"
    assert formatting.timezone_name(starts, "es") == "hora del Pacífico (PST)"
    assert formatting.native_language_name("es") == "Español"
    assert formatting.language_name("en", "es") == "inglés"


TIMES_OF = (
    *("en", "es", "ar", "fr", "pt", "it", "de", "vi", "zh", "ja", "ko", "ru", "uk", "pl", "tr"),
    *("hi", "fa", "he", "km", "th", "tl", "hmn", "hy", "pa", "ur", "so", "am", "sw"),
)


@pytest.mark.parametrize("hours", [(0, 1), (10, 12), (13, 14), (11, 13), (22, 25)])
def test_no_line_breaks_in_a_time_or_a_range_of_times(qapp, hours):
    starts, ends = (
        datetime(2026, 1, 13, hour % 24, 30, tzinfo=ZONE) + timedelta(days=hour // 24)
        for hour in hours
    )
    for language in TIMES_OF:
        for words in (
            formatting.time_of_day(starts, language),
            formatting.time_range(starts, ends, language),
        ):
            finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, words)
            assert finder.toNextBoundary() == len(words), words


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (13, "Opens tomorrow, January 14"),
        (10, "Opens on Wednesday, January 14, 2026"),
    ],
)
def test_the_poster_before_the_opening_says_the_day_and_the_hours(qapp, day, heading):
    show = Exhibition(
        title=Localized.of([("en", "Mended")]),
        place=Localized.of([("en", "First floor")]),
        opens=date(2026, 1, 14),
        closes=date(2026, 1, 31),
        hours=(DayHours(weekday=0, opens=time(8), closes=time(17)),),
    )
    state = InfoViewState.of(
        Snapshot(root=Path("/none"), exhibition=show),
        ExhibitionPhase.UPCOMING,
        datetime(2026, 1, day, 12, tzinfo=ZONE),
        "en",
    )
    assert state.poster == heading
    assert state.poster_note.split("\n") == [
        "Until Saturday, January 31, 2026",
        "First floor",
        "Monday, 8:00\u00a0AM\u00a0–\u2060\u00a05:00\u00a0PM",
    ]


def test_opening_hours_group_days_with_equal_hours(qapp):
    week = tuple(DayHours(weekday=n, opens=time(8), closes=time(17)) for n in (0, 1, 2, 4))
    assert formatting.opening_hours(Exhibition(hours=week), "en") == [
        "Monday – Wednesday, 8:00\u00a0AM\u00a0–\u2060\u00a05:00\u00a0PM",
        "Friday, 8:00\u00a0AM\u00a0–\u2060\u00a05:00\u00a0PM",
    ]
    assert formatting.opening_hours(Exhibition(hours=week[3:]), "ar") == [
        "الجمعة، 8:00\u00a0ص\u00a0–\u2060\u00a05:00\u00a0م"
    ]


def test_facts_keep_their_order_in_right_to_left_layout(qapp, write_folder):
    """Without isolation, "20 × 26 in" would read "in 26 × 20"."""
    files = {
        "kiosk.yaml": "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, ar]\n",
        "events/e.md": "---\ntitle: E\nwhen: 2026-01-13 13:00-14:00\nonline: Webinar\n"
        "price: Free\npeople:\n  - name: Ana\n    role: Poet\n"
        "---\nx\n",
        "events/e.ar.md": "---\ntitle: ب\nprice: مجانًا\npeople:\n  - name: Ana\n"
        "    role: شاعرة\n---\nب\n",
    }
    snapshot = load(write_folder(files)).snapshot
    (entry,) = build_agenda(snapshot.events, datetime(2026, 1, 1, tzinfo=ZONE))
    arabic, english = EventViewState.of(entry, "ar"), EventViewState.of(entry, "en")
    assert arabic.facts.split(" · ")[1:] == [
        "1:00–\u20602:00\u00a0م PST\u200f",
        "\u2066Webinar\u2069",
        "مجانًا\u200f",
    ]
    assert english.facts.endswith(" PST · Webinar · Free")
    assert "- \u200f**Ana**، شاعرة" in join_paragraphs(arabic.parts)
    assert "- **Ana**, Poet" in join_paragraphs(english.parts)
    assert (
        formatting.join_with_dots("فن", "2025", "20 × 26 in", language="ar")
        == "فن\u200f · \u20662025\u2069 · \u206620 × 26 in\u2069"
    )


def test_the_language_note_is_not_bold(qapp):
    """Arabic has no italics; emphasis is bold there, so the note is plain."""
    text = Localized.of([("en", "Words")])
    assert [part.text for part in with_language_note(text, "es")] == ["*In inglés*", "Words"]
    assert [part.text for part in with_language_note(text, "ar")] == ["In الإنجليزية", "Words"]


def test_a_work_view_model_drops_the_colour_of_the_work_before(qapp):
    from kiosk.viewmodels.gallery.work import WorkViewModel, WorkViewState

    card = WorkViewModel(qapp)
    card.set_state(WorkViewState(key="a", title="A"))
    card.set_average_colour("ffffff")
    tinted = card.wallTop
    card.set_state(WorkViewState(key="b", title="B"))
    assert card.title == "B"
    assert card.wallTop != tinted


def test_a_work_and_the_tone_of_its_wall_change_in_one(qapp):
    """Each change has a wall painted, as large as the screen."""
    from kiosk.viewmodels.gallery.work import WorkViewModel, WorkViewState

    card, told = WorkViewModel(qapp), []
    card.changed.connect(lambda: told.append((card.key, card.wallTop)))
    card.set_state(WorkViewState(key="a", title="A"), ("8090a0", ""))
    card.set_average_colour("8090a0")
    card.set_state(WorkViewState(key="b", title="B"), ("8090a0", ""))
    assert [key for key, _ in told] == ["a", "b"]
    assert told[0][1] == told[1][1]
    card.set_state(WorkViewState(key="b", title="B"), ("8090a0", ""))
    assert len(told) == 2, "nothing has changed"


def test_arabic_is_set_from_the_right_with_bold_emphasis(qapp):
    compositor = LineBreaker(
        family="Atkinson Hyperlegible Next",
        pixel_size=30,
        line_spacing=1.5,
        max_characters=0,
        hanging_indent=2,
        width=400,
    )
    (stanza,) = compositor.break_prose(
        "*انتظر.* لا شيء في هذه اللحظة يحتاج إلى أن يُسرع، اتصل على PACT 1-888-373-7888 في أي وقت"
    )
    assert len(stanza.lines) > 1
    assert all(line.right_to_left for line in stanza.lines)
    assert "<b>انتظر.</b>" in stanza.lines[0].markup
    assert "\u20661-888-373-7888\u2069" in "".join(line.markup for line in stanza.lines)
    (english,) = compositor.break_prose("*Wait.* Nothing here has to hurry.")
    assert english.lines[0].markup.startswith("<i>Wait.</i>")
    assert not english.lines[0].right_to_left


@pytest.mark.parametrize("width", range(150, 330, 20))
def test_a_number_or_address_wider_than_the_line_breaks_at_its_joints(qapp, width):
    compositor = LineBreaker(
        family="Atkinson Hyperlegible Next",
        pixel_size=30,
        line_spacing=1.5,
        max_characters=0,
        hanging_indent=2,
        width=width,
    )

    def torn(text, word):
        """The pieces of a word of a text."""
        lines = (line.markup for stanza in compositor.break_prose(text) for line in stanza.lines)
        pieces = [
            "".join(sign for sign in part if sign not in MARKS)
            for line in lines
            for part in line.split()
        ]
        return [piece for piece in pieces if piece in word]

    for text in ("Call %s today", "اتصل على %s اليوم"):
        number = torn(text % "1-888-373-7888", "1-888-373-7888")
        assert "".join(number) == "1-888-373-7888"
        assert all(piece.endswith("-") for piece in number[:-1])
        address = torn(
            text % "ana.lopez@museum-of-art.example.org", "ana.lopez@museum-of-art.example.org"
        )
        assert "".join(address) == "ana.lopez@museum-of-art.example.org"
        assert all(
            one.endswith("-") or other.startswith((".", "@")) for one, other in pairwise(address)
        )
    assert (
        "".join(torn("uncharacteristically uncharacteristically", "uncharacteristically"))
        == 2 * "uncharacteristically"
    )


def test_a_broken_number_keeps_its_order_in_arabic(qapp):
    def last(width, count):
        compositor = LineBreaker(
            family="Atkinson Hyperlegible Next",
            pixel_size=30,
            line_spacing=1.5,
            max_characters=0,
            hanging_indent=2,
            width=width,
        )
        (stanza,) = compositor.break_prose("اتصل على 1-888-373-7888")
        return [(line.markup, line.start, line.end) for line in stanza.lines[-count:]]

    assert last(150, 2) == [
        ("\u200f\u20661-888-\u2069", 9, 15),
        ("\u200f\u2066373-7888\u2069", 15, 23),
    ]
    assert last(100, 2) == [("\u200f\u2066373-\u2069", 15, 19), ("\u200f\u20667888\u2069", 19, 23)]


def test_an_address_fills_its_first_line(qapp):
    compositor = LineBreaker(
        family="Atkinson Hyperlegible Next",
        pixel_size=30,
        line_spacing=1.5,
        max_characters=0,
        hanging_indent=2,
        width=200,
    )
    (stanza,) = compositor.break_prose("www.humantraffickinghotline.org")
    assert stanza.lines[0].markup.startswith("www.human")


@pytest.mark.parametrize(("event", "note"), [(False, True), (True, False)])
def test_the_poster_of_a_board_without_works_announces_no_artworks(write_folder, event, note):
    files = {"kiosk.yaml": "title: T\n"}
    if event:
        files["events/e.md"] = "---\ntitle: E\nwhen: 2026-01-13 13:00-14:00\n---\nx\n"
    face = InfoViewState.of(
        load(write_folder(files)).snapshot,
        ExhibitionPhase.OPEN,
        datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC")),
        "en",
    )
    assert face.poster == "Welcome"
    assert ("being hung" in face.poster_note) == note


KHMER = (
    "ខ្ញុំ",
    "ចូលចិត្ត",
    "រៀន",
    "ភាសា",
    "ខ្មែរ",
    "និង",
    "អាន",
    "សៀវភៅ",
    "ជា",
    "រៀង",
    "រាល់",
    "ថ្ងៃ",
    "ជាមួយ",
    "មិត្តភក្តិ",
)
THAI = (
    "ฉัน",
    "ชอบ",
    "เรียน",
    "ภาษา",
    "ไทย",
    "และ",
    "อ่าน",
    "หนังสือ",
    "ทุก",
    "วัน",
    "กับ",
    "เพื่อน",
    "ของ",
    "ฉัน",
    "ที่",
    "โรงเรียน",
    "ใน",
    "หมู่บ้าน",
)


def broken_within(words, joint):
    """The number of lines of a text, and the lines that end inside of a word."""
    compositor = LineBreaker(
        family="Source Serif 4",
        pixel_size=32,
        line_spacing=1.5,
        max_characters=0,
        hanging_indent=2,
        width=420,
    )
    (stanza,) = compositor.break_prose(joint.join(words))
    ends = {len("".join(words[: at + 1])) for at in range(len(words))}
    reached, torn = 0, []
    for line in stanza.lines:
        reached += len(line.markup.replace("\u200b", ""))
        if reached not in ends:
            torn.append(line.markup)
    return len(stanza.lines), torn


def test_khmer_breaks_at_zero_width_spaces_or_else_anywhere(qapp):
    lines, torn = broken_within(KHMER, "\u200b")
    assert lines > 2
    assert torn == []
    assert broken_within(KHMER, "")[1], "which is what kiosk check tells"


@pytest.mark.skipif(
    find_library("thai") is None, reason="without libthai Qt has no Thai dictionary"
)
def test_thai_breaks_between_words(qapp):
    lines, torn = broken_within(THAI, "")
    assert lines > 2
    assert torn == []


def test_glyphs_without_a_typeface_are_reported(qapp):
    font = QFont("Source Serif 4")
    assert missing_glyphs("Ñandú, “él” – ok\u200b", font) == []
    assert missing_glyphs("a\U0010fab5", font) == ["\U0010fab5"]
    for script, sign in (
        (QFontDatabase.WritingSystem.Khmer, "ខ"),
        (QFontDatabase.WritingSystem.Thai, "ไ"),
    ):
        installed = {*QFontDatabase.families(script)} - {box_typeface.FAMILY}
        assert bool(missing_glyphs(sign, font)) == (not installed)


INVISIBLE_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2069"))


@given(
    words=st.lists(
        st.sampled_from(["ill", "wwwwww", "and", "1998", "it's", "الحياة", "responsibilities"]),
        min_size=1,
        max_size=80,
    )
)
@example(words=["الحياة", "responsibilities", "and", "responsibilities", "1998", "1998", "1998"])
@example(
    words=[
        "الحياة",
        "ill",
        "1998",
        "1998",
        "الحياة",
        "it's",
        "1998",
        "responsibilities",
        "wwwwww",
        "1998",
    ]
)
def test_no_line_of_prose_exceeds_its_measure(qapp, words):
    text = " ".join(words)
    line_breaker = LineBreaker(
        family="Source Serif 4",
        pixel_size=32,
        line_spacing=1.5,
        max_characters=55,
        hanging_indent=2,
        width=2000,
    )
    (stanza,) = line_breaker.break_prose(text)
    lines = [line.markup.translate(INVISIBLE_MARKS) for line in stanza.lines]
    assert all(len(line) <= 55 for line in lines)
    assert " ".join(lines).split() == text.split()
    # A line is not left short where the next word would have had room: among 55 characters, and
    # in the width of 55 of the text's own letters. An em is left for rounding and for ligatures.
    font = QFont("Source Serif 4")
    font.setPixelSize(32)
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(text) / len(text) * 55
    for line, following in pairwise(lines):
        longer = f"{line} {following.split()[0]}"
        assert len(longer) > 55 or metrics.horizontalAdvance(longer) > width - 32


def test_a_tile_is_given_the_beginning_of_a_long_text(qapp, write_folder):
    from kiosk.viewmodels.displayed.item_failures import ItemFailures
    from kiosk.viewmodels.gallery.gallery_model import GalleryModel
    from kiosk.viewmodels.gallery.tile_words import MOST_LETTERS

    label = "---\ntitle: {0}\nmedium: essay\n---\nBegin {1}\n"
    texts = {"kiosk.yaml": "title: T\n"}
    for name, words in (("a", "word " * 300_000), ("b", "x" * 300_000), ("c", "short")):
        texts[f"works/{name}.md"] = label.format(name, words)
    works = load(write_folder(texts)).snapshot.works
    model = GalleryModel()
    model.width, model.height = 1900, 1000
    model.set_works(works, "en", ItemFailures())
    qapp.processEvents()
    rows: list[Any] = [model.data(model.index(row), 256) for row in range(model.rowCount())]
    shown = [tile["text"] for row in rows for tile in row]
    assert [text[:6].replace("\n", " ") for text in shown] == ["Begin "] * 3
    assert all(len(text.replace("\n", "")) <= MOST_LETTERS for text in shown)
    assert shown[0].endswith("word…")
    assert shown[2].replace("\n", " ") == "Begin short"


def test_the_wall_reports_the_pages_that_look_different_and_no_others(qapp, write_folder):
    from kiosk.viewmodels.displayed.item_failures import ItemFailures
    from kiosk.viewmodels.gallery.gallery_model import GalleryModel

    label = "---\ntitle: Poem {0}\nmedium: poetry\n---\nA line\n"
    texts = {f"works/{at:03}.md": label.format(at) for at in range(200)}
    works = list(load(write_folder({"kiosk.yaml": "title: T\n", **texts})).snapshot.works)
    model = GalleryModel()
    model.width, model.height = 1900, 1000
    model.set_works(works, "en", ItemFailures())
    while not model.complete:
        qapp.processEvents()
    rows, told = model.rowCount(), list[int]()
    assert rows > 4
    model.dataChanged.connect(lambda first, last: told.extend(range(first.row(), last.row() + 1)))

    def again(these: list[Any], language: str) -> list[int]:
        told.clear()
        model.set_works(these, language, ItemFailures())
        while not model.complete:
            qapp.processEvents()
        return sorted(told)

    assert again(list(works), "en") == []
    assert again(list(works), "es") == list(range(rows)), "its words are in another language"
    assert model.rowCount() == rows
