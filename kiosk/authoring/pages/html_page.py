"""The data of a saved web page: JSON-LD, microdata, and its text.

lxml comes with the extra "curator" only: it makes a tree of any HTML, in time that is linear in its
length.
"""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from itertools import islice
from typing import TYPE_CHECKING, Any

from kiosk.authoring.pages.found_event import UnreadablePageError
from kiosk.domain import Message
from kiosk.domain.bounds import PAGE_DEPTH, PAGE_VALUES, TABLE_COLUMNS, TABLE_ROWS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NO_LXML = Message(
    "web pages cannot be read here, because the package lxml is not installed; install it (pip"
    " install 'kiosk[curator]', or apt install python3-lxml), or copy the page's text into a .txt"
    " file"
)
_CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,40})", re.IGNORECASE)
# Attributes that hold the value of a property (HTML, 5.2.3).
_VALUE_ATTRIBUTES = {
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("data", "meter"), "value"),
    "object": "data",
    "time": "datetime",
    "meta": "content",
}
HIDDEN_TAGS = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "nav", "footer", "form", "svg"}
    | {"button", "select", "iframe", "aside"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "ul", "ol", "table", "blockquote", "header", "main", "dl"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "address", "figure", "hr"}
)
_LINES = frozenset({"br", "li", "tr", "dt"})
_LONGEST_HEAD = 4096
# The words of a link that say no more than its address.
_FOLLOW = re.compile(
    r"(?:(?:please )?(?:register|rsvp|sign[ -]?up|tickets?|buy|book|click|link|more|details|here)"
    r"|inscr|reg[ií]str|m[aá]s|aqu[ií]|entradas)",
    re.IGNORECASE,
)


def decode(raw: bytes) -> str:
    """A page's text, by its mark, as UTF-8, or by what it says of itself."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16")):
        if raw.startswith(mark):
            return raw.decode(name, "replace").lstrip("\ufeff")
    if raw.startswith(codecs.BOM_UTF16_BE):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _CHARSET.search(raw[:_LONGEST_HEAD])
    name = found[1].decode("ascii") if found else "cp1252"
    try:
        return raw.decode(name, "replace")
    except (LookupError, ValueError):
        return raw.decode("cp1252", "replace")


def page_in_archive(raw: bytes) -> bytes:
    """The HTML part of a page that a browser saved as one file (MHTML)."""
    try:
        message = message_from_bytes(raw, policy=policy.default)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes):
                    return payload
    except Exception as error:  # noqa: BLE001 - the parser raises anything for damaged files
        raise UnreadablePageError(
            Message("the saved page cannot be read: {value}", value=str(error)[:200])
        ) from None
    raise UnreadablePageError(
        Message("the saved page holds no text; save it as 'Webpage, HTML only'")
    )


class HtmlPage:
    """A page's tree. Raises UnreadablePageError where it cannot be made."""

    def __init__(self, text: str) -> None:
        try:
            from lxml import etree, html
        except ImportError:
            raise UnreadablePageError(_NO_LXML) from None
        # A declaration of an encoding is refused in text that is decoded already.
        text = re.sub(r"^\s*+<\?xml[^>]*+>", "", text[:_LONGEST_HEAD]) + text[_LONGEST_HEAD:]
        text = text.replace("\0", "")
        parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
        try:
            self._root: Any = html.document_fromstring(text or "<p></p>", parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
            raise UnreadablePageError(
                Message("the page cannot be read: {value}", value=str(error)[:200])
            ) from None

    @property
    def address(self) -> str:
        """The page's own address, by its base, its canonical link or its card; "" without one."""
        for path in (
            "//base/@href",
            "//link[@rel='canonical']/@href",
            "//meta[@property='og:url']/@content",
        ):
            for one in self._root.xpath(path):
                if str(one).startswith("https://"):
                    return str(one)
        return ""

    def scripts(self) -> Iterator[str]:
        """The text of each script of linked data (JSON-LD)."""
        for script in self._root.iter("script"):
            kind = (script.get("type") or "").partition(";")[0].strip().casefold()
            if kind == "application/ld+json" and script.text:
                yield str(script.text)

    def microdata(self) -> list[dict[str, object]]:
        """The items of the page's microdata, in the form of JSON-LD."""
        items: list[dict[str, object]] = []
        by_element: dict[Any, dict[str, object]] = {}
        for number, element in enumerate(self._root.iter()):
            if number > PAGE_VALUES.limit:
                break
            if not isinstance(element.tag, str):
                continue
            if element.get("itemscope") is not None:
                by_element[element] = {"@type": (element.get("itemtype") or "").split()}
                if identifier := element.get("itemid"):
                    by_element[element]["@id"] = identifier
            names = (element.get("itemprop") or "").split()
            owner = self._owner(element, by_element)
            item = by_element.get(element)
            if item is not None and (not names or owner is None):
                items.append(item)
            if owner is None:
                continue
            value = item if item is not None else self._value(element)
            for name in names[:10]:
                owner.setdefault(name, [])
                values = owner[name]
                if isinstance(values, list):
                    values.append(value)
        return items

    @staticmethod
    def _owner(
        element: "Element", by_element: dict[Any, dict[str, object]]
    ) -> dict[str, object] | None:
        """The item that an element's properties belong to."""
        if element.get("itemprop") is None:
            return None
        for depth, above in enumerate(element.iterancestors()):
            if depth > 4 * PAGE_DEPTH.limit:
                return None
            if above in by_element:
                return by_element[above]
        return None

    @staticmethod
    def _value(element: "Element") -> str:
        tag = str(element.tag)
        if element.get("content") is not None:
            return str(element.get("content"))
        name = _VALUE_ATTRIBUTES.get(tag)
        if name and element.get(name) is not None:
            return str(element.get(name))
        return text_below(element)

    @property
    def body(self) -> "Element":
        """The element with what the page has to say."""
        bodies = self._root.xpath("//main") or self._root.xpath("//body") or [self._root]
        found: Element = bodies[0]
        return found

    def text(self) -> str:
        """The page's words as lines, each link's address behind its words."""
        return text_below(self.body, with_links=True)

    def tables(self) -> Iterator[list[list[object]]]:
        """The rows of each table that holds no other one, an address in the place of its words."""
        for table in self.body.iter("table"):
            if next(table.iterdescendants("table"), None) is not None:
                continue
            yield list(_rows_of(islice(table.iter("tr"), TABLE_ROWS.limit)))

    def placeholder(self, words: str) -> "Element":
        """A new paragraph with these words, which may take an element's place."""
        made: Element = self._root.makeelement("p", {})
        made.text = words
        return made


def _rows_of(rows: "Iterable[Element]") -> Iterator[list[object]]:
    """The cells of rows; one that spans several rows stands in each of them."""
    spans: dict[int, tuple[int, str | None]] = {}
    for row in rows:
        found: list[object] = []
        for cell in islice(row.iter("td", "th"), TABLE_COLUMNS.limit):
            _take_spans(found, spans)
            words = _cell(cell)
            height = str(cell.get("rowspan") or "")
            if height.isdigit() and len(height) < 4 and int(height) > 1:
                spans[len(found)] = int(height), words
            found.append(words)
        _take_spans(found, spans)
        spans = {at: (left - 1, words) for at, (left, words) in spans.items() if left > 1}
        yield found


def _take_spans(found: list[object], spans: dict[int, tuple[int, str | None]]) -> None:
    """Add the cells that reach into a row from above, at the end of what is found."""
    while len(found) in spans and len(found) < TABLE_COLUMNS.limit:
        found.append(spans[len(found)][1])


def _cell(cell: "Element") -> str | None:
    """The words of a cell; its address where the words only say to follow it."""
    words = " ".join(text_below(cell).split())
    links = [str(one.get("href")) for one in cell.iter("a") if one.get("href")]
    links = [link for link in links if link.startswith(("https://", "http://"))]
    return (links[0] if len(links) == 1 and _FOLLOW.match(words) else words) or None


def text_below(element: "Element", *, with_links: bool = False) -> str:
    """The text of an element in lines, without what a visitor of the page does not see."""
    from lxml import etree

    parts: list[str] = []
    hidden = 0
    for event, one in etree.iterwalk(element, events=("start", "end")):
        tag = one.tag if isinstance(one.tag, str) else "script"
        is_hidden = (with_links and tag in HIDDEN_TAGS) or tag in ("script", "style")
        if event == "start":
            hidden += is_hidden
            parts.append(_joint_before(tag, parts))
            if one.text and not hidden:
                parts.append(re.sub(r"\s+", " ", one.text))
            continue
        href = one.get("href") or "" if tag == "a" and with_links else ""
        if href.startswith("https://") and not hidden:
            parts.append(f" <{href}>")
        if tag in _BLOCKS:
            parts.append("\n\n")
        elif tag in ("td", "th"):
            parts.append("  ")
        hidden -= is_hidden
        if one is not element and one.tail and not hidden:
            parts.append(re.sub(r"\s+", " ", one.tail))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _joint_before(tag: str, parts: list[str]) -> str:
    """What parts an element from the text before it."""
    if tag in _BLOCKS:
        return "\n\n"
    if tag in _LINES:
        return "\n"
    if tag != "dd":
        return ""
    # On the line of its name, of which a page may leave the colon out.
    last = next((part.strip() for part in reversed(parts) if part), "")
    return ": " if last and not last.endswith((":", ",")) else " "


def parse_json(text: str) -> object:
    """The values of JSON, also with line breaks in its texts. Raises UnreadablePageError."""
    plain = text.strip().removeprefix("\ufeff")
    for before, after in (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")):
        if plain.startswith(before):
            plain = plain.removeprefix(before).strip().removesuffix(after).strip()
    try:
        return json.loads(plain.rstrip(";"), strict=False)
    except RecursionError:
        raise UnreadablePageError(Message("the data has too many levels in each other")) from None
    except ValueError as error:
        raise UnreadablePageError(
            Message("the data is not JSON that can be read: {error}", error=error)
        ) from None
