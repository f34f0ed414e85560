"""No identifier of the program goes by a name that was given up for the field's own term.

Identifiers are modules, classes, functions, methods and attributes of Python, and files, ids,
properties, signals and functions of QML. Prose, parameters and local variables are free.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KIOSK = ROOT / "kiosk"

# The old name -> what it is called now.
FOLDERS_AND_MODULES = {
    "bridge": "viewmodels",
    "reading": "text",
    "guard": "supervisor, status",
    "runtime": "app",
    "kept": "content.cache",
    "shots": "offscreen, printing",
    "desk": "authoring",
    "curators": "cli",
    "curating": "cli.curate",
    "inside": "path_safety",
    "places": "paths",
    "memory": "content.cache",
    "lastgood": "content.cache.last_good",
    "words": "i18n",
    "phrases": "i18n.formatting",
    "moves": "session.transitions",
    "hanging": "row_layout",
    "keeper": "supervisor",
    "relay": "notify_proxy",
    "stir": "change_events",
    "glass": "window_placement",
    "strays": "misplaced_files",
    "doubts": "layout_suspects",
    "tell": "make_problem",
    "silence": "suppressions",
    "hung": "everything_visible",
    "torn": "overflowing_word",
    "trial": "dry_run",
    "bring_in": "import_table",
    "season": "exhibition_selection",
    "series": "recurrence",
    "call": "qualified_name",
    "counts": "usage_stats",
    "photograph": "screenshot",
    "slips": "yaml_errors",
    "marked": "source_map",
    "front": "front_matter",
}
CLASSES = {
    "Stage": "AppWindow",
    "Visit": "SessionViewModel",
    "Tempo": "SlideshowTimer",
    "Shelf": "ImageLoader",
    "Rows": "KeyedListModel",
    "Card": "ViewModel",
    "Face": "ViewState",
    "Pair": "SlideBuffers",
    "Sight": "ScreenContext",
    "Aloud": "ReadAloud",
    "Part": "TaggedText",
    "Compositor": "LineBreaker",
    "Hung": "PlacedTile",
    "Wall": "GalleryModel",
    "Garbage": "GcScheduler",
    "Fingers": "RestingTouchFilter",
    "Guide": "Catalogue",
    "Comfort": "DisplaySettings",
    "Look": "FolderScan",
    "Item": "FileGroup",
    "Marks": "SourceMap",
    "Texts": "Translations",
    "Run": "DateRange",
    "Memory": "ReadCache",
    "Circumstances": "CacheKey",
    "Doubt": "ClockDistrust",
    "SetClock": "OffsetClock",
    "Workshop": "DecoderPool",
    "Maker": "Renderer",
    "Rung": "RestartPolicy",
    "Display": "DisplayProbe",
    "Watcher": "ContentReloader",
    "Standing": "SafeModeContent",
    "Store": "StartupCache",
    "Head": "StartupSnapshot",
    "Ending": "SignalHandler",
    "Pulse": "FrameKeepalive",
    "Vitals": "HealthMonitor",
    "Door": "StaffGesture",
    "Hours": "NightMode",
    "Night": "DisplaySchedule",
    "Stop": "Step",
    "Keeper": "Supervisor",
}
FUNCTIONS = {
    "beat": "tick",
    "stirred": "user_activity",
    "forsaken": "session_expired",
    "stock": "set_catalogue",
    "become": "set_rows",
    "standing": "spoken_content",
    "hang": "layout_rows",
    "knock": "request_pin",
    "mediums": "media",
    "trail": "history",
    "noted": "has_content_note",
    "asking": "idle_prompt",
    "still": "reduced_motion",
    "cut": "skip_transition",
    "resting": "on_standby",
    "lay_loop": "build_playlist",
    "neutral": "safe_home",
    "look": "scan",
    "odd": "skipped",
    "glance": "change_token",
    "mark": "fingerprint",
    "gather": "group_files",
    "alike": "normalized_name",
    "take_as_meant": "correct_keys",
    "finish": "report_unknown",
    "around": "reference_date",
    "must_go": "must_hide",
    "held": "retain_previous",
    "away": "unavailable",
    "lit": "screen_on",
    "shown": "is_on_display",
    "strip_entry": "featured_entry",
    "spare": "fallback_cache",
    "last": "last_rendition",
    "ladder": "RestartPolicy",
    "hopeless": "exhausted",
    "fall": "crash",
    "FRESH": "EXIT_RESTART",
    "LEFT": "EXIT_STOPPED",
    "deaf": "unresponsive",
    "seal": "hash_pin",
    "fits": "verify_pin",
    "answered": "call_with_timeout",
    "edition": "revision",
    "hushed": "suppressions",
}
QML = {
    "Hands": "TouchState",
    "Hall": "ScreenLoader",
    "Room": "ScreenLoader",
    "Words": "AppText",
    "Ground": "Background",
    "Overhead": "UpperPanel",
    "HungWork": "GalleryTile",
    "WrittenSheet": "TextWork",
    "KeyWays": "Shortcuts",
    "TurnKeys": "Shortcuts",
    "Upright": "Unmirrored",
    "LoopPlace": "PageIndicator",
    "StillHere": "IdlePrompt",
    "immense": "layoutClass",
    "little": "layoutClass",
    "folded": "layoutClass",
    "headed": "layoutClass",
}

# What stays, where, and why.
STAYS = {
    ("app/content_reloader.py", "last"): "the change token of the last scan",
    ("app/content_reloader.py", "shown"): "the change token of what is shown",
    ("text/markup.py", "Run"): "a run of text in one style is typography's own word",
    ("content/exhibition_selection.py", "last"): "the last day of a range of dates",
    ("content/cache/read_cache.py", "finish"): "ends one reading of the folder",
    ("content/scan/file_groups.py", "finish"): "ends the grouping and returns the groups",
    ("viewmodels/gallery/slides.py", "shown"): "the slide and page that are on the screen",
    ("input/resting_touch_filter.py", "resting"): "the touch points that rest",
}

Identifiers = dict[str, set[tuple[str, str]]]


def python_identifiers() -> Identifiers:
    """Kind -> (file, name) of everything that a Python file defines for others."""
    found: Identifiers = {"module": set(), "class": set(), "function": set()}
    for path in KIOSK.rglob("*.py"):
        file = str(path.relative_to(KIOSK))
        found["module"] |= {(file, part) for part in Path(file).with_suffix("").parts}
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found["class"].add((file, node.name.strip("_")))
            elif isinstance(node, ast.FunctionDef):
                found["function"].add((file, node.name.strip("_")))
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                found["function"].add((file, node.attr.strip("_")))
    return found


def qml_identifiers() -> set[tuple[str, str]]:
    """(file, name) of the QML files and of what they declare."""
    declared = re.compile(
        r"^\s*(?:default |readonly |required )*"
        r"(?:property [\w.<>]+|signal|function|id:) +(\w+)",
        re.MULTILINE,
    )
    found = set()
    for path in (KIOSK / "ui").rglob("*.qml"):
        file = str(path.relative_to(KIOSK / "ui" / "KioskUi"))
        found |= {(file, name) for name in [path.stem, *declared.findall(path.read_text("utf-8"))]}
    return found


@pytest.fixture(scope="module")
def identifiers() -> Identifiers:
    found = python_identifiers() | {"QML": qml_identifiers()}
    assert ("window/app_window.py", "AppWindow") in found["class"]
    assert ("components/SlideView.qml", "SlideView") in found["QML"]
    return found


OLD_NAMES = [
    (kind, old, now)
    for kind, names in (
        ("module", FOLDERS_AND_MODULES),
        ("class", CLASSES),
        ("function", FUNCTIONS),
        ("QML", QML),
    )
    for old, now in names.items()
]


@pytest.mark.parametrize(("kind", "old", "now"), OLD_NAMES)
def test_no_identifier_has_the_old_name(kind, old, now, identifiers):
    files = {file for file, name in identifiers[kind] if name == old}
    kept = {file for file, name in STAYS if name == old}
    assert files - kept == set(), f"it is called {now}"


def test_every_exception_is_still_needed(identifiers):
    assert set(STAYS) <= set().union(*identifiers.values())
