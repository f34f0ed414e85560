"""Lengths and slices of a text in UTF-16 code units, in which Qt counts positions."""


def utf16_length(text: str) -> int:
    """The length of ``text`` in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def utf16_slice(text: str, start: int, end: int) -> str:
    """The part of ``text`` from ``start`` up to ``end``, both in UTF-16 code units.

    Half of a surrogate pair becomes U+FFFD.
    """
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")
