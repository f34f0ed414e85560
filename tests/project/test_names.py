"""No identifier of the program goes by a name that was given up for the field's own term.

Identifiers of Python are modules, classes, functions, methods, parameters, attributes, constants,
enum members and the roles of list models; of QML, files, ids, properties, signals and functions.
Prose and local variables are free.
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
    "hanging": "wall_layout",
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
    # Instances that went by the name of their class.
    "stage": "app_window",
    "tempo": "slideshow_timer",
    "shelf": "image_loader",
    "sight": "visible_area",
    "aloud": "read_aloud",
    "compositor": "line_breaker",
    "hung": "placed_tiles",
    "hanging": "wall_layout",
    "garbage": "gc_scheduler",
    "fingers": "resting_touch_filter",
    "comfort": "display_settings",
    "doubt": "clock_distrust",
    "workshop": "decoder_pool",
    "rung": "restart_policy",
    "watcher": "content_reloader",
    "vitals": "health_monitor",
    "keeper": "supervisor",
    "memories": "read_caches",
    "store": "startup_cache",
    "forget": "release_on_destroy",
    "folded": "layoutClass",
    "torn": "overflowing_word",
}
QML = {
    "Hands": "TouchState",
    "Hall": "ScreenLoader",
    "Room": "ScreenLoader",
    "Words": "AppText",
    "Ground": "Background",
    "Overhead": "UpperPanel",
    "HungWork": "GalleryTile",
    "WrittenSheet": "WrittenView",
    "KeyWays": "Shortcuts",
    "TurnKeys": "Shortcuts",
    "Upright": "Unmirrored",
    "StillHere": "IdlePrompt",
    "immense": "layoutClass",
    "little": "layoutClass",
    "folded": "layoutClass",
    "headed": "layoutClass",
    "hands": "touchState",
    "hall": "screenLoader",
    "ground": "background",
    "overhead": "upperPanel",
    "upright": "unmirrored",
    "stillHere": "idlePrompt",
    "sight": "visibleArea",
    "stage": "reachArea",
}

# Ordinary words that were given up in one package only.
ONLY_IN = {
    "last": "pictures/",
    "shown": "schedule/",
    "finish": "content/front_matter/",
    "resting": "session/",
}
# What stays, where, and why.
STAYS = {
    ("text/markup.py", "Run"): "a run of text in one style is typography's own word",
    ("check/items.py", "Item"): "a work, an event, a resource or a page: the guide's word",
    ("content/safety/words.py", "words"): "the words that are read as safety keys",
    ("content/cache/read_cache.py", "store"): "to put into a cache is to store",
    ("viewmodels/gallery/image_loader.py", "store"): "to put into a cache is to store",
}

Identifiers = dict[str, set[tuple[str, str]]]


def python_names(tree: ast.AST) -> tuple[set[str], set[str]]:
    """The classes and type aliases, and the other names, that a module defines for others."""
    classes, others = set(), set()
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name, body=body):
                classes.add(name)
                others |= assigned(body)
            case ast.Module(body=body):
                names = assigned(body)
                classes |= names
                others |= names
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                others.add(name)
            case ast.arg(arg=name) | ast.Attribute(attr=name, ctx=ast.Store()):
                others.add(name)
            case ast.Dict(keys=keys):
                roles = [key.value for key in keys if isinstance(key, ast.Constant)]
                # A row of a list model, which QML reads by its roles, has a unique key.
                others |= {str(role) for role in roles if "key" in roles}
    return {name.strip("_") for name in classes}, {name.strip("_") for name in others}


def assigned(body: list[ast.stmt]) -> set[str]:
    """The names that the statements of a module or a class assign."""
    targets: list[ast.expr] = []
    for node in body:
        if isinstance(node, ast.Assign):
            targets += node.targets
        elif isinstance(node, ast.AnnAssign):
            targets.append(node.target)
    return {
        name.id
        for target in targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    }


def python_identifiers() -> Identifiers:
    """Kind -> (file, name) of everything that a Python file defines for others."""
    found: Identifiers = {"module": set(), "class": set(), "function": set()}
    for path in KIOSK.rglob("*.py"):
        file = str(path.relative_to(KIOSK))
        found["module"] |= {(file, part) for part in Path(file).with_suffix("").parts}
        classes, others = python_names(ast.parse(path.read_text("utf-8")))
        found["class"] |= {(file, name) for name in classes}
        found["function"] |= {(file, name) for name in others}
    return found


def qml_names(source: str) -> set[str]:
    declared = re.compile(
        r"^\s*(?:default |readonly |required )*"
        r"(?:property [\w.<>]+|signal|function|id:) +(\w+)",
        re.MULTILINE,
    )
    return set(declared.findall(source))


def qml_identifiers() -> set[tuple[str, str]]:
    """(file, name) of the QML files and of what they declare."""
    found = set()
    for path in (KIOSK / "ui").rglob("*.qml"):
        file = str(path.relative_to(KIOSK / "ui" / "KioskUi"))
        found |= {(file, name) for name in {path.stem, *qml_names(path.read_text("utf-8"))}}
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
    package = ONLY_IN.get(old, "")
    files = {file for file, name in identifiers[kind] if name == old and file.startswith(package)}
    allowed = {file for file, name in STAYS if name == old}
    assert files - allowed == set(), f"it is called {now}"


def test_every_exception_is_still_needed(identifiers):
    assert set(STAYS) <= set().union(*identifiers.values())
    everywhere = {name for names in identifiers.values() for _, name in names}
    assert set(ONLY_IN) <= everywhere


@pytest.mark.parametrize(
    "definition",
    [
        "def {0}(): ...",
        "def f({0}): ...",
        "def f(*, _{0}=1): ...",
        "class C:\n    {0}: int",
        "class C(Enum):\n    {0} = 1",
        "{0} = 1",
        "{0}: int = 1",
        "self._{0} = 1",
        "row = {{'key': 1, '{0}': 2}}",
    ],
)
def test_an_old_name_is_found_wherever_python_defines_it(definition):
    for name in FUNCTIONS:
        assert name in python_names(ast.parse(definition.format(name)))[1]


@pytest.mark.parametrize(
    "definition", ["class _{0}: ...", "{0} = list[int]", "{0}: TypeAlias = int"]
)
def test_an_old_class_name_is_found_on_classes_and_type_aliases(definition):
    for name in CLASSES:
        assert name in python_names(ast.parse(definition.format(name)))[0]


@pytest.mark.parametrize(
    "declaration",
    [
        "id: {0}",
        "property int {0}",
        "readonly property var {0}: 1",
        "signal {0}()",
        "function {0}()",
    ],
)
def test_an_old_name_is_found_wherever_qml_declares_it(declaration):
    for name in QML:
        assert name in qml_names("Item {\n    " + declaration.format(name) + "\n}")
