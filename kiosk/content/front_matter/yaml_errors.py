"""Reports YAML errors in plain words, at the position where they can be corrected."""

import yaml

from kiosk.content.problems import Report
from kiosk.domain import Message

# The beginnings of libyaml's messages, with the message and the hint to report instead.
_QUOTED = Message("put the value between straight quotes")
_CLOSE = Message("close it, or put the whole value between straight double quotes")
_SIGN = Message("the value begins with a sign that no value may begin with")
_OPEN = Message("a quote is opened here and not closed")
_ANY = Message(
    "write 'key: value', one on a line; put a value that holds ': ' or '#' between straight quotes"
)
_MESSAGES = (
    ("found character that cannot start any token", _SIGN, _QUOTED),
    ("did not find expected alphabetic or numeric", _SIGN, _QUOTED),
    ("did not find expected whitespace or line break", _SIGN, _QUOTED),
    ("found undefined alias", _SIGN, _QUOTED),
    ("found undefined tag", _SIGN, _QUOTED),
    ("found unexpected end of stream", _OPEN, _CLOSE),
    ("found unexpected document", _OPEN, _CLOSE),
    (
        "did not find expected key",
        Message("this is neither a key with its value nor part of the value above"),
        _ANY,
    ),
    (
        "could not find expected ':'",
        Message("a colon and a space are missing behind a key"),
        Message("write 'key: value', with a space behind the colon"),
    ),
    ("mapping values are not allowed", Message("there is one colon too many"), _ANY),
    (
        "block sequence entries are not allowed",
        Message("a list cannot begin here"),
        Message("begin the list in the line below the key"),
    ),
    (
        "did not find expected ',' or ']'",
        Message("a square bracket is opened here and not closed"),
        _QUOTED,
    ),
    (
        "did not find expected ',' or '}'",
        Message("a curly bracket is opened here and not closed"),
        _QUOTED,
    ),
    (
        "did not find expected node content",
        Message("something is missing between the brackets"),
        _QUOTED,
    ),
    (
        "found unknown escape character",
        Message("a backslash changes the sign behind it"),
        Message("put the value between single quotes"),
    ),
    (
        "found a tab character",
        Message("a tab stands at its start"),
        Message("replace the tab by spaces"),
    ),
    (
        "control characters are not allowed",
        Message("a sign in it cannot be printed"),
        Message("type the line again"),
    ),
    (
        "did not find expected '<document start>'",
        Message("there is something more behind the last key"),
        _ANY,
    ),
    (
        "but found another document",
        Message("there is a second line of hyphens"),
        Message("take the line away"),
    ),
)
# Errors that are reported where something was opened, not at the end, where it is not closed.
_REPORTED_WHERE_OPENED = (
    "while scanning a quoted",
    "while parsing a flow",
    "while scanning a simple",
)


def report_yaml(error: yaml.MarkedYAMLError, text: str, report: Report, first_line: int) -> None:
    """Report one error. ``first_line`` is the line of the file at which ``text`` begins."""
    lines = text.splitlines()
    problem = error.problem or error.context or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and (error.context or "").startswith(_REPORTED_WHERE_OPENED):
        mark = error.context_mark
    at, column = (mark.line, mark.column + 1) if mark else (0, 1)
    typed = lines[at] if at < len(lines) else ""
    words, hint = next(
        ((words, hint) for start, words, hint in _MESSAGES if problem.startswith(start)),
        (Message("it is not 'key: value'"), _ANY),
    )
    above = lines[at - 1].strip() if 0 < at <= len(lines) else ""
    key, colon, value = typed.partition(":")
    if "\t" in typed[: len(typed) - len(typed.lstrip())]:
        hint = Message("replace the tab at the start of the line by spaces")
    elif any(quote in typed for quote in "“”„«»"):
        hint = Message('use straight quotes (") around the value, not curly ones')
    elif typed.count(": ") > 1:
        hint = Message('put the value between straight quotes: {key}: "..."', key=key.strip())
    elif hint == _QUOTED and colon and value.strip():
        inside = value.strip().replace('"', "'")
        hint = Message(
            'put the value between straight quotes: {key}: "{inside}"',
            key=key.strip(),
            inside=inside,
        )
    elif colon and value and not value.startswith(" ") and "//" not in typed:
        hint = Message(
            "put a space behind the colon: {key}: {value}", key=key.strip(), value=value.strip()
        )
    elif above and ":" in above and ": " not in f"{above} " and "//" not in above:
        at, column, hint = (
            at - 1,
            1,
            Message(
                "put a space behind the colon: {line}",
                line=": ".join(part.strip() for part in above.split(":", 1)),
            ),
        )
    report.error(
        "yaml",
        Message("this line cannot be read: {words}", words=words),
        hint,
        line=at + first_line,
        column=column,
    )
