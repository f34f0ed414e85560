"""The plain text of event descriptions, which some calendar programs write as HTML."""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from kiosk.content.events.links import address_spans, unwrapped

# Elements that programs write into descriptions. Anything else between < and > is text, such as an
# address or "a < b".
_ELEMENTS = frozenset(
    {
        "a",
        "abbr",
        "address",
        "article",
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "cite",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "img",
        "ins",
        "label",
        "li",
        "link",
        "main",
        "mark",
        "meta",
        "nav",
        "ol",
        "p",
        "pre",
        "s",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "style",
        "script",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "tt",
        "u",
        "ul",
        "wbr",
    }
)
# Elements that stand alone, in each way of writing them.
_ALONE = re.compile(
    r"<(?:br|hr)[ \t]*/?>|<(?:img|meta|br|hr)\s[^<>]*=[^<>]*>|^\s*<(?:p|html)[\s>]", re.IGNORECASE
)
# A tag from its name on, with quoted values, in which a > may stand. No < may: a text with one is
# no tag, and each letter of it is looked at once.
_WHOLE_TAG = re.compile(
    r"</?(?P<name>[a-z][a-z0-9-]*+)(?=[\s/>])"
    r"(?P<rest>[^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+)*+|[^<>]*+)>",
    re.IGNORECASE,
)
_HREF = re.compile(r"\bhref\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"']++))", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# No character has a number so long, and Python refuses numbers of thousands of digits.
_LONG_NUMBER = re.compile(r"&#[0-9]{8,}+;?")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
# How many line ends stand around an element: 1 for a line of its own, 2 for a paragraph.
_BREAKS = {
    **dict.fromkeys(("p", "ul", "ol", "dl", "table", "blockquote", "pre", "figure"), 2),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), 2),
    **dict.fromkeys(("div", "li", "tr", "dd", "dt", "address", "article", "section"), 1),
    **dict.fromkeys(("header", "footer", "main", "nav", "center", "figcaption", "hr"), 1),
}
_HIDDEN = frozenset({"style", "script", "head", "title"})
# How far from an address the words stand that say what it is for. A line of thousands of addresses
# is not searched as a whole for each of them.
_NEAR_LETTERS = 300
_SPACES = re.compile(r"[ \t\r\u00a0]+")
_SPACES_AND_LINE_ENDS = re.compile(r"[ \t\r\n\u00a0]+")
# In a text with these elements a line end is a space, as in any page.
_FLOWING = re.compile(r"<(?:html|body|!doctype)\b", re.IGNORECASE)


class _HtmlText:
    """The text of HTML, and its links with the number of parts before each.

    Linear in the length, unlike ``html.parser``, which takes minutes for 30,000 letters of tags
    that are not closed.
    """

    def __init__(self, html: str) -> None:
        self.parts: list[str] = []
        self.links: list[tuple[str, int]] = []
        # Line ends that the next words need before them, and those that stand there.
        self._needed = 0
        self._line_ends = 2
        self._after_break = False
        self._flows = _FLOWING.search(html) is not None
        hidden = 0
        for text, tag, rest, closes in _pieces(html):
            if text:
                if not hidden:
                    self._add_text(unescape(_LONG_NUMBER.sub("\ufffd", text)))
            elif tag in _HIDDEN:
                hidden = max(0, hidden - 1) if closes else hidden + 1
            else:
                self._add_tag(tag, rest, closes=closes)

    def _add_text(self, text: str) -> None:
        # Other spaces are typed on purpose, such as those between the parts of a number.
        text = (_SPACES_AND_LINE_ENDS if self._flows else _SPACES).sub(" ", text)
        if self._after_break:
            # Programs write an element that ends a line, and end the line of their source too.
            text = re.sub(r"^ *\n", "", text)
        self._after_break = False
        for line in re.split(r"(\n)", text):
            if line == "\n":
                self._end_line()
            elif line.strip() or (line and not self._needed and self._line_ends == 0):
                self._append(line)

    def _append(self, words: str) -> None:
        missing = self._needed - self._line_ends
        if missing > 0:
            self.parts.append("\n" * missing)
        self._needed = self._line_ends = 0
        self.parts.append(words)

    def _end_line(self) -> None:
        if self._needed > self._line_ends:
            self.parts.append("\n" * (self._needed - self._line_ends))
            self._line_ends = self._needed
        self._needed = 0
        self.parts.append("\n")
        self._line_ends += 1

    def _add_tag(self, tag: str, rest: str, *, closes: bool) -> None:
        if tag == "br":
            self._end_line()
        self._after_break = tag == "br" or tag in _BREAKS
        self._needed = max(self._needed, _BREAKS.get(tag, 0))
        if closes:
            return
        if tag == "li":
            self._append("- ")
        elif tag in ("td", "th") and not self._line_ends and not self._needed:
            self._append(" ")
        elif tag == "a" and (found := _HREF.search(rest)):
            href = unescape(_LONG_NUMBER.sub("\ufffd", found[1] or found[2] or found[3] or ""))
            if _LINK.fullmatch(href.strip()):
                self.links.append((unwrapped(href.strip()), len(self.parts)))


def _pieces(html: str) -> Iterator[tuple[str, str, str, bool]]:
    """(text, "", "", False) for each stretch of text, ("", name, rest, closes) for each tag."""
    start = at = 0
    while (at := html.find("<", at)) >= 0:
        if html.startswith(("<!", "<?"), at):
            end = html.find("-->" if html.startswith("<!--", at) else ">", at)
            # What is not closed hides nothing.
            if end < 0:
                break
            end += 3 if html.startswith("<!--", at) else 1
            yield html[start:at], "", "", False
        elif (found := _WHOLE_TAG.match(html, at)) and _is_element(found["name"]):
            end = found.end()
            yield html[start:at], "", "", False
            yield "", found["name"].casefold(), found["rest"], html[at + 1] == "/"
        else:
            at += 1
            continue
        start = at = end
    yield html[start:], "", "", False


def _is_element(name: str) -> bool:
    return name.casefold() in _ELEMENTS


def is_html(text: str, alternative: str = "") -> bool:
    """True for a text whose tags or entities are real ones; "a<b and c>d" is none.

    ``alternative`` is the same text as the program gives it in HTML: where its words are those of
    the text as it stands, the text is plain.
    """
    if alternative and _squeezed(html_text(alternative)) == _squeezed(text):
        return False
    if _ALONE.search(text) or any(found[0][1:] in html5 for found in _named(text)):
        return True
    opened: set[str] = set()
    for _, tag, _, closes in _pieces(text):
        if tag and closes and tag in opened:
            return True
        if tag and not closes:
            opened.add(tag)
    return False


def _named(text: str) -> Iterator[re.Match[str]]:
    """The entities of a text, by name; one by number counts as "&amp;"."""
    for found in _ENTITY.finditer(text):
        if found[0][1] == "#":
            yield from _ENTITY.finditer("&amp;")
        else:
            yield found


def _squeezed(text: str) -> str:
    return "".join(text.split())


def html_text(html: str) -> str:
    """The text of HTML, a line for each line, with a blank line between paragraphs."""
    return _tidy("".join(_HtmlText(html).parts))


def _tidy(text: str) -> str:
    text = "\n".join(line.strip(" \t\u00a0") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def plain_text(text: str) -> str:
    """The plain text of what may be HTML; anything else stays as it is typed."""
    return html_text(text) if is_html(text) else text.strip()


def links_in(text: str, *, html: bool) -> list[tuple[str, str]]:
    """Each web address of a text, in order, with its line, or with what is near it there.

    An address that is alone on its line has the line before with it.
    """
    found: dict[str, str] = {}
    if html:
        words = _HtmlText(text)
        for link, at in words.links:
            before = "".join(part[-_NEAR_LETTERS:] for part in words.parts[max(0, at - 20) : at])
            before = before.rpartition("\n")[2]
            after = "".join(part[:_NEAR_LETTERS] for part in words.parts[at : at + 3])
            # The line end before the address is written with its first word.
            line = after.lstrip("\n") if after.startswith("\n") else before + after
            found.setdefault(link, line.partition("\n")[0])
        text = html_text(text)
    before = ""
    for line in text.split("\n"):
        for start, end in address_spans(line):
            near = line[max(0, start - _NEAR_LETTERS) : end + _NEAR_LETTERS]
            alone = not near.replace(line[start:end], "").strip(" <>()[]")
            found.setdefault(unwrapped(line[start:end]), f"{before}\n{near}" if alone else near)
        before = line[-_NEAR_LETTERS:] or before
    return list(found.items())
