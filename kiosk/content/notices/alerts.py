"""Alerts in the Common Alerting Protocol (OASIS CAP 1.1 and 1.2), as alerting systems write."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from xml.parsers import expat

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.front_matter.document import cut_text
from kiosk.content.problems import Report, cause_of
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.item_reading import ItemReading
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Localized, Message, Notice, NoticeLevel, Problem
from kiosk.domain.bounds import (
    ALERT_BYTES,
    NOTICE_HEADLINE_LETTERS,
    NOTICE_TEXT_LETTERS,
    VALUE_SCRIPTS,
    Bound,
)
from kiosk.domain.control_characters import without_controls
from kiosk.domain.normal_form import normalized
from kiosk.domain.scripts import count_scripts, cut_scripts
from kiosk.path_safety import FileTooLargeError, read_below

_NAMESPACES = (
    "urn:oasis:names:tc:emergency:cap:1.2",
    "urn:oasis:names:tc:emergency:cap:1.1",
)
# Between a namespace and a name, as expat joins them; no address holds it.
_SEPARATOR = "\n"
_MAX_DEPTH, _MAX_ELEMENTS, _MAX_INFOS = 12, 5_000, 40
# 3.2.2 of the standard: such an alert fills the screen when something is to be done at once.
_GRAVE, _PRESSING = frozenset({"extreme", "severe"}), frozenset({"immediate", "expected"})
_SEND_AGAIN = Message("have the alerting system write it again, as CAP 1.2")


class _UnreadableAlertError(Exception):
    """The file is no alert; the message says why."""


@dataclass(kw_only=True)
class _Info:
    """One ``info`` block: its elements' texts by name; of several, the first."""

    values: dict[str, str] = field(default_factory=dict)
    line: int = 1

    def get(self, name: str) -> str:
        return self.values.get(name, "")


class _AlertParser:
    """Parses one alert. ``alert`` holds the elements above the ``infos``."""

    def __init__(self) -> None:
        self.alert = _Info()
        self.infos: list[_Info] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._letters = self._elements = 0
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_declaration
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def parse(self, content: bytes) -> None:
        """Parse a file. Raises _UnreadableAlertError."""
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            raise _UnreadableAlertError(expat.ErrorString(error.code)) from None

    def _refuse_declaration(self, *_: object) -> None:
        # Entities are declared there; no alert needs any.
        raise _UnreadableAlertError("it holds a document type declaration")

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(_SEPARATOR)
        self._elements += 1
        if not self._path and (name != "alert" or namespace not in _NAMESPACES):
            raise _UnreadableAlertError("it is no alert of CAP 1.1 or 1.2")
        if len(self._path) >= _MAX_DEPTH or self._elements > _MAX_ELEMENTS:
            raise _UnreadableAlertError("it holds too many elements")
        self._path.append(name)
        self._text, self._letters = [], 0
        if self._path == ["alert", "info"]:
            if len(self.infos) >= _MAX_INFOS:
                raise _UnreadableAlertError("it holds too many languages")
            self.infos.append(_Info(line=self._parser.CurrentLineNumber))

    def _end(self, _tag: str) -> None:
        match self._path:
            case ["alert", name] if name != "info":
                self.alert.values.setdefault(name, self._words())
            case ["alert", "info", name]:
                self.infos[-1].values.setdefault(name, self._words())
            case _:
                pass
        self._path.pop()
        self._text = []

    def _characters(self, text: str) -> None:
        if self._letters <= ALERT_BYTES.limit:
            self._text.append(text)
            self._letters += len(text)

    def _words(self) -> str:
        text = normalized("".join(self._text).replace("\r", "\n"))
        lines = (" ".join(without_controls(line).split()) for line in text.strip().split("\n"))
        return "\n".join(lines).strip()


def read_alert(
    root: Path,
    group: FileGroup,
    dates: DateContext,
    problems: list[Problem],
    before: object = None,
) -> ItemReading:
    """An alert as a notice; one that cannot be read, or is not for the public, is reported."""
    report = Report(path=group.file, problems=problems)
    parser = _AlertParser()
    try:
        parser.parse(read_below(root, group.file, ALERT_BYTES.limit))
    except FileTooLargeError as error:
        report.beyond(ALERT_BYTES, Message("the file has {size:,} bytes", size=error.size))
        return ItemReading(finding=SafetyFinding.UNREADABLE)
    except _UnreadableAlertError as error:
        report.error(
            "alert",
            Message("this is no alert that can be read: {reason}", reason=str(error)),
            _SEND_AGAIN,
        )
        return ItemReading(finding=SafetyFinding.UNREADABLE)
    except OSError as error:
        report.error(
            "unreadable",
            Message("the file cannot be read: {reason}", reason=cause_of(error)),
            _SEND_AGAIN,
        )
        return ItemReading(finding=SafetyFinding.UNREADABLE)
    notice = _notice(parser, group, dates, report)
    finding = SafetyFinding.UNGUARDED_CHANGED if notice else SafetyFinding.CONTENT_REMOVED
    return ItemReading(content=notice, finding=finding)


def _notice(
    parser: _AlertParser, group: FileGroup, dates: DateContext, report: Report
) -> Notice | None:
    alert = parser.alert
    if not _is_public(alert, report):
        return None
    kind = alert.get("msgType").casefold()
    identity = _identity(alert.get("sender"), alert.get("identifier"))
    supersedes: tuple[str, ...] = ()
    if kind in ("cancel", "update"):
        supersedes = tuple(_references(alert.get("references")))
    is_cancellation = kind == "cancel"
    if not is_cancellation and not parser.infos:
        report.error("alert", Message("the alert says nothing: it has no info block"), _SEND_AGAIN)
        return None
    infos = _infos_of_languages(parser.infos, dates.languages)
    grave = any(
        one.get("severity").casefold() in _GRAVE and one.get("urgency").casefold() in _PRESSING
        for one in infos.values()
    )
    first = next(iter(infos.values()), _Info())
    return Notice(
        key=group.key,
        file=group.file,
        level=NoticeLevel.EMERGENCY if grave else NoticeLevel.CHANGE,
        headline=_texts(infos, ("headline", "event"), NOTICE_HEADLINE_LETTERS, report),
        text=_texts(infos, ("instruction", "description"), NOTICE_TEXT_LETTERS, report),
        shown_from=_moment(first, "onset", report) or _moment(first, "effective", report),
        shown_until=_expiry(first, report, required=not is_cancellation),
        issued=_moment(alert, "sent", report),
        alert=identity,
        supersedes=supersedes,
        is_cancellation=is_cancellation,
    )


def _is_public(alert: _Info, report: Report) -> bool:
    """False for an exercise, a test, a draft, and what is not for the public; each is told."""
    status, scope = alert.get("status").casefold(), alert.get("scope").casefold()
    if status not in ("", "actual"):
        what = Message("this alert is not an actual one ({status})", status=alert.get("status"))
    elif scope not in ("", "public"):
        what = Message("this alert is not for the public ({scope})", scope=alert.get("scope"))
    else:
        return True
    report.info(
        "alert-not-shown",
        Message("{what}, and is not shown", what=what),
        Message("nothing is to be done; take the file away when it is not needed any more"),
    )
    return False


def _infos_of_languages(infos: Iterable[_Info], languages: tuple[str, ...]) -> dict[str, _Info]:
    """The first block of each language, by the tag that the exhibition has for it."""
    found: dict[str, _Info] = {}
    for info in infos:
        # 3.2.2: en-US where none is stated.
        tag = info.get("language") or "en-US"
        short = tag.partition("-")[0].casefold()
        own = next((one for one in languages if one.casefold() == tag.casefold()), "") or next(
            (one for one in languages if one.partition("-")[0].casefold() == short), short
        )
        found.setdefault(own, info)
    listed = [tag for tag in languages if tag in found]
    return {tag: found[tag] for tag in (*listed, *(one for one in found if one not in listed))}


def _texts(
    infos: dict[str, _Info], names: tuple[str, ...], bound: Bound, report: Report
) -> Localized:
    """In each language the first of these elements that has words."""
    texts = []
    for language, info in infos.items():
        text = next((info.get(name) for name in names if info.get(name)), "")
        if not bound.allows(len(text)):
            report.beyond(
                bound,
                Message("{name} has {count:,} letters", name=names[0], count=len(text)),
                line=info.line,
            )
        if not VALUE_SCRIPTS.allows(count := count_scripts(text)):
            report.beyond(
                VALUE_SCRIPTS,
                Message("{name} has {count:,} scripts", name=names[0], count=count),
                line=info.line,
            )
        texts.append((language, cut_scripts(cut_text(text, bound), VALUE_SCRIPTS.limit)))
    return Localized.of(texts)


def _moment(info: _Info, name: str, report: Report) -> datetime | None:
    """An instant of the alert; one without its offset, or that is none, is reported."""
    typed = info.get(name)
    if not typed:
        return None
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        moment = None
    if moment is not None and moment.tzinfo is not None:
        return moment
    report.error(
        "date",
        Message("{name} '{typed}' is not a time with its offset", name=name, typed=typed[:60]),
        _SEND_AGAIN,
        line=info.line,
    )
    return None


def _expiry(info: _Info, report: Report, *, required: bool) -> datetime | None:
    expires = _moment(info, "expires", report)
    if expires is None and required:
        report.warn(
            "alert-without-end",
            Message("the alert does not say when it expires, and stands until its file is gone"),
            Message("have it written with expires, or take the file away when it is over"),
            line=info.line,
        )
    return expires


def _identity(sender: str, identifier: str) -> str:
    return f"{sender},{identifier}"


def _references(typed: str) -> Iterable[str]:
    """The identities of other alerts: "sender,identifier,sent" parted by spaces."""
    for reference in typed.split():
        parts = reference.split(",")
        if len(parts) >= 2:
            yield _identity(parts[0], parts[1])
