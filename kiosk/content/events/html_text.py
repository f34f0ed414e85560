"""The plain text of event descriptions, which calendar programs write as HTML."""

import re
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|br|a|b|i|u|ul|ol|li|div|span|html|body|strong|em|h\d|table|tr|td|font)\b[^<>]*>",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s<>\"'\])]+")
_BREAKS = frozenset({"p", "br", "div", "li", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"style", "script", "head", "title"})


class _TextExtractor(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[tuple[str, int]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        if tag in _BREAKS:
            self.parts.append("\n- " if tag == "li" else "\n\n" if tag in ("p", "div") else "\n")
        href = dict(attrs).get("href") if tag == "a" else None
        if href and _LINK.fullmatch(href):
            self.links.append((href, len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self._hidden:
            self._hidden -= 1
        if tag in ("p", "ul", "ol", "div"):
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def plain_text(text: str) -> str:
    """The plain text of what may be HTML, with a blank line between paragraphs."""
    if _TAG.search(text):
        words = _TextExtractor()
        words.feed(text)
        words.close()
        text = "".join(words.parts)
    text = re.sub(r"[^\S\n]+", " ", text.replace("\u00a0", " "))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip()


def links_in(text: str) -> list[tuple[str, str]]:
    """Each web address of a text, in order, with its line."""
    found: dict[str, str] = {}
    if _TAG.search(text):
        words = _TextExtractor()
        words.feed(text)
        words.close()
        for link, at in words.links:
            before = "".join(words.parts[:at]).rpartition("\n")[2]
            after = "".join(words.parts[at : at + 2]).partition("\n")[0]
            found.setdefault(link, before + after)
    for line in plain_text(text).split("\n"):
        for link in _LINK.findall(line):
            found.setdefault(link.rstrip(".,;:!?"), line)
    return list(found.items())
