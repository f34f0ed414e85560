"""The fields of each form: what is asked for, in what order, and one line of help for each.

The fields of a label are those of a tombstone label as Spectrum (object identification) and CDWA
name them: creator, title, date, materials, measurements, credit, number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from kiosk.domain import Message

# A key of a file: its name, and the names below it.
KeyPath = tuple[str, ...]
# The text below the keys of a file.
BODY: KeyPath = ("body",)


class FieldKind(Enum):
    """How a field is filled in."""

    LINE = auto()
    # One paragraph, which may be longer than a line.
    PARAGRAPH = auto()
    # Several lines.
    TEXT = auto()
    # One of the choices.
    CHOICE = auto()
    # One of the choices, or other words.
    SUGGESTION = auto()
    # Yes, or the key is left out.
    YES = auto()
    # No, or the key is left out.
    NO = auto()
    # A list, one entry a line.
    LIST = auto()
    # Names and their values, one pair a line.
    KEYS = auto()


@dataclass(frozen=True, kw_only=True)
class FormField:
    """One field. ``choices`` are (what is written, what is said)."""

    path: KeyPath
    label: Message
    help: Message
    kind: FieldKind = FieldKind.LINE
    choices: tuple[tuple[str, Message], ...] = ()
    translatable: bool = False

    @property
    def key(self) -> str:
        """The path as problems and tests name it."""
        return ".".join(self.path)


@dataclass(frozen=True, kw_only=True)
class FieldGroup:
    """Fields that belong together, below one heading."""

    title: Message
    fields: tuple[FormField, ...]


def _line(path: str, label: Message, help_: Message, *, translatable: bool = False) -> FormField:
    return FormField(
        path=tuple(path.split(".")), label=label, help=help_, translatable=translatable
    )


def _flag(path: str, kind: FieldKind, label: Message, help_: Message) -> FormField:
    return FormField(path=tuple(path.split(".")), kind=kind, label=label, help=help_)


MEDIA = (
    ("photography", Message("photography")),
    ("graphic art", Message("graphic art")),
    ("poetry", Message("poetry")),
    ("creative writing", Message("creative writing")),
)
_TITLE = _line("title", Message("Title"), Message("As the artist writes it."), translatable=True)
_SHOWN_FROM = _line(
    "show.from",
    Message("First day"),
    Message("The first day on which it is shown. Empty: at once."),
)
_SHOWN_UNTIL = _line(
    "show.until", Message("Last day"), Message("The last day on which it is shown. Empty: always.")
)
ALT = FormField(
    path=("alt",),
    kind=FieldKind.PARAGRAPH,
    label=Message("Alternative text"),
    help=Message("What the picture shows, in 10 to 15 words, for people who cannot see it."),
    translatable=True,
)

LABEL = FieldGroup(
    title=Message("Label"),
    fields=(
        _TITLE,
        _line(
            "artist",
            Message("Artist"),
            Message("The name that the artist goes by."),
            translatable=True,
        ),
        _line("year", Message("Year"), Message("When it was made: 2025, or about 1920.")),
        FormField(
            path=("medium",),
            label=Message("Medium"),
            help=Message("Choose one or write your own words. Visitors filter the wall by it."),
            kind=FieldKind.SUGGESTION,
            choices=MEDIA,
            translatable=True,
        ),
        _line(
            "dimensions",
            Message("Dimensions"),
            Message("Height × width with the unit, such as 20 × 30 in."),
            translatable=True,
        ),
        _line(
            "credit",
            Message("Credit line"),
            Message("Who owns it, and who permits its display."),
            translatable=True,
        ),
        _line(
            "accession",
            Message("Inventory number"),
            Message("The number in your own inventory. It is printed on the proof."),
        ),
    ),
)
_PICTURE_GROUP = FieldGroup(title=Message("For people who cannot see it"), fields=(ALT,))
_WALL_TEXT = FieldGroup(
    title=Message("Wall text"),
    fields=(
        FormField(
            path=BODY,
            kind=FieldKind.TEXT,
            label=Message("Text beside the picture"),
            help=Message("At most 100 words. An empty line begins a new paragraph."),
            translatable=True,
        ),
    ),
)
_POEM = FieldGroup(
    title=Message("The work itself"),
    fields=(
        FormField(
            path=BODY,
            kind=FieldKind.TEXT,
            label=Message("Poem or story"),
            help=Message(
                "Paste it as it is: every line stays a line, an empty line ends a stanza."
            ),
            translatable=True,
        ),
        FormField(
            path=("form",),
            kind=FieldKind.CHOICE,
            label=Message("How it is set"),
            help=Message("Verse keeps every line. Prose flows."),
            choices=(
                ("", Message("by its lines")),
                ("verse", Message("verse")),
                ("prose", Message("prose")),
            ),
        ),
        _line(
            "excerpt",
            Message("Lines for the loop"),
            Message("Which lines the loop shows of a long text, such as 1-4."),
            translatable=True,
        ),
    ),
)
_NOTE = FieldGroup(
    title=Message("Before it is seen"),
    fields=(
        FormField(
            path=("content_note",),
            kind=FieldKind.PARAGRAPH,
            label=Message("Content note"),
            help=Message("What visitors should know first. The work then waits behind the note."),
            translatable=True,
        ),
    ),
)
_DAYS = FieldGroup(title=Message("Days of show"), fields=(_SHOWN_FROM, _SHOWN_UNTIL))
_LOOP = FieldGroup(
    title=Message("In the loop"),
    fields=(
        _flag(
            "loop",
            FieldKind.NO,
            Message("Leave it out of the loop"),
            Message("It still hangs on the wall of all works."),
        ),
        _line(
            "seconds",
            Message("Seconds"),
            Message("How long it stays, 10 to 600. Empty: as long as its words need."),
        ),
        _line(
            "link", Message("Address"), Message("A web page about it. It becomes a code to scan.")
        ),
        _flag(
            "poster",
            FieldKind.YES,
            Message("Released for posters"),
            Message("The artist permits it on posters before the first and after the last day."),
        ),
    ),
)
PICTURE_FORM = (LABEL, _PICTURE_GROUP, _WALL_TEXT, _NOTE, _DAYS, _LOOP)
WRITTEN_FORM = (LABEL, _POEM, _NOTE, _DAYS, _LOOP)

STATUSES = (
    ("", Message("takes place")),
    ("cancelled", Message("cancelled")),
    ("postponed", Message("postponed")),
    ("full", Message("full")),
)
EVENT_FORM = (
    FieldGroup(
        title=Message("What and when"),
        fields=(
            _line("title", Message("Title"), Message("What it is called."), translatable=True),
            _line(
                "when",
                Message("When"),
                Message("As you would say it: Tuesday, January 13, 2026, 1-2 pm."),
            ),
            _line(
                "repeats",
                Message("Repeats"),
                Message("Empty for once. Else: every Thursday until March 26, 2026."),
            ),
            FormField(
                path=("status",),
                kind=FieldKind.CHOICE,
                label=Message("Status"),
                help=Message("A cancelled event stays on the board and says so."),
                choices=STATUSES,
            ),
        ),
    ),
    FieldGroup(
        title=Message("Where, and how to take part"),
        fields=(
            _line("place", Message("Place"), Message("Room and address."), translatable=True),
            _line("online", Message("Online"), Message("Webinar, or yes."), translatable=True),
            _line(
                "register",
                Message("Register at"),
                Message("The address of the registration. It becomes a code to scan."),
            ),
            _line(
                "register_until",
                Message("Register until"),
                Message("After this moment the code goes: January 12, 2026, 5 pm."),
            ),
            _line("contact", Message("Contact"), Message("Whom to ask: an address or a number.")),
            _line("price", Message("Price"), Message("Free, or what it costs."), translatable=True),
        ),
    ),
    FieldGroup(
        title=Message("Description"),
        fields=(
            FormField(
                path=BODY,
                kind=FieldKind.TEXT,
                label=Message("Description"),
                help=Message("Who it is for, and what happens. Two or three sentences."),
                translatable=True,
            ),
            _line(
                "presented_by",
                Message("Presented by"),
                Message("Who presents it."),
                translatable=True,
            ),
            _line("hosted_by", Message("Hosted by"), Message("Who hosts it."), translatable=True),
            _line(
                "short",
                Message("Short title"),
                Message("For the loop, beside a work. Empty: the title's first part."),
                translatable=True,
            ),
        ),
    ),
)
RESOURCE_FORM = (
    FieldGroup(
        title=Message("Resource"),
        fields=(
            _line(
                "title", Message("Title"), Message("Of the book, film or page."), translatable=True
            ),
            _line(
                "kind",
                Message("Kind"),
                Message("Book, podcast, film, website, or your own words."),
                translatable=True,
            ),
            _line("by", Message("By"), Message("Who made it."), translatable=True),
            _line("link", Message("Address"), Message("Where it is. It becomes a code to scan.")),
            _line("email", Message("Mail address"), Message("Whom to write to, if anybody.")),
            FormField(
                path=BODY,
                kind=FieldKind.TEXT,
                label=Message("Text"),
                help=Message("What it is, and why it is worth a look."),
                translatable=True,
            ),
        ),
    ),
    _DAYS,
)
PAGE_FORM = (
    FieldGroup(
        title=Message("Page"),
        fields=(
            _line(
                "title", Message("Heading"), Message("The heading of the page."), translatable=True
            ),
            FormField(
                path=BODY,
                kind=FieldKind.TEXT,
                label=Message("Text"),
                help=Message("The text of the page. ## begins a heading within it."),
                translatable=True,
            ),
        ),
    ),
)
NOTICE_FORM = (
    FieldGroup(
        title=Message("Notice"),
        fields=(
            _line("title", Message("Title"), Message("What has to be known."), translatable=True),
            FormField(
                path=("level",),
                kind=FieldKind.CHOICE,
                label=Message("Level"),
                help=Message("An emergency fills the screen. The others stand in a band."),
                choices=(
                    ("closed", Message("closed")),
                    ("change", Message("change")),
                    ("emergency", Message("emergency")),
                ),
            ),
            _line(
                "show.from",
                Message("Goes up"),
                Message("January 13, 2026, 8:00 AM. Empty: at once."),
            ),
            _line(
                "show.until",
                Message("Goes"),
                Message("January 13, 2026, 5:00 PM. Empty: it stays until you take it down."),
            ),
            _flag(
                "prepared",
                FieldKind.YES,
                Message("Prepared only"),
                Message("It waits until staff put it up in the panel of the screen."),
            ),
            FormField(
                path=BODY,
                kind=FieldKind.TEXT,
                label=Message("Text"),
                help=Message("One or two sentences more, if they are needed."),
                translatable=True,
            ),
        ),
    ),
)
EXHIBITION_FORM = (
    FieldGroup(
        title=Message("The exhibition"),
        fields=(
            _line("title", Message("Title"), Message("Of the exhibition."), translatable=True),
            _line("place", Message("Place"), Message("Hall, floor or room."), translatable=True),
            _line("address", Message("Address"), Message("Street and town."), translatable=True),
            FormField(
                path=("summary",),
                kind=FieldKind.PARAGRAPH,
                label=Message("Summary"),
                help=Message("What it is about, in two sentences, for the screen About."),
                translatable=True,
            ),
            _line(
                "presented_by",
                Message("Presented by"),
                Message("Who presents it."),
                translatable=True,
            ),
            _line(
                "timezone",
                Message("Time zone"),
                Message("Where the screen hangs, such as America/Los_Angeles."),
            ),
            FormField(
                path=("languages",),
                kind=FieldKind.LIST,
                label=Message("Languages"),
                help=Message("Their tags, the first one is the original: en, es."),
            ),
        ),
    ),
    FieldGroup(
        title=Message("Days and hours"),
        fields=(
            _line("open.from", Message("First day"), Message("January 7, 2026.")),
            _line("open.until", Message("Last day"), Message("January 31, 2026.")),
            FormField(
                path=("open", "hours"),
                kind=FieldKind.KEYS,
                label=Message("Opening hours"),
                help=Message("One line for each: Monday-Friday: 8:00 AM-5:00 PM"),
            ),
            FormField(
                path=("open", "closed"),
                kind=FieldKind.LIST,
                label=Message("Closed on"),
                help=Message("Days on which the house is closed: January 19, 2026."),
            ),
            _line(
                "open.note",
                Message("About the hours"),
                Message("What else there is to say about them."),
                translatable=True,
            ),
        ),
    ),
    FieldGroup(
        title=Message("Help line"),
        fields=(
            _line(
                "help_line.name", Message("Name"), Message("As it calls itself."), translatable=True
            ),
            _line("help_line.phone", Message("Telephone"), Message("The number to call.")),
            _line(
                "help_line.text_number",
                Message("Number for text messages"),
                Message("Empty where nobody answers them."),
            ),
            _line(
                "help_line.text_word",
                Message("Word to send"),
                Message("The word that starts a talk."),
            ),
            _line(
                "help_line.note",
                Message("Hours and languages"),
                Message("Open 24 hours, every day."),
                translatable=True,
            ),
            _line(
                "help_line.verified_on",
                Message("Called on"),
                Message("The day on which its numbers were last called and found right."),
            ),
        ),
    ),
)
