"""The plain text of event descriptions, which calendar programs write as HTML."""

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(
    r"</?(?:p|br|a|b|i|u|ul|ol|li|div|span|html|body|strong|em|h\d|table|tr|td|font)\b[^<>]*>",
    re.IGNORECASE,
)
# A tag from its name on, with quoted values, in which a > may stand. No < may: a text with one is
# no tag, and each letter of it is looked at once.
_WHOLE_TAG = re.compile(
    r"</?(?P<name>[a-z][a-z0-9]*+)"
    r"(?P<rest>[^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+)*+|[^<>]*+)>",
    re.IGNORECASE,
)
_HREF = re.compile(r"\bhref\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"']++))", re.IGNORECASE)
# No character has a number so long, and Python refuses numbers of thousands of digits.
_LONG_NUMBER = re.compile(r"&#[0-9]{8,}+;?")
_LINK = re.compile(r"https?://[^\s<>\"'\])]+")
_BREAKS = frozenset({"p", "br", "div", "li", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"style", "script", "head", "title"})


class _HtmlText:
    """The text of HTML, and its links with the number of parts before each.

    Linear in the length, unlike ``html.parser``, which takes minutes for 30,000 letters of tags
    that are not closed.
    """

    def __init__(self, html: str) -> None:
        self.parts: list[str] = []
        self.links: list[tuple[str, int]] = []
        hidden = 0
        for text, tag, rest, closes in _pieces(html):
            if text:
                if not hidden:
                    self.parts.append(unescape(_LONG_NUMBER.sub("\ufffd", text)))
            elif tag in _HIDDEN:
                hidden = max(0, hidden - 1) if closes else hidden + 1
            elif closes:
                if tag in ("p", "ul", "ol", "div"):
                    self.parts.append("\n\n")
            else:
                self._start(tag, rest)

    def _start(self, tag: str, rest: str) -> None:
        if tag in _BREAKS:
            self.parts.append("\n- " if tag == "li" else "\n\n" if tag in ("p", "div") else "\n")
        if tag == "a" and (found := _HREF.search(rest)):
            href = unescape(_LONG_NUMBER.sub("\ufffd", found[1] or found[2] or found[3] or ""))
            if _LINK.fullmatch(href):
                self.links.append((href, len(self.parts)))


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
        elif found := _WHOLE_TAG.match(html, at):
            end = found.end()
            yield html[start:at], "", "", False
            yield "", found["name"].casefold(), found["rest"], html[at + 1] == "/"
        else:
            at += 1
            continue
        start = at = end
    yield html[start:], "", "", False


def plain_text(text: str) -> str:
    """The plain text of what may be HTML, with a blank line between paragraphs."""
    if _TAG.search(text):
        text = "".join(_HtmlText(text).parts)
    text = re.sub(r"[^\S\n]+", " ", text.replace("\u00a0", " "))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip()


def links_in(text: str) -> list[tuple[str, str]]:
    """Each web address of a text, in order, with its line."""
    found: dict[str, str] = {}
    if _TAG.search(text):
        words = _HtmlText(text)
        for link, at in words.links:
            before = "".join(words.parts[:at]).rpartition("\n")[2]
            after = "".join(words.parts[at : at + 2]).partition("\n")[0]
            found.setdefault(link, before + after)
    for line in plain_text(text).split("\n"):
        for link in _LINK.findall(line):
            found.setdefault(link.rstrip(".,;:!?"), line)
    return list(found.items())
