"""The one list of all keys. Any other key is reported as unknown.

The reference and the editors' schema are generated from it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain import Form, NoticeLevel, Status


class Kind(StrEnum):
    """The type of a value."""

    WORDS = "words"
    YES_OR_NO = "yes or no"
    DAY = "a day"
    TIME = "a day and a time"
    NUMBER = "a number"
    LIST = "a list"
    CHOICE = "one of"
    ADDRESS = "an address"
    KEYS = "keys of its own"
    ENTRIES = "a list of entries"


@dataclass(frozen=True, kw_only=True)
class Key:
    """One key. A ``translatable`` key may differ in a translation.

    ``below`` are the keys under it; "*" stands for any name.
    """

    kind: Kind
    description: str
    example: str
    translatable: bool = False
    choices: tuple[str, ...] = ()
    below: Mapping[str, "Key"] = field(default_factory=dict)


Keys = Mapping[str, Key]


def _words(description: str, example: str, *, translatable: bool = True) -> Key:
    return Key(kind=Kind.WORDS, description=description, example=example, translatable=translatable)


def _flag(description: str, example: str) -> Key:
    return Key(kind=Kind.YES_OR_NO, description=description, example=example)


def _day(description: str, example: str) -> Key:
    return Key(kind=Kind.DAY, description=description, example=example)


def _address(description: str, example: str) -> Key:
    return Key(kind=Kind.ADDRESS, description=description, example=example)


def _keys(description: str, below: Keys, *, translatable: bool = False) -> Key:
    return Key(
        kind=Kind.KEYS, description=description, example="", below=below, translatable=translatable
    )


LANG = _words(
    "the language of this text, where it is not the exhibition's first: it is then set, spoken and"
    " marked as such",
    "es",
    translatable=False,
)
SHOW: Keys = {
    "from": _day("the first day on which it is shown", "January 7, 2026"),
    "until": _day("the last day on which it is shown", "January 31, 2026"),
}
PICTURE: Keys = {
    "file": _words(
        "the picture's file, or what stands behind the two hyphens of its name",
        "03-shore--detail.jpg",
        translatable=False,
    ),
    "name": _words("what it shows of the work", "Detail"),
    "alt": _words("what the picture shows, in 10 to 15 words", "Foam between two dark stones"),
}
WORK: Keys = {
    "title": _words("the title, as the artist writes it", "What the Morning Kept"),
    "artist": _words("the name that the artist goes by", "Ana Example"),
    "lang": LANG,
    "year": _words("when it was made", "2025", translatable=False),
    "medium": _words(
        "photography, graphic art, poetry, creative writing, or your own words; the wall is"
        " filtered by it",
        "photography",
    ),
    "dimensions": _words("height × width, with the unit", "20 × 30 in"),
    "credit": _words("who owns it, and who permits its display", "Courtesy of the artist"),
    "accession": _words("the number in your inventory", "2025.14", translatable=False),
    "alt": _words(
        "what the picture shows, in 10 to 15 words",
        "Fog lifts off a field while a gate stands open",
    ),
    "pictures": Key(
        kind=Kind.ENTRIES,
        description="its further pictures, 03-shore--detail.jpg beside 03-shore.jpg: a word and an"
        " alternative text for each, in their order",
        example="",
        below=PICTURE,
        translatable=True,
    ),
    "content_note": _words(
        "what a visitor should know first; the work waits behind it, out of the loop",
        "This work speaks of loss.",
    ),
    "audio": _words(
        "a recording of it, read aloud: a sound file in the same folder",
        "morning.mp3",
    ),
    "form": Key(
        kind=Kind.CHOICE,
        description="of a written work: verse keeps every line, prose flows",
        example="verse",
        choices=tuple(Form),
    ),
    "excerpt": _words(
        "of a written work: what the loop shows of it, by its lines, blank ones not counted, or by"
        " its words; else the first that fits",
        "1-4",
    ),
    "link": _address(
        "an address that belongs to the work; it becomes a code", "https://www.cdss.ca.gov"
    ),
    "label": _flag("off hangs it in the loop without its label; a touch tells all of it", "off"),
    "seconds": Key(
        kind=Kind.NUMBER,
        description="how long it stays in the loop, from 10 to 600 seconds; longer where its words"
        " need that",
        example="40",
    ),
    "loop": _flag("no keeps it out of the loop; it still hangs in the gallery", "no"),
    "poster": _flag(
        "yes when its artist releases it for the posters before the first day, after the last, and"
        " while there are no works to show; of a picture without a content note",
        "yes",
    ),
    "show": _keys("days between which it is shown", SHOW),
    "withdrawn": _flag("yes takes it off the screen at once", "yes"),
}
PERSON: Keys = {
    "name": _words(
        "the name that the person goes by; may be left out for a group",
        "Ana Example",
        translatable=False,
    ),
    "role": _words("what the person does or is", "Speaker"),
}
EVENT: Keys = {
    "title": _words("the title", "Information Session"),
    "short": _words(
        "a short title for the loop, beside a work; else the title's first part stands there",
        "Trauma and Trafficking",
    ),
    "lang": LANG,
    "when": _words(
        "as people write it; a day alone lasts all day; on demand has no time",
        "Tuesday, January 13, 2026, 1:00 PM - 2:00 PM",
        translatable=False,
    ),
    "repeats": _words("how it repeats", "every Thursday until March 26, 2026", translatable=False),
    "starts": Key(
        kind=Kind.TIME, description="instead of when: the beginning", example="2026-01-13T13:00"
    ),
    "ends": Key(kind=Kind.TIME, description="instead of when: the end", example="2026-01-13T14:00"),
    "timezone": _words(
        "where its times are from, if elsewhere", "America/New_York", translatable=False
    ),
    "place": _words("where it is", "Auditorium, 744 P Street"),
    "online": _words("yes, or what it is", "Webinar"),
    "audience": _words(
        "whom it is for; several are parted by commas; the programme is filtered by it", "families"
    ),
    "language": _words(
        "the language in which it is held; several are parted by commas; the programme is filtered"
        " by it",
        "es",
        translatable=False,
    ),
    "register": _address("where to register; it becomes a code", "https://www.cdss.ca.gov/events"),
    "register_until": Key(
        kind=Kind.TIME,
        description="until when one can register; then its code goes",
        example="2026-01-12T17:00",
    ),
    "link": _address("a page about it", "https://www.cdss.ca.gov/events"),
    "contact": _words("whom to ask", "events@example.org", translatable=False),
    "price": _words("what it costs, if anything", "Free"),
    "presented_by": _words("who presents it", "CDSS Refugee Programs Bureau"),
    "hosted_by": _words("who hosts it", "PACT"),
    "people": Key(
        kind=Kind.ENTRIES,
        description="who speaks, by name or by name: and role:",
        example="",
        below=PERSON,
        translatable=True,
    ),
    "audio": _words(
        "a recording of it, read aloud: a sound file in the same folder",
        "morning.mp3",
    ),
    "status": Key(
        kind=Kind.CHOICE,
        description="whether it takes place; only scheduled ones have a code",
        example="full",
        choices=tuple(Status),
    ),
    "picture": _words(
        "its flyer or a picture: a PDF, of which the first page is shown, a JPEG or a PNG in the"
        " same folder",
        "open-house.pdf",
    ),
    "alt": _words(
        "what the picture shows, and what the flyer says that the text does not",
        "Flyer: a lit doorway, and the words Open House, January 20",
    ),
    "observance": _flag("yes for a day of remembrance, which nobody attends", "yes"),
}
RESOURCE: Keys = {
    "title": _words("the title", "A Reading List"),
    "lang": LANG,
    "kind": _words("book, podcast, film, website, or your own words", "Book"),
    "by": _words("who made it", "Ana Example"),
    "link": _address("where it is; it becomes a code", "https://www.cdss.ca.gov"),
    "email": _words(
        "an address to write to; it becomes a code", "library@example.org", translatable=False
    ),
    "show": _keys("days between which it is shown", SHOW),
}
PAGE: Keys = {"title": _words("the heading", "About the exhibition"), "lang": LANG}

NOTICE_SHOW: Keys = {
    "from": Key(
        kind=Kind.TIME,
        description="when it goes up; a day alone is its beginning",
        example="January 13, 2026, 8:00 AM",
    ),
    "until": Key(
        kind=Kind.TIME,
        description="when it goes; a day alone is its end",
        example="January 13, 2026, 5:00 PM",
    ),
}
NOTICE: Keys = {
    "title": _words("what has to be known, in a few words", "Closed today"),
    "lang": LANG,
    "level": Key(
        kind=Kind.CHOICE,
        description="closed and change stand in a band on every screen; emergency fills the screen",
        example="closed",
        choices=tuple(NoticeLevel),
    ),
    "show": _keys("when it goes up, and when it goes", NOTICE_SHOW),
    "until_touched": _flag("yes: a touch takes it away until the visitor has left", "no"),
    "prepared": _flag("yes: it waits until staff put it up in the staff panel", "yes"),
    "link": _address("an address that belongs to it; it becomes a code", "https://www.cdss.ca.gov"),
}

OPEN: Keys = {
    "from": _day("the first day", "January 7, 2026"),
    "until": _day("the last day", "January 31, 2026"),
    "hours": _keys(
        "weekdays and their hours",
        {"*": _words("hours, or closed", "8:00 AM-5:00 PM", translatable=False)},
    ),
    "closed": Key(
        kind=Kind.LIST,
        description="days on which the house is closed and the screen dark",
        example="[2026-01-19]",
    ),
    "note": _words("what else there is to say about the hours", "Closed on January 19."),
}
HELP_LINE: Keys = {
    "name": _words("its name", "National Human Trafficking Hotline"),
    "phone": _words("the number to call", "1-888-373-7888", translatable=False),
    "text_number": _words("the number for text messages", '"233733"', translatable=False),
    "text_word": _words("the word to send", "BEFREE", translatable=False),
    "text_languages": Key(
        kind=Kind.LIST,
        description="the languages in which somebody answers text messages",
        example="[en, es]",
    ),
    "tty": _words("the number of the text telephone or relay", '"711"', translatable=False),
    "emergency": _words("the number for an emergency", '"911"', translatable=False),
    "note": _words("hours and languages", "Open 24 hours, every day."),
    "verified_on": _day("when the numbers were last called and found right", "January 5, 2026"),
}
LOGO: Keys = {
    "file": _words("a picture in pages/", "county.png", translatable=False),
    "name": _words("whose logo it is", "County of Sacramento"),
}
ABOUT: Keys = {
    "logos": Key(
        kind=Kind.ENTRIES,
        description="logos on About and on the poster, up to 8, on a light ground",
        example="",
        below=LOGO,
        translatable=True,
    )
}
LOOP: Keys = {
    "board_every": Key(
        kind=Kind.NUMBER, description="works between two turns of the event board", example="4"
    ),
    "seconds": Key(
        kind=Kind.NUMBER,
        description="how long each work stays, from 10 to 600 seconds; longer where its words need"
        " that",
        example="40",
    ),
    "label": _flag("off hangs all works in the loop without their labels", "off"),
}
BOARD: Keys = {
    "beyond_end": Key(
        kind=Kind.YES_OR_NO,
        description="also list the events after the exhibition's last day",
        example="yes",
    )
}
CODES: Keys = {
    "allow": Key(
        kind=Kind.LIST,
        description="the only hosts and telephone numbers to which codes may lead",
        example="[ca.gov]",
    )
}
CALENDARS: Keys = {
    "only": Key(
        kind=Kind.LIST,
        description="words of categories or titles; only entries with one of them are shown",
        example="[Public, Workshop]",
    ),
    "leave_out": Key(
        kind=Kind.LIST,
        description="words of categories or titles; entries with one of them are not shown",
        example="[Staff, Board meeting]",
    ),
}
PULL: Keys = {
    "*": _address(
        "the address of a calendar (.ics, or a page's JSON); kiosk pull writes events/NAME.ics",
        "https://www.cdss.ca.gov/events.ics",
    )
}
SCREEN: Keys = {
    "diagonal_inches": Key(kind=Kind.NUMBER, description="the screen's diagonal", example="55"),
    "bottom_mm": Key(kind=Kind.NUMBER, description="its lower edge above the floor", example="800"),
    "width_pixels": Key(
        kind=Kind.NUMBER, description="its pixels, for the studio's preview", example="1080"
    ),
    "height_pixels": Key(
        kind=Kind.NUMBER, description="its pixels from top to bottom, as it hangs", example="1920"
    ),
}
_REASON: Keys = {"*": _words("your reason", "All works are untitled.", translatable=False)}
CHECK: Keys = {"silence": _keys("rules that do not fit this exhibition", _REASON)}
EXHIBITION: Keys = {
    "title": _words("what the exhibition is called", "A Reclamation"),
    "presented_by": _words("who presents it", "PACT"),
    "hosted_by": _words("who hosts it", "California Department of Social Services"),
    "place": _words("where it takes place", "Office Building 8, first-floor hallway"),
    "address": _words("the street", "744 P Street, Sacramento, CA 95814"),
    "summary": _words(
        "what it is about, in two sentences", "Poetry and photography by California artists."
    ),
    "next": _words(
        "what comes next in this place; the poster after the last day says it",
        "A new exhibition opens here on March 2.",
    ),
    "timezone": _words("the time zone, by a place", "America/Los_Angeles", translatable=False),
    "open": _keys("days and hours", OPEN, translatable=True),
    "languages": Key(
        kind=Kind.LIST,
        description="the languages; the screen returns to the first one",
        example="[en, es]",
    ),
    "about": _keys("what stands on About beside its text", ABOUT, translatable=True),
    "help_line": _keys("whom to call; it stands on every screen", HELP_LINE, translatable=True),
    "order": Key(
        kind=Kind.LIST,
        description="works in their order, by the names of their files or their titles; the others"
        " follow by their file names",
        example="[07-small-instructions, 02-vessel]",
    ),
    "wall": _words(
        "the colour of the wall behind the works: dark, so that words on it keep 7:1",
        '"#1d2a2c"',
        translatable=False,
    ),
    "accent": _words(
        "the colour of what is now and where one is: light, so that it keeps 7:1 on the wall",
        '"#e8c468"',
        translatable=False,
    ),
    "loop": _keys("the loop", LOOP),
    "board": _keys("the list of events", BOARD),
    "programme": _address(
        "a page with all events; its code stands beside the list of events",
        "https://www.cdss.ca.gov/events",
    ),
    "codes": _keys("codes", CODES),
    "calendars": _keys("which entries of calendar files (.ics) are shown", CALENDARS),
    "screen": _keys("the screen on the wall, for sizes in millimetres", SCREEN),
    "approval": _flag(
        "yes: what is published stays a draft until somebody approves it (kiosk approve)", "yes"
    ),
    "pull": _keys("calendars of the web, by the name of their file; for kiosk pull", PULL),
    "check": _keys("rules that kiosk check leaves out", CHECK),
}

KINDS: Mapping[str, Keys] = {
    "work": WORK,
    "event": EVENT,
    "resource": RESOURCE,
    "page": PAGE,
    "notice": NOTICE,
    "exhibition": EXHIBITION,
}

YES = frozenset({"true", "yes", "on", "y", "1", "sí", "si"})
NULLS = frozenset({"", "~", "null"})
NO = frozenset({"false", "no", "off", "n", "0"})
# Signs that are not seen: soft hyphens, zero-width and bidirectional signs.
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# A line that may hold a key, also one in a list or in bold.
KEY_LINE = re.compile(r"[\W_]*+(?P<key>\w[\w\s-]{0,24}?)\s*+[*_\"'”’`]*+\s*+[:=]")


def normalized_key(key: str) -> str:
    """A key in lower case, without quotes and hidden signs, its words joined by "_"."""
    if not key.isascii():
        key = unicodedata.normalize("NFKC", _HIDDEN.sub("", key))
    return re.sub(r"[\s_-]+", "_", key.strip().strip("\"'“”„«»*").strip().casefold())


def example_of(name: str) -> str:
    """An example of a key, with the keys below it; for an unknown key only its name."""
    key = _KEYS.get(name)
    if key is None or not (key.example or key.below):
        return f"{name}: ..."
    if not key.below:
        return f"{name}: {key.example}"
    below = [
        f"    {one}: {about.example}"
        for one, about in key.below.items()
        if one != "*" and about.example
    ]
    return "\n".join((f"{name}:", *(below[:2] or ["    name: value"])))


def is_empty_or_no(value: object) -> bool:
    """True for an empty value, and for no."""
    return not value or (isinstance(value, str) and value.casefold() in NO)


def _all(keys: Keys) -> Iterator[tuple[str, Key]]:
    for name, key in keys.items():
        yield name, key
        yield from _all(key.below)


# Each key at any level; of two with one name, that of the first kind.
_KEYS = {name: key for keys in reversed(list(KINDS.values())) for name, key in _all(keys)}
ALL_KEYS = frozenset(_KEYS) - {"*"}
SPELLINGS: Mapping[str, str] = {name.replace("_", ""): name for name in sorted(ALL_KEYS)}
TEXT_KEYS = frozenset(
    name for keys in KINDS.values() for name, key in _all(keys) if key.kind is Kind.WORDS
) - {"*"}
MARKDOWN_KEYS = frozenset(
    name for kind, keys in KINDS.items() if kind != "exhibition" for name in keys
)


def listed_key(typed: str) -> str:
    """The listed spelling of a key; a key that is not listed as it was typed."""
    if typed in ALL_KEYS:
        return typed
    return SPELLINGS.get(normalized_key(typed).replace("_", ""), typed)
