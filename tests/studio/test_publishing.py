"""What the window says of a publication, with the commands' answers as they were recorded."""

import json

import pytest

from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from kiosk.studio.views.publish_page import PublishPage

CHECK = {
    "problems": [
        {"rule": "bad-date", "severity": "error", "path": "events/a.md", "line": 3,
         "message": "'Febtember 31' is no day; the event is not shown", "hint": "write a day"},
        {"rule": "bad-date", "severity": "error", "path": "events/b.md", "line": 3,
         "message": "'x' is no day; the event is not shown", "hint": "write a day"},
        {"rule": "cut-words", "severity": "error", "path": "works/a.md", "line": 2,
         "message": "the title is cut", "hint": "write short:"},
        {"rule": "missing-alt", "severity": "warning", "path": "works/a.md", "line": 1,
         "message": "no text", "hint": "write alt:"},
    ]
}  # fmt: skip
REFUSED = "kiosk: nothing was published: mend the errors, or ... --allow bad-date=REASON (bad-date)"
RELEASES = json.dumps([{"name": "r2", "made": "2026-01-13T10:00:00Z", "state": "current"}])


@pytest.fixture
def page(open_exhibition, write_folder, qtbot, tmp_path):
    """The page, and the words of each command; a command answers by its first word."""
    exhibition = open_exhibition(write_folder({"kiosk.yaml": "title: Shore\n"}))
    page = PublishPage(exhibition, str(tmp_path))
    qtbot.addWidget(page)
    asked: list[list[str]] = []
    answers = {"check": (EXIT_PROBLEMS, json.dumps(CHECK), ""), "releases": (0, RELEASES, "")}

    def run(words, then):
        asked.append(list(words))
        page.publisher.busy.emit()
        then(*answers[words[0]])

    page.publisher._run = run
    return page, asked, answers


def test_a_refusal_is_told_rule_by_rule_and_passes_with_reasons(page, qtbot):
    shown, asked, answers = page
    answers["publish"] = (EXIT_PROBLEMS, "", REFUSED)
    shown._publish.click()
    assert shown.report.toPlainText().startswith("Nothing was published. Errors stop it (3)")
    assert "--allow" not in shown.report.toPlainText()
    refusal = shown.refusal
    assert not refusal.isHidden()
    assert not refusal.publish.isEnabled()
    first, second = refusal._reasons.values()
    qtbot.keyClicks(first, "The artist spells it so")
    assert not refusal.publish.isEnabled()
    qtbot.keyClicks(second, "Seen, and agreed")
    answers["publish"] = (EXIT_OK, "works: 1 new", "")
    refusal.publish.click()
    assert asked[-2][-2:] == [
        "--allow=bad-date=The artist spells it so",
        "--allow=cut-words=Seen, and agreed",
    ]
    assert shown.report.toPlainText().startswith("Published.")
    assert refusal.isHidden()
    assert shown.releases.count() == 1


def test_reasons_stay_while_others_are_wanted(page, qtbot):
    shown, _, answers = page
    answers["publish"] = (EXIT_PROBLEMS, "", REFUSED)
    shown._publish.click()
    qtbot.keyClicks(next(iter(shown.refusal._reasons.values())), "Because")
    shown._publish.click()
    assert [line.text() for line in shown.refusal._reasons.values()] == ["Because", ""]


def test_another_refusal_is_told_in_its_own_words(page):
    shown, _, answers = page
    answers["publish"] = (EXIT_USAGE, "", "kiosk: --until is not behind --from")
    shown._publish.click()
    assert shown.report.toPlainText() == (
        "Nothing was published.\n\n“Goes” is not behind “Goes up”"
    )
    assert shown.refusal.isHidden()


def test_a_release_that_goes_up_later_and_one_of_before(page, qtbot):
    shown, asked, answers = page
    answers |= {"publish": (EXIT_OK, "r3 counts from 2027-02-01", ""), "rollback": (0, "", "")}
    qtbot.keyClicks(shown.starts, "February 1, 2027, 8:00 AM")
    shown._publish.click()
    assert "--from=February 1, 2027, 8:00 AM" in asked[0]
    shown.releases.setCurrentRow(0)
    shown._back.click()
    assert asked[-2][0] == "rollback"
    assert asked[-2][-1] == "r2"
