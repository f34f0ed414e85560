"""Where a finding stands: the file and the place in it of one key, in the language that is meant."""

from pathlib import PurePosixPath

from kiosk.content.load import LoadResult
from kiosk.domain import Problem, Severity


def make_problem(
    result: LoadResult, file: str, key: str, severity: Severity, rule: str, message: str, hint: str
) -> Problem:
    """A finding at a key of a file; "body" is the text below the keys, "" the file as a whole."""
    line, column = result.source_map.get((file, key), (1, 1))
    return Problem(
        path=file,
        line=line,
        column=column,
        severity=severity,
        rule=rule,
        message=message,
        hint=hint,
    )


def file_of(result: LoadResult, file: str, language: str) -> str:
    """The file that says in ``language`` what ``file`` says in the exhibition's first one."""
    path = PurePosixPath(file)
    if language == result.snapshot.exhibition.languages[0] or path.suffix == ".ics":
        return file
    return str(
        path.with_name(f"{path.stem}.{language}{path.suffix if path.suffix == '.yaml' else '.md'}")
    )


def in_language(result: LoadResult, language: str) -> str:
    """ " (es)" in an exhibition of several languages, for the end of a message."""
    return f" ({language})" if len(result.snapshot.exhibition.languages) > 1 else ""
