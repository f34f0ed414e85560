"""Markup that was pasted into a text: HTML, tables, pictures and links. Visitors see only words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from kiosk.content.problems import Report
from kiosk.domain import Message

# Names of HTML's elements; "a<b and c>d" and "<3" are none.
_NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|caption|center|cite|code|dd|del|div|dl|dt|em"
    "|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|iframe|img|ins|label|li|link|main|mark"
    "|meta|nav|o:p|ol|p|picture|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|sup"
    "|svg|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul|video|wbr"
)
# No "<" may stand in a tag, so that each letter is looked at once.
_TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>{_NAMES})(?:\s{{0,9}}/?|\s{{1,9}}[\w:-]{{1,40}}\s{{0,9}}=[^<>]*)>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--[^<>]*-->|<!doctype[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(?P<name>script|style|head)\b[^<>]*>[^<]*</(?P=name)\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*(?: \"[^\"\n]*\")?\)")
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]+)\]\((?P<url>(?:https?://|www\.|mailto:)[^()\s]*)\)"
)
_ROW = re.compile(r"[ \t]*\|[^\n]*\|[ \t]*")
# A row of a table whose strokes stand between its cells alone.
_OPEN_ROW = re.compile(r"[^|\n]+(?: \| ?[^|\n]*)+")
_RULE_SIGNS = frozenset(" \t|:+=-")
_CELLS_BY_TAB = re.compile(r"[^\t\n]+(?:\t+[^\t\n]+)+")
_PARAGRAPHS = frozenset(
    (
        *("p", "div", "section", "article", "ul", "ol", "dl", "table", "blockquote", "figure"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_LINES = frozenset(["br", "li", "tr", "dd", "dt", "hr"])
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}


class MarkupKind(StrEnum):
    """What was pasted."""

    HTML = "html"
    TABLE = "table"
    IMAGE = "image"
    LINK = "link"


_RULES = {
    MarkupKind.HTML: "html-in-text",
    MarkupKind.TABLE: "table-in-text",
    MarkupKind.IMAGE: "image-in-text",
    MarkupKind.LINK: "link-in-text",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PastedMarkup:
    """Something that was pasted, as it was typed, and its line, from 0."""

    kind: MarkupKind
    typed: str
    line: int


def find_markup(text: str) -> list[PastedMarkup]:
    """What of each kind comes first, in the order of the lines."""
    found: dict[MarkupKind, PastedMarkup] = {}
    if "<" in text or "&" in text:
        _find(found, MarkupKind.HTML, text, _COMMENT, _TAG, _ENTITY)
    if "](" in text:
        _find(found, MarkupKind.IMAGE, text, _IMAGE)
        _find(found, MarkupKind.LINK, text, _LINK)
    for begin, lines in _tables(text.split("\n")) if _may_hold_table(text) else ():
        found.setdefault(
            MarkupKind.TABLE,
            PastedMarkup(kind=MarkupKind.TABLE, typed=lines[0].strip(), line=begin),
        )
    return sorted(found.values(), key=lambda one: one.line)


def without_markup(text: str, *, as_verse: bool = False) -> str:
    """The words alone. Emphasis and lists stay, in Markdown; a row of a table is a line of a list.

    Verse knows no emphasis, and keeps its lines.
    """
    if _may_hold_table(text):
        text = _without_tables(text)
    if "](" in text:
        text = _LINK.sub(lambda link: link["words"], _IMAGE.sub("", text))
    if "<" in text:
        text = _COMMENT.sub("", _HIDDEN.sub("", text))
        text = _TAG.sub(lambda tag: _in_markdown(tag, as_verse=as_verse), text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]).replace("\xa0", " "), text)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n").rstrip()


def _find(
    found: dict[MarkupKind, PastedMarkup], kind: MarkupKind, text: str, *patterns: re.Pattern[str]
) -> None:
    """Add what matches first, if anything does."""
    matches = [match for pattern in patterns if (match := pattern.search(text))]
    # An entity that HTML does not know is typed so on purpose.
    matches = [one for one in matches if one.re is not _ENTITY or unescape(one[0]) != one[0]]
    if matches:
        first = min(matches, key=lambda match: match.start())
        line = text.count("\n", 0, first.start())
        found[kind] = PastedMarkup(kind=kind, typed=first[0], line=line)


def _in_markdown(tag: re.Match[str], *, as_verse: bool) -> str:
    name = tag["name"].casefold()
    if name in _PARAGRAPHS:
        return "\n\n"
    if name == "li" and not tag["close"] and not as_verse:
        return "\n- "
    if name in _LINES and not tag["close"]:
        return "\n" if as_verse or name == "li" else "  \n"
    return "" if as_verse else _MARKS.get(name, "")


def _may_hold_table(text: str) -> bool:
    """Cheap to ask of a long text, of which most have no table."""
    return "|" in text or "\t" in text or "+--" in text


def _tables(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The number of its first line, from 0, and the lines of each table."""
    begin = 0
    while begin < len(lines):
        end = begin
        while end < len(lines) and (_ROW.fullmatch(lines[end]) or _is_rule(lines[end])):
            end += 1
        rows = [line for line in lines[begin:end] if not _is_rule(line)]
        # Of rules that no table follows, only the last one is looked at again.
        last_rule = begin if rows else end - 1
        if not rows:
            end = _end_of_open_table(lines, begin)
            rows = [line for line in lines[begin:end] if not _is_rule(line)]
        if (end - begin > 1 and rows and len(rows) < end - begin) or len(rows) > 1:
            yield begin, lines[begin:end]
            begin = end
            continue
        end = begin
        while end < len(lines) and _CELLS_BY_TAB.fullmatch(lines[end].strip(" ")):
            end += 1
        if end - begin > 1:
            yield begin, lines[begin:end]
        begin = max(end, last_rule, begin + 1)


def _end_of_open_table(lines: list[str], begin: int) -> int:
    """The number of the line after a table without outer strokes; ``begin`` where none begins."""
    strokes = lines[begin].count("|")
    end = begin
    while end < len(lines) and (
        _is_rule(lines[end])
        or (lines[end].count("|") == strokes and _OPEN_ROW.fullmatch(lines[end].strip()))
    ):
        end += 1
    return end if strokes else begin


def _is_rule(line: str) -> bool:
    """A line between rows, such as |---|:--| or +---+---+; a line of hyphens alone is none."""
    return _RULE_SIGNS.issuperset(line) and "--" in line and ("|" in line or "+" in line)


def _without_tables(text: str) -> str:
    lines = text.split("\n")
    for begin, table in reversed(list(_tables(lines))):
        rows = [
            ", ".join(cell.strip() for cell in re.split(r"[|\t]+", line.strip().strip("|")))
            for line in table
            if not _is_rule(line)
        ]
        items = [f"- {row}" for row in rows if row.strip(", ")]
        lines[begin : begin + len(table)] = ["", *items, ""]
    return "\n".join(lines)


def report_markup(text: str, report: Report, first_line: int, *, tell_links: bool) -> None:
    """Tell what was pasted into a text that begins at a line, and what to write instead."""
    for one in find_markup(text):
        if one.kind is MarkupKind.LINK and not tell_links:
            continue
        message, hint = _in_words(one.kind, one.typed[:60])
        report.warn(_RULES[one.kind], message, hint, line=first_line + one.line)


def _in_words(kind: MarkupKind, typed: str) -> tuple[Message, Message]:
    match kind:
        case MarkupKind.HTML:
            return (
                Message("the text holds HTML, such as '{typed}', which is left out", typed=typed),
                Message(
                    "write plain words: *so* for emphasis, **so** for strong words, a blank line"
                    " between paragraphs"
                ),
            )
        case MarkupKind.TABLE:
            return (
                Message(
                    "the text holds a table, which begins with '{typed}'; its rows are shown as"
                    " a list",
                    typed=typed,
                ),
                Message(
                    "write it as sentences, or as a list: a line for each row, with - before it"
                ),
            )
        case MarkupKind.IMAGE:
            return (
                Message(
                    "the text holds a picture, '{typed}', which is not shown there", typed=typed
                ),
                Message("take it out, and put the picture into works/ with a label of its own"),
            )
        case MarkupKind.LINK:
            return (
                Message(
                    "the text holds a link, '{typed}', of which only the words are shown",
                    typed=typed,
                ),
                Message("write its address as link: among the keys, where it becomes a code"),
            )
