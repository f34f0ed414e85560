"""Reports YAML errors in plain words, at the position where they can be corrected."""

import yaml

from kiosk.content.problems import Report

# The beginnings of libyaml's messages, with the message and the hint to report instead.
_QUOTED = "put the value between straight quotes"
_CLOSE = "close it, or put the whole value between straight double quotes"
_SIGN = "the value begins with a sign that no value may begin with"
_OPEN = "a quote is opened here and not closed"
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
        "this is neither a key with its value nor part of the value above",
        "",
    ),
    (
        "could not find expected ':'",
        "a colon and a space are missing behind a key",
        "write 'key: value', with a space behind the colon",
    ),
    ("mapping values are not allowed", "there is one colon too many", ""),
    (
        "block sequence entries are not allowed",
        "a list cannot begin here",
        "begin the list in the line below the key",
    ),
    ("did not find expected ',' or ']'", "a square bracket is opened here and not closed", _QUOTED),
    ("did not find expected ',' or '}'", "a curly bracket is opened here and not closed", _QUOTED),
    ("did not find expected node content", "something is missing between the brackets", _QUOTED),
    (
        "found unknown escape character",
        "a backslash changes the sign behind it",
        "put the value between single quotes",
    ),
    ("found a tab character", "a tab stands at its start", "replace the tab by spaces"),
    ("control characters are not allowed", "a sign in it cannot be printed", "type the line again"),
    ("did not find expected '<document start>'", "there is something more behind the last key", ""),
    ("but found another document", "there is a second line of hyphens", "take the line away"),
)
# Errors that are reported where something was opened, not at the end, where it is not closed.
_REPORTED_WHERE_OPENED = (
    "while scanning a quoted",
    "while parsing a flow",
    "while scanning a simple",
)
_ANY = (
    "write 'key: value', one on a line; put a value that holds ': ' or '#' between straight quotes"
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
        ("it is not 'key: value'", ""),
    )
    above = lines[at - 1].strip() if 0 < at <= len(lines) else ""
    key, colon, value = typed.partition(":")
    if "\t" in typed[: len(typed) - len(typed.lstrip())]:
        hint = "replace the tab at the start of the line by spaces"
    elif any(quote in typed for quote in "“”„«»"):
        hint = 'use straight quotes (") around the value, not curly ones'
    elif typed.count(": ") > 1:
        hint = f'put the value between straight quotes: {key.strip()}: "..."'
    elif hint == _QUOTED and colon and value.strip():
        inside = value.strip().replace('"', "'")
        hint = f'put the value between straight quotes: {key.strip()}: "{inside}"'
    elif colon and value and not value.startswith(" ") and "//" not in typed:
        hint = f"put a space behind the colon: {key.strip()}: {value.strip()}"
    elif above and ":" in above and ": " not in f"{above} " and "//" not in above:
        at, column, hint = (
            at - 1,
            1,
            "put a space behind the colon: "
            + ": ".join(part.strip() for part in above.split(":", 1)),
        )
    report.error(
        "yaml",
        f"this line cannot be read: {words}",
        hint or _ANY,
        line=at + first_line,
        column=column,
    )
