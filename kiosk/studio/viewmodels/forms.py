"""The fields of each form: what is asked for, in what order, and one line of help for each.

The fields of a label are those of a tombstone label as Spectrum (object identification) and CDWA
name them: creator, title, date, materials, measurements, credit, number.
"""

from collections.abc import Sequence

from kiosk.domain import Message
from kiosk.studio.viewmodels.fields import (
    FieldGroup,
    FieldKind,
    FormField,
    body,
    flag,
    line,
    paragraph,
)

MEDIA = (
    ("photography", Message("photography")),
    ("graphic art", Message("graphic art")),
    ("poetry", Message("poetry")),
    ("creative writing", Message("creative writing")),
)
_TITLE = line("title", Message("Title"), Message("As the artist writes it."), translatable=True)
_SHOWN_FROM = line(
    "show.from",
    Message("First day"),
    Message("The first day on which it is shown. Empty: at once."),
)
_SHOWN_UNTIL = line(
    "show.until", Message("Last day"), Message("The last day on which it is shown. Empty: always.")
)
ALT = paragraph(
    "alt",
    Message("Alternative text"),
    Message("What the picture shows, in 10 to 15 words, for people who cannot see it."),
)

LABEL = FieldGroup(
    title=Message("Label"),
    fields=(
        _TITLE,
        line(
            "artist",
            Message("Artist"),
            Message("The name that the artist goes by."),
            translatable=True,
        ),
        line("year", Message("Year"), Message("When it was made: 2025, or about 1920.")),
        FormField(
            path=("medium",),
            label=Message("Medium"),
            help=Message("Choose one or write your own words. Visitors filter the wall by it."),
            kind=FieldKind.SUGGESTION,
            choices=MEDIA,
            translatable=True,
        ),
        line(
            "dimensions",
            Message("Dimensions"),
            Message("Height × width with the unit, such as 20 × 30 in."),
            translatable=True,
        ),
        line(
            "credit",
            Message("Credit line"),
            Message("Who owns it, and who permits its display."),
            translatable=True,
        ),
        line(
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
        body(
            Message("Text beside the picture"),
            Message("At most 100 words. An empty line begins a new paragraph."),
        ),
    ),
)
_POEM = FieldGroup(
    title=Message("The work itself"),
    fields=(
        body(
            Message("Poem or story"),
            Message("Paste it as it is: every line stays a line, an empty line ends a stanza."),
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
        line(
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
        paragraph(
            "content_note",
            Message("Content note"),
            Message("What visitors should know first. The work then waits behind the note."),
        ),
    ),
)
_DAYS = FieldGroup(title=Message("Days of show"), fields=(_SHOWN_FROM, _SHOWN_UNTIL))
_LOOP = FieldGroup(
    title=Message("In the loop"),
    fields=(
        flag(
            "loop",
            FieldKind.NO,
            Message("Leave it out of the loop"),
            Message("It still hangs on the wall of all works."),
        ),
        line(
            "seconds",
            Message("Seconds"),
            Message("How long it stays, 10 to 600. Empty: as long as its words need."),
        ),
        line(
            "link", Message("Address"), Message("A web page about it. It becomes a code to scan.")
        ),
        flag(
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
            line("title", Message("Title"), Message("What it is called."), translatable=True),
            line(
                "when",
                Message("When"),
                Message("As you would say it: Tuesday, January 13, 2026, 1-2 pm."),
            ),
            line(
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
            line("place", Message("Place"), Message("Room and address."), translatable=True),
            line("online", Message("Online"), Message("Webinar, or yes."), translatable=True),
            line(
                "register",
                Message("Register at"),
                Message("The address of the registration. It becomes a code to scan."),
            ),
            line(
                "register_until",
                Message("Register until"),
                Message("After this moment the code goes: January 12, 2026, 5 pm."),
            ),
            line("contact", Message("Contact"), Message("Whom to ask: an address or a number.")),
            line("price", Message("Price"), Message("Free, or what it costs."), translatable=True),
        ),
    ),
    FieldGroup(
        title=Message("Description"),
        fields=(
            body(
                Message("Description"),
                Message("Who it is for, and what happens. Two or three sentences."),
            ),
            line(
                "presented_by",
                Message("Presented by"),
                Message("Who presents it."),
                translatable=True,
            ),
            line("hosted_by", Message("Hosted by"), Message("Who hosts it."), translatable=True),
            line(
                "short",
                Message("Short title"),
                Message("For the loop, beside a work. Empty: the title's first part."),
                translatable=True,
            ),
        ),
    ),
    FieldGroup(
        title=Message("Flyer or picture"),
        fields=(
            line(
                "picture",
                Message("File"),
                Message("A PDF, JPEG or PNG beside the event. “Choose a flyer” copies one in."),
                translatable=True,
            ),
            paragraph(
                "alt",
                Message("Alternative text"),
                Message("What it shows, and what the flyer says and the description does not."),
            ),
        ),
    ),
)
RESOURCE_FORM = (
    FieldGroup(
        title=Message("Resource"),
        fields=(
            line(
                "title", Message("Title"), Message("Of the book, film or page."), translatable=True
            ),
            line(
                "kind",
                Message("Kind"),
                Message("Book, podcast, film, website, or your own words."),
                translatable=True,
            ),
            line("by", Message("By"), Message("Who made it."), translatable=True),
            line("link", Message("Address"), Message("Where it is. It becomes a code to scan.")),
            line("email", Message("Mail address"), Message("Whom to write to, if anybody.")),
            body(Message("Text"), Message("What it is, and why it is worth a look.")),
        ),
    ),
    _DAYS,
)
PAGE_FORM = (
    FieldGroup(
        title=Message("Page"),
        fields=(
            line(
                "title", Message("Heading"), Message("The heading of the page."), translatable=True
            ),
            body(Message("Text"), Message("The text of the page. ## begins a heading within it.")),
        ),
    ),
)
NOTICE_FORM = (
    FieldGroup(
        title=Message("Notice"),
        fields=(
            line("title", Message("Title"), Message("What has to be known."), translatable=True),
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
            line(
                "show.from",
                Message("Goes up"),
                Message("January 13, 2026, 8:00 AM. Empty: at once."),
            ),
            line(
                "show.until",
                Message("Goes"),
                Message("January 13, 2026, 5:00 PM. Empty: it stays until you take it down."),
            ),
            flag(
                "prepared",
                FieldKind.YES,
                Message("Prepared only"),
                Message("It waits until staff put it up in the panel of the screen."),
            ),
            body(Message("Text"), Message("One or two sentences more, if they are needed.")),
        ),
    ),
)
EXHIBITION_FORM = (
    FieldGroup(
        title=Message("The exhibition"),
        fields=(
            line("title", Message("Title"), Message("Of the exhibition."), translatable=True),
            line("place", Message("Place"), Message("Hall, floor or room."), translatable=True),
            line("address", Message("Address"), Message("Street and town."), translatable=True),
            paragraph(
                "summary",
                Message("Summary"),
                Message("What it is about, in two sentences, for the screen About."),
            ),
            line(
                "presented_by",
                Message("Presented by"),
                Message("Who presents it."),
                translatable=True,
            ),
            line(
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
            flag(
                "approval",
                FieldKind.YES,
                Message("Publish only what is approved"),
                Message("A publication then waits as a draft until somebody approves it."),
            ),
        ),
    ),
    FieldGroup(
        title=Message("Days and hours"),
        fields=(
            line("open.from", Message("First day"), Message("January 7, 2026.")),
            line("open.until", Message("Last day"), Message("January 31, 2026.")),
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
            line(
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
            line(
                "help_line.name", Message("Name"), Message("As it calls itself."), translatable=True
            ),
            line("help_line.phone", Message("Telephone"), Message("The number to call.")),
            line(
                "help_line.text_number",
                Message("Number for text messages"),
                Message("Empty where nobody answers them."),
            ),
            line(
                "help_line.text_word",
                Message("Word to send"),
                Message("The word that starts a talk."),
            ),
            line(
                "help_line.note",
                Message("Hours and languages"),
                Message("Open 24 hours, every day."),
                translatable=True,
            ),
            line(
                "help_line.verified_on",
                Message("Called on"),
                Message("The day on which its numbers were last called and found right."),
            ),
        ),
    ),
)


def form_of(name: str, *, has_picture: bool) -> Sequence[FieldGroup]:
    """The form of a file; a work has one for pictures and one for texts."""
    match name.partition("/")[0]:
        case "works":
            return PICTURE_FORM if has_picture else WRITTEN_FORM
        case "events":
            return EVENT_FORM
        case "resources":
            return RESOURCE_FORM
        case "pages":
            return PAGE_FORM
        case "notices":
            return NOTICE_FORM
    return EXHIBITION_FORM
