"""A slip of the pen takes nothing off the wall; a withdrawal does, also beside a slip and after a restart."""

import pytest

from kiosk.content.cache.read_cache import ReadCache
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
        memory = ReadCache.restore(tmp_path / "memory")
        result = load(root, memory, last_good=True)
        memory.save(tmp_path / "memory")
        return result

    read({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": LABEL, "events/e.md": EVENT})
    return read


@pytest.mark.parametrize(
    "slip",
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
def test_a_label_with_a_slip_is_shown_as_it_was_and_told(read, slip):
    for _ in range(3):
        result = read({"works/a.md": slip})
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
def test_a_withdrawal_or_a_warning_is_obeyed_at_once_and_nothing_comes_back(read, text, tmp_path):
    assert read({"works/a.md": text}).snapshot.works == ()
    assert read({"works/a.md": "---\ntitle: Field: two: three\n---\n"}).snapshot.works == ()
    assert b"Field" not in (tmp_path / "memory").read_bytes()


@pytest.mark.parametrize(
    "translation",
    [
        "---\ntitle: Campo: dos: tres\nwithdrawn: yes\n---\n",
        "---\ncontent_note: Sangre\n",
        "{\\rtf1",
    ],
)
def test_a_translation_with_a_slip_is_obeyed_too(read, translation):
    read({"kiosk.yaml": KIOSK.replace("[en]", "[en, es]")})
    assert read({"works/a.es.md": translation}).snapshot.works == ()


def test_a_translation_with_a_slip_that_asks_for_nothing_takes_nothing_away(read):
    read({"kiosk.yaml": KIOSK.replace("[en]", "[en, es]")})
    assert len(read({"works/a.es.md": "---\ntitle: Campo: dos: tres\n---\n"}).snapshot.works) == 1


def test_a_work_with_a_note_keeps_it_when_the_first_hyphens_were_made_a_dash_or_lost(read):
    noted = LABEL.replace("medium", "content_note: Blood\nmedium")
    for slip in (
        noted,
        noted.replace("---", "—"),
        noted.replace("---", "----"),
        "\n\n" + noted,
        noted.replace("---\n", "", 1),
        "",
    ):
        work = read({"works/a.md": slip}).snapshot.works[0]
        assert (str(work.title), str(work.content_note), work.wall_text) == (
            "Field",
            "Blood",
            ABSENT,
        )


def test_what_the_program_fails_on_costs_only_itself(read, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("of no kind that is known")

    read({"works/b.md": "---\ntitle: Poem\nmedium: poetry\n---\nx\n"})
    monkeypatch.setattr("kiosk.content.labels.works.title_of", fail)
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


def test_what_was_taken_away_is_gone(read, tmp_path):
    (tmp_path / "gallery/works/a.jpg").unlink()
    assert read({}).snapshot.works == ()
    (tmp_path / "gallery/events/e.md").unlink()
    assert read({}).snapshot.events == ()


def test_an_event_with_a_slip_and_one_that_is_cancelled_beside_a_slip(read):
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


def test_the_check_tells_what_the_folder_is_and_not_what_it_was(read, write_folder):
    root = write_folder({"works/a.md": "---\ntitle: Field\n"})
    memory = ReadCache()
    load(root, memory)
    assert load(root, memory).snapshot.works == ()


def test_other_languages_another_time_zone_and_another_edition_forget_nothing_that_was_good(
    read, monkeypatch
):
    read(
        {"works/a.md": "---\ntitle: Field\n", "events/e.md": EVENT.replace("January", "Januember")}
    )
    for kiosk in (KIOSK.replace("[en]", "[en, es]"), KIOSK.replace("Los_Angeles", "Denver")):
        again = read({"kiosk.yaml": kiosk}).snapshot
        assert [str(thing.title) for thing in (*again.works, *again.events)] == ["Field", "Talk"]
    monkeypatch.setattr("kiosk.content.cache.read_cache.program_version", lambda: "another edition")
    again = read({}).snapshot
    assert [str(thing.title) for thing in (*again.works, *again.events)] == ["Field", "Talk"]
    assert (
        read({"works/a.md": LABEL.replace("medium", "withdrawn: yes\nmedium")}).snapshot.works == ()
    )


def test_what_has_another_shape_is_not_believed(read, monkeypatch):
    monkeypatch.setattr("kiosk.content.cache.read_cache._schema", lambda: "another shape")
    assert read({"works/a.md": "---\ntitle: Field\n"}).snapshot.works == ()
