"""Notices of ``notices/*.md``: what is read, and what is told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.content.notice_reader import NoticesReader, scan_notices
from kiosk.domain import Exhibition, NoticeLevel
from kiosk.domain.bounds import NOTICE_HEADLINE_LETTERS, NOTICE_TEXT_LETTERS
from tests.conftest import WriteFolder

YAML = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
CLOSED = "---\ntitle: Closed today\nlevel: closed\n---\nBack tomorrow at 8 AM.\n"


def read(write_folder: WriteFolder, text: str, **more: str):
    folder = write_folder({"kiosk.yaml": YAML, "notices/a.md": text, **more})
    result = load(folder)
    problems = [one for one in result.problems if one.path.startswith("notices/")]
    return result.snapshot.notices, problems


def test_a_notice_has_its_words_in_each_language(write_folder: WriteFolder):
    spanish = {"notices/a.es.md": "---\ntitle: Cerrado hoy\n---\nMañana a las 8.\n"}
    (notice,), problems = read(write_folder, CLOSED, **spanish)
    assert (notice.level, notice.prepared, notice.until_touched) == (
        NoticeLevel.CLOSED,
        False,
        False,
    )
    assert notice.headline.values == (("en", "Closed today"), ("es", "Cerrado hoy"))
    assert notice.text.get("es") == "Mañana a las 8."
    assert notice.issued is not None
    assert problems == []


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("closed", NoticeLevel.CLOSED),
        ("Emergency!", NoticeLevel.EMERGENCY),
        ("cambio", NoticeLevel.CHANGE),
    ],
)
def test_levels_are_read_as_people_write_them(write_folder: WriteFolder, typed, level):
    (notice,), problems = read(write_folder, CLOSED.replace("level: closed", f"level: {typed}"))
    assert (notice.level, problems) == (level, [])


@pytest.mark.parametrize("typed", ["emergncy", "high", ""])
def test_another_level_is_told_and_hides_nothing(write_folder: WriteFolder, typed):
    (notice,), problems = read(write_folder, CLOSED.replace("level: closed", f"level: {typed}"))
    assert notice.level is NoticeLevel.CHANGE
    (problem,) = problems
    assert (problem.rule, problem.severity.value) == ("level", "error")
    if typed == "emergncy":
        assert problem.hint == "write level: emergency"


@pytest.mark.parametrize(
    ("show", "first", "last"),
    [
        (
            "from: January 13, 2026, 8:00 AM\n  until: January 13, 2026, 5:00 PM",
            datetime(2026, 1, 13, 16, tzinfo=UTC),
            datetime(2026, 1, 14, 1, tzinfo=UTC),
        ),
        # A day alone is its beginning, and its end.
        (
            "from: 2026-01-13\n  until: 2026-01-13",
            datetime(2026, 1, 13, 8, tzinfo=UTC),
            datetime(2026, 1, 14, 8, tzinfo=UTC),
        ),
        ("until: 2026-07-01T09:30-07:00", None, datetime(2026, 7, 1, 16, 30, tzinfo=UTC)),
    ],
)
def test_its_window_is_read_to_the_minute(write_folder: WriteFolder, show, first, last):
    text = CLOSED.replace("level: closed", f"level: closed\nshow:\n  {show}")
    (notice,), problems = read(write_folder, text)
    assert (notice.shown_from, notice.shown_until, problems) == (first, last, [])


def test_a_window_that_cannot_be_read_is_told(write_folder: WriteFolder):
    text = CLOSED.replace("level: closed", "level: closed\nshow:\n  until: when we are back")
    (notice,), problems = read(write_folder, text)
    assert notice.shown_until is None
    assert [one.rule for one in problems] == ["date"]
    assert (problems[0].line, "stands all the time" in problems[0].message) == (5, True)


def test_a_window_that_ends_before_it_begins_is_told(write_folder: WriteFolder):
    text = CLOSED.replace(
        "level: closed", "level: closed\nshow:\n  from: 2026-01-14\n  until: 2026-01-12"
    )
    _, problems = read(write_folder, text)
    assert [one.rule for one in problems] == ["notice-reversed"]


def test_its_words_are_bounded_and_the_cut_is_told(write_folder: WriteFolder):
    long = CLOSED.replace("Closed today", "Closed " * 40).replace("Back", "Back " * 500)
    (notice,), problems = read(write_folder, long)
    assert len(notice.headline.get("en")) <= NOTICE_HEADLINE_LETTERS.limit
    assert len(notice.text.get("en")) <= NOTICE_TEXT_LETTERS.limit
    assert [one.rule for one in problems] == ["beyond-bound", "beyond-bound"]
    assert all(words.endswith("…") for words in (notice.headline.get("en"), notice.text.get("en")))


def test_an_unknown_key_is_told(write_folder: WriteFolder):
    _, problems = read(write_folder, CLOSED.replace("level:", "levels:"))
    assert {one.rule for one in problems} == {"unknown-key", "level"}


class TestReadByThemselves:
    """``NoticesReader`` reads no other folder, and keeps what it cannot read any more."""

    exhibition = Exhibition(languages=("en", "es"), timezone="America/Los_Angeles")

    def read(self, reader: NoticesReader, folder: Path):
        found = scan_notices(folder)
        return found, reader.read(found, self.exhibition)

    def test_other_content_is_not_looked_at(self, write_folder: WriteFolder):
        folder = write_folder({"notices/a.md": CLOSED, "works/b.md": "---\ntitle: B\n---\n"})
        (folder / "works").chmod(0)
        try:
            found, notices = self.read(NoticesReader(), folder)
        finally:
            (folder / "works").chmod(0o755)
        assert set(found.files) == {"notices"}
        assert [one.key for one in notices] == ["notices/a"]

    def test_a_file_that_is_gone_is_gone(self, write_folder: WriteFolder):
        folder, reader = write_folder({"kiosk.yaml": YAML, "notices/a.md": CLOSED}), NoticesReader()
        assert len(self.read(reader, folder)[1]) == 1
        (folder / "notices" / "a.md").unlink()
        assert self.read(reader, folder)[1] == ()

    def test_a_file_that_breaks_is_as_it_was(self, write_folder: WriteFolder):
        folder, reader = write_folder({"notices/a.md": CLOSED}), NoticesReader()
        (before,) = self.read(reader, folder)[1]
        (folder / "notices" / "a.md").write_text("---\ntitle: [\n---\n", "utf-8")
        assert self.read(reader, folder)[1] == (before,)

    @pytest.mark.parametrize("how", ["emptied", "moved away"])
    def test_a_folder_that_is_away_says_nothing(self, write_folder: WriteFolder, how):
        folder = write_folder({"notices/a.md": CLOSED})
        if how == "emptied":
            (folder / "notices" / "a.md").unlink()
            (folder / "notices").rmdir()
        else:
            folder.rename(folder.with_name("elsewhere"))
        assert not scan_notices(folder).answers

    def test_a_folder_without_notices_answers(self, write_folder: WriteFolder):
        found, notices = self.read(NoticesReader(), write_folder({"kiosk.yaml": YAML}))
        assert (found.answers, notices) == (True, ())


def test_a_language_that_the_exhibition_lacks_is_a_translation_all_the_same(write_folder):
    chinese = {"notices/a.zh.md": "---\ntitle: 今日闭馆\n---\n明天八点。\n"}
    (notice,), problems = read(write_folder, CLOSED, **chinese)
    assert notice.level is NoticeLevel.CLOSED
    assert notice.headline.values == (("en", "Closed today"), ("zh", "今日闭馆"))
    assert problems == []


@pytest.mark.parametrize("name", ["a.old", "a.new", "b.zh", "a.v2"])
def test_other_names_are_notices_of_their_own(write_folder, name):
    notices, _ = read(write_folder, CLOSED, **{f"notices/{name}.md": CLOSED})
    assert len(notices) == 2
