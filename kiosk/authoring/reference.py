"""The keys as a reference to read (Markdown), as JSON Schema, and as what Visual Studio Code needs to complete them."""

import json
from collections.abc import Sequence
from pathlib import Path

from kiosk.content.front_matter.schema import KINDS, NO, YES, Key, Keys, Kind

# Spellings that are read besides a choice's own.
_ALSO = {"cancelled": "canceled"}
_HEADS = {
    "work": ("A work", "works/*.md"),
    "event": ("An event", "events/*.md"),
    "resource": ("A resource", "resources/*.md"),
    "page": ("A page", "pages/*.md"),
    "exhibition": ("The exhibition", "kiosk.yaml"),
}
_INTRODUCTION = """\
# Every key

Made by `kiosk schema --format markdown` from the list by which the kiosk itself reads; what is not here is told as unknown.
A key with a ● may be said again, in its own words, in a translation (`name.es.md`, `kiosk.es.yaml`).
Every value is read as the words that you typed: `no` as a title stays "no", `0123` keeps its nought.
"""


def as_markdown() -> str:
    """All keys of all kinds of files."""
    parts = [_INTRODUCTION]
    for name, keys in KINDS.items():
        title, files = _HEADS[name]
        parts.append(
            f"## {title}: `{files}`\n\n| key | what to write | for example |\n| --- | --- | --- |"
        )
        parts.append("\n".join(_rows(keys, "")) + "\n")
    return "\n".join(parts)


def _rows(keys: Keys, above: str) -> list[str]:
    rows = []
    for name, key in keys.items():
        path = f"{above}{name}" if name != "*" else f"{above}…"
        kind = (
            " or ".join((", ".join(key.choices[:-1]), key.choices[-1]))
            if key.choices
            else key.kind.value
        )
        example = f"`{name if name != '*' else 'Monday-Friday' if above.endswith('hours: ') else 'missing-title'}: {key.example}`"
        said = (
            key.description
            if key.kind in (Kind.WORDS, Kind.KEYS)
            else f"{key.description} ({kind})"
        )
        rows.append(
            f"| `{path}`{' ●' if key.translatable else ''} | {said} | {example if key.example else ''} |"
        )
        rows += _rows(key.below, f"{path}: ")
    return rows


def as_json_schema(kind: str) -> dict[str, object]:
    """JSON Schema (draft 2020-12) of one kind of file. Editors read YAML's types, so that words may be numbers too."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _HEADS[kind][0],
        "description": _HEADS[kind][1],
        **_object(KINDS[kind]),
    }


def _object(keys: Keys) -> dict[str, object]:
    if "*" in keys:
        return {"type": "object", "additionalProperties": _value(keys["*"])}
    return {
        "type": "object",
        "properties": {name: _value(key) for name, key in keys.items()},
        "additionalProperties": False,
    }


def _value(key: Key) -> dict[str, object]:
    found: dict[str, object] = {"description": key.description}
    if key.example:
        found["examples"] = [key.example.strip('"')]
    words: dict[str, object] = {"type": ["string", "number", "boolean", "null"]}
    match key.kind:
        case Kind.CHOICE:
            # The first is what an editor offers, the second what is read as well.
            also = [_ALSO[choice] for choice in key.choices if choice in _ALSO]
            return {
                **found,
                "anyOf": [{"enum": list(key.choices)}, _any_case([*key.choices, *also])],
            }
        case Kind.YES_OR_NO:
            return {
                **found,
                "anyOf": [
                    {"type": "boolean"},
                    {"enum": ["yes", "no"]},
                    _any_case(sorted(YES | NO)),
                    {"enum": [0, 1]},
                ],
            }
        case Kind.NUMBER:
            return {**found, "type": ["number", "string"]}
        case Kind.LIST:
            return {**found, "anyOf": [{"type": "array", "items": words}, {"type": "string"}]}
        case Kind.KEYS:
            return {**found, **_object(key.below)}
        case Kind.ENTRIES:
            return {
                **found,
                "anyOf": [
                    {"type": "array", "items": {"anyOf": [_object(key.below), {"type": "string"}]}},
                    {"type": "string"},
                ],
            }
        case Kind.DAY | Kind.TIME:
            return {**found, "type": "string"}
    return {**found, "anyOf": [words, {"type": "array", "items": words}]}


def _any_case(choices: Sequence[str]) -> dict[str, object]:
    """Words in small letters or capitals, as they are read; JSON Schema's patterns know no flag for that."""
    spelled = (
        "".join(f"[{sign.upper()}{sign}]" if sign.isalpha() else sign for sign in choice)
        for choice in choices
    )
    return {"type": "string", "pattern": f"^({'|'.join(spelled)})$"}


def editor_files(root: Path) -> dict[Path, str]:
    """What to write below ``root`` so that Visual Studio Code completes keys: kiosk.yaml by the schema (with Red Hat's YAML extension),
    front matter by snippets, which need no extension."""
    place = root / ".vscode"
    settings = {
        "yaml.schemas": {".vscode/kiosk-exhibition.json": ["kiosk.yaml", "kiosk.*.yaml"]},
        "[markdown]": {
            "editor.quickSuggestions": {"other": "on"},
            "editor.snippetSuggestions": "top",
        },
    }
    files = {
        place / f"kiosk-{kind}.json": json.dumps(as_json_schema(kind), ensure_ascii=False, indent=2)
        + "\n"
        for kind in KINDS
    }
    files[place / "settings.json"] = json.dumps(settings, indent=2) + "\n"
    files[place / "kiosk.code-snippets"] = (
        json.dumps(_snippets(), ensure_ascii=False, indent=2) + "\n"
    )
    return files


def _snippets() -> dict[str, object]:
    found: dict[str, object] = {}
    for kind in ("work", "event", "resource", "page"):
        for name, key in KINDS[kind].items():
            if key.kind in (Kind.KEYS, Kind.ENTRIES):
                below = "\n".join(
                    f"    {part}: ${{{number}:{sub.example}}}"
                    for number, (part, sub) in enumerate(key.below.items(), 1)
                )
                body = (
                    f"{name}:\n{below}"
                    if key.kind is Kind.KEYS
                    else f"{name}:\n  - {below.strip()}"
                )
            elif key.choices:
                body = f"{name}: ${{1|{','.join(key.choices)}|}}"
            else:
                body = f"{name}: ${{1:{key.example}}}"
            words = f"{kind}: {key.description}"
            found[f"{kind}: {name}"] = {
                "scope": "markdown",
                "prefix": name,
                "body": body.split("\n"),
                "description": words,
            }
    return found
