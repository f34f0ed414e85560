"""Which changes a scan detects, and the natural order of names."""

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from kiosk.content.scan.file_groups import natural_sort_key
from kiosk.content.scan.folder_scan import change_token_of, fingerprint_of, scan

WORDS = some.text(some.sampled_from("ab-é 0129٣"), max_size=6)


def test_scans_differ_exactly_when_the_folder_changed(tmp_path):
    works = tmp_path / "works"
    works.mkdir()
    (works / "a.md").write_text("a")
    (works / "b.jpg").write_text("b")

    def changed(deed) -> None:
        before = [scan(tmp_path)]
        assert (change_token_of(before), fingerprint_of(before)) == (
            change_token_of([scan(tmp_path)]),
            fingerprint_of([scan(tmp_path)]),
        )
        deed()
        after = [scan(tmp_path)]
        assert change_token_of(before) != change_token_of(after)
        assert fingerprint_of(before) != fingerprint_of(after)

    changed(lambda: (works / "a.md").write_text("another"))
    changed(lambda: os.utime(works / "a.md", (1, 1)))
    changed(lambda: (works / "a.md").rename(works / "c.md"))
    changed(lambda: (works / "b.jpg").unlink())
    changed(lambda: (works / "d").symlink_to("/"))
    changed(lambda: (works / "c.md").rename(tmp_path / "c.md"))


def test_a_folder_that_does_not_answer_has_no_fingerprint(tmp_path):
    for folder in (tmp_path, tmp_path / "not there"):
        assert (change_token_of([scan(folder)]), fingerprint_of([scan(folder)])) == ((), "")


def test_one_folder_of_two_that_stops_answering_is_a_change(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text("a")
    both = [scan(tmp_path / "one"), scan(tmp_path / "other", further=True)]
    (tmp_path / "other" / "a.md").unlink()
    left = [scan(tmp_path / "one"), scan(tmp_path / "other", further=True)]
    assert change_token_of(left) not in ((), change_token_of(both))
    assert fingerprint_of(left) not in ("", fingerprint_of(both))


def test_natural_order_sorts_numbers_and_ignores_capitals():
    names = ["b", "A10", "a2", "2 later", "10 first", "a", "a-1", ""]
    assert sorted(names, key=natural_sort_key) == [
        "",
        "2 later",
        "10 first",
        "a",
        "a2",
        "A10",
        "a-1",
        "b",
    ]


@given(some.lists(WORDS, max_size=6))
def test_any_names_can_be_sorted(names: list[str]):
    assert sorted(sorted(names, key=natural_sort_key), key=natural_sort_key) == sorted(
        names, key=natural_sort_key
    )


def test_a_link_with_a_new_target_changes_the_token(tmp_path: Path):
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(name)
    link = tmp_path / "now"
    link.symlink_to("old")
    before = [scan(link)]
    link.unlink()
    link.symlink_to("new")
    os.utime(tmp_path / "new" / "a.md", (5, 5))
    assert change_token_of(before) != change_token_of([scan(link)])
