"""Characters that a terminal would obey, or that are there without being seen."""

import re

# Everything of Unicode's categories Cc (but for the tab and the end of a line), Cf, Zl, Zp and Cs:
# escape sequences, what reverses a direction, what is not seen, and the bytes of a file name that
# are no text. The soft hyphen and the joiners are part of words' spelling and stay. The signs that
# stand before numbers in Arabic and Syriac, and the hieroglyphs' joints, are seen.
_COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def escape_controls(text: str) -> str:
    r"""The text with ``\u001b`` and the like for what a terminal would obey or not show.

    Tabs and line ends stay. The form is JSON's: a value that is printed as JSON stays the same.
    """
    if text.isascii() and text.isprintable():
        return text
    return _COMMANDS.sub(lambda found: json_escape(found.group()), text)


def without_controls(text: str) -> str:
    """The text without such characters."""
    return _COMMANDS.sub("", text)


def one_line(text: str) -> str:
    r"""The same with ``\u000a`` and ``\u0009``: a name cannot pass for several lines."""
    return escape_controls(text).replace("\n", json_escape("\n")).replace("\t", json_escape("\t"))


def json_escape(text: str) -> str:
    r"""Each UTF-16 code unit of the text as ``\u`` with four digits."""
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(rf"\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
