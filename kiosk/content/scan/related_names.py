"""Names of files that may belong to an item: copies, conflicts of a sync program, backups.

A withdrawal may stand in any of them. A name is taken apart from its ends, a mark at a time, until
the name of an item is left.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import islice

# Endings of texts, of office documents, and of the copies that editors and people keep. A number
# or a word in tildes is a version of an editor.
_ENDING = re.compile(
    r"\.(?:md|markdown|txt|text|rtf|docx?|odt|pages|html?|ya?ml|json|toml|jpe?g|png|webp|tiff?|gif|heic|heif|avif|bmp"
    r"|bak\d?|backup|old|orig|save|swp|swo|kate-swp|autosave|tmp|\d{1,2}|~\d{1,3}~"
    r"|sync-conflict-[\w-]{1,60}|conflict[\w-]{0,60}|[a-z]{2,3}(?:-[a-z]{2,4})?)$"
)
_COPIES = (
    *("copy", "copia", "cópia", "copie", "kopie", "kopia", "kopi", "duplicate", "duplicado"),
    *("복사본", "コピー", "副本"),
)
_OLDER = (
    *("old", "backup", "bak", "orig", "original", "alt", "draft", "borrador", "viejo", "vieja"),
    "ancien",
)
# "sfconflict" of Seafile and "conflicted" end with or begin with one of them.
_CONFLICTS = ("conflict", "conflit", "konflikt")
_SEPARATORS = " ._–—-"
# Digits of the number of a copy, and of one without brackets.
_LONGEST_NUMBER, _LONGEST_BARE_NUMBER = 3, 2
# OneDrive adds the name of the computer, in capitals.
_COMPUTER = re.compile(r"-[A-Z][A-Z0-9]{1,14}(?:-[A-Z0-9]{1,14})?$")
_MARK_BEFORE = re.compile(
    rf"^(?:{'|'.join(_COPIES)})(?: ?\(\d{{1,3}}\))? (?:of |de |von |van |di |do |da |af |av )?"
)
# What editors put around the name of a file that is open or was changed.
_HIDDEN = re.compile(
    r"^\.(?P<name>.+)\.(?:sw[a-p]|kate-swp|un~)$|^#(?P<saved>.+)#$"
    # Files that say that an office program has another one open.
    r"|^~\$(?P<open>.+)$|^\.~lock\.(?P<locked>.+)#$",
    re.IGNORECASE,
)
# Names that are no content, but may be texts of an item: in a form of _HIDDEN, or with these.
_SIDE_TEXT = re.compile(
    r"\.(?:md|markdown|txt|text)(?:~|\.(?:bak\d?|swp|tmp|old|orig|save|backup|~\d{1,3}~))$"
    r"|\.bak$|\.(?:md|markdown|txt|text)\.sync-conflict-"
)
_TEXT_ENDINGS = (".md", ".markdown", ".txt", ".text", ".yaml", ".yml", ".json", ".toml")
_OFFICE_ENDINGS = (".rtf", ".doc", ".docx", ".odt")
# How many marks are taken off one name.
_MOST_MARKS = 8


def is_side_text(name: str) -> bool:
    """True for a file that is no content, but may be another state of an item's text."""
    lower = name.casefold()
    if found := _HIDDEN.match(name):
        return _shown_name(found).casefold().endswith(_TEXT_ENDINGS)
    if lower[:1] in "._~":
        return False
    if "conflicted copy" in lower or ".sync-conflict-" in lower:
        return lower.endswith((*_TEXT_ENDINGS, *_OFFICE_ENDINGS)) or ".md.sync-" in lower
    return _SIDE_TEXT.search(lower) is not None


def _shown_name(hidden: re.Match[str]) -> str:
    return str(next(filter(None, hidden.groups())))


def normalized_name(name: str) -> str:
    """Equal for two names that people, Windows and macOS take for the same.

    Capitals do not count, nor whether an accent is stored with its letter (NFC) or apart (NFD).
    """
    if name.isascii():
        return name.casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def names_of_items(name: str) -> Iterator[str]:
    """The normalized names that an item has to which the file ``name`` may belong, nearest first.

    ``name`` is the last part of a path; capitals count only for the name of a computer.
    """
    if hidden := _HIDDEN.match(name):
        name = _shown_name(hidden)
    pending = [unicodedata.normalize("NFC", one) for one in dict.fromkeys((name, name.rstrip("~")))]
    seen = set(map(normalized_name, pending))
    yield from map(normalized_name, pending)
    for _ in range(_MOST_MARKS):
        if not pending:
            return
        shorter = [one for typed in pending for one in _less_a_mark(typed)]
        pending = []
        for one in shorter:
            if one and (normalized := normalized_name(one)) not in seen:
                seen.add(normalized)
                pending.append(one)
                yield normalized


def _less_a_mark(name: str) -> Iterator[str]:
    lower = name.lower()
    if found := _COMPUTER.search(name):
        yield name[: found.start()]
    if len(lower) != len(name):
        # A letter whose small form is longer; the marks have none.
        return
    if found := _ENDING.search(lower):
        yield name[: found.start()]
    if found := _MARK_BEFORE.match(lower):
        yield name[found.end() :]
    for length in (_less_brackets(lower), _less_words(lower), _less_conflict(lower)):
        if 0 < length < len(name):
            yield name[:length]


def _less_brackets(lower: str) -> int:
    """The length of a name without brackets such as "(1)" and "(Ana's copy)" at its end; or 0."""
    start = max(lower.rfind("("), lower.rfind("["))
    if start <= 0 or not lower.endswith((")", "]")):
        return 0
    inner = lower[start + 1 : -1]
    is_number = inner.isdecimal() and len(inner) <= _LONGEST_NUMBER
    if is_number or any(word in inner for word in (*_COPIES, *_OLDER, *_CONFLICTS)):
        return len(lower[:start].rstrip(_SEPARATORS))
    return 0


def _less_words(lower: str) -> int:
    """The length of a name without " - copy", "_old", "copy 2", " 2" or blanks at its end; or 0."""
    bare = lower.rstrip("0123456789")
    digits = len(lower) - len(bare)
    words = bare.rstrip(_SEPARATORS)
    if digits <= _LONGEST_NUMBER:
        for word in (*_COPIES, *_CONFLICTS, *_OLDER):
            if words.endswith(word):
                kept = words.removesuffix(word)
                less = kept.rstrip(_SEPARATORS)
                if word not in _OLDER or less != kept:
                    return len(less)
    if 0 < digits <= _LONGEST_BARE_NUMBER and bare.endswith(" "):
        return len(words)
    return 0 if digits else len(words)


def _less_conflict(lower: str) -> int:
    """The length of a name without "_conflict-20260105" or its like at its end; or 0."""
    start = max(map(lower.rfind, _CONFLICTS))
    if start <= 0 or lower[start - 1] not in _SEPARATORS:
        return 0
    return len(lower[:start].rstrip(_SEPARATORS))


def likely_names(name: str, names: Collection[str], most: int = 300) -> list[str]:
    """The names among which one is looked for that is spelled like ``name``.

    Comparing two names takes some 20 microseconds. Of more than ``most``, those that begin or end
    alike are compared, at most as many.
    """
    if len(names) <= most:
        return list(names)
    head, tail = name[:2], name[-3:]
    alike = (one for one in names if one.startswith(head) or one.endswith(tail))
    return list(islice(alike, most))
