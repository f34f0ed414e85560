"""Alerts in the Common Alerting Protocol, as ``notices/*.xml``."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.load import load
from kiosk.domain import NoticeLevel
from tests.conftest import WriteFolder
from tests.folders import write_files

YAML = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"


def info(language="en-US", severity="Severe", urgency="Immediate", **values: str) -> str:
    fields = {
        "language": language,
        "category": "Safety",
        "event": "Fire",
        "urgency": urgency,
        "severity": severity,
        "certainty": "Observed",
        "expires": "2026-01-13T15:00:00-08:00",
        "headline": "Leave the building",
        "description": "A fire was reported on floor 3.",
        "instruction": "Use the east stair.",
        **values,
    }
    return "".join(f"<{name}>{escape(text)}</{name}>" for name, text in fields.items() if text)


def alert(*infos: str, prefix: str = "", version: str = "1.2", **values: str) -> str:
    fields = {
        "identifier": "fire-1",
        "sender": "safety@example.org",
        "sent": "2026-01-13T13:24:00-08:00",
        "status": "Actual",
        "msgType": "Alert",
        "scope": "Public",
        **values,
    }
    body = "".join(f"<{name}>{text}</{name}>" for name, text in fields.items() if text)
    body += "".join(f"<info>{one}</info>" for one in infos)
    if prefix:
        body = body.replace("</", "\0").replace("<", f"<{prefix}:").replace("\0", f"</{prefix}:")
    name = f"{prefix}:alert" if prefix else "alert"
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{name} {declared}="urn:oasis:names:tc:emergency:cap:{version}">{body}</{name}>'
    )


def read(write_folder: WriteFolder, *alerts: str):
    files = {f"notices/{number}.xml": text for number, text in enumerate(alerts)}
    result = load(write_folder({"kiosk.yaml": YAML, **files}))
    problems = [one for one in result.problems if one.path.startswith("notices/")]
    return result.snapshot.notices, problems


@pytest.mark.parametrize("prefix", ["", "cap", "ns0"])
@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_headline_instruction_languages_and_end(write_folder: WriteFolder, prefix, version):
    spanish = info("es-US", headline="Salga del edificio", instruction="Use la escalera este.")
    (notice,), problems = read(write_folder, alert(info(), spanish, prefix=prefix, version=version))
    assert problems == []
    assert notice.level is NoticeLevel.EMERGENCY
    assert notice.headline.values == (("en", "Leave the building"), ("es", "Salga del edificio"))
    assert notice.text.get("es") == "Use la escalera este."
    assert notice.shown_until == datetime(2026, 1, 13, 23, tzinfo=UTC)
    assert notice.issued == datetime(2026, 1, 13, 21, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("severity", "urgency", "level"),
    [
        ("Extreme", "Immediate", NoticeLevel.EMERGENCY),
        ("severe", "Expected", NoticeLevel.EMERGENCY),
        ("Severe", "Future", NoticeLevel.CHANGE),
        ("Moderate", "Immediate", NoticeLevel.CHANGE),
        ("Unknown", "Unknown", NoticeLevel.CHANGE),
    ],
)
def test_only_grave_and_pressing_alerts_fill_the_screen(
    write_folder: WriteFolder, severity, urgency, level
):
    (notice,), _ = read(write_folder, alert(info(severity=severity, urgency=urgency)))
    assert notice.level is level


@pytest.mark.parametrize(
    "values",
    [{"status": "Exercise"}, {"status": "Test"}, {"status": "Draft"}, {"scope": "Restricted"}],
)
def test_what_is_not_actual_or_not_public_is_told_and_not_shown(write_folder: WriteFolder, values):
    notices, problems = read(write_folder, alert(info(), **values))
    assert notices == ()
    assert [one.rule for one in problems] == ["alert-not-shown"]


def test_without_an_instruction_the_description_is_shown(write_folder: WriteFolder):
    (notice,), _ = read(write_folder, alert(info(instruction="", headline="")))
    assert (notice.headline.get("en"), notice.text.get("en")) == (
        "Fire",
        "A fire was reported on floor 3.",
    )


def test_an_alert_without_an_end_is_told(write_folder: WriteFolder):
    (notice,), problems = read(write_folder, alert(info(expires="")))
    assert notice.shown_until is None
    assert [one.rule for one in problems] == ["alert-without-end"]


def test_a_time_without_its_offset_is_told(write_folder: WriteFolder):
    (notice,), problems = read(write_folder, alert(info(expires="2026-01-13T15:00:00")))
    assert notice.shown_until is None
    assert {one.rule for one in problems} == {"date", "alert-without-end"}


@pytest.mark.parametrize("kind", ["Cancel", "Update"])
def test_a_later_alert_takes_an_earlier_one_back(write_folder: WriteFolder, kind):
    later = alert(
        *([info(headline="All clear")] if kind == "Update" else []),
        identifier="fire-2",
        msgType=kind,
        references="safety@example.org,fire-1,2026-01-13T13:24:00-08:00",
    )
    notices, problems = read(write_folder, alert(info()), later)
    assert [one.headline.get("en") for one in notices] == (
        ["All clear"] if kind == "Update" else []
    )
    assert problems == []


def test_another_senders_alert_is_not_taken_back(write_folder: WriteFolder):
    other = alert(
        identifier="fire-2", msgType="Cancel", references="other@example.org,fire-1,2026-01-13"
    )
    notices, _ = read(write_folder, alert(info()), other)
    assert [one.key for one in notices] == ["notices/0.xml"]


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">'
    "<info><headline>&b;</headline></info></alert>"
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Leave the building",
        "<alert>no namespace</alert>",
        '<feed xmlns="http://www.w3.org/2005/Atom"/>',
        alert(info())[:-20],
        BOMB,
        alert("<x>" * 2000 + "</x>" * 2000),
        alert(*(info(f"l{number}") for number in range(60))),
        alert(),
    ],
    ids=["empty", "words", "plain", "feed", "half", "entities", "deep", "many", "no info"],
)
def test_what_is_no_alert_is_told_once_and_not_shown(write_folder: WriteFolder, text):
    notices, problems = read(write_folder, text)
    assert notices == ()
    assert [one.rule for one in problems] == ["alert"]


@given(
    words=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60),
    broken=st.booleans(),
)
def test_any_words_are_shown_as_text_or_told(tmp_path_factory, words, broken):
    text = alert(info(headline=words or "x", instruction=words))
    folder = write_files(
        tmp_path_factory.mktemp("alert"),
        {"kiosk.yaml": YAML, "notices/a.xml": text[: len(text) // 2] if broken else text},
    )
    result = load(folder)
    assert bool(result.snapshot.notices) != broken
    for notice in result.snapshot.notices:
        shown = notice.headline.get("en") + notice.text.get("en")
        assert not any(0x202A <= ord(letter) <= 0x202E for letter in shown)
