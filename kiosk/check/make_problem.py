"""Make a problem: its severity from the rule's page, its place from the source map."""

from pathlib import PurePosixPath

from kiosk.check.rule_pages import rules
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem
from kiosk.domain.message import shared


def make_problem(
    result: LoadResult, rule: str, file: str, key: str, message: Message, hint: Message
) -> Problem:
    """A problem at a key of a file; "body" is the text below the keys, "" the file as a whole."""
    line, column = result.source_map.get((file, key), (1, 1))
    return problem_of_file(rule, file, message, hint, line=line, column=column)


def problem_of_file(
    rule: str, file: str, message: Message, hint: Message, *, line: int = 1, column: int = 1
) -> Problem:
    """A problem of a file or folder. Raises KeyError for a rule that has no page."""
    return Problem(
        path=file,
        line=line,
        column=column,
        severity=rules()[rule].severity,
        rule=rule,
        message=shared(message),
        hint=shared(hint),
    )


def file_of(result: LoadResult, file: str, language: str) -> str:
    """The translation of ``file`` into ``language``; ``file`` itself for the first language."""
    path = PurePosixPath(file)
    if language == result.snapshot.exhibition.languages[0] or path.suffix == ".ics":
        return file
    ending = ".yaml" if path.suffix == ".yaml" else ".md"
    translation = str(path.with_name(f"{path.stem}.{language}{ending}"))
    is_declared = (file, "lang") in result.source_map
    # A text that declares its language stands in the main file.
    return file if is_declared and (translation, "title") not in result.source_map else translation


def in_language(result: LoadResult, language: str) -> str:
    """ " (es)" in an exhibition of several languages, for the end of a message."""
    return f" ({language})" if len(result.snapshot.exhibition.languages) > 1 else ""
