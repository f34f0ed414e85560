"""One notice of ``notices/*.md`` with its translations."""

import difflib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.front_matter import schema
from kiosk.content.front_matter.document import Document, cut_text
from kiosk.content.front_matter.moment_keys import read_moment
from kiosk.content.front_matter.translations import Translations, read_translations, title_of
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.item_reading import ItemReading
from kiosk.content.safety.unread_files import unreadable_item
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Localized, Message, Notice, NoticeLevel, Problem
from kiosk.domain.bounds import NOTICE_HEADLINE_LETTERS, NOTICE_TEXT_LETTERS, Bound

# The levels, and words that curators write for them.
_LEVELS: Mapping[str, NoticeLevel] = {
    **{level.value: level for level in NoticeLevel},
    "closing": NoticeLevel.CLOSED,
    "cerrado": NoticeLevel.CLOSED,
    "changed": NoticeLevel.CHANGE,
    "cambio": NoticeLevel.CHANGE,
    "emergencia": NoticeLevel.EMERGENCY,
}


def read_notice(
    root: Path,
    group: FileGroup,
    dates: DateContext,
    problems: list[Problem],
    before: object = None,
) -> ItemReading:
    """A notice, and its documents; a file that cannot be read is reported."""
    texts = read_translations(root, group, dates, problems)
    if texts is None:
        return unreadable_item(root, group, before)
    main = texts.main
    show = main.section("show")
    notice = Notice(
        key=group.key,
        file=group.file,
        level=_level(main),
        headline=_bounded(title_of(texts, group), texts, NOTICE_HEADLINE_LETTERS, "title"),
        text=_bounded(texts.body(), texts, NOTICE_TEXT_LETTERS, "body"),
        shown_from=_moment(show, "from"),
        shown_until=_moment(show, "until"),
        until_touched=main.flag("until_touched", default=False),
        # In doubt it is shown: somebody wanted to tell something.
        prepared=main.flag("prepared", default=False),
        issued=_time_of(group),
        link=main.text("link"),
    )
    _report_reversed(show, notice)
    show.report_unknown(schema.NOTICE_SHOW)
    texts.report_unknown(schema.NOTICE)
    return ItemReading(content=notice, texts=texts, finding=SafetyFinding.UNGUARDED_CHANGED)


def _time_of(group: FileGroup) -> datetime | None:
    """When the newest of its files was changed; None for a time out of all bounds."""
    try:
        return datetime.fromtimestamp(max(stamp[2] for stamp in group.stamps) / 1e9, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _level(main: Document) -> NoticeLevel:
    """The level; one that cannot be read is ``change``, which hides nothing of the screen."""
    typed = main.text("level").casefold().strip(" .!")
    if level := _LEVELS.get(typed):
        return level
    line, column = main.position("level")
    near = difflib.get_close_matches(typed, _LEVELS, n=1, cutoff=0.7) if typed else []
    main.report.error(
        "level",
        Message("'{typed}' is not a level of a notice; it is shown as a change", typed=typed[:60])
        if typed
        else Message("the notice has no level; it is shown as a change"),
        Message(
            "write level: {value}",
            value=_LEVELS[near[0]] if near else Message("closed, change or emergency"),
        ),
        line=line,
        column=column,
    )
    return NoticeLevel.CHANGE


def _moment(show: Document, key: str) -> datetime | None:
    """When the notice goes up or goes; one that cannot be read does not keep it off the screen."""
    return read_moment(
        show,
        key,
        show.dates,
        at_end=key == "until",
        consequence=Message("the notice stands all the time"),
        example="January 13, 2026, 5:00 PM",
    )


def _report_reversed(show: Document, notice: Notice) -> None:
    """Tell of a notice that goes before it comes: it is never shown."""
    first, last = notice.shown_from, notice.shown_until
    if first is None or last is None or first < last:
        return
    line, column = show.position("until")
    show.report.error(
        "notice-reversed",
        Message("the notice goes before it comes, and is never shown"),
        Message("correct from: or until:"),
        line=line,
        column=column,
    )


def _bounded(words: Localized, texts: Translations, bound: Bound, key: str) -> Localized:
    """The words in every language within a bound; what is cut is reported."""
    kept = []
    for language, text in words.values:
        document = texts.documents.get(language)
        if document is not None and not bound.allows(len(text)):
            line, column = document.position(key) if key != "body" else (document.body_line, 1)
            document.report.beyond(
                bound,
                Message("this has {count:,} letters", count=len(text)),
                line=line,
                column=column,
            )
        kept.append((language, cut_text(text, bound)))
    return Localized.of(kept)
