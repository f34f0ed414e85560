"""A typing error hides nothing; a withdrawal does, also beside an error and after a restart."""

import errno

import pytest

from kiosk import path_safety
from kiosk.content.cache.last_good import without_changed
from kiosk.content.cache.read_cache import ReadCache, has_unreadable
from kiosk.content.front_matter import document
from kiosk.content.load import load
from kiosk.domain import ABSENT

KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\n"
LABEL = "---\ntitle: Field\nmedium: photography\n---\n"
EVENT = "---\ntitle: Talk\nwhen: January 13, 2026, 1:00 PM - 2:00 PM\n---\n"


@pytest.fixture
def read(write_folder, tmp_path):
    """Writes files and reads the folder as the wall does, with a restart in between."""

    def read(files):
        root = write_folder(files)
        read_cache = ReadCache.restore(tmp_path / "cache")
        result = load(root, read_cache, last_good=True)
        read_cache.save(tmp_path / "cache")
        return result

    read({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": LABEL, "events/e.md": EVENT})
    return read


@pytest.mark.parametrize(
    "broken",
    [
        "---\ntitle: Field: two: three\n---\n",
        "---\ntitle: Field\n",
        "---\n- a\n---\n",
        "",
        "\n\n",
        "title: Field\nmedium: photography\n---\n",
        "```\ntitle: Field\n```\n",
        "# Field\n\n**Artist:** Ana\n**Medium:** photography\n",
        "---\n---\ntitle: Field\n",
        "---\ntitle: " + "[" * 2000 + "\n---\n",
        "---\ntitle:\n" + "- " * 2000 + "\n---\n",
        "---\ntitle: Field\nsummary: " + "x" * 70_000 + "\n---\n",
    ],
)
def test_a_label_with_an_error_is_shown_as_before_and_reported(read, broken):
    for _ in range(3):
        result = read({"works/a.md": broken})
        assert [str(work.title) for work in result.snapshot.works] == ["Field"]
        assert [problem.path for problem in result.problems] == ["works/a.md"]
    mended = read({"works/a.md": LABEL.replace("Field", "Mended")})
    assert [str(work.title) for work in mended.snapshot.works] == ["Mended"]


@pytest.mark.parametrize(
    "text",
    [
        LABEL.replace("medium", "withdrawn: yes\nmedium"),
        "---\ntitle: Field: two: three\nwithdrawn: yes\n---\n",
        "---\ntitle: Field: two: three\ncontent_note: Blood\n---\n",
        "---\ntitle: Field: two: three\nshow:\n  until: 2026-01-01\n---\n",
        "title: Field\nwithdrawn: yes\n---\n",
        "title: Field\nContent Note: Blood\n---\n",
        "title: Field\nwidthdrawn: yes\n---\n",
        "{\\rtf1 title: Field\\par withdrawn: yes}",
        "PK\x03\x04 anything",
        LABEL.replace("medium", "content_note:\n  Blood: much\nmedium"),
        LABEL.replace("medium", "show: soon\nmedium"),
        LABEL.replace("medium", "show:\n  until: soon\nmedium"),
        LABEL + "withdrawn: yes\n",
        LABEL + "\n**Content note:** Blood.\n",
        LABEL.replace("medium", "withdrawn:\nmedium"),
        LABEL.replace("medium", "removed: yes\nmedium"),
    ],
)
def test_a_withdrawal_or_content_note_hides_the_work_for_good(read, text, tmp_path):
    assert read({"works/a.md": text}).snapshot.works == ()
    assert read({"works/a.md": "---\ntitle: Field: two: three\n---\n"}).snapshot.works == ()
    assert b"Field" not in (tmp_path / "cache").read_bytes()


@pytest.mark.parametrize(
    "translation",
    [
        "---\ntitle: Campo: dos: tres\nwithdrawn: yes\n---\n",
        "---\ncontent_note: Sangre\n",
        "{\\rtf1",
    ],
)
def test_a_safety_key_in_a_translation_with_an_error_hides_the_work(read, translation):
    read({"kiosk.yaml": KIOSK.replace("[en]", "[en, es]")})
    assert read({"works/a.es.md": translation}).snapshot.works == ()


def test_a_translation_with_an_error_and_no_safety_key_hides_nothing(read):
    read({"kiosk.yaml": KIOSK.replace("[en]", "[en, es]")})
    assert len(read({"works/a.es.md": "---\ntitle: Campo: dos: tres\n---\n"}).snapshot.works) == 1


def test_a_content_note_survives_a_changed_or_missing_fence(read):
    noted = LABEL.replace("medium", "content_note: Blood\nmedium")
    for broken in (
        noted,
        noted.replace("---", "—"),
        noted.replace("---", "----"),
        "\n\n" + noted,
        noted.replace("---\n", "", 1),
        "",
    ):
        work = read({"works/a.md": broken}).snapshot.works[0]
        assert (str(work.title), str(work.content_note), work.wall_text) == (
            "Field",
            "Blood",
            ABSENT,
        )


def test_a_failure_of_the_program_on_one_file_spares_the_others(read, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("of no kind that is known")

    read({"works/b.md": "---\ntitle: Poem\nmedium: poetry\n---\nx\n"})
    monkeypatch.setattr("kiosk.content.labels.works.title_of_work", fail)
    result = read({"works/b.md": "---\ntitle: Poem two\nmedium: poetry\n---\nx\n"})
    assert [str(work.title) for work in result.snapshot.works] == ["Field", "Poem"]
    assert [(problem.path, problem.rule) for problem in result.problems] == [
        ("works/b.md", "not-read")
    ]
    assert "works/b.md" in caplog.text
    assert [
        str(work.title)
        for work in read(
            {"works/a.md": LABEL.replace("medium", "withdrawn: yes\nmedium")}
        ).snapshot.works
    ] == ["Poem"]


def test_deleted_files_are_not_shown(read, tmp_path):
    (tmp_path / "gallery/works/a.jpg").unlink()
    assert read({}).snapshot.works == ()
    (tmp_path / "gallery/events/e.md").unlink()
    assert read({}).snapshot.events == ()


def test_an_event_with_an_error_stays_unless_it_seems_cancelled(read):
    assert len(read({"events/e.md": EVENT.replace("January", "Januember")}).snapshot.events) == 1
    assert (
        read(
            {
                "events/e.md": EVENT.replace("January", "Januember").replace(
                    "title", "status: cancelled\ntitle"
                )
            }
        ).snapshot.events
        == ()
    )


def test_a_broken_kiosk_yaml_keeps_the_exhibition_and_its_time_zone(read):
    result = read({"kiosk.yaml": "title: Seen: again: x\n"})
    assert (str(result.snapshot.exhibition.title), result.snapshot.exhibition.timezone) == (
        "Seen",
        "America/Los_Angeles",
    )
    assert len(result.snapshot.works) == 1
    assert (
        str(read({"kiosk.yaml": KIOSK.replace("Seen", "New")}).snapshot.exhibition.title) == "New"
    )


def test_a_deleted_kiosk_yaml_keeps_the_exhibition_and_is_told(read, write_folder):
    root = write_folder({})
    read({"kiosk.yaml": KIOSK + "help_line: {name: Line, phone: '211'}\n"})
    (root / "kiosk.yaml").unlink()
    result = read({})
    exhibition = result.snapshot.exhibition
    assert (str(exhibition.title), exhibition.help_line.phone) == ("Seen", "211")
    assert exhibition.timezone == "America/Los_Angeles"
    assert [(one.part, one.why) for one in result.unread] == [("kiosk.yaml", "is missing")]
    assert "missing-kiosk-yaml" in [problem.rule for problem in result.problems]
    assert load(root).snapshot.exhibition.help_line.phone == "", "the check reads what is there"
    read({"kiosk.yaml": KIOSK.replace("Seen", "New")})
    assert read({}).unread == ()


def test_the_check_ignores_last_good_content(read, write_folder):
    root = write_folder({"works/a.md": "---\ntitle: Field\n"})
    read_cache = ReadCache()
    load(root, read_cache)
    assert load(root, read_cache).snapshot.works == ()


def test_last_good_content_survives_new_settings_and_program_versions(read, monkeypatch):
    read(
        {"works/a.md": "---\ntitle: Field\n", "events/e.md": EVENT.replace("January", "Januember")}
    )
    for kiosk in (KIOSK.replace("[en]", "[en, es]"), KIOSK.replace("Los_Angeles", "Denver")):
        again = read({"kiosk.yaml": kiosk}).snapshot
        assert [str(record.title) for record in (*again.works, *again.events)] == ["Field", "Talk"]
    monkeypatch.setattr("kiosk.content.cache.read_cache.program_version", lambda: "another edition")
    again = read({}).snapshot
    assert [str(record.title) for record in (*again.works, *again.events)] == ["Field", "Talk"]
    assert (
        read({"works/a.md": LABEL.replace("medium", "withdrawn: yes\nmedium")}).snapshot.works == ()
    )


def test_a_cache_with_another_schema_is_not_used(read, monkeypatch):
    monkeypatch.setattr("kiosk.content.cache.read_cache._schema", lambda: "another shape")
    assert read({"works/a.md": "---\ntitle: Field\n"}).snapshot.works == ()


def test_notices_are_in_the_content_that_was_last_good(read, write_folder, tmp_path):
    """Safe mode, and a start while the folder is away, show it; a withdrawn alert is not in it."""
    notice = "---\ntitle: Leave\nlevel: emergency\n---\nUse the stair.\n"
    result = read({"notices/fire.md": notice})
    content = ReadCache.restore(tmp_path / "cache").last_good_content()
    assert content is not None
    assert content.snapshot.notices == result.snapshot.notices
    assert [one.headline.get("en") for one in content.snapshot.notices] == ["Leave"]
    assert without_changed(content).snapshot.notices == result.snapshot.notices
    (result.snapshot.root / "notices" / "fire.md").unlink()
    assert without_changed(content).snapshot.notices == ()


def test_a_file_of_which_reading_failed_is_read_again_though_it_has_not_changed(read, monkeypatch):
    """As when a share was away for a moment."""
    monkeypatch.setattr(document, "read_below", fails_with(errno.EIO))
    result = read({"works/a.md": LABEL.replace("Field", "Shore")})
    assert [str(work.title) for work in result.snapshot.works] == ["Field"], "as it was"
    assert [problem.rule for problem in result.problems] == ["unreadable"]
    assert has_unreadable(result.problems, result.scans)
    monkeypatch.undo()
    result = read({})
    assert [str(work.title) for work in result.snapshot.works] == ["Shore"]
    assert not has_unreadable(result.problems, result.scans)


def fails_with(number: int):
    real = path_safety.read_below

    def read(root, name, *words):
        if name.endswith("a.md"):
            raise OSError(number, "x")
        return real(root, name, *words)

    return read
