"""Publishing in a window, by mouse and keys, with the real commands.

Each command checks or writes a folder, so packaging/nightly.sh does it.
"""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from kiosk.publishing.release_store import ReleaseStore
from tests.faults.running_kiosk import long
from tests.window.curator import Curator

FILES = {
    "kiosk.yaml": "title: Shore\nplace: Hall\ntimezone: America/Los_Angeles\n",
    "works/01-a.md": "---\ntitle: Low Tide\n---\n\nThe tide goes out.\n",
    "events/a.md": "---\ntitle: Talk\nwhen: Febtember 31, 2038\n---\n",
}
ALL = (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def publish(curator: Curator, act: str, **fields: str) -> str:
    """Fill in, press, and wait for the report."""
    for name, text in fields.items():
        curator.click(name.replace("_", " "))
        curator.press(*ALL)
        curator.press(Qt.Key.Key_Delete)
        curator.type(text)
    curator.click(act)
    page = curator.window.workspace.publishing
    curator.wait(lambda: not page.publisher.is_busy)
    return page.report.toPlainText()


@long
def test_refused_let_pass_planned_and_taken_back(
    curator: Curator, write_folder, tmp_path: Path, monkeypatch
):
    folder, releases = write_folder(FILES), tmp_path / "releases"
    curator.window.open_folder(folder)
    curator.wait(lambda: curator.window.exhibition.is_read)
    curator.click_row("Sections", 5)
    told = publish(curator, "Publish now", Folder_of_releases=str(releases))
    assert told.startswith("Nothing was published. Errors stop it (1)"), told
    assert "--allow" not in told
    rule = curator.window.workspace.publishing.refusal
    curator.wait(rule.isVisible)
    curator.type("The artist invented this month")
    told = publish(curator, "Publish with these reasons")
    assert told.startswith("Published."), told
    store = ReleaseStore(releases)
    (first,) = store.release_names()
    assert list(store.read_manifest(first).allowed.values()) == ["The artist invented this month"]
    (folder / "events" / "a.md").unlink()
    (folder / "works" / "02-b.md").write_text("---\ntitle: High Tide\n---\n\nIt comes back.\n")
    told = publish(curator, "Publish now", **{"Goes_up": "February 1, 2038, 8:00 AM"})
    assert "2038-02-01 08:00 PST" in told, told
    second = next(name for name in store.release_names() if name != first)
    starts = store.read_manifest(second).starts
    assert starts == datetime(2038, 2, 1, 16, tzinfo=UTC)
    page = curator.window.workspace.publishing
    curator.wait(lambda: page.releases.count() == 2)
    words = [page.releases.item(row).text() for row in range(2)]
    assert any("from 2038-02-01 08:00" in one for one in words), words
    place = next(row for row, one in enumerate(page._listed) if one.name == first)
    curator.click_row("Releases, the last one first", place)
    told = publish(curator, "Let this one count again")
    assert told.startswith("Published."), told
    assert len(store.release_names()) == 3
    proof = tmp_path / "proof.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(proof), ""))
    curator.window._proof_action.trigger()
    curator.wait(lambda: proof.is_file() and not curator.window.workspace.printer.is_printing)
    assert proof.read_bytes().startswith(b"%PDF")
    assert curator.window.workspace._message.text().startswith("The proof is printed")
