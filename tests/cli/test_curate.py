"""What a curator calls, from the outside."""

from datetime import UTC, datetime

import pytest

from kiosk.cli.main import main

GOOD = {
    "kiosk.yaml": (
        "title: T\ntimezone: UTC\nhelp_line:\n  phone: 1\n"
        f"  verified_on: {datetime.now(UTC).date()}\n"
    ),
    "works/p.md": "---\ntitle: P\nmedium: poetry\ncredit: c\n---\nx\n",
}


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_explain_prints_one_page_and_proposes_the_nearest_rule(capsys):
    assert main(["check", "--explain", "missing-alt"]) == 0
    out = capsys.readouterr().out
    assert "Why: " in out
    assert "silence:" in out
    assert main(["check", "--explain", "all"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 60
    assert main(["check", "--explain", "missing-art"]) == 2
    assert "missing-alt" in capsys.readouterr().err


def test_the_screen_itself_tells_what_is_cut_and_which_sign_has_no_glyph(
    qapp, write_folder, capsys
):
    long = "A title that nobody would hang and that no wall could bear " * 8
    root = write_folder(
        {
            **GOOD,
            "works/p.md": (
                f"---\ntitle: {long}\nartist: Ana \U0010fab5\nmedium: poetry\ncredit: c\n---\nx\n"
            ),
        }
    )
    assert main(["check", str(root)]) == 1
    out = capsys.readouterr().out
    assert "works/p.md:2:8: warning: title: the text is too long for the screen" in out
    assert (
        "works/p.md:3:9: warning: artist: no typeface on this machine has \U0010fab5 (U+10FAB5) "
        "[missing-glyph]" in out
    )
    assert main(["check", str(root), "--no-look"]) == 0
    capsys.readouterr()


def test_a_second_check_reads_only_what_has_changed(write_folder, capsys, monkeypatch):
    from kiosk.pictures.probe import probe

    root = write_folder(
        {
            **GOOD,
            "works/a.jpg": "picture",
            "works/a.md": "---\ntitle: A\nmedium: oil\ncredit: c\nalt: b\n---\n",
        }
    )
    probed = []

    def record(path):
        probed.append(path)
        return probe(path)

    monkeypatch.setattr("kiosk.content.picture_files.probe", record)
    assert [main(["check", str(root)]) for _ in range(2)] == [0, 0]
    assert len(probed) == 1
    capsys.readouterr()
