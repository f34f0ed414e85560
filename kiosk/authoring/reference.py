"""The keys as a reference (Markdown), as JSON Schema, and as settings of Visual Studio Code."""

import json
from collections.abc import Sequence
from pathlib import Path

from kiosk.content.front_matter.schema import KINDS, NO, YES, Key, Keys, Kind

# Other accepted spellings of a choice.
_ALSO = {"cancelled": "canceled"}
_HEADS = {
    "work": ("A work", "works/*.md"),
    "event": ("An event", "events/*.md"),
    "resource": ("A resource", "resources/*.md"),
    "page": ("A page", "pages/*.md"),
    "notice": ("A notice", "notices/*.md"),
    "exhibition": ("The exhibition", "kiosk.yaml"),
}
_INTRODUCTION = """\
# Every key

`kiosk schema --format markdown` makes this file from the list that the kiosk itself reads by.
The check reports any other key as unknown. A key with a ● may be translated (`name.es.md`,
`kiosk.es.yaml`). Every value is read exactly as you typed it: `no` as a title stays "no", and
`0123` keeps its zero.
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
        shown_name = name
        if name == "*":
            parent = above.removesuffix(": ").rpartition(" ")[2]
            shown_name = {"hours": "Monday-Friday", "pull": "county"}.get(parent, "missing-title")
        example = f"`{shown_name}: {key.example}`"
        description = (
            key.description
            if key.kind in (Kind.WORDS, Kind.KEYS)
            else f"{key.description} ({kind})"
        )
        mark = " ●" if key.translatable else ""
        rows.append(f"| `{path}`{mark} | {description} | {example if key.example else ''} |")
        rows += _rows(key.below, f"{path}: ")
    return rows


def as_json_schema(kind: str) -> dict[str, object]:
    """JSON Schema (draft 2020-12) of one kind of file.

    Editors give YAML's types to values, so a text may also be a number, a boolean or null.
    """
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
            # An editor offers the first; the second is accepted as well.
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
            return {**found, "type": ["string", "null"]}
    return {**found, "anyOf": [words, {"type": "array", "items": words}]}


def _any_case(choices: Sequence[str]) -> dict[str, object]:
    """A pattern for the choices in any case, since JSON Schema's patterns have no such flag."""
    spelled = (
        "".join(f"[{sign.upper()}{sign}]" if sign.isalpha() else sign for sign in choice)
        for choice in choices
    )
    return {"type": "string", "pattern": f"^({'|'.join(spelled)})$"}


def editor_files(root: Path) -> dict[Path, str]:
    """Files below ``root`` by which Visual Studio Code completes keys.

    kiosk.yaml is completed by the schema (with Red Hat's YAML extension), front matter by snippets,
    which need no extension.
    """
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
