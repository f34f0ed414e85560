"""The budget of every input: how much of each kind the program reads, and what happens beyond it.

A folder that people edit may hold anything, also by mistake: a film named ``.md``, a calendar of
ten years, a table of a million rows. Each number here is far above what an exhibition needs, and
low enough that reading, checking and showing it take seconds. ``docs/BOUNDS.md`` is made of this
module: ``python -m kiosk.domain.bounds > docs/BOUNDS.md``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kiosk.domain.message import Message

_KIB, _MIB, _GIB = 1024, 1024**2, 1024**3


@dataclass(frozen=True, kw_only=True, slots=True)
class Bound:
    """One limit of one kind of input.

    ``limit`` is the largest number of ``unit`` that is read. ``beyond`` says what happens to a
    larger input, as the end of a sentence; ``reason`` is the source of the number.
    """

    name: str
    applies_to: str
    limit: int
    unit: Message
    beyond: Message
    reason: str

    @property
    def amount(self) -> Message:
        """The limit with its unit, as a person reads it: "2 MB", "500 letters"."""
        if self.name == "years":
            return Message("the years {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR)
        if self.unit != "bytes":
            return Message("{number:,} {unit}", number=self.limit, unit=self.unit)
        for size, unit in ((_GIB, "GB"), (_MIB, "MB"), (_KIB, "KB")):
            if self.limit >= size and self.limit % size == 0:
                return Message("{number:,} {unit}", number=self.limit // size, unit=unit)
        return Message("{number:,} {unit}", number=self.limit, unit=self.unit)

    @property
    def limit_in_words(self) -> Message:
        """The limit as a part of a sentence: "at most 2 MB"."""
        return (
            self.amount if self.name == "years" else Message("at most {amount}", amount=self.amount)
        )

    def allows(self, number: float) -> bool:
        """True for a number of units within the limit; False also for NaN."""
        return number <= self.limit


_LEFT_OUT = Message("the file is left out; the others are shown")
_NO_PICTURE = Message("the picture is left out; the others are shown")
_LARGEST_OUT = Message("the largest items are left out; the others are shown")
_CUT = Message("the rest is cut off, with an ellipsis")

# Files.
LABEL_BYTES = Bound(
    name="label-bytes",
    applies_to="a label, an event, a resource, a page or a translation (`.md`)",
    limit=2 * _MIB,
    unit=Message("bytes"),
    beyond=_LEFT_OUT,
    reason="a novel of 300,000 words; a wall text has 100 words",
)
ALERT_BYTES = Bound(
    name="alert-bytes",
    applies_to="an alert (`.xml`, Common Alerting Protocol)",
    limit=1 * _MIB,
    unit=Message("bytes"),
    beyond=Message("the alert is left out"),
    reason="the largest alerts of weather services have 200 KB, most of it areas",
)
KIOSK_YAML_BYTES = Bound(
    name="kiosk-yaml-bytes",
    applies_to="`kiosk.yaml` and its translations",
    limit=256 * _KIB,
    unit=Message("bytes"),
    beyond=Message("its defaults are used; all items are shown"),
    reason="the largest example has 3 KB",
)
CALENDAR_BYTES = Bound(
    name="calendar-bytes",
    applies_to="a calendar file (`.ics`)",
    limit=8 * _MIB,
    unit=Message("bytes"),
    beyond=_LEFT_OUT,
    reason="a house's calendar of ten years, exported with its descriptions, has 2 to 5 MB",
)
PICTURE_BYTES = Bound(
    name="picture-bytes",
    applies_to="a picture file",
    limit=2 * _GIB,
    unit=Message("bytes"),
    beyond=_NO_PICTURE,
    reason="an uncompressed scan of 250 megapixels with 16 bits a channel has 1.5 GB",
)
PICTURE_MEMORY_BYTES = Bound(
    name="picture-memory-bytes",
    applies_to="a WebP, AVIF or HEIC file, which its decoder loads whole",
    limit=256 * _MIB,
    unit=Message("bytes"),
    beyond=_NO_PICTURE,
    reason="100 megapixels at the highest quality have some 100 MB",
)
PICTURE_MEGAPIXELS = Bound(
    name="picture-megapixels",
    applies_to="a picture, by its header",
    limit=250,
    unit=Message("megapixels"),
    beyond=_NO_PICTURE,
    reason="a scan of 50 x 40 cm at 600 dots an inch has 112",
)
PICTURE_MEMORY_MEGAPIXELS = Bound(
    name="picture-memory-megapixels",
    applies_to="a WebP, AVIF or HEIC, whose decoder holds a picture several times over",
    limit=80,
    unit=Message("megapixels"),
    beyond=_NO_PICTURE,
    reason="the most that fits decoder-memory; telephones write up to 50 as HEIC, and 200 as JPEG"
    " only",
)
DECODER_MEMORY = Bound(
    name="decoder-memory",
    applies_to="the address space of a process that decodes a picture",
    limit=1536 * _MIB,
    unit=Message("bytes"),
    beyond=_NO_PICTURE,
    reason="measured by `python tests/bench/decoder_memory.py`: 250 megapixels take 954 MB, with"
    " the next level of tiles and the decoder itself 1,400 MB at most",
)
PICTURE_ASPECT = Bound(
    name="picture-aspect",
    applies_to="a picture's long side over its short side",
    limit=200,
    unit=Message("to one"),
    beyond=_NO_PICTURE,
    reason="own number: at the height of one line of text such a picture fills a screen",
)
FLYER_BYTES = Bound(
    name="flyer-bytes",
    applies_to="a PDF that is the picture of an event",
    limit=64 * _MIB,
    unit=Message("bytes"),
    beyond=_NO_PICTURE,
    reason="its reader loads it whole; a poster of A1 with photographs for print has 20 to 40 MB",
)
FLYER_PAGES = Bound(
    name="flyer-pages",
    applies_to="the pages of a PDF that is the picture of an event",
    limit=100,
    unit=Message("pages"),
    beyond=_NO_PICTURE,
    reason="only the first page is shown; a longer document is no flyer",
)
FLYER_POINTS = Bound(
    name="flyer-points",
    applies_to="a side of the first page of a PDF, in 72nds of an inch",
    limit=14_400,
    unit=Message("points"),
    beyond=_NO_PICTURE,
    reason="what Acrobat opens: 200 inches",
)
FLYER_PIXELS = Bound(
    name="flyer-pixels",
    applies_to="the longer side of the first page of a PDF, as it is drawn",
    limit=4_096,
    unit=Message("pixels"),
    beyond=Message("it is drawn with so many"),
    reason="no screen of 4K shows more of it",
)
FLYER_SECONDS = Bound(
    name="flyer-seconds",
    applies_to="the time in which the first page of a PDF is drawn once, when it is read",
    limit=20,
    unit=Message("seconds"),
    beyond=_NO_PICTURE,
    reason="a page of 100,000 lines takes 1 to 2 s on a small machine",
)
FLYER_PARTS = Bound(
    name="flyer-parts",
    applies_to="streams of a PDF, and texts of its first page, that are looked at for damage and"
    " for missing typefaces",
    limit=20_000,
    unit=Message("parts"),
    beyond=Message("the others are not looked at"),
    reason="a drawing of a town has some 5,000",
)
FLYER_UNPACKED_BYTES = Bound(
    name="flyer-unpacked-bytes",
    applies_to="what is unpacked of a PDF to look for damage",
    limit=128 * _MIB,
    unit=Message("bytes"),
    beyond=Message("the rest is not looked at"),
    reason="it takes half a second",
)
PICTURE_HEADER_BYTES = Bound(
    name="picture-header-bytes",
    applies_to="what is read of a picture file to know its header and metadata",
    limit=32 * _MIB,
    unit=Message("bytes"),
    beyond=_NO_PICTURE,
    reason="the longest headers, with profiles and depth maps, have some 10 MB",
)
PICTURE_HEADER_READS = Bound(
    name="picture-header-reads",
    applies_to="reads of a picture file to know its header",
    limit=20_000,
    unit=Message("reads"),
    beyond=_NO_PICTURE,
    reason="a PNG whose pixels lie in 500 parts takes 600",
)
PICTURE_PARTS = Bound(
    name="picture-parts",
    applies_to="segments, chunks, blocks or boxes of a picture file",
    limit=5_000,
    unit=Message("parts"),
    beyond=_NO_PICTURE,
    reason="a HEIC of 250 megapixels has some 1,000 tiles; pixels of PNG do not count",
)
PICTURE_SCANS = Bound(
    name="picture-scans",
    applies_to="scans of a progressive JPEG; each costs a pass over all pixels",
    limit=100,
    unit=Message("scans"),
    beyond=_NO_PICTURE,
    reason="programs write some 10",
)
PICTURE_METADATA_BYTES = Bound(
    name="picture-metadata-bytes",
    applies_to="one block of metadata in a picture (EXIF, IPTC, XMP, a profile), unpacked",
    limit=4 * _MIB,
    unit=Message("bytes"),
    beyond=Message(
        "the block is not read; the picture is shown, and `check` says that it may name persons"
        " or places; a PNG is left out"
    ),
    reason="the longest edit histories in XMP have some 2 MB",
)
METADATA_ENTRIES = Bound(
    name="metadata-entries",
    applies_to="entries of a directory of TIFF or EXIF, or of IPTC",
    limit=1_000,
    unit=Message("entries"),
    beyond=Message("the block is not read, and `check` tells it; a TIFF is left out"),
    reason="cameras write some 60",
)
XMP_ENTRIES = Bound(
    name="xmp-entries",
    applies_to="elements and attributes of a picture's XMP",
    limit=50_000,
    unit=Message("entries"),
    beyond=Message("what stands before is read, and `check` tells it"),
    reason="masks of photographs' editors have some 10,000",
)
XMP_DEPTH = Bound(
    name="xmp-depth",
    applies_to="elements of a picture's XMP in each other",
    limit=64,
    unit=Message("levels"),
    beyond=Message("what stands before is read, and `check` tells it"),
    reason="structures of the standard need some 12",
)
CAPTION_LETTERS = Bound(
    name="caption-letters",
    applies_to="a caption embedded in a picture",
    limit=5_000,
    unit=Message("letters"),
    beyond=Message("the rest is cut off"),
    reason="as value-letters",
)
RECORDING_BYTES = Bound(
    name="recording-bytes",
    applies_to="a sound file",
    limit=512 * _MIB,
    unit=Message("bytes"),
    beyond=Message("the recording is not played; the text is shown"),
    reason="an hour of uncompressed stereo sound has 635 MB; recordings end after 15 minutes",
)
TABLE_BYTES = Bound(
    name="table-bytes",
    applies_to="a table to import (`.csv`, `.xlsx`)",
    limit=16 * _MIB,
    unit=Message("bytes"),
    beyond=Message("the table is not imported"),
    reason="10,000 rows with long descriptions",
)

# The folder.
FOLDER_FILES = Bound(
    name="folder-files",
    applies_to="files in the folder, in all of its sub-folders together",
    limit=50_000,
    unit=Message("files"),
    beyond=Message("the first ones by name are read, sub-folder by sub-folder"),
    reason="five times the 10,000 works for which the program is measured",
)
FOLDER_DEPTH = Bound(
    name="folder-depth",
    applies_to="folders in each other below `works/`, `events/`, `resources/` and `pages/`",
    limit=16,
    unit=Message("levels"),
    beyond=Message("what lies deeper is passed over; the rest of the folder is read"),
    reason="own number: nobody files pictures deeper, and each level costs a system call a file",
)
FOLDER_TEXT_BYTES = Bound(
    name="folder-text-bytes",
    applies_to="the labels of all works and their translations together",
    limit=48 * _MIB,
    unit=Message("bytes"),
    beyond=_LARGEST_OUT,
    reason="12,000 labels of 2 KB in two languages",
)
SMALL_FOLDER_TEXT_BYTES = Bound(
    name="small-folder-text-bytes",
    applies_to="the files in each of `events/` (without calendars), `resources/`, `pages/` and"
    " `notices/` together",
    limit=8 * _MIB,
    unit=Message("bytes"),
    beyond=_LARGEST_OUT,
    reason="3,000 events with 2 KB of text each",
)
FOLDER_WORKS = Bound(
    name="folder-works",
    applies_to="the works of a folder",
    limit=12_000,
    unit=Message("works"),
    beyond=Message("the first ones by name are read"),
    reason="more than the 10,000 works for which the program is measured; checking them takes 9 s",
)
FOLDER_RESOURCES = Bound(
    name="folder-resources",
    applies_to="the resources of a folder",
    limit=1_000,
    unit=Message("resources"),
    beyond=Message("the first ones by name are read"),
    reason="three times resource-entries",
)
FOLDER_PAGES = Bound(
    name="folder-pages",
    applies_to="the pages of a folder",
    limit=1_000,
    unit=Message("pages"),
    beyond=Message("the first ones by name are read"),
    reason="own number: a house has five",
)
FOLDER_NOTICES = Bound(
    name="folder-notices",
    applies_to="the notices of a folder, those that do not stand among them",
    limit=500,
    unit=Message("notices"),
    beyond=Message("those whose files changed last are read"),
    reason="two a week for five years; 20 can stand at one time",
)
PATH_BYTES = Bound(
    name="path-bytes",
    applies_to="the path of a file, from the folder's root on",
    limit=1_000,
    unit=Message("bytes"),
    beyond=Message("the file or folder is passed over; the rest is read"),
    reason="a quarter of Linux's PATH_MAX (4,096), so that the folder itself may lie deep",
)
EXHIBITION_FOLDERS = Bound(
    name="exhibition-folders",
    applies_to="exhibitions in one folder, each with its own `kiosk.yaml`",
    limit=200,
    unit=Message("exhibitions"),
    beyond=Message("the first ones by name are read"),
    reason="a house that shows one a month fills 16 years",
)

# Texts and keys.
LINE_LETTERS = Bound(
    name="line-letters",
    applies_to="a line of a text; a paragraph may be one line",
    limit=10_000,
    unit=Message("letters"),
    beyond=Message("the line is broken at its last space before that"),
    reason="a paragraph of 1,600 words, ten times a long one",
)
WORD_LETTERS = Bound(
    name="word-letters",
    applies_to="a word; scripts that are written without spaces do not count",
    limit=1_000,
    unit=Message("letters"),
    beyond=Message("a space is put in"),
    reason="ten times a long address",
)
TITLE_LETTERS = Bound(
    name="title-letters",
    applies_to="a title",
    limit=1_000,
    unit=Message("letters"),
    beyond=_CUT,
    reason="twice the longest titles of works in museums' collections, which have 300 to 500",
)
SHORT_LETTERS = Bound(
    name="short-letters",
    applies_to="an event's `short:` title",
    limit=60,
    unit=Message("letters"),
    beyond=Message("it is not used; the first part of the title stands in its place"),
    reason="six lines of the column beside a work, in letters that are read from four metres",
)
VALUE_LETTERS = Bound(
    name="value-letters",
    applies_to="any other key's value; of a calendar's entry, its place and address",
    limit=5_000,
    unit=Message("letters"),
    beyond=_CUT,
    reason="a content note or a summary of 800 words; what is longer belongs below the keys",
)
TITLE_SCRIPTS = Bound(
    name="title-scripts",
    applies_to="the scripts (Latin, Greek, Chinese ...) of a title",
    limit=4,
    unit=Message("scripts"),
    beyond=_CUT,
    reason="each takes a typeface; a screen with forty titles in twelve scripts each holds a touch"
    " for longer than 50 ms",
)
VALUE_SCRIPTS = Bound(
    name="value-scripts",
    applies_to="the scripts of any other key's value",
    limit=16,
    unit=Message("scripts"),
    beyond=_CUT,
    reason="the names of all languages that a state translates into, each in its own script",
)
NOTICE_HEADLINE_LETTERS = Bound(
    name="notice-headline-letters",
    applies_to="the headline of a notice",
    limit=80,
    unit=Message("letters"),
    beyond=_CUT,
    reason="two lines of the largest words on a screen; read while walking past",
)
NOTICE_TEXT_LETTERS = Bound(
    name="notice-text-letters",
    applies_to="the text of a notice",
    limit=800,
    unit=Message("letters"),
    beyond=_CUT,
    reason="what one screen holds whole in the least size of an emergency, 36 units",
)
NOTICES = Bound(
    name="notices",
    applies_to="notices that stand at one time",
    limit=20,
    unit=Message("notices"),
    beyond=Message("the most urgent ones are shown"),
    reason="each is shown for 10 s at a time, so that all take three minutes",
)
EXCERPT_LETTERS = Bound(
    name="excerpt-letters",
    applies_to="the lines or words that `excerpt:` chooses",
    limit=800,
    unit=Message("letters"),
    beyond=Message("they are not used; the program chooses lines that fit"),
    reason="fifteen lines of fifty letters; a tall screen holds that many at the least size",
)
KEY_LETTERS = Bound(
    name="key-letters",
    applies_to="the name of a key",
    limit=100,
    unit=Message("letters"),
    beyond=Message("the key is left out"),
    reason="the longest key that is read has 15",
)
FILE_KEYS = Bound(
    name="file-keys",
    applies_to="keys at one level of a file",
    limit=200,
    unit=Message("keys"),
    beyond=_LEFT_OUT,
    reason="an event has 20; only hours and silenced rules are lists of the curator's own",
)
FRONT_MATTER_LETTERS = Bound(
    name="front-matter-letters",
    applies_to="the keys of a file together, and `kiosk.yaml` as a whole",
    limit=65_536,
    unit=Message("letters"),
    beyond=_LEFT_OUT,
    reason="ten times the longest example",
)
SEARCHED_BYTES = Bound(
    name="searched-bytes",
    applies_to="a file whose keys cannot be read, searched for a withdrawal or a content note",
    limit=128 * _KIB,
    unit=Message("bytes"),
    beyond=Message("its head is searched"),
    reason="keys stand at the head of a file, and have at most 65,536 letters",
)
SEARCHED_FILE_BYTES = Bound(
    name="searched-file-bytes",
    applies_to="a packed document (Word, LibreOffice) beside a work, searched in the same way",
    limit=64 * _MIB,
    unit=Message("bytes"),
    beyond=Message("the work is not shown"),
    reason="a document with some twenty pictures",
)
FRONT_MATTER_DEPTH = Bound(
    name="front-matter-depth",
    applies_to="keys and lists in each other",
    limit=20,
    unit=Message("levels"),
    beyond=_LEFT_OUT,
    reason="the keys need 3; the parser recurses, and overflows the stack at some thousands",
)
LIST_ENTRIES = Bound(
    name="list-entries",
    applies_to="the entries of a list (languages, closed days, people, allowed hosts)",
    limit=200,
    unit=Message("entries"),
    beyond=Message("the first ones are read"),
    reason="closed days of a year, weekends included, are 115",
)
ORDER_NAMES = Bound(
    name="order-names",
    applies_to="the names below `order:` in `kiosk.yaml`",
    limit=2_000,
    unit=Message("names"),
    beyond=Message("the first ones are read; the other works follow by their file names"),
    reason="what has room in a `kiosk.yaml` of 65,536 letters",
)
FURTHER_PICTURES = Bound(
    name="further-pictures",
    applies_to="further pictures of a work (`NAME--detail.jpg`)",
    limit=12,
    unit=Message("pictures"),
    beyond=Message("the first ones are shown"),
    reason="their dots stand in one row beside the work; a visitor turns them one by one",
)
PICTURE_NAME_LETTERS = Bound(
    name="picture-name-letters",
    applies_to="the `name:` of a further picture",
    limit=32,
    unit=Message("letters"),
    beyond=Message("it is not used; the words of the file's name stand in its place"),
    reason='a line above the dots beside the work: "Installation view, Oakland 2025"',
)
LOGOS = Bound(
    name="logos",
    applies_to="the logos on About and on the poster",
    limit=8,
    unit=Message("logos"),
    beyond=Message("the first ones are shown"),
    reason="one row of the screen, each as large as its neighbours",
)
LOGO_MEGAPIXELS = Bound(
    name="logo-megapixels",
    applies_to="a logo, by its header",
    limit=16,
    unit=Message("megapixels"),
    beyond=Message("the logo is left out; the others are shown"),
    reason="2,000 pixels a side, twice what a screen of 4K shows of one, are 4",
)
LOGO_NAME_LETTERS = Bound(
    name="logo-name-letters",
    applies_to="the `name:` of a logo",
    limit=120,
    unit=Message("letters"),
    beyond=Message("it is not used; the words of the file's name stand in its place"),
    reason="it is spoken, and not seen",
)
LEAST_LOOP_SECONDS = 10
LOOP_SECONDS = Bound(
    name="loop-seconds",
    applies_to="`seconds:` of a work or of the loop",
    limit=600,
    unit=Message("seconds"),
    beyond=Message("the work stays that long"),
    reason="ten minutes; a screen that shows one picture for longer seems to stand still",
)
NUMBER_DIGITS = Bound(
    name="number-digits",
    applies_to="the digits of a number",
    limit=15,
    unit=Message("digits"),
    beyond=Message("the number counts as unreadable, and the key's default is used"),
    reason="what a double holds exactly (IEEE 754); Python refuses 4,300 and more",
)
LANGUAGES = Bound(
    name="languages",
    applies_to="the languages of an exhibition",
    limit=20,
    unit=Message("languages"),
    beyond=Message("the first ones are shown"),
    reason="the buttons of 20 languages fill the screen",
)
FILE_PROBLEMS = Bound(
    name="file-problems",
    applies_to="problems that are told of one item",
    limit=100,
    unit=Message("problems"),
    beyond=Message("the first ones are told, and how many more there are"),
    reason="own number: nobody reads more of one file",
)

# Dates and calendars.
FIRST_YEAR, LAST_YEAR = 1900, 2200
YEARS = Bound(
    name="years",
    applies_to="a date in a label, in `kiosk.yaml`, in a calendar or in a table",
    limit=LAST_YEAR,
    unit=Message("as the last year"),
    beyond=Message(
        "an event is left out, the end of a series counts as none, and another day counts as the"
        " first or the last one of these years"
    ),
    reason="own numbers; dates of Python end with 9999, and a day is added to many of them",
)
CALENDAR_EVENTS = Bound(
    name="calendar-events",
    applies_to="the entries of a calendar file",
    limit=1_500,
    unit=Message("entries"),
    beyond=Message("series and the entries that begin last are shown"),
    reason="ten years of a programme with three events a week; reading them takes 4 s",
)
CALENDAR_LINES = Bound(
    name="calendar-lines",
    applies_to="the lines of all entries of a calendar file; five tags of HTML count as a line",
    limit=40_000,
    unit=Message("lines"),
    beyond=Message("the longest entries are left out; the others are shown"),
    reason="1,500 entries with 20 lines each have 30,000",
)
CALENDAR_SERIES = Bound(
    name="calendar-series",
    applies_to="the series of a calendar file",
    limit=400,
    unit=Message("series"),
    beyond=Message("those that begin last are shown"),
    reason="half of folder-series, so that one file leaves room for the others",
)
FOLDER_EVENTS = Bound(
    name="folder-events",
    applies_to="events in files of their own",
    limit=3_000,
    unit=Message("events"),
    beyond=Message("the first ones by name are read"),
    reason="ten years of a programme with six events a week; checking them takes 4 s",
)
FOLDER_CALENDAR_EVENTS = Bound(
    name="folder-calendar-events",
    applies_to="the entries of all calendar files of a folder together",
    limit=3_000,
    unit=Message("entries"),
    beyond=Message(
        "calendars are read in the order of their names, and one for which there is no room is left"
        " out as a whole; the others are shown"
    ),
    reason="two calendars of the largest size; checking them takes 5 s",
)
FOLDER_SERIES = Bound(
    name="folder-series",
    applies_to="the series in all events and calendars of a folder together",
    limit=800,
    unit=Message("series"),
    beyond=Message(
        "events in files of their own come first, then calendars, in the order of their names; a"
        " file for which there is no room is left out as a whole; the others are shown"
    ),
    reason="a house has some 50; reading and checking one takes 7 ms",
)
FOLDER_CALENDAR_BYTES = Bound(
    name="folder-calendar-bytes",
    applies_to="all calendar files of a folder together",
    limit=32 * _MIB,
    unit=Message("bytes"),
    beyond=FOLDER_CALENDAR_EVENTS.beyond,
    reason="four calendars of the largest size",
)
CALENDAR_ZONES = Bound(
    name="calendar-zones",
    applies_to="definitions of time zones (VTIMEZONE) in a calendar file",
    limit=100,
    unit=Message("zones"),
    beyond=Message("the first ones are used; an event in another one is told and not shown"),
    reason="Outlook writes one a series; a calendar of a house names fewer than ten",
)
ZONE_LINES = Bound(
    name="zone-lines",
    applies_to="the lines of one time zone's definition",
    limit=500,
    unit=Message("lines"),
    beyond=Message(
        "the definition is not used: a zone of IANA's name is read by that, an event in another one"
        " is told and not shown"
    ),
    reason="Outlook and Google write 20; one with every change since 1900 has a name of IANA",
)
EVENT_LINES = Bound(
    name="event-lines",
    applies_to="the lines of one entry of a calendar, and the days in them",
    limit=10_000,
    unit=Message("lines"),
    beyond=Message("the entry is left out; the others are shown"),
    reason="an entry with 3,000 invited guests has 9,000",
)
DESCRIPTION_LETTERS = Bound(
    name="description-letters",
    applies_to="the description of a calendar's entry, as it stands in the file",
    limit=30_000,
    unit=Message("letters"),
    beyond=_CUT,
    reason="an invitation with the markup of a word processor has some 10,000",
)
DAY_OCCURRENCES = Bound(
    name="day-occurrences",
    applies_to="times a day at which a series takes place",
    limit=24,
    unit=Message("times a day"),
    beyond=Message("only its first time is shown"),
    reason="a tour every half an hour in a house that is open for 12 hours",
)
WINDOW_OCCURRENCES = Bound(
    name="window-occurrences",
    applies_to="times of one series within the 90 days of the agenda",
    limit=500,
    unit=Message("times"),
    beyond=Message("the next ones are shown"),
    reason="five a day for 90 days; a board that shows one item oftener shows nothing else",
)
BOARD_TIMES = Bound(
    name="board-times",
    applies_to="times of all series together within the 90 days of the agenda",
    limit=10_000,
    unit=Message("times"),
    beyond=Message("the next ones of each series are shown, 12 at least"),
    reason="110 daily series; expanding them takes a second",
)
RULE_YEARS = Bound(
    name="rule-years",
    applies_to="the years from its start in which a series must have a time",
    limit=28,
    unit=Message("years"),
    beyond=Message("only its first time is shown"),
    reason="in 28 years each date falls on each weekday, but for years such as 2100",
)
SERIES_OCCURRENCES = Bound(
    name="series-occurrences",
    applies_to="times of one series in total, and the days that it adds or leaves out",
    limit=10_000,
    unit=Message("times"),
    beyond=Message("only its first time is shown"),
    reason="a daily event of 27 years",
)

# Lists on the screen.
BOARD_ENTRIES = Bound(
    name="board-entries",
    applies_to="the entries of the events board; a series has one for each time",
    limit=300,
    unit=Message("entries"),
    beyond=Message(
        "the next ones are on the board, up to a third of them events in files of their own; the"
        " others follow as these pass"
    ),
    reason="own number: 40 pages of a list; nobody turns more",
)
LOOP_EVENTS = Bound(
    name="loop-events",
    applies_to="events that the loop tells in full, each with its code",
    limit=24,
    unit=Message("events"),
    beyond=Message("the next ones are told; the others follow as these pass"),
    reason="own number: more codes than anybody waits for",
)
RESOURCE_ENTRIES = Bound(
    name="resource-entries",
    applies_to="the list of resources",
    limit=300,
    unit=Message("entries"),
    beyond=Message("the first ones are shown"),
    reason="own number: 40 pages of a list; nobody turns more",
)
GALLERY_MEDIA = Bound(
    name="gallery-media",
    applies_to="the media by which the wall is filtered",
    limit=24,
    unit=Message("media"),
    beyond=Message("the first ones can be chosen; the works of the others are among all works"),
    reason="own number: three lines of buttons; the works have the rest of the screen",
)

# Archives and tables.
ARCHIVE_PARTS = Bound(
    name="archive-parts",
    applies_to="files in a spreadsheet's archive (`.xlsx`)",
    limit=1_000,
    unit=Message("files"),
    beyond=Message("the table is not imported"),
    reason="a sheet has some 10, and one for each picture in it",
)
ARCHIVE_UNPACKED_BYTES = Bound(
    name="archive-unpacked-bytes",
    applies_to="a spreadsheet's archive, unpacked",
    limit=32 * _MIB,
    unit=Message("bytes"),
    beyond=Message("the table is not imported"),
    reason="10,000 rows of 3,000 letters each, in XML",
)
ARCHIVE_ELEMENTS = Bound(
    name="archive-elements",
    applies_to="elements of a spreadsheet's parts beside its cells: styles, names, the list of"
    " sheets",
    limit=20_000,
    unit=Message("elements"),
    beyond=Message("the table is not imported"),
    reason="own number: sheets with many styles have some 5,000; reading them takes 3 s at most",
)
ARCHIVE_CELLS = Bound(
    name="archive-cells",
    applies_to="elements of a spreadsheet's sheets and texts together",
    limit=1_000_000,
    unit=Message("elements"),
    beyond=Message("the table is not imported"),
    reason="10,000 rows with 25 cells, and two elements in each",
)
TABLE_ROWS = Bound(
    name="table-rows",
    applies_to="rows of a table to import",
    limit=10_000,
    unit=Message("rows"),
    beyond=Message("the table is not imported"),
    reason="the 10,000 works for which the program is measured",
)
TABLE_COLUMNS = Bound(
    name="table-columns",
    applies_to="columns of a table to import",
    limit=256,
    unit=Message("columns"),
    beyond=Message("the first ones are read"),
    reason="the columns of a sheet of Excel 97; 25 are known",
)
CELL_LETTERS = Bound(
    name="cell-letters",
    applies_to="a cell of a table to import",
    limit=32_767,
    unit=Message("letters"),
    beyond=_CUT,
    reason="the most that a cell of Excel holds",
)

# Pages to import, and what is fetched.
PAGE_BYTES = Bound(
    name="page-bytes",
    applies_to="a page to import (`.html`, `.json`, a text)",
    limit=16 * _MIB,
    unit=Message("bytes"),
    beyond=Message("the page is not imported"),
    reason="the longest pages, with their pictures inside, have some 10 MB",
)
PAGE_VALUES = Bound(
    name="page-values",
    applies_to="values of a page's data (JSON, microdata)",
    limit=200_000,
    unit=Message("values"),
    beyond=Message("those that come first are read"),
    reason="a list of 1,000 events with 50 values each has 50,000",
)
PAGE_DEPTH = Bound(
    name="page-depth",
    applies_to="values in each other in a page's data",
    limit=64,
    unit=Message("levels"),
    beyond=Message("what lies deeper is passed over"),
    reason="events of schema.org need some 10",
)
PAGE_EVENTS = Bound(
    name="page-events",
    applies_to="events of a page to import",
    limit=500,
    unit=Message("events"),
    beyond=Message("the first ones are proposed, and that is told"),
    reason="a programme of three years with three events a week",
)
PULLED_CALENDARS = Bound(
    name="pulled-calendars",
    applies_to="calendars that `kiosk pull` fetches",
    limit=20,
    unit=Message("calendars"),
    beyond=Message("the first ones are fetched"),
    reason="own number: each may take a minute; a house has a few",
)
PAGE_LINES = Bound(
    name="page-lines",
    applies_to="lines of a text to import that has no data about its events",
    limit=8_000,
    unit=Message("lines"),
    beyond=Message("the first ones are read, and that is told"),
    reason="200 events with 40 lines each",
)

# Files of the machine.
BACKUP_BYTES = Bound(
    name="backup-bytes",
    applies_to="a file that `kiosk restore` reads",
    limit=32 * _MIB,
    unit=Message("bytes"),
    beyond=Message("nothing is restored"),
    reason="the counts of 500 works on each day of three years have 25 MB",
)

# The studio's journals, one for each folder.
JOURNAL_BYTES = Bound(
    name="journal-bytes",
    applies_to="what `kiosk studio` keeps of one folder, so that edits can be undone",
    limit=2 * _GIB,
    unit=Message("bytes"),
    beyond=Message(
        "the oldest edits can be undone no more; what is not written yet, and the last edit, stay"
    ),
    reason="own number: every picture of an exhibition of 100 works, replaced once",
)
JOURNAL_RECORDS = Bound(
    name="journal-records",
    applies_to="lines of the journal that `kiosk studio` keeps of one folder",
    limit=100_000,
    unit=Message("lines"),
    beyond=Message(
        "the oldest edits can be undone no more; what is not written yet, and the last edit, stay"
    ),
    reason="two lines an edit, 500 edits a week for two years; read in a second at the start",
)

# Releases.
MANIFEST_BYTES = Bound(
    name="manifest-bytes",
    applies_to="the manifest of a release",
    limit=32 * _MIB,
    unit=Message("bytes"),
    beyond=Message("the release is refused; the last one stays on the screen"),
    reason="50,000 files with paths of 400 bytes",
)
MANIFEST_FILES = Bound(
    name="manifest-files",
    applies_to="files of a release",
    limit=50_000,
    unit=Message("files"),
    beyond=Message("the release is refused; the last one stays on the screen"),
    reason="as many as are read of a folder",
)
RELEASE_STAGES = Bound(
    name="release-stages",
    applies_to="stages of a release (`--to`, `--then`)",
    limit=16,
    unit=Message("stages"),
    beyond=Message("the release is refused; the last one stays on the screen"),
    reason="own number: nobody waits for more groups of screens",
)
REPORT_BYTES = Bound(
    name="report-bytes",
    applies_to="a screen's report, `status.json`",
    limit=64 * _KIB,
    unit=Message("bytes"),
    beyond=Message("the screen counts as one without a report"),
    reason="a report has some 600 bytes",
)
REPORT_PICTURE_BYTES = Bound(
    name="report-picture-bytes",
    applies_to="the picture in a screen's report",
    limit=1 * _MIB,
    unit=Message("bytes"),
    beyond=Message("the page of all screens has no picture of that one"),
    reason="360 pixels in width have at most 700 KB in a tall picture",
)
REPORT_SCREENS = Bound(
    name="report-screens",
    applies_to="screens whose reports one command reads",
    limit=10_000,
    unit=Message("screens"),
    beyond=Message("the first ones by name are read"),
    reason="one page and one table are for people",
)
CURRENT_BYTES = Bound(
    name="current-bytes",
    applies_to="the file `current` of a store",
    limit=1 * _MIB,
    unit=Message("bytes"),
    beyond=Message("it is refused; the last release stays on the screen"),
    reason="200 releases with their hashes have 40 KB",
)
CURRENT_RELEASES = Bound(
    name="current-releases",
    applies_to="releases that count at one time, scheduled and staged ones among them",
    limit=200,
    unit=Message("releases"),
    beyond=Message("they are refused; the last release stays on the screen"),
    reason="a release a week for three years, scheduled in advance",
)


def all_bounds() -> tuple[Bound, ...]:
    """Every bound of this module, in its order."""
    return tuple(value for value in globals().values() if isinstance(value, Bound))


BOUNDS = all_bounds()


def is_bounded_year(day: date) -> bool:
    """True for a date whose year is read (1900 to 2200)."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def bounded_year(year: int) -> int:
    """The year itself, or the nearest one that is read."""
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def as_markdown() -> str:
    """``docs/BOUNDS.md``."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Bounds"
    yield ""
    yield "The program reads up to this much of each input. `kiosk check` tells what goes beyond,"
    yield "with the rule `beyond-bound`; one item that is too large never costs another one."
    yield ""
    yield "This page is made from the code:"
    yield "`.venv/bin/python -m kiosk.domain.bounds > docs/BOUNDS.md`."
    yield ""
    yield "| bound | of | at most | beyond it | why this number |"
    yield "| --- | --- | --- | --- | --- |"
    for one in BOUNDS:
        yield f"| {one.name} | {one.applies_to} | {one.amount} | {one.beyond} | {one.reason} |"


if __name__ == "__main__":
    import sys

    sys.stdout.write(as_markdown())
