"""Make a new folder with one commented example of each kind of file.

The check tells no error in it, and warns of each example until it is replaced.
"""

from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw

from kiosk.authoring.reference import editor_files
from kiosk.content.dates.date_words import DAY_NAMES, MONTH_NAMES
from kiosk.domain.template import PICTURE_MARK

_KIOSK = """\
# The exhibition as a whole. Lines that begin with # are notes to you and are not read.
# All keys: docs/REFERENCE.md, or the command  kiosk schema exhibition --format markdown
title: Our Exhibition
place: First-floor hallway
address: "1 Example Street, Sacramento, CA"
summary: What it is about, in two sentences, for the screen About.
timezone: America/Los_Angeles      # where the screen hangs; every time is shown in this zone

open:
  from: {opens}
  until: {closes}
  hours:
    Monday-Friday: 8:00 AM-5:00 PM

languages: [en]           # for a second language write [en, es] and files such as name.es.md

# Whom to call. Write the help line for your subject, call its numbers, and write the day on which
# you called them behind verified_on:, for example January 7, 2026.
help_line:
  name: Emergency
  phone: "911"
  verified_on:
"""
_PICTURE = """\
---
# The label of 01-example.jpg: a picture and its label have the same name. Replace both.
title: An Example
artist: Name of the artist
year: {year}
medium: graphic art
dimensions: 16 × 24 in
credit: Courtesy of the artist
# What can be seen, in 10 to 15 words, for people who cannot see it:
alt: Three bands of colour, dark at the top and light at the bottom
# content_note: What visitors should know before they see the work. Leave it out if not needed.
---

The wall text, at most 100 words. Tell visitors what makes them look at the work again.
"""
_POEM = """\
---
# There is no picture of this name, so the words below are the work.
title: An Example of a Poem
artist: Name of the poet
year: {year}
medium: poetry
credit: Courtesy of the poet
---

Every line is shown as you type it,
    with its indents,

and its blank lines.
"""
_EVENT = """\
---
title: An Example of an Event
# A short title for the loop, beside a work; else the first part of the title stands there:
# short: An Example
# As on an invitation. A day without a time lasts all day.
when: {weekday}, {day}, 1:00 PM - 2:00 PM
place: Auditorium
# The address at which people register becomes a code to scan:
# register: https://www.your-organisation.gov/register
---

What will happen, in a few sentences.
"""
_RESOURCE = """\
---
title: An Example of a Book
kind: Book
by: Name of its author
---

Why it is worth reading.
"""
_PAGE = """\
---
title: About this exhibition
---

Who made the exhibition, and why. The screen About shows the files of this folder one after another.
"""


_NOTICE = """\
---
title: Closed today
level: closed
---

Take the _ off this file's name, and the notice is on the screen within two seconds; delete the
file, and it is gone. Write here why, and when the house is open again.
"""


def new_folder(root: Path, today: date) -> list[str]:
    """Fill ``root`` and return the names of the files.

    Raises FileExistsError when ``root`` is not empty, and OSError when it cannot be written.
    """
    root.mkdir(parents=True, exist_ok=True)
    if any(root.iterdir()):
        raise FileExistsError(str(root))
    event = today + timedelta(days=14)
    texts = {
        "kiosk.yaml": settings_text(today),
        "works/01-example.md": _PICTURE.format(year=today.year),
        "works/02-example-poem.md": _POEM.format(year=today.year),
        f"events/{event.isoformat()}-example.md": _EVENT.format(
            weekday=DAY_NAMES[event.weekday()], day=long_date(event)
        ),
        "resources/01-example.md": _RESOURCE,
        "pages/about.md": _PAGE,
        # Put aside by its name: a notice would be on the screen at once.
        "notices/_closed.md": _NOTICE,
    }
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    _picture().save(root / "works" / "01-example.jpg", quality=92, comment=PICTURE_MARK)
    for path, text in editor_files(root).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return sorted([*texts, "works/01-example.jpg"])


def settings_text(today: date) -> str:
    """The kiosk.yaml of a new folder, with its notes: an exhibition of 60 days from ``today``."""
    return _KIOSK.format(opens=long_date(today), closes=long_date(today + timedelta(days=60)))


def long_date(day: date) -> str:
    """A day as it is written in a folder: "January 7, 2026"."""
    return f"{MONTH_NAMES[day.month - 1]} {day.day}, {day.year}"


def _picture() -> Image.Image:
    picture = Image.new("RGB", (2400, 1600))
    draw = ImageDraw.Draw(picture)
    for number, colour in enumerate(("#22384a", "#7c8f8a", "#e8dcc2")):
        draw.rectangle((0, number * 534, 2400, (number + 1) * 534), fill=colour)
    return picture
