"""Two people's changes of one file, merged field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.content.front_matter.yaml_source import Value
from kiosk.studio.model.documents.document import BODY, Document, same_value
from kiosk.studio.model.documents.key_splices import KeyPath
from kiosk.studio.model.documents.refusal import EditRefusedError


@dataclass(frozen=True, kw_only=True, slots=True)
class Clash:
    """A field that both changed: what it was, what we want, what stands in the file."""

    path: KeyPath
    base: Value | None
    ours: Value | None
    theirs: Value | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """Their document with our changes, but for the fields in ``clashes``, which stay theirs."""

    document: Document
    clashes: tuple[Clash, ...] = ()


def merge(base: Document, ours: Document, theirs: Document) -> Merged:
    """Put what ``ours`` changed of ``base`` into ``theirs``.

    A key that cannot be written into their file is a clash too. A file whose keys cannot be read
    clashes as a whole, with BODY as its path.
    """
    if theirs.raw in (base.raw, ours.raw):
        return Merged(document=ours)
    if ours.raw == base.raw:
        return Merged(document=theirs)
    if not (base.is_editable and ours.is_editable and theirs.is_editable):
        texts = (one.raw.decode("utf-8", "replace") for one in (base, ours, theirs))
        was, want, stands = texts
        clash = Clash(path=(BODY,), base=was, ours=want, theirs=stands)
        return Merged(document=theirs, clashes=(clash,))
    found, clashes = theirs, []
    for path in changed_paths(base, ours):
        clash = Clash(
            path=path, base=base.value(*path), ours=ours.value(*path), theirs=theirs.value(*path)
        )
        if same_value(clash.ours, clash.theirs):
            continue
        if not same_value(clash.base, clash.theirs):
            clashes.append(clash)
            continue
        try:
            found = (
                found.without(path) if clash.ours is None else found.with_value(path, clash.ours)
            )
        except EditRefusedError:
            clashes.append(clash)
    return Merged(document=found, clashes=tuple(clashes))


def changed_paths(one: Document, other: Document) -> tuple[KeyPath, ...]:
    """The paths of the fields in which two states of a file differ; a list counts as one field."""
    paths = dict.fromkeys((*_leaves(one.values), *_leaves(other.values)))
    found = [path for path in paths if not same_value(one.value(*path), other.value(*path))]
    # Of a field that is words in one and keys in the other, only the shorter path.
    found = [path for path in found if not any(path[: len(p)] == p and p != path for p in found)]
    if one.body != other.body:
        found.append((BODY,))
    return tuple(found)


def _leaves(values: object, above: KeyPath = ()) -> Iterator[KeyPath]:
    if not isinstance(values, dict):
        yield above
        return
    for key, value in values.items():
        yield from _leaves(value, (*above, key))
