"""Values as they are typed into a file of keys."""

import re
from collections.abc import Sequence

from kiosk.authoring.drafts import typed
from kiosk.content.front_matter.yaml_source import Value

# Words that mean the same between brackets, where commas and brackets part values.
_PLAIN_IN_BRACKETS = re.compile(r"\w[\w .@/+%-]*(?<! )")
# A list of so many letters stands on one line.
_ONE_LINE_LETTERS = 60
_STEP = "  "


def scalar(value: str, quote: str = "", *, in_brackets: bool = False) -> str:
    """One line for a value; ``quote`` is the sign that the former value stood between."""
    words = " ".join(value.split())
    if quote == "'" and "\\" not in words and words.isprintable():
        return "'{}'".format(words.replace("'", "''"))
    if quote == '"' or (in_brackets and not _PLAIN_IN_BRACKETS.fullmatch(words)):
        return quoted(words)
    return typed(words) if words or in_brackets else ""


def quoted(words: str) -> str:
    """A value between straight double quotes."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def in_brackets(value: Value) -> str:
    """Any value on one line."""
    if isinstance(value, str):
        return scalar(value, in_brackets=True)
    if isinstance(value, list):
        return f"[{', '.join(in_brackets(item) for item in value)}]"
    pairs = (f"{scalar(key, in_brackets=True)}: {in_brackets(item)}" for key, item in value.items())
    return f"{{{', '.join(pairs)}}}"


def lines_of(key: str, value: Value, indent: str) -> list[str]:
    """The lines of a key with its value, without line ends."""
    name = key if re.fullmatch(r"\w[\w .-]*", key) else quoted(key)
    if isinstance(value, str):
        return [f"{indent}{name}: {scalar(value)}".rstrip()]
    if not value:
        return [f"{indent}{name}:"]
    if isinstance(value, list) and stands_on_one_line(value):
        return [f"{indent}{name}: {in_brackets(value)}"]
    return [f"{indent}{name}:", *below(value, indent + _STEP)]


def below(value: Value, indent: str) -> list[str]:
    """The lines of keys or of a list, without line ends."""
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in lines_of(key, item, indent)]
    if isinstance(value, list):
        return [line for item in value for line in item_lines(item, indent)]
    return [f"{indent}{scalar(value)}"]


def item_lines(item: Value, indent: str) -> list[str]:
    """The lines of one entry of a list."""
    if isinstance(item, dict) and item:
        first, *rest = below(item, indent + _STEP)
        return [f"{indent}- {first.lstrip()}", *rest]
    if isinstance(item, str):
        return [f"{indent}- {scalar(item) or quoted('')}"]
    return [f"{indent}- {in_brackets(item)}"]


def stands_on_one_line(value: Sequence[Value]) -> bool:
    """True for a short list of single words, such as languages."""
    return (
        all(isinstance(item, str) and _PLAIN_IN_BRACKETS.fullmatch(item) for item in value)
        and not any(" " in str(item) for item in value)
        and sum(len(item) + 2 for item in value) < _ONE_LINE_LETTERS
        and len(value) < 5
    )
