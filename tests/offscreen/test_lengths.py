"""The estimate of texts that may be too long, compared with the real screens.

No screen cuts a text that the estimate passes, and every cut text is reported.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.check.text_lengths import (
    LONG_MEDIUM,
    LONG_NOTE,
    LONG_TEXT,
    LONG_TITLE,
    LONG_TOGETHER,
    long_texts,
    text_width,
)
from kiosk.cli.main import main
from kiosk.content.load import load
from kiosk.offscreen.layout_check import offscreen
from kiosk.offscreen.manifest import read_window
from kiosk.offscreen.screenshots import settle
from kiosk.offscreen.tour import steps
from kiosk.schedule import OffsetClock
from kiosk.session import DisplaySettings, transitions
from kiosk.window.app_window import AppWindow

KIOSK = (
    "timezone: America/Los_Angeles\nopen:\n  hours:\n    Monday-Friday: 8:00 AM-5:00 PM\n"
    "help_line:\n  phone: 1-888-373-7888\n"
)
SIZES = ((1920, 1080), (1080, 1920))


def capitals(broad: float) -> str:
    """Words in capitals that are just so broad."""
    words = ("MORNING GATEWAY HANDMADE WINDOWS " * 9).strip()
    while text_width(words) > broad:
        words = words[:-1]
    return words.strip()


def written(**keys: str) -> str:
    lines = "".join(f"{key}: {words}\n" for key, words in keys.items())
    return f"---\n{lines}---\nText.\n"


def shared(total: float, *keys: str) -> dict[str, str]:
    return {key: capitals(total / len(keys)) for key in keys}


REGISTER = {
    "when": "January 13, 2026, 1:00 PM - 2:00 PM",
    "register": "https://www.cdss.ca.gov/register",
}
LABEL = ("title", "artist", "year", "medium", "dimensions", "credit", "accession")
LIMITS = {
    "works/a": written(title=capitals(LONG_TITLE), credit=capitals(LONG_TOGETHER - LONG_TITLE)),
    "works/b": written(**shared(LONG_TOGETHER, *LABEL)),
    "works/c": written(title="T", artist=capitals(LONG_TEXT)),
    "works/d": written(title="T", medium=capitals(LONG_MEDIUM)),
    "works/e": written(**shared(LONG_NOTE, "title", "content_note")),
    "works/f": written(title=capitals(LONG_TITLE), content_note=capitals(LONG_NOTE - LONG_TITLE)),
    "works/g": written(title="T", content_note=capitals(LONG_NOTE - 2)),
    "works/poem": written(**shared(LONG_TOGETHER, *LABEL), form="verse"),
    "events/a": written(title="T", place=capitals(LONG_TEXT), **REGISTER),
    "events/b": written(
        **shared(
            LONG_TOGETHER,
            "title",
            "place",
            "online",
            "price",
            "presented_by",
            "hosted_by",
            "contact",
        ),
        **REGISTER,
    ),
    "events/c": written(
        title=capitals(LONG_TITLE), price=capitals(LONG_TOGETHER - LONG_TITLE), **REGISTER
    ),
    "events/d": written(title="T", people="[" + ", ".join([capitals(17)] * 10) + "]", **REGISTER),
    "resources/a": written(
        **shared(LONG_TOGETHER, "title", "kind", "by"), link="https://www.cdss.ca.gov/list"
    ),
    "resources/b": written(
        title=capitals(LONG_TITLE),
        by=capitals(LONG_TOGETHER - LONG_TITLE),
        link="https://www.cdss.ca.gov/list",
    ),
}
EXHIBITIONS = [
    {"title": capitals(LONG_TITLE), "place": capitals(LONG_TOGETHER - LONG_TITLE)},
    shared(LONG_TOGETHER, "title", "presented_by", "hosted_by", "place", "address"),
    {"title": "T", "address": capitals(LONG_TEXT)},
]


@pytest.mark.parametrize("own", EXHIBITIONS)
def test_a_text_that_passes_the_estimate_is_nowhere_cut(qapp, write_folder, tmp_path, own):
    files = (
        {f"{name}.md": text for name, text in LIMITS.items()}
        if own is EXHIBITIONS[0]
        else {"works/p.md": written(title="P")}
    )
    pictures = {
        f"{name}.jpg": "picture"
        for name in LIMITS
        if name.startswith("works/") and name != "works/poem" and own is EXHIBITIONS[0]
    }
    root = write_folder(
        {
            "kiosk.yaml": "".join(f"{key}: {words}\n" for key, words in own.items()) + KIOSK,
            **files,
            **pictures,
        }
    )
    result = load(root)
    assert long_texts(result) == []
    cut = set()
    morning = datetime(2026, 1, 13, 9, tzinfo=ZoneInfo("America/Los_Angeles"))
    app_window = AppWindow(
        offscreen(), result.snapshot, OffsetClock(morning), tmp_path / "c", animated=False
    )
    try:
        app_window.window.resize(*SIZES[0])
        app_window.window.show()
        seen = list(steps(app_window.controller))
        assert {stop.item for stop in seen} >= set(LIMITS) or own is not EXHIBITIONS[0]
        for size in SIZES:
            app_window.window.resize(*size)
            for stop in seen:
                app_window.controller.session.apply(
                    transitions.start_session, "en", DisplaySettings(text_scale=1.5)
                )
                stop.go()
                settle(app_window)
                texts = read_window(app_window.window)["texts"]
                cut |= {
                    (stop.screen, stop.item, size, row["text"]) for row in texts if row["truncated"]
                }
    finally:
        app_window.close()
    assert cut == set()


def test_a_cut_text_is_reported(qapp, write_folder, capsys, monkeypatch, tmp_path):
    """Each of these is short enough by itself, and too long in its place or together."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write_folder(
        {
            "kiosk.yaml": "title: T\n" + KIOSK,
            "works/a.jpg": "picture",
            "works/a.md": written(
                title=("MORNING GATEWAY HANDMADE WINDOWS " * 3)[:78], content_note="Blood."
            ),
            "works/b.jpg": "picture",
            "works/b.md": written(
                **shared(300, "title", "artist", "medium", "dimensions", "credit")
            ),
            "works/c.jpg": "picture",
            "works/c.md": written(title="C", medium=capitals(110)),
            "events/a.md": written(
                title="T",
                place=capitals(159),
                online=capitals(159),
                price=capitals(159),
                **REGISTER,
            ),
        }
    )
    main(["check", str(root)])
    told = [
        line.partition(":")[0]
        for line in capsys.readouterr().out.splitlines()
        if "[text-too-long]" in line
    ]
    assert set(told) == {"works/a.md", "works/b.md", "works/c.md", "events/a.md"}


def test_a_text_cut_in_a_translation_is_reported_in_its_file(
    qapp, write_folder, capsys, monkeypatch, tmp_path
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write_folder(
        {
            "kiosk.yaml": "title: T\nlanguages: [en, es]\n" + KIOSK,
            "works/a.jpg": "picture",
            "works/a.md": written(
                title="Field", content_note="Blood.", show="\n  from: 2199-01-01"
            ),
            "works/a.es.md": written(
                title=("MORNING GATEWAY HANDMADE WINDOWS " * 3)[:78], content_note="Sangre."
            ),
        }
    )
    main(["check", str(root)])
    told = [line for line in capsys.readouterr().out.splitlines() if "[text-too-long]" in line]
    assert [
        line.startswith(
            "works/a.es.md:2:8: warning: title (es): the text is too long for the screen 'note'"
        )
        for line in told
    ] == [True]
