"""Reads ``kiosk.yaml`` and its translations."""

import os
import re
from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.content.colours import read_accent, read_wall
from kiosk.content.coordinates import without_coordinates
from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import read_day
from kiosk.content.front_matter import schema
from kiosk.content.front_matter.document import Document, read_keys, text_of
from kiosk.content.front_matter.translations import Translations, read_zone
from kiosk.content.logos import read_logo_names
from kiosk.content.loop_seconds import read_seconds
from kiosk.content.problems import Report
from kiosk.content.pull_sources import read_pull_sources
from kiosk.content.work_order import read_order
from kiosk.domain import (
    CalendarFilter,
    DayHours,
    Exhibition,
    HelpLine,
    Localized,
    Message,
    Problem,
    ScreenSize,
)
from kiosk.domain.bounds import LANGUAGES
from kiosk.path_safety import is_inside

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS = re.compile(r"(\d{1,2})(?::(\d{2}))? ?([ap]\.?m\.?)?", re.IGNORECASE)
_NEAR_NAME = re.compile(
    r"(kiosk|kiosks|kisok|exhibition)\.(yaml|yml)(\.(txt|yaml|yml))?|kiosk(\.txt)?"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


def read_exhibition(root: Path, problems: list[Problem]) -> tuple[Exhibition, Document]:
    """The exhibition and its main document; a value that cannot be read has its default."""
    texts, languages, was_read = _read_documents(root, problems)
    main = texts.main
    timezone = read_zone(main, "timezone", "UTC")
    for document in texts.documents.values():
        document.dates = DateContext(zone=ZoneInfo(timezone), languages=languages)
    opening = _below(texts, "open")
    about = _below(texts, "about")
    board = main.section("board")
    loop, codes, screen = main.section("loop"), main.section("codes"), main.section("screen")
    calendars = main.section("calendars")
    exhibition = Exhibition(
        title=texts.localized("title"),
        presented_by=texts.localized("presented_by"),
        hosted_by=texts.localized("hosted_by"),
        place=_place(texts, "place"),
        address=_place(texts, "address"),
        summary=texts.localized("summary"),
        coming_next=texts.localized("next"),
        timezone=timezone,
        opens=opening.main.day("from"),
        closes=opening.main.day("until"),
        hours=_hours(opening.main.section("hours")),
        closed_days=_closed_days(opening.main),
        hours_note=opening.localized("note"),
        languages=languages,
        help_line=_help_line(_below(texts, "help_line")),
        board_every=int(loop.number("board_every", default=4, least=1)),
        work_seconds=read_seconds(loop),
        hangs_labels=loop.flag("label", default=True),
        order=read_order(main),
        wall=read_wall(main),
        accent=read_accent(main),
        logos=read_logo_names(about),
        needs_approval=main.flag("approval", default=False, in_doubt=True),
        lists_beyond_end=board.flag("beyond_end", default=False),
        programme=main.text("programme"),
        allowed_hosts=_allowed(codes),
        calendars=_calendar_filter(calendars),
        screen=ScreenSize(
            diagonal_inches=screen.number("diagonal_inches", default=0),
            bottom_mm=screen.number("bottom_mm", default=0),
            width_pixels=int(screen.number("width_pixels", default=0)),
            height_pixels=int(screen.number("height_pixels", default=0)),
        ),
    )
    # The screen fetches nothing; what is wrong there is told all the same.
    read_pull_sources(main)
    checking = main.section("check")
    checking.section("silence")
    opening.report_unknown(schema.OPEN)
    about.report_unknown(schema.ABOUT)
    loop.report_unknown(schema.LOOP)
    board.report_unknown(schema.BOARD)
    codes.report_unknown(schema.CODES)
    calendars.report_unknown(schema.CALENDARS)
    screen.report_unknown(schema.SCREEN)
    checking.report_unknown(schema.CHECK)
    texts.report_unknown(schema.EXHIBITION)
    if exhibition.opens and exhibition.closes and exhibition.closes < exhibition.opens:
        line, column = opening.main.position("until")
        main.report.error(
            "date-order",
            Message("the exhibition ends before it opens"),
            Message("swap from: and until:"),
            line=line,
            column=column,
        )
    if was_read:
        _report_missing_keys(exhibition, main)
    return exhibition, main


def _place(texts: Translations, key: str) -> Localized:
    """A place or a street, without coordinates that stand where it should."""
    line, column = texts.main.position(key)
    return without_coordinates(texts.localized(key), texts.main.report, line=line, column=column)


def _read_documents(
    root: Path, problems: list[Problem]
) -> tuple[Translations, tuple[str, ...], bool]:
    """kiosk.yaml with its translations, the languages, and whether kiosk.yaml could be read."""
    report = Report(path="kiosk.yaml", problems=problems)
    main: Document | None = None
    real_root = root.resolve()
    if os.path.isfile(root / "kiosk.yaml") and is_inside(root / "kiosk.yaml", real_root):
        main = read_keys(root, "kiosk.yaml", report)
    else:
        near = _find_near_kiosk_yaml(root)
        report.error(
            "missing-kiosk-yaml",
            Message("there is no kiosk.yaml in the folder"),
            Message("give '{near}' exactly the name kiosk.yaml", near=near)
            if near
            else Message("write one with at least title: and timezone:"),
        )
    was_read = main is not None
    main = main or Document(report=report)
    languages = _languages(main)
    documents = {languages[0]: main}
    for language in languages[1:]:
        path = root / f"kiosk.{language}.yaml"
        if (
            path.is_file()
            and is_inside(path, real_root)
            and (document := read_keys(root, path.name, Report(path=path.name, problems=problems)))
        ):
            documents[language] = document
    return Translations(documents=documents), languages, was_read


def _report_missing_keys(exhibition: Exhibition, main: Document) -> None:
    if not main.text("timezone"):
        main.report.error(
            "missing-timezone",
            Message(
                "no time zone is given, so that every time is read in UTC, which may be hours off"
            ),
            Message("write for example timezone: America/Los_Angeles"),
        )
    if not exhibition.title:
        main.report.warn(
            "missing-title",
            Message("the exhibition has no title"),
            Message("write title: and the name of the exhibition"),
        )


def _find_near_kiosk_yaml(root: Path) -> str:
    """A file that was probably meant as ``kiosk.yaml``; "" for none."""
    try:
        return next((name for name in sorted(os.listdir(root)) if is_near_kiosk_yaml(name)), "")
    except OSError:
        return ""


def is_near_kiosk_yaml(name: str) -> bool:
    """True for a name such as Kiosk.yml or kiosk.yaml.txt."""
    return name != "kiosk.yaml" and _NEAR_NAME.fullmatch(name.casefold()) is not None


def read_suppressions(main: Document) -> dict[str, str]:
    """The check rules that the exhibition switches off, by name, with the reason or ""."""
    part = main.section("check").section("silence")
    return {name: part.text(name) for name in part.values}


def _below(texts: Translations, key: str) -> Translations:
    return Translations(
        documents={
            language: document.section(key) for language, document in texts.documents.items()
        }
    )


def _languages(main: Document) -> tuple[str, ...]:
    """The languages of the screen; the first one if none can be read."""
    return _tags(main, "languages") or ("en",)


def _tags(main: Document, key: str) -> tuple[str, ...]:
    """The language tags of a key; anything else is reported."""
    typed = main.words(key)
    tags = tuple(dict.fromkeys(tag for tag in typed if _LANGUAGE.fullmatch(tag)))
    for tag in typed:
        if tag not in tags:
            line, column = main.position(key)
            main.report.warn(
                "language",
                Message("'{tag}' is not the short name of a language", tag=tag),
                Message("write for example {key}: [en, es]", key=key),
                line=line,
                column=column,
            )
    if not LANGUAGES.allows(len(tags)):
        line, column = main.position(key)
        what = Message("there are {count:,} languages", count=len(tags))
        main.report.beyond(LANGUAGES, what, Message("take some out"), line=line, column=column)
    return tags[: LANGUAGES.limit]


def _help_line(texts: Translations) -> HelpLine:
    main = texts.main
    help_line = HelpLine(
        name=texts.localized("name"),
        phone=main.text("phone"),
        text_number=main.text("text_number"),
        text_word=main.text("text_word"),
        text_languages=_tags(main, "text_languages") or HelpLine().text_languages,
        tty=main.text("tty"),
        emergency=main.text("emergency"),
        note=texts.localized("note"),
        verified_on=main.day("verified_on", tells_years=False),
    )
    texts.report_unknown(schema.HELP_LINE)
    return help_line


def _allowed(codes: Document) -> tuple[str, ...]:
    """The hosts and numbers that codes may lead to; a list that cannot be read allows none."""
    typed = codes.values.get("allow", "")
    return codes.words("allow") or (() if text_of(typed) == "" or typed == [] else ("unreadable",))


def _calendar_filter(calendars: Document) -> CalendarFilter:
    """The words by which entries of calendars are chosen; lists that cannot be read choose none."""
    only, leave_out = calendars.words("only"), calendars.words("leave_out")
    for key, words in (("only", only), ("leave_out", leave_out)):
        typed = calendars.values.get(key, "")
        if not words and text_of(typed) != "" and typed != []:
            only = ("unreadable",)
    return CalendarFilter(only=only, leave_out=leave_out)


def _closed_days(part: Document) -> tuple[date, ...]:
    days = []
    for typed in part.words("closed"):
        day, warnings = read_day(typed, part.dates)
        line, column = part.position("closed")
        for rule, message, hint in warnings:
            part.report.warn(rule, message, hint, line=line, column=column)
        if day is None:
            part.report.error(
                "date",
                Message("'{typed}' is not a date that can be read", typed=typed),
                Message("write closed: [2026-01-19, 2026-02-16]"),
                line=line,
                column=column,
            )
        else:
            days.append(day)
    return tuple(days)


def _hours(part: Document) -> tuple[DayHours, ...]:
    found: dict[int, DayHours] = {}
    for key in part.values:
        typed = part.text(key)
        days, span = _weekdays(key), _span(typed)
        line, column = part.position(key)
        if not days:
            part.report.warn(
                "hours",
                Message("'{key}' names no weekday", key=key),
                Message("write for example Monday-Friday: 8:00 AM-5:00 PM"),
                line=line,
            )
        elif typed.casefold() == "closed":
            continue
        elif span is None:
            part.report.warn(
                "hours",
                Message("'{typed}' is not a time span", typed=typed),
                Message("write for example 8:00 AM-5:00 PM"),
                line=line,
                column=column,
            )
        else:
            found |= {day: DayHours(weekday=day, opens=span[0], closes=span[1]) for day in days}
    return tuple(found[day] for day in sorted(found))


def _weekdays(words: str) -> list[int]:
    days: list[int] = []
    for part in re.split(r"[,&]| and ", words.casefold().replace("–", "-")):
        ends = [
            next(
                (
                    number
                    for number, day in enumerate(_WEEK)
                    if len(end.strip()) >= 3 and day.startswith(end.strip().rstrip("s."))
                ),
                -1,
            )
            for end in part.split("-")
        ]
        if -1 in ends or len(ends) > 2:
            return []
        days += (
            range(ends[0], ends[-1] + 1)
            if ends[0] <= ends[-1]
            else [*range(ends[0], 7), *range(ends[-1] + 1)]
        )
    return days


def _span(words: str) -> tuple[time, time] | None:
    times = []
    for found in _HOURS.finditer(words):
        hour, minute, half = (
            int(found[1]),
            int(found[2] or 0),
            (found[3] or "").casefold().replace(".", ""),
        )
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour > 23 or minute > 59:
            return None
        times.append(time(hour, minute))
    return (times[0], times[1]) if len(times) == 2 and times[0] < times[1] else None
