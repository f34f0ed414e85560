"""Every regular expression of the program takes time in proportion to its input.

An expression that meets content and needs quadratic time stops the screen for minutes over one
line of a curator's file. The test finds every call of ``re`` in the source, makes attack strings
from the parsed pattern, and measures the processor time while the strings double.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = {
    "compile",
    "match",
    "search",
    "sub",
    "subn",
    "split",
    "fullmatch",
    "findall",
    "finditer",
}
USES = FUNCTIONS - {"compile"}
# Values for names that a pattern takes from its function's arguments.
LOCALS: dict[str, object] = {"name": "dc:title"}
# (file, beginning of the pattern) -> the reason why no content can reach it.
NEVER_MEETS_CONTENT: dict[tuple[str, str], str] = {
    ("check/rule_pages.py", "^### "): "reads rules.md, which is part of the program",
    ("i18n/formatting.py", "[\\s,،]"): "reads date patterns of CLDR, which are part of the program",
}
# Letters of the first look, and those of the doublings for what is slow then.
FIRST = 4_000
DOUBLINGS = (8_000, 16_000, 32_000)
# CPU seconds. Faster than this at FIRST letters is linear.
SLOW_SECONDS = 0.0003
TOLD_SECONDS = 0.020
LONGEST_SECONDS = 0.3
# Doubled input takes twice the time where time is linear and four times where it is quadratic.
RATIO = 3.0


@dataclass(frozen=True)
class Expression:
    """A pattern of the source, and the ways in which it is used."""

    file: str
    line: int
    pattern: str
    flags: int
    uses: tuple[str, ...]

    def __str__(self) -> str:
        return f"kiosk/{self.file}:{self.line}: {self.pattern[:70]!r}"


def python_files() -> list[Path]:
    return sorted((ROOT / "kiosk").rglob("*.py"))


def is_re_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in FUNCTIONS
    )


def evaluate(node: ast.expr, module: ModuleType) -> object:
    """The value of an argument, as its module has it."""
    code = compile(ast.Expression(node), "<pattern>", "eval")
    return eval(code, {**LOCALS, **vars(module)})


def flag_of(node: ast.expr, module: ModuleType) -> int:
    """The flags that an argument gives; 0 for another argument."""
    if not ast.unparse(node).startswith("re.") or any(
        isinstance(part, ast.Call) for part in ast.walk(node)
    ):
        return 0
    return int(evaluate(node, module))  # type: ignore[call-overload]


def uses_by_name() -> dict[str, set[str]]:
    """How each name is used as a pattern anywhere: ``_PHONE.search(...)`` -> search."""
    found: dict[str, set[str]] = {}
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in USES:
                owner = node.value
                name = owner.id if isinstance(owner, ast.Name) else ""
                name = owner.attr if isinstance(owner, ast.Attribute) else name
                found.setdefault(name, set()).add(node.attr)
    return found


def assigned_names(tree: ast.AST) -> dict[int, str]:
    """The name that each call of ``re`` is assigned to, by the call's id."""
    return {
        id(node.value): node.targets[0].id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


@cache
def expressions() -> tuple[Expression, ...]:
    """Every regular expression of the program."""
    known, found = uses_by_name(), []
    for path in python_files():
        tree = ast.parse(path.read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if is_re_call(node)]
        if not calls:
            continue
        relative = path.relative_to(ROOT)
        module = importlib.import_module(".".join(relative.with_suffix("").parts))
        names = assigned_names(tree)
        for call in calls:
            assert isinstance(call, ast.Call)
            assert isinstance(call.func, ast.Attribute)
            pattern = evaluate(call.args[0], module)
            flags = 0
            for given in [*call.args[1:], *(word.value for word in call.keywords)]:
                flags |= flag_of(given, module)
            if isinstance(pattern, re.Pattern):
                pattern, flags = pattern.pattern, pattern.flags & ~re.UNICODE
            if isinstance(pattern, bytes):
                pattern = pattern.decode("latin-1")
            assert isinstance(pattern, str)
            uses = {call.func.attr}
            if call.func.attr == "compile":
                uses = known.get(names.get(id(call), ""), set()) or {"search", "fullmatch"}
            file = relative.relative_to("kiosk").as_posix()
            found.append(Expression(file, call.lineno, pattern, flags, tuple(sorted(uses))))
    return tuple(found)


# Attack strings


def characters_in(items: list[tuple[object, object]]) -> list[str]:
    """A few characters of a class such as ``[\\w.-]``."""
    negated = bool(items) and items[0][0] is sre.NEGATE
    by_category = {
        sre.CATEGORY_DIGIT: "0",
        sre.CATEGORY_SPACE: " \n",
        sre.CATEGORY_WORD: "a0_",
        sre.CATEGORY_NOT_DIGIT: "a ",
        sre.CATEGORY_NOT_SPACE: "a",
        sre.CATEGORY_NOT_WORD: " -",
    }
    found = ""
    for kind, value in items:
        if kind is sre.LITERAL:
            found += chr(value)  # type: ignore[arg-type]
        elif kind is sre.RANGE:
            found += chr(value[0])  # type: ignore[index]
        elif kind is sre.CATEGORY:
            found += by_category[value]  # type: ignore[index]
    if negated:
        return [one for one in "a 0-_<\n~" if not any(_in_item(one, item) for item in items)][:3]
    return list(dict.fromkeys(found))[:4]


def _in_item(character: str, item: tuple[object, object]) -> bool:
    kind, value = item
    if kind is sre.LITERAL:
        return ord(character) == value
    if kind is sre.RANGE:
        return value[0] <= ord(character) <= value[1]  # type: ignore[index]
    if kind is sre.CATEGORY:
        known = {
            sre.CATEGORY_DIGIT: str.isdigit,
            sre.CATEGORY_SPACE: str.isspace,
            sre.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
        }
        return value in known and bool(known[value](character))  # type: ignore[index]
    return False


def sample(items: list[tuple[object, object]], choice: int = 0) -> str:
    """A string that the parsed pattern matches, near enough; ``choice`` takes other branches."""
    return "".join(sample_of(kind, value, choice) for kind, value in items)


def sample_of(kind: object, value: object, choice: int) -> str:
    match kind:
        case sre.LITERAL:
            return chr(value)  # type: ignore[arg-type]
        case sre.NOT_LITERAL:
            return "b" if value == ord("a") else "a"
        case sre.ANY:
            return "a"
        case sre.IN:
            found = characters_in(value)  # type: ignore[arg-type]
            return found[choice % len(found)] if found else "a"
        case sre.BRANCH:
            branches = value[1]  # type: ignore[index]
            return sample(branches[choice % len(branches)], choice)
        case sre.SUBPATTERN:
            return sample(value[3], choice)  # type: ignore[index]
        case sre.ATOMIC_GROUP:
            return sample(value, choice)  # type: ignore[arg-type]
        case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
            least, _, body = value  # type: ignore[misc]
            return sample(body, choice) * max(least, 1)
    return ""


def repeats(
    items: list[tuple[object, object]], before: str = ""
) -> Iterator[tuple[str, list[tuple[object, object]]]]:
    """Every repeat of the pattern, inner ones too: (a string that leads to it, its body)."""
    for kind, value in items:
        match kind:
            case sre.BRANCH:
                for branch in value[1]:  # type: ignore[index]
                    yield from repeats(list(branch), before)
            case sre.SUBPATTERN:
                yield from repeats(list(value[3]), before)  # type: ignore[index]
            case sre.ATOMIC_GROUP:
                yield from repeats(list(value), before)  # type: ignore[call-overload]
            case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
                _, most, body = value  # type: ignore[misc]
                if most > 3:
                    yield before, list(body)
                yield from repeats(list(body), before)
        before += sample_of(kind, value, 0)


def attacks(expression: Expression) -> list[tuple[str, str, str]]:
    """(begin, repeated, end): what is before a repeat, what the repeat takes, what it does not.

    A quadratic pattern shows itself where a repeat runs to the end, fails, and begins again one
    letter later or gives back one letter. The end is something that nothing matches.
    """
    parsed = list(_parser.parse(expression.pattern, expression.flags))
    found: dict[tuple[str, str, str], None] = {}
    for letter in "a0 \n_-.":
        found["", letter, "\x00"] = None
    for last, choice in itertools.product(range(1, min(len(parsed), 12) + 1), range(2)):
        found["", sample(parsed[:last], choice), "\x00"] = None
    for before, body in itertools.islice(repeats(parsed), 24):
        for choice in range(4):
            repeated = sample(body, choice)
            found[before, repeated, "\x00"] = None
            found["", repeated, "\x00"] = None
            found["", before + repeated, "\x00"] = None
        found[before, sample(body), ""] = None
        found["", before, "\x00"] = None
    return [attack for attack in found if attack[1]]


# Measuring


class TookTooLongError(Exception):
    """One run took more than LONGEST_SECONDS of processor time."""


@contextmanager
def limited() -> Iterator[None]:
    """Raise TookTooLongError in a search that goes on and on; ``re`` looks for signals."""

    def stop(*_: object) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def runner(pattern: re.Pattern[str], use: str) -> Callable[[str], object]:
    if use in ("sub", "subn"):
        return lambda text: pattern.sub("", text)
    if use == "finditer":
        return lambda text: sum(1 for _ in pattern.finditer(text))
    return getattr(pattern, use)  # type: ignore[no-any-return]


def seconds(run: Callable[[str], object], attack: tuple[str, str, str], letters: int) -> float:
    """The processor time of one run over so many letters."""
    begin, repeated, end = attack
    text = begin + repeated * (letters // len(repeated) + 1) + end
    began = time.thread_time()
    run(text)
    return time.thread_time() - began


def doubled_times(run: Callable[[str], object], attack: tuple[str, str, str]) -> list[float]:
    """The times over DOUBLINGS; empty as soon as one is less than RATIO times the one before."""
    times: list[float] = []
    for letters in DOUBLINGS:
        times.append(min(seconds(run, attack, letters) for _ in range(2)))
        if len(times) > 1 and times[-1] < RATIO * times[-2]:
            return []
    return times


def slow_attack(expression: Expression) -> str:
    """The attack over which the expression's time is not linear, and its times; "" for none."""
    pattern = re.compile(expression.pattern, expression.flags)
    ways = {
        "finditer" if use in ("sub", "subn", "findall", "split") else use for use in expression.uses
    }
    if "finditer" in ways:
        ways.discard("search")
    for way, attack in itertools.product(sorted(ways), attacks(expression)):
        run = runner(pattern, way)
        try:
            with limited():
                if seconds(run, attack, FIRST) < SLOW_SECONDS:
                    continue
                times = doubled_times(run, attack)
        except TookTooLongError:
            return f"{way} over {attack}: longer than {LONGEST_SECONDS} s"
        if times and times[-1] > TOLD_SECONDS:
            return f"{way} over {attack}: " + ", ".join(f"{1000 * one:.1f} ms" for one in times)
    return ""


def test_every_expression_is_linear() -> None:
    slow = [
        f"{expression}\n    {told}"
        for expression in expressions()
        if not exempt(expression) and (told := slow_attack(expression) and slow_attack(expression))
    ]
    assert not slow, "\n".join(slow)


def exempt(expression: Expression) -> bool:
    return any(
        expression.file == file and expression.pattern.startswith(begin)
        for file, begin in NEVER_MEETS_CONTENT
    )


def test_every_exemption_is_still_needed() -> None:
    for file, begin in NEVER_MEETS_CONTENT:
        assert any(one.file == file and one.pattern.startswith(begin) for one in expressions()), (
            f"{file} has no expression that begins with {begin!r} any more"
        )


def test_the_package_uses_no_other_engine() -> None:
    """Neither ``from re import``, ``import regex`` nor Qt's expressions are seen by this test."""
    for path in python_files():
        text = path.read_text("utf-8")
        assert "from re import" not in text, path
        assert "import re as" not in text, path
        assert "import regex" not in text, path
        assert "QRegularExpression" not in text, path


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        (r"(a+)+$", "match"),
        (r"[\w.+-]+@[\w-]+", "search"),
        (r"<dc:title\b[^>]*>", "search"),
        (r"(\d+|\d+[a-f])*x", "match"),
        (r"a.*?b.*?c", "search"),
    ],
)
def test_a_slow_expression_is_found(pattern: str, use: str) -> None:
    # A busy machine may blur one measurement.
    expression = Expression("", 1, pattern, 0, (use,))
    assert any(slow_attack(expression) for _ in range(3))


@pytest.mark.parametrize("pattern", [r"\d{1,2}:\d\d", r"(?<![\w.+-])[\w.+-]++@[\w-]++", r"[^\W_]+"])
def test_a_fast_expression_is_let_through(pattern: str) -> None:
    assert not slow_attack(Expression("", 1, pattern, 0, ("finditer",)))
