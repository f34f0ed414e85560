"""Whatever is done and undone, the folder's bytes come back; one field changes, and no other."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from kiosk.paths import sample_gallery
from kiosk.studio.model import BODY, Document, Exhibition, SetField
from kiosk.studio.model.documents.document import same_value
from kiosk.studio.model.documents.refusal import EditRefusedError
from tests.studio.model.generated import ACTS, LINES, PATHS, VALUES, folder, label

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases"
# So many generated folders are tried; the long form is `STUDIO_FOLDERS=1000 pytest ...`.
FOLDERS = int(os.environ.get("STUDIO_FOLDERS", "4"))
LABELS = 10 * FOLDERS
QUICK = settings(
    max_examples=FOLDERS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(autouse=True, scope="module")
def quick_disk():
    """Nothing here is about a crash: the disk need not be waited for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)
        yield


def write(root, files):
    for name, raw in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def state(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


@given(files=folder(), acts=ACTS)
@QUICK
def test_any_edits_and_undos_give_the_bytes_back(files, acts):
    with tempfile.TemporaryDirectory() as place:
        root, journal = Path(place) / "folder", Path(place) / "journal"
        write(root, files)
        exhibition = Exhibition.open(root, journal)
        states = [files]
        at = 0
        for act in acts:
            note(act)
            done = len(exhibition.history)
            if act == "again":
                exhibition.close()
                exhibition = Exhibition.open(root, journal)
            elif act == "undo":
                exhibition.undo()
                at = max(at - 1, 0)
            elif act == "redo":
                has_more = exhibition.redoable is not None
                exhibition.redo()
                at += has_more
            else:
                exhibition.apply(act)
                if len(exhibition.history) > done:
                    states[at + 1 :] = [state(root)]
                    at += 1
            assert state(root) == states[at]
        while exhibition.undoable:
            assert exhibition.undo().is_done
        assert state(root) == files
        assert not exhibition.failure
        exhibition.close()


def plain(document):
    return {key: value for key, value in document.values.items()}


@given(raw=label(), path=PATHS, value=VALUES)
@settings(max_examples=LABELS, deadline=None)
def test_one_field_is_as_meant_and_all_others_are_as_they_were(raw, path, value):
    document = Document("works/a.md", raw)
    try:
        changed = document.with_value(path, value)
    except EditRefusedError:
        assert document.raw == raw
        return
    wanted = None if value in ([], {}) else value
    found = changed.value(*path)
    assert same_value(found, wanted) or (wanted is not None and not found and not any(value))
    assert changed.body == document.body
    assert changed.encoding == document.encoding
    before, after = plain(document), plain(changed)
    for key in {*before, *after} - {path[0].replace(" ", "_"), path[0]}:
        assert before.get(key) == after.get(key)
    kept = [line for line in raw.splitlines() if b"#" in line and line.strip().startswith(b"#")]
    if document.encoding == "utf-8" and value not in ([], {}) and len(path) == 1:
        assert all(line in changed.raw for line in kept if b"about two" not in line)


@given(raw=label(), body=LINES)
@settings(max_examples=LABELS, deadline=None)
def test_another_body_leaves_the_keys_alone(raw, body):
    document = Document("works/a.md", raw)
    try:
        changed = document.with_body(body)
    except EditRefusedError:
        return
    assert plain(changed) == plain(document)
    head, _, _ = document.raw.rpartition("---".encode(document.encoding))
    assert changed.raw.startswith(head)


def folders_of_cases():
    if not CASES.is_dir():
        return []
    return sorted({path.parent for path in CASES.rglob("kiosk.yaml")})


def touched(name, raw):
    """Each field of a file given another value and its own again; the paths that could be."""
    document = Document(name, raw)
    if not document.is_editable:
        return
    for field in document.fields:
        if isinstance(field.value, str):
            try:
                changed = document.with_value((field.key,), f"{field.value} touched")
            except EditRefusedError:
                continue
            others = [one for one in document.fields if one.key != field.key]
            assert [one.value for one in changed.fields if one.key != field.key] == [
                one.value for one in others
            ]
            yield changed


def assert_round_trip(root):
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or path.suffix not in (".md", ".yaml"):
            continue
        raw = path.read_bytes()
        document = Document(name, raw)
        for changed in touched(name, raw):
            assert changed.raw != raw
        if document.is_editable:
            for field in document.fields:
                assert document.with_value((field.key,), field.value).raw == raw
            if document.kind != "exhibition":
                assert document.with_body(document.body).raw == raw


def test_the_sample_gallery_is_touched_field_by_field():
    assert_round_trip(sample_gallery())


@pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases is not here")
def test_the_cases_are_touched_field_by_field():
    found = folders_of_cases()
    assert len(found) > 5
    for root in found:
        assert_round_trip(root)


def test_the_gallery_is_edited_and_undone_to_the_byte(tmp_path):
    from kiosk.studio.model.beginning import copy_exhibition

    root = tmp_path / "copy"
    names = copy_exhibition(sample_gallery(), root)
    before = state(root)
    exhibition = Exhibition.open(root, tmp_path / "journal")
    for name in names[::3]:
        if name.endswith((".md", ".yaml")):
            exhibition.apply(SetField(name=name, path=("title",), value="Touched"))
            if name.endswith(".md"):
                exhibition.apply(SetField(name=name, path=(BODY,), value="Touched"))
    assert state(root) != before
    while exhibition.undoable:
        exhibition.undo()
    assert state(root) == before
    exhibition.close()


@given(
    raw=st.one_of(
        st.binary(max_size=200),
        st.tuples(label(), st.binary(min_size=1, max_size=3), st.integers(0, 300)).map(
            lambda parts: parts[0][: parts[2]] + parts[1] + parts[0][parts[2] :]
        ),
        st.lists(
            st.sampled_from(
                [
                    b"---\n",
                    b"title: a\n",
                    b"title: &a x\n",
                    b"year: *a\n",
                    b"? [x]\n: y\n",
                    b"<<: {title: b}\n",
                    b"title: !!str 5\n",
                    b"\xef\xbb\xbf",
                    b"\t\n",
                    b"- a\n",
                    b"{title: a, ? b}\n",
                    b"show: {from: a\n",
                    b"title: 'open\n",
                    b"\x00",
                    b"\xe2\x80\xa8",
                    b"words\n",
                    b"title : spaced\n",
                    b'"title": quoted\n',
                    b"\xc2\xa0title: led\n",
                    b"...\n",
                ]
            ),
            max_size=7,
        ).map(b"".join),
    ),
    name=st.sampled_from(["works/a.md", "kiosk.yaml", "events/e.ics", "other.txt"]),
    path=PATHS,
    value=VALUES,
)
@settings(max_examples=LABELS, deadline=None)
def test_any_bytes_are_read_and_an_edit_of_them_is_right_or_refused(raw, name, path, value):
    document = Document(name, raw)
    assert document.raw == raw
    assert all(one.line <= one.last_line for one in document.fields)
    document.field_at(1)
    before = plain(document)
    try:
        changed = document.with_value(path, value)
    except EditRefusedError:
        return
    after = plain(changed)
    for key in {*before, *after} - {path[0].replace(" ", "_"), path[0]}:
        assert before.get(key) == after.get(key)
    assert changed.body == document.body
    try:
        gone = changed.without(path)
    except EditRefusedError:
        return
    assert gone.value(*path) is None
