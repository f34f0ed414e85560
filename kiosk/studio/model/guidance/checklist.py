"""What is missing until an exhibition is ready to hang."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain import Message, Problem, Severity, Snapshot
from kiosk.studio.model.guidance.checking import CheckedFolder, FieldProblem


class StepName(StrEnum):
    """The steps, in the order in which an exhibition is made."""

    TITLE = "title"
    DAYS = "days"
    LANGUAGES = "languages"
    HELP_LINE = "help line"
    WORKS = "works"
    LABELS = "labels"
    ALT_TEXTS = "alt texts"
    EVENTS = "events"
    TRANSLATIONS = "translations"
    EXAMPLES = "examples"
    ERRORS = "errors"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step: whether it is done, what is missing in words, and where.

    ``is_needed`` is False for a step without which the exhibition can hang too.
    """

    name: StepName
    is_done: bool
    words: Message
    is_needed: bool = True
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rules:
    """A step that is done when the check has nothing to say by these rules."""

    rules: frozenset[str]
    done: Message
    missing: Callable[[int], Message]
    is_needed: bool = True


_BY_RULES = {
    StepName.HELP_LINE: _Rules(
        frozenset({"help-line-missing", "help-line-stale", "verified-later"}),
        Message("the help line was called and is right"),
        lambda count: Message("call the help line and write the day below verified_on"),
    ),
    StepName.LABELS: _Rules(
        frozenset(
            {"missing-label", "missing-title", "machine-title", "missing-credit", "missing-medium"}
        ),
        Message("every work has a label with its title, medium and credit"),
        lambda count: Message("{count} labels lack a title, a medium or a credit", count=count),
    ),
    StepName.ALT_TEXTS: _Rules(
        frozenset({"missing-alt", "alt-repeats-title", "alt-file-name"}),
        Message("every picture has a text for people who cannot see it"),
        lambda count: Message("{count} pictures lack a text for who cannot see them", count=count),
    ),
    StepName.TRANSLATIONS: _Rules(
        frozenset({"missing-translation", "untranslated-name"}),
        Message("every text is there in every language"),
        lambda count: Message("{count} texts are not translated", count=count),
        is_needed=False,
    ),
    StepName.EXAMPLES: _Rules(
        frozenset({"template", "placeholder-link"}),
        Message("no example is left"),
        lambda count: Message("replace or delete {count} examples", count=count),
    ),
}


def checklist(checked: CheckedFolder, today: date) -> tuple[Step, ...]:
    """The steps of an exhibition as of a day; it is ready when every needed one is done."""
    snapshot = checked.result.snapshot
    steps = [
        _title(snapshot),
        _days(snapshot, today),
        _languages(snapshot),
        _by_rules(StepName.HELP_LINE, checked),
        _works(snapshot),
        *(_by_rules(name, checked) for name in (StepName.LABELS, StepName.ALT_TEXTS)),
        _events(snapshot),
        *(_by_rules(name, checked) for name in (StepName.TRANSLATIONS, StepName.EXAMPLES)),
    ]
    told = {one.problem for step in steps for one in step.problems}
    return (*steps, _errors(checked, told))


def is_ready(steps: Iterable[Step]) -> bool:
    """True when nothing that is needed is missing."""
    return all(step.is_done or not step.is_needed for step in steps)


def _title(snapshot: Snapshot) -> Step:
    found = snapshot.exhibition
    missing = [not found.title, not found.place]
    words = (
        Message("write what the exhibition is called")
        if missing[0]
        else Message("write where it takes place")
        if missing[1]
        else Message("the exhibition is called {title}", title=str(found.title))
    )
    return Step(name=StepName.TITLE, is_done=not any(missing), words=words)


def _days(snapshot: Snapshot, today: date) -> Step:
    found = snapshot.exhibition
    if found.opens is None:
        words = Message("write the first day, and the last one if there is one")
    elif found.closes is not None and found.closes < today:
        words = Message("its last day is over")
    elif not found.hours:
        words = Message("write the opening hours")
    else:
        first = found.opens.isoformat()
        words = (
            Message("it is open from {first} to {last}", first=first, last=found.closes.isoformat())
            if found.closes
            else Message("it is open from {first} on", first=first)
        )
        return Step(name=StepName.DAYS, is_done=True, words=words)
    return Step(name=StepName.DAYS, is_done=False, words=words)


def _languages(snapshot: Snapshot) -> Step:
    names = ", ".join(snapshot.exhibition.languages)
    return Step(
        name=StepName.LANGUAGES, is_done=True, words=Message("languages: {names}", names=names)
    )


def _works(snapshot: Snapshot) -> Step:
    count = len(snapshot.works)
    words = Message("{count} works hang", count=count) if count else Message("add a work")
    return Step(name=StepName.WORKS, is_done=bool(count), words=words)


def _events(snapshot: Snapshot) -> Step:
    count = len(snapshot.events)
    words = Message("{count} events", count=count) if count else Message("there are no events")
    return Step(name=StepName.EVENTS, is_done=bool(count), words=words, is_needed=False)


def _by_rules(name: StepName, checked: CheckedFolder) -> Step:
    about = _BY_RULES[name]
    found = _at_fields(checked, (p for p in checked.problems if p.rule in about.rules))
    words = about.missing(len({one.name for one in found})) if found else about.done
    return Step(
        name=name, is_done=not found, words=words, is_needed=about.is_needed, problems=found
    )


def _errors(checked: CheckedFolder, told: set[Problem]) -> Step:
    errors = [one for one in checked.problems if one.severity is Severity.ERROR and one not in told]
    if not errors:
        words = Message("the check finds no error")
    else:
        words = Message("mend {count} errors that the check finds", count=len(errors))
    return Step(
        name=StepName.ERRORS,
        is_done=not errors,
        words=words,
        problems=_at_fields(checked, errors),
    )


def _at_fields(checked: CheckedFolder, problems: Iterable[Problem]) -> tuple[FieldProblem, ...]:
    return tuple(map(checked.at_its_field, problems))
