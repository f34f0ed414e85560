"""The JSON Schema for editors accepts the files that the kiosk reads without a problem."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from kiosk.authoring.new_folder import new_folder
from kiosk.authoring.reference import as_json_schema
from kiosk.content.front_matter.schema import KINDS
from kiosk.content.load import load

GALLERY = Path(__file__).resolve().parents[2] / "gallery"
KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\n"
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
# The keywords of JSON Schema (draft 2020-12) that the validator below knows.
WORDS = {
    "$schema",
    "title",
    "description",
    "examples",
    "type",
    "properties",
    "additionalProperties",
    "items",
    "anyOf",
    "enum",
    "pattern",
}


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: yes and no are words, and so are days."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if not tag.endswith((":timestamp", ":bool"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def faults(value, schema, path=""):
    """Where a value does not keep to a schema."""
    assert set(schema) <= WORDS, "the validator does not know this word"
    if "anyOf" in schema and all(list(faults(value, one, path)) for one in schema["anyOf"]):
        yield f"{path}: none of several"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is none of {schema['enum']}"
    if "type" in schema and not has_type(value, schema["type"]):
        yield f"{path}: {value!r} is not {schema['type']}"
        return
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{path}: {value!r} does not match"
    if isinstance(value, dict) and ("properties" in schema or "additionalProperties" in schema):
        yield from faults_of_keys(value, schema, path)
    if isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value):
            yield from faults(one, schema["items"], f"{path}.{number}")


def has_type(value, names):
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return any(
        is_number if name == "number" else isinstance(value, TYPES[name])
        for name in ([names] if isinstance(names, str) else names)
    )


def faults_of_keys(value, schema, path):
    for key, below in value.items():
        other = schema.get("additionalProperties", {})
        about = schema.get("properties", {}).get(key, other)
        if about is False:
            yield f"{path}.{key}: not a key"
        else:
            yield from faults(below, about, f"{path}.{key}")


def keys_of(path):
    text = path.read_text("utf-8")
    return yaml.load(text if path.suffix == ".yaml" else text.split("---\n")[1], Editor) or {}


def files_in(root):
    kinds = {f"{kind}s": kind for kind in KINDS if kind != "exhibition"}
    found = [(path, "exhibition") for path in root.glob("kiosk*.yaml")]
    return found + [
        (path, kind)
        for folder, kind in kinds.items()
        for path in (root / folder).glob("*.md")
        if path.read_text().startswith("---")
    ]


@pytest.mark.parametrize("folder", ["gallery", "new"])
def test_content_without_a_problem_keeps_to_the_schema(tmp_path, folder):
    root = GALLERY if folder == "gallery" else tmp_path / "new"
    if folder == "new":
        new_folder(root, date(2026, 11, 24))
    files = files_in(root)
    # A sample that shows a notice would say that the house is closed.
    missing = {"notice"} if folder == "gallery" else set()
    assert {kind for _, kind in files} == set(KINDS) - missing
    for path, kind in files:
        assert list(faults(keys_of(path), as_json_schema(kind))) == [], path


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("event", "status: canceled"),
        ("event", "status: Cancelled"),
        ("event", "people: Ana"),
        ("event", "people: [Ana, {name: Ben, role: Host}]"),
        ("event", "observance: Yes"),
        ("work", "form: Verse"),
        ("work", "withdrawn: YES"),
        ("work", "loop: 0"),
        ("work", "artist: [Ana, Ben]"),
        ("work", "year: 2025"),
    ],
)
def test_the_schema_takes_what_the_reader_takes(write_folder, kind, lines):
    head = "title: T\n" + ("when: on demand\n" if kind == "event" else "medium: poetry\n") + lines
    root = write_folder({"kiosk.yaml": KIOSK, f"{kind}s/a.md": f"---\n{head}\n---\nText\n"})
    assert [problem.rule for problem in load(root).problems if problem.path] == []
    assert list(faults(keys_of(root / f"{kind}s/a.md"), as_json_schema(kind))) == []


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("event", "status: perhaps"),
        ("event", "titel: T"),
        ("work", "form: song"),
        ("work", "loop: maybe"),
        ("work", "show: {form: x}"),
        ("event", "people: {a: b}"),
    ],
)
def test_the_schema_refuses_what_the_reader_tells_of(kind, lines):
    assert list(faults(yaml.load(lines, Editor), as_json_schema(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_json_and_names_its_dialect(kind):
    schema = json.loads(json.dumps(as_json_schema(kind)))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(KINDS[kind])
