"""Keys of events, labels, notices and alerts with known values, rightly typed and hostile.

Each case knows what the program has to read: the value as it was typed, or nothing of it, and told.
"""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from kiosk.content.load import load
from kiosk.content.safety.words import STATUS_WORDS
from kiosk.domain import Event, Localized, Notice, NoticeLevel, Work
from kiosk.domain.bounds import (
    EXCERPT_LETTERS,
    LEAST_LOOP_SECONDS,
    LOOP_SECONDS,
    NOTICE_HEADLINE_LETTERS,
    NOTICE_TEXT_LETTERS,
    SHORT_LETTERS,
    VALUE_LETTERS,
)
from kiosk.domain.instants import is_skipped
from kiosk.qr import CodeTarget, code_target
from tests.fuzz.cases import Case, Reading, quoted
from tests.fuzz.generated import GOOD, KIOSK, ODD_SIGNS, ZONE, address, date_line
from tests.qr.test_code_target import assert_leads_where_it_says

WORDS = (
    *("harvest", "Morning", "the", "of", "for", "río", "Ñandú", "東京", "صباح", "בוקר", "a-b"),
    *("#3", "yes", "no", "null", "2026", "1:00", "[x]", "{y}", "*z", "&w", "%v", "'q'", '"r"'),
    *("!t", "@u", "|", ">", "--", "e\u0301", "🎉", "o'clock", "C++", "a/b", "~", "`k`", "--- k"),
)
# What a value is looked at for before it is shown: markup, and signs that nobody sees.
SPECIAL = ("<b>bold</b>", "&amp;", "<script>x</script>", "\u202e", "\u200b", "\x07", "\ufeff")


def words(chance: random.Random, count: int, *, special: bool = False) -> str:
    """So many words on one line; one alone is not YAML's null."""
    chosen = chance.choices(WORDS if count > 1 else WORDS[:11], k=count)
    if special:
        chosen[chance.randrange(count)] = chance.choice(SPECIAL)
    return " ".join(chosen)


def typed(text: str) -> str:
    """A text as a value of YAML, each letter as it is."""
    return json.dumps(text, ensure_ascii=False)


def bare(text: object) -> str:
    """A text as it is compared: composed, with single spaces, without byte order marks."""
    return " ".join(unicodedata.normalize("NFC", str(text).replace("\ufeff", "")).split())


def is_special(text: str) -> bool:
    """True for a text that is not shown letter by letter; what is left out of it is told."""
    return any(sign in text for sign in (*SPECIAL, "<", "&"))


def item_of(reading: Reading, path: str) -> object | None:
    """The one item of a file."""
    found = [*reading.of_file(path), *(one for one in reading.snapshot.notices if one.file == path)]
    assert len(found) <= 1, found
    return found[0] if found else None


def _in_english(text: Localized) -> str:
    return text.get("en") if text.language_for("en") == "en" else ""


def short_title(chance: random.Random, number: int) -> Case:
    """An event's ``short:``: as it was typed, or nothing where it is too long, and told."""
    path = f"events/{number}.md"
    text = words(chance, chance.randint(1, 14), special=chance.random() < 0.15)
    if chance.random() < 0.2:
        text = (text * 9)[: SHORT_LETTERS.limit + chance.choice((-1, 0, 1, 2))].strip()
    spanish = words(chance, 3) if chance.random() < 0.3 else ""

    def verify(reading: Reading) -> None:
        event = item_of(reading, path)
        assert isinstance(event, Event), text
        known = bare(text)
        if not SHORT_LETTERS.allows(len(known)):
            assert not _in_english(event.short), (text, event.short)
            assert reading.told(path), text
        elif not is_special(text):
            assert bare(_in_english(event.short)) == known, (text, event.short)
        else:
            assert bare(_in_english(event.short)) == known or reading.told(path), (text, event)
        if spanish:
            assert bare(event.short.get("es")) == bare(spanish), (spanish, event.short)

    label = f"---\ntitle: Short {number}\nshort: {typed(text)}\nwhen: 2027-01-13, 6 PM\n---\nx\n"
    files = {path: label.encode()}
    if spanish:
        files[f"events/{number}.es.md"] = f"---\nshort: {typed(spanish)}\n---\n".encode()
    return Case(kind="short title", files=files, verify=verify)


def excerpt(chance: random.Random, number: int) -> Case:
    """``excerpt:`` of a poem or a story: the lines or words that it names, or none, and told."""
    path = f"works/{number}.md"
    verse = chance.random() < 0.7
    lines = [
        f"Row {at}x of {chance.choice(WORDS[:6])} stays" for at in range(chance.randint(1, 30))
    ]
    body = "".join(line + chance.choice(("\n", "\n", "\n\n")) for line in lines).rstrip("\n")
    key, wanted = (_lines_of if chance.random() < 0.6 else _words_of)(chance, lines, verse=verse)

    def verify(reading: Reading) -> None:
        work = item_of(reading, path)
        assert isinstance(work, Work), key
        if not wanted or not EXCERPT_LETTERS.allows(sum(map(len, wanted)) + len(wanted)):
            assert reading.told(path), (key, work.excerpt)
        if not wanted:
            assert not work.excerpt, (key, work.excerpt)
            return
        shown = [line for line in str(work.excerpt).splitlines() if line.strip()]
        if shown or not reading.told(path):
            assert [bare(one) for one in shown] == [bare(one) for one in wanted], (key, body, shown)

    label = (
        f"---\ntitle: Chosen {number}\nartist: A\nmedium: {'poetry' if verse else 'essay'}\n"
        f"form: {'verse' if verse else 'prose'}\ncredit: C\nexcerpt: {typed(key)}\n---\n{body}\n"
    )
    return Case(kind="excerpt", files={path: label.encode()}, verify=verify)


def _lines_of(chance: random.Random, lines: list[str], *, verse: bool) -> tuple[str, list[str]]:
    """A choice by the numbers of lines, and what it names; nothing in prose, whose lines flow."""
    first = chance.randint(0, len(lines) + 1)
    last = chance.randint(first, len(lines) + 1) if chance.random() < 0.8 else first - 1
    form = chance.choice(
        ("{}-{}", "{} – {}", "lines {} to {}", "versos {} a {}", "Zeilen {} bis {}", "l. {}-{}")
    )
    is_there = verse and 1 <= first <= last <= len(lines)
    return form.format(first, last), lines[first - 1 : last] if is_there else []


def _words_of(chance: random.Random, lines: list[str], *, verse: bool) -> tuple[str, list[str]]:
    """A choice by words, in capitals or with other signs around them; or words that are nowhere."""
    at = chance.randrange(len(lines))
    first, last = sorted((chance.randint(0, 2), chance.randint(3, 5)))
    chosen = lines[at].split()[first:last]
    if chance.random() < 0.2:
        return " ".join((*chosen, "nowhere")), []
    said = " ".join(chosen)
    key = chance.choice((said, said.upper(), f"“{said}”", f"{said}.", f"  {said}  "))
    # The first line that has these words is the one that is meant.
    holders = [line for line in lines if said.casefold() in line.casefold()]
    return key, [holders[0]] if verse else [said]


LEVELS = {
    **{level.value: level for level in NoticeLevel},
    "Closed": NoticeLevel.CLOSED,
    "CHANGE.": NoticeLevel.CHANGE,
    "cerrado": NoticeLevel.CLOSED,
    "Emergencia": NoticeLevel.EMERGENCY,
    "emergencies": None,
    "warning": None,
    "": None,
    "[closed]": NoticeLevel.CLOSED,
    "1": None,
}


def notice(chance: random.Random, number: int) -> Case:
    """A notice of known level, words and times: as they were typed, cut or told.

    One that fills the screen waits for staff, so that other items can be opened.
    """
    path = f"notices/{number}.md"
    name, level = chance.choice(list(LEVELS.items()))
    headline = words(chance, chance.choice((1, 3, 9, 30)), special=chance.random() < 0.1)
    text = words(chance, chance.choice((1, 20, 300)), special=chance.random() < 0.1)
    prepared = level is NoticeLevel.EMERGENCY or chance.random() < 0.2
    keys = [
        f"title: {typed(headline)}",
        f"level: {name}",
        f"prepared: {'yes' if prepared else 'no'}",
    ]
    moments: dict[str, tuple[datetime, bool]] = {}
    shown = []
    for key in ("from", "until"):
        if chance.random() < 0.5:
            line, moment, wrong = date_line(chance)
            moments[key] = moment, wrong
            shown.append(f"  {key}: {typed(line)}")
    keys += ["show:", *shown] if shown else []

    def verify(reading: Reading) -> None:
        found = item_of(reading, path)
        told = reading.told(path)
        assert isinstance(found, Notice), keys
        assert found.level is (level or NoticeLevel.CHANGE), (name, found.level)
        assert told or level is not None, name
        assert found.prepared is prepared
        _assert_words(found.headline, headline, NOTICE_HEADLINE_LETTERS.limit, told)
        if not text.startswith(("#", ">", "|", "--")):
            _assert_words(found.text, text, NOTICE_TEXT_LETTERS.limit, told)
        for key, seen in (("from", found.shown_from), ("until", found.shown_until)):
            known, wrong = moments.get(key, (None, False))
            if known is None or seen is None or wrong:
                assert told or seen is None, (keys, seen)
                assert told or known is None, keys
            elif is_skipped(known.replace(tzinfo=ZONE)):
                assert told, keys
            else:
                assert seen.astimezone(ZONE).replace(tzinfo=None) == known or told, (keys, seen)

    raw = "---\n" + "\n".join(keys) + f"\n---\n{text}\n"
    return Case(kind="notice", files={path: raw.encode()}, verify=verify)


def _assert_words(seen: Localized, known: str, most: int, told: bool) -> None:
    shown = bare(str(seen))
    assert len(shown) <= most + 1, shown
    if shown != bare(known):
        assert told, (known, shown)
    if len(bare(known)) > most and not is_special(known):
        assert shown.endswith("…"), shown
        assert bare(known).startswith(shown[:-1].strip()), (known, shown)


CAP = "urn:oasis:names:tc:emergency:cap:1.2"


def alert(chance: random.Random, number: int) -> Case:
    """An alert of the Common Alerting Protocol: as it says, or not shown, and told.

    One that fills the screen is over, so that other items can be opened.
    """
    path = f"notices/{number}.{chance.choice(('xml', 'cap', 'XML'))}"
    status = chance.choice(("Actual", "Actual", "Actual", "Test", "Exercise", "Draft", "actual"))
    scope = chance.choice(("Public", "Public", "Public", "Private", "Restricted"))
    severity = chance.choice(("Extreme", "Severe", "Moderate", "Minor", "Unknown"))
    urgency = chance.choice(("Immediate", "Expected", "Future", "Past"))
    grave = severity in ("Extreme", "Severe") and urgency in ("Immediate", "Expected")
    shift = timedelta(hours=chance.randint(-12, 12))
    # Whole seconds, as alerts have them.
    expires = datetime(2020 if grave else 2031, 5, 1, 12, tzinfo=UTC) + shift
    headline = words(chance, chance.choice((1, 4, 30)))
    trick, is_read = chance.choice(TRICKS)
    prefix = chance.choice(("", "", "cap:", "x:"))
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"

    def element(tag: str, value: str) -> str:
        return f"<{prefix}{tag}>{value}</{prefix}{tag}>"

    info = element(
        "info",
        "".join(
            (
                element("language", "en-US"),
                element("event", "Storm"),
                element("urgency", urgency),
                element("severity", severity),
                element("certainty", "Observed"),
                element("expires", f"{expires:%Y-%m-%dT%H:%M:%S}-00:00"),
                element("headline", escape(headline)),
                element("instruction", "Stay inside."),
            )
        ),
    )
    body = "".join(
        (
            element("identifier", f"fuzz-{number}"),
            element("sender", "a@example.org"),
            element("sent", "2026-01-13T10:00:00-08:00"),
            element("status", status),
            element("msgType", "Alert"),
            element("scope", scope),
            info,
        )
    )
    raw = trick(f'<{prefix}alert {name}="{CAP}">{body}</{prefix}alert>', prefix)
    is_shown = is_read and status.casefold() == "actual" and scope == "Public"

    def verify(reading: Reading) -> None:
        found = item_of(reading, path)
        if found is None:
            assert reading.told(path), raw[:500]
            assert not is_shown, raw[:2_000]
            return
        assert isinstance(found, Notice)
        assert is_shown, raw[:2_000]
        assert found.level is (NoticeLevel.EMERGENCY if grave else NoticeLevel.CHANGE), raw[:2_000]
        assert found.shown_until == expires, (found.shown_until, expires)
        _assert_words(found.headline, headline, NOTICE_HEADLINE_LETTERS.limit, reading.told(path))

    return Case(kind="alert", files={path: raw}, verify=verify)


def _head(encoding: str = "UTF-8") -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n'


# Each makes a file of an alert's XML, and whether it can be read.
TRICKS: tuple[tuple[Callable[[str, str], bytes], bool], ...] = (
    (lambda xml, _: (_head() + xml).encode(), True),
    (lambda xml, _: xml.encode(), True),
    (lambda xml, _: ("\ufeff" + _head() + xml).encode(), True),
    (lambda xml, _: (_head("UTF-16") + xml).encode("utf-16"), True),
    (lambda xml, _: (_head() + "<!-- <alert> -->" + xml).encode(), True),
    (
        lambda xml, p: xml.replace(
            f"<{p}info>", f"<{p}code>x<![CDATA[<info>]]></{p}code><{p}info>"
        ).encode(),
        True,
    ),
    (
        lambda xml, p: xml.replace(
            f"<{p}info>", f"<{p}note>" + "x " * 9_000 + f"</{p}note><{p}info>"
        ).encode(),
        True,
    ),
    (lambda xml, _: (_head() + '<!DOCTYPE x [<!ENTITY b "bb">]>' + xml).encode(), False),
    (lambda xml, _: ('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + xml).encode(), False),
    (lambda xml, _: xml.replace(CAP, "urn:other").encode(), False),
    (
        lambda xml, p: xml.replace(
            f"<{p}info>", f"<{p}q>" * 400 + f"</{p}q>" * 400 + f"<{p}info>"
        ).encode(),
        False,
    ),
    (lambda xml, _: xml[: len(xml) * 2 // 3].encode(), False),
    (lambda xml, p: xml.replace(f"<{p}info>", f"&bomb;<{p}info>").encode(), False),
    (lambda xml, p: xml.replace(f"<{p}info>", f"\x0b<{p}info>").encode(), False),
    (lambda xml, p: xml.replace(f"<{p}info>", f"<{p}info/>" * 200 + f"<{p}info>").encode(), False),
)

_YES, _NO = ("yes", "Yes", "true", "sí", "on"), ("no", "No", "false", "off")
# Keys that hold words, and what may be typed before or behind their names.
EVENT_WORDS = ("place", "price", "contact", "presented_by", "hosted_by")
WORK_WORDS = ("year", "dimensions", "credit", "accession", "alt")
ODD_KEYS = ("{}", "{}", "{}", "{} ", "{}", '"{}"', "'{}'")


def event_keys(chance: random.Random, number: int) -> Case:
    """An event's other keys: as they were typed, or told."""
    path = f"events/{number}.md"
    known: dict[str, object] = {}
    lines = [f"title: Keys {number}", "when: 2027-01-13, 6 PM"]
    for key in chance.sample(EVENT_WORDS, chance.randint(0, len(EVENT_WORDS))):
        known[key] = _words_for(chance)
        lines.append(f"{chance.choice(ODD_KEYS).format(key)}: {typed(str(known[key]))}")
    if chance.random() < 0.5:
        word, status = chance.choice(list(STATUS_WORDS.items()))
        known["status"] = status
        lines.append(f"status: {typed(chance.choice((word, word.capitalize(), f'{word}.')))}")
    if chance.random() < 0.4:
        known["observance"] = chance.random() < 0.5
        lines.append(f"observance: {chance.choice(_YES if known['observance'] else _NO)}")
    url = address(chance) if chance.random() < 0.5 else ""
    if url:
        lines.append(f"register: {quoted(url)}")

    def verify(reading: Reading) -> None:
        event = item_of(reading, path)
        told = reading.told(path)
        if event is None:
            assert told, lines
            return
        assert isinstance(event, Event)
        for key, value in known.items():
            seen = getattr(event, key)
            same = bare(seen) == bare(value) if isinstance(value, str) else seen == value
            assert same or told, (key, value, seen)
        target = code_target(event.register, ())
        if isinstance(target, CodeTarget):
            assert_leads_where_it_says(event.register, target)
        else:
            assert not url or event.register or told, url

    raw = "---\n" + "\n".join(lines) + "\n---\nx\n"
    return Case(kind="event keys", files={path: raw.encode("utf-8", "replace")}, verify=verify)


def _words_for(chance: random.Random) -> str:
    count = 2_000 if chance.random() < 0.02 else chance.randint(1, 12)
    text = words(chance, count, special=chance.random() < 0.1)
    if chance.random() < 0.1:
        text += chance.choice([one for one in ODD_SIGNS if one not in ("\u2028", "\x85", "\x00")])
    return text[: VALUE_LETTERS.limit + chance.choice((0, 5))].strip()


def work_keys(chance: random.Random, number: int) -> Case:
    """A work's other keys: as they were typed, or told."""
    path = f"works/{number}.md"
    known: dict[str, object] = {}
    lines = [f"title: Keys {number}", "artist: A", "medium: poetry", "form: verse"]
    for key in chance.sample(WORK_WORDS, chance.randint(0, len(WORK_WORDS))):
        known[key] = _words_for(chance)
        lines.append(f"{chance.choice(ODD_KEYS).format(key)}: {typed(str(known[key]))}")
    for key, name in (("label", "has_label"), ("loop", "in_loop"), ("poster", "released")):
        if chance.random() < 0.3:
            known[name] = chance.random() < 0.5
            lines.append(f"{key}: {chance.choice(_YES if known[name] else _NO)}")
    seconds = chance.choice((None, 40, 12.5, 0, 9, 601, 1e9, -3, "1e400", "x", ".nan", "[4]"))
    if seconds is not None:
        lines.append(f"seconds: {seconds}{chance.choice(('', ' s', ' seconds'))}")

    def verify(reading: Reading) -> None:
        work = item_of(reading, path)
        told = reading.told(path)
        if work is None:
            # A value that is no YAML: nothing of the file is read.
            assert told, lines
            assert "[4]" in str(seconds), lines
            return
        assert isinstance(work, Work)
        for key, value in known.items():
            seen = getattr(work, key)
            same = bare(seen) == bare(value) if isinstance(value, str) else seen == value
            assert same or told, (key, value, seen)
        least, most = LEAST_LOOP_SECONDS, LOOP_SECONDS.limit
        assert work.seconds == 0 or least <= work.seconds <= most
        if isinstance(seconds, int | float) and least <= seconds <= most:
            assert work.seconds == seconds, (seconds, work.seconds)
        else:
            assert told or seconds is None, seconds

    raw = "---\n" + "\n".join(lines) + "\n---\nA line\n"
    return Case(kind="work keys", files={path: raw.encode()}, verify=verify)


# Each kind with its share, as in ``items.MAKERS``.
MAKERS: dict[Callable[[random.Random, int], Case], int] = {
    short_title: 8,
    excerpt: 8,
    notice: 6,
    alert: 6,
    event_keys: 8,
    work_keys: 8,
}


def _target(make: Callable[[random.Random, int], Case]) -> Callable[[random.Random, Path], None]:
    """The case alone in a folder, for ``fuzz.py``."""

    def run(chance: random.Random, place: Path) -> None:
        case = make(chance, chance.randrange(1_000))
        (place / "works").mkdir()
        (place / "kiosk.yaml").write_text(KIOSK, "utf-8")
        (place / "works/01-good.md").write_text(GOOD, "utf-8")
        case.write(place)
        result = load(place)
        assert not [one for one in result.problems if one.rule == "not-read"], case.files
        case.verify(Reading(result.snapshot, result.problems))

    return run


TARGETS = {make.__name__: _target(make) for make in MAKERS}
SHARES = {make.__name__: share for make, share in MAKERS.items()}
