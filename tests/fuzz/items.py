"""The cases of ``spoiled.py``, ``generated.py`` and ``known_keys.py`` for the whole program.

They are items of one folder. Each has files of its own names, so that thousands lie side by side,
and knows what has to come of them: ``verify`` gets what the program has read. A case may have a
second stage, which changes its files once the first is on the screen.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kiosk.domain import Timed
from kiosk.domain.instants import is_skipped
from kiosk.qr import CodeTarget, code_target
from tests.fuzz import generated, known_keys, spoiled
from tests.fuzz.cases import Case, Reading, quoted
from tests.fuzz.generated import POEM, ZONE
from tests.qr.test_code_target import assert_leads_where_it_says


def known_date(chance: random.Random, number: int) -> Case:
    """An event at a known time: at that time, or told."""
    line, day, wrong = generated.date_line(chance)
    path, title = f"events/{number}.md", f"Date {number}"

    def verify(reading: Reading) -> None:
        event = reading.by_title.get(title)
        if event is None or wrong:
            assert reading.told(path), f"{line!r} is shown as {event} in silence"
            return
        assert isinstance(event.when, Timed), (line, event)
        if is_skipped(day.replace(tzinfo=ZONE)):
            assert reading.told(path), f"{line!r} is an hour that the clocks skip"
            return
        assert event.when.starts.astimezone(ZONE).replace(tzinfo=None) == day, (line, event)

    text = f"---\ntitle: {title}\nwhen: {quoted(line)}\n---\nx\n"
    return Case(kind="known date", files={path: text.encode()}, verify=verify)


def spoiled_date(chance: random.Random, number: int) -> Case:
    """An event at a damaged time: shown, or told."""
    line = spoiled.spoil(chance, "Tuesday, January 13, 2026, 1:00PM-2:00PM PST")[:3_000]
    path, title = f"events/{number}.md", f"Spoiled date {number}"

    def verify(reading: Reading) -> None:
        assert title in reading.titles or reading.told(path), line

    text = f"---\ntitle: {title}\nwhen: {quoted(line)}\n---\nx\n"
    return Case(kind="spoiled date", files={path: text.encode()}, verify=verify)


def known_calendar(chance: random.Random, number: int) -> Case:
    """A calendar of known entries: each at its times by another program's reckoning, or told."""
    raw, entries = generated.calendar(chance, f"{number}-")
    path = f"events/{number}.ics"

    def verify(reading: Reading) -> None:
        events = [one for one in reading.snapshot.events if one.file == path]
        generated.assert_at_their_times(raw, entries, events, is_told=reading.told(path))

    never = {entry.title for entry in entries if entry.private} | {"Never"}
    return Case(
        kind="known calendar",
        files={path: raw.encode()},
        verify=verify,
        never=never,
    )


def spoiled_calendar(chance: random.Random, number: int) -> Case:
    """A damaged calendar."""
    pieces = (*spoiled.CALENDAR_PIECES, *spoiled.PIECES)
    raw = spoiled.spoil(chance, spoiled.CALENDAR, pieces).encode("utf-8", "replace")
    if chance.random() < 0.2:
        raw = spoiled.spoil_bytes(chance, raw)
    path = f"events/{number}.ics"

    def verify(reading: Reading) -> None:
        assert reading.of_file(path) or reading.told(path), raw

    return Case(kind="spoiled calendar", files={path: raw}, verify=verify)


def withdrawal(chance: random.Random, number: int) -> Case:
    """A work that is shown, and then withdrawn or noted in an odd spelling in one of its files."""
    title = f"Marked {number}"
    made = generated.withdrawal(chance, f"{number}-a", title)

    def shown(reading: Reading) -> None:
        assert title in reading.titles, made

    def obeyed(reading: Reading) -> None:
        work = reading.by_title.get(title)
        if made.hides:
            assert work is None, (made.path, made.line)
        elif made.harmless:
            assert work is not None, (made.path, made.line)
        else:
            assert work is None or work.content_note, (made.path, made.line)

    files = {
        f"works/{number}-a.jpg": generated.PICTURE,
        f"works/{number}-a.md": made.usual.encode(),
    }
    after = Case(kind="withdrawal", files={made.path: made.content}, verify=obeyed)
    return Case(kind="withdrawal", files=files, verify=shown, after=after)


def described_picture(chance: random.Random, number: int) -> Case:
    """A picture that names a place, among hostile XML: told."""
    raw, side, has_place, packet = generated.described_picture(chance)
    path = f"works/{number}.png"
    title = f"Described {number}"
    label = f"---\ntitle: {title}\nartist: A\nyear: 2026\nalt: x\ncredit: C\n---\nx\n"

    def verify(reading: Reading) -> None:
        work = reading.by_title.get(title)
        if work is None:
            assert reading.told(path, f"works/{number}.md"), packet
            return
        assert work.picture is not None
        assert (work.picture.width, work.picture.height) == (side, side)
        assert not has_place or reading.told(path, f"works/{number}.md"), packet

    files = {path: raw, f"works/{number}.md": label.encode()}
    return Case(kind="described picture", files=files, verify=verify)


def spoiled_picture(chance: random.Random, number: int) -> Case:
    """A damaged picture: shown, or told."""
    ending, raw = chance.choice(spoiled.PICTURES)
    path = f"works/{number}{ending}"

    def verify(reading: Reading) -> None:
        assert reading.of_file(path) or reading.told(path), path

    return Case(
        kind="spoiled picture", files={path: spoiled.spoil_bytes(chance, raw)}, verify=verify
    )


def text(chance: random.Random, number: int) -> Case:
    """A poem or an essay of hostile markup: its last word is kept."""
    title, path = f"Text {number}", f"works/{number}.md"
    kind = chance.choice(("poetry", "essay"))
    source = f"{generated.markup_source(chance)}\n\nkept{number}\n"
    label = POEM.format(title, "").replace("poetry", kind).partition("A line")[0]

    def verify(reading: Reading) -> None:
        work = reading.by_title.get(title)
        assert (work is not None and f"kept{number}" in str(work.body)) or reading.told(path)

    raw = (label + source).encode("utf-8", "replace")
    return Case(kind="text", files={path: raw}, verify=verify)


def address(chance: random.Random, number: int) -> Case:
    """A resource with a hostile address: no code, or one that leads where its words say."""
    url, title = generated.address(chance), f"Link {number}"
    path = f"resources/{number}.md"

    def verify(reading: Reading) -> None:
        resource = reading.by_title.get(title)
        if resource is None or not resource.link:
            assert reading.told(path), url
            return
        target = code_target(resource.link, ())
        if isinstance(target, CodeTarget):
            assert_leads_where_it_says(resource.link, target)

    words = f"---\ntitle: {title}\nlink: {quoted(url)}\n---\nx\n"
    return Case(kind="address", files={path: words.encode()}, verify=verify)


def nesting(chance: random.Random, number: int) -> Case:
    """Links, loops and pipes among folders in each other: nothing from outside, nothing waits."""
    depth = chance.choice((1, 3, 15, 16, 17, 25))
    names = ("a", "b c", "é", "_x", ".h", "x.md", "con", "%2e%2e", "\u202e", "9" * 40)
    deep = "/".join(chance.choice(names) for _ in range(depth))
    chosen = chance.sample(("file", "folder", "loop", "pipe", "up"), 3)

    def act(folder: Path) -> None:
        outside, place = folder.parent / "outside", folder / "works" / str(number)
        outside.mkdir(exist_ok=True)
        (outside / "secret.md").write_text(POEM.format("Secret", ""), "utf-8")
        for kind in chosen:
            path = place / f"{kind}.md"
            with suppress(OSError):
                match kind:
                    case "file":
                        path.symlink_to(outside / "secret.md")
                    case "folder":
                        path.symlink_to(outside)
                    case "loop":
                        path.symlink_to(path)
                    case "pipe":
                        os.mkfifo(path)
                    case _:
                        path.symlink_to(folder)

    files = {f"works/{number}/{deep}/z.md": POEM.format(f"Deep {number}", "").encode()}
    return Case(kind="nesting", files=files, act=act, never={"Secret"})


def odd_names(chance: random.Random, number: int) -> Case:
    """Files of one item under odd names."""
    parts = ("02", "a", "A", "é", "e\u0301", ".", "..", " ", "-", "_", "es", "es-MX", "\u202e")
    parts += ("\n", "\x1b[31m", "'", '"', "%s", "{0}", "$(x)", "`x`", "con", "9" * 60, "\x01")
    endings = (".md", ".MD", ".es.md", ".jpg", ".png", ".md~", ".ics", ".txt", "", ".yaml", ".mp3")
    files = {}
    for _ in range(chance.randint(1, 4)):
        stem = "".join(chance.choices(parts, k=chance.randint(1, 4)))
        kind = chance.choice(("works", "events", "resources", "pages"))
        files[f"{kind}/{number}{stem}{chance.choice(endings)}"] = POEM.format("Odd", "").encode()
    return Case(kind="odd names", files=files)


def spoiled_label(chance: random.Random, number: int) -> Case:
    """A damaged label, event, resource or page of the sample: shown, or told."""
    folder, source = chance.choice(spoiled.SOURCES)
    raw = spoiled.spoil(chance, source).encode("utf-8", "replace")
    if chance.random() < 0.2:
        raw = spoiled.spoil_bytes(chance, raw)
    path = f"{folder}/{number}.md"

    def verify(reading: Reading) -> None:
        assert reading.of_file(path) or reading.told(path), raw[:2_000]

    return Case(kind="spoiled label", files={path: raw}, verify=verify)


def workbook(chance: random.Random, number: int) -> Case:
    """A hostile workbook that lies beside a work."""
    raw = generated.hostile_workbook(chance)
    return Case(kind="workbook", files={f"works/{number}.xlsx": raw[:200_000]})


# Each kind with its share, as in ``spoiled.SHARES`` and ``generated.SHARES``.
MAKERS: dict[Callable[[random.Random, int], Case], int] = {
    known_date: 25,
    spoiled_date: 15,
    known_calendar: 10,
    spoiled_calendar: 3,
    withdrawal: 12,
    described_picture: 12,
    spoiled_picture: 15,
    text: 15,
    address: 25,
    nesting: 4,
    odd_names: 5,
    spoiled_label: 6,
    workbook: 1,
    **known_keys.MAKERS,
}


def make(chance: random.Random, number: int) -> Case:
    """One case of a kind by chance."""
    maker = chance.choices(list(MAKERS), weights=list(MAKERS.values()))[0]
    return maker(chance, number)
