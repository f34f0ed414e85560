"""Keeps PySide from reading the source of every module that is imported after it.

PySide 6 hooks into Python's imports and has ``inspect`` read each module's source, to look for its
own name there: of a start, that is 80 ms of CPU time and 10 MB that Python keeps. What it looks for
is which modules use names in another style (``from __feature__ import snake_case``); here none do.
"""

from types import ModuleType

# PySide's own modules are of C++: importing one installs the hook.
import PySide6.QtCore  # noqa: F401

# The packages whose modules may call PySide.
_USERS = ("kiosk", "tests")


def answer_by_name() -> None:
    """Let PySide tell by a module's name whether that uses it; does nothing where it has no hook.

    The hook is no public part of PySide. Where a version has another one, a start is slower again;
    tests/project/test_lazy.py sees it.
    """
    try:
        from shibokensupport import feature
    except ImportError:
        return
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_pyside


def _uses_pyside(module: ModuleType) -> bool:
    return module.__name__.partition(".")[0] in _USERS
