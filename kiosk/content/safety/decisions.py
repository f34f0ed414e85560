"""The one decision table of the safety keys: what is shown after each finding, in each mode.

The safety keys are ``withdrawn``, ``content_note`` and ``show`` of a work, and ``status`` of an
event. `docs/SAFETY-KEYS.md` holds the same table with the reasons; a test compares the two.
"""

from collections.abc import Mapping
from enum import StrEnum


class LoadMode(StrEnum):
    """How content reaches the screen."""

    # The files are read, and shown as they are: the check, and a first start.
    NORMAL = "normal"
    # The files are read again while the kiosk runs, or after a restart.
    LAST_GOOD = "last good"
    # No file is read; the cached content is shown less what changed since it was read.
    SAFE_MODE = "safe mode"
    # The cached first works are shown while the files are being read.
    STARTUP_CACHE = "start-up cache"


class Decision(StrEnum):
    """Whether an item is shown."""

    SHOW = "show"
    # Show the item as it was last read without fault.
    SHOW_AS_BEFORE = "show as before"
    # Do not show the item. The start-up cache is then not used at all, and the files are read.
    HIDE = "hide"


class SafetyFinding(StrEnum):
    """The state of one item's files, compared with what was last shown of it."""

    UNCHANGED = "no file changed"
    READABLE = "a file changed and can be read"
    WITHDRAWN = "`withdrawn: yes` in any language"
    WITHDRAWN_IN_DOUBT = "a withdrawal in a doubtful place, or in a file that is not read"
    NOTE_ADDED = "a content note is new"
    NOTE_LOST = "a content note is there and cannot be read as one"
    DATES_LOST = "days of `show` cannot be read"
    CANCELLED = "`status: cancelled` or `postponed`"
    UNREADABLE = "a file cannot be read, and asks for nothing new"
    UNREADABLE_WITHDRAWN = "a file cannot be read and seems to ask for a withdrawal"
    UNREADABLE_NOTE = "a file cannot be read and seems to hold a new content note"
    UNREADABLE_DATES = "a file cannot be read and seems to hold new days of `show`"
    UNREADABLE_STATUS = "a file cannot be read and seems to cancel the event"
    NOT_PLAIN_TEXT = "a label is no plain text, so that its keys are unknown"
    CONTENT_REMOVED = "the picture, the text or the date was taken out"
    FILE_GONE = "all files of the item are gone"
    FOLDER_UNAVAILABLE = "the folder does not answer"
    CALENDAR_CHANGED = "a calendar file changed"
    CALENDAR_LOST = "a calendar lost more than half of its events, or cannot be read"
    ENTRY_HIDDEN = "the text of such a calendar marks an entry as private or cancelled"
    CALENDAR_UNDECIDED = "such a calendar's text cannot be searched for these marks"
    UNGUARDED_CHANGED = "a resource or a page changed"


_SHOW, _AS_BEFORE, _HIDE = Decision.SHOW, Decision.SHOW_AS_BEFORE, Decision.HIDE

# Columns in the order of LoadMode. Safe mode and the start-up cache read no file: every change of a
# work, an event or a calendar is the same to them, and hides it.
_ROWS: Mapping[SafetyFinding, tuple[Decision, Decision, Decision, Decision]] = {
    SafetyFinding.UNCHANGED: (_SHOW, _SHOW, _AS_BEFORE, _AS_BEFORE),
    SafetyFinding.READABLE: (_SHOW, _SHOW, _HIDE, _HIDE),
    SafetyFinding.WITHDRAWN: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.WITHDRAWN_IN_DOUBT: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.NOTE_ADDED: (_SHOW, _SHOW, _HIDE, _HIDE),
    SafetyFinding.NOTE_LOST: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.DATES_LOST: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.CANCELLED: (_SHOW, _SHOW, _HIDE, _HIDE),
    SafetyFinding.UNREADABLE: (_HIDE, _AS_BEFORE, _HIDE, _HIDE),
    SafetyFinding.UNREADABLE_WITHDRAWN: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.UNREADABLE_NOTE: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.UNREADABLE_DATES: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.UNREADABLE_STATUS: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.NOT_PLAIN_TEXT: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.CONTENT_REMOVED: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.FILE_GONE: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.FOLDER_UNAVAILABLE: (_HIDE, _AS_BEFORE, _AS_BEFORE, _HIDE),
    SafetyFinding.CALENDAR_CHANGED: (_SHOW, _SHOW, _HIDE, _HIDE),
    SafetyFinding.CALENDAR_LOST: (_AS_BEFORE, _AS_BEFORE, _HIDE, _HIDE),
    SafetyFinding.ENTRY_HIDDEN: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.CALENDAR_UNDECIDED: (_HIDE, _HIDE, _HIDE, _HIDE),
    SafetyFinding.UNGUARDED_CHANGED: (_SHOW, _SHOW, _AS_BEFORE, _HIDE),
}

DECISIONS: Mapping[SafetyFinding, Mapping[LoadMode, Decision]] = {
    finding: dict(zip(LoadMode, row, strict=True)) for finding, row in _ROWS.items()
}


def decide(finding: SafetyFinding, mode: LoadMode) -> Decision:
    """The decision on an item of which ``finding`` holds."""
    return DECISIONS[finding][mode]
