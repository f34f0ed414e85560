"""One form for all texts: letters with their accents composed (Unicode's NFC)."""

import re
import unicodedata

# NFC would replace variants of Chinese characters, which names are written with on purpose, by the
# usual ones; and a few signs by ones of ASCII that mean something in an address.
_COMPOSED = re.compile("[^\u037e\u1fef\u212a\uf900-\ufaff\U0002f800-\U0002fa1f]+")


def normalized(text: str) -> str:
    """The text in NFC; it looks the same, and the same name has the same characters."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return _COMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
