"""The editing model of the studio: a second face of an exhibition's folder, without Qt.

An ``Exhibition`` is opened on a folder. Reading gives a ``Document`` with the fields in the order
of the file, its body and its problems; bytes that an edit does not mean stay as they were.

    exhibition = Exhibition.open(folder, journal_dir)
    label = exhibition.read("works/01-a.md")
    outcome = exhibition.apply(SetField(name="works/01-a.md", path=("title",), value="Shore"))
    exhibition.undo()

``apply``, ``undo``, ``redo``, ``retry``, ``resolve``, ``tick`` and ``save_drafts`` give an
``Outcome``: the files that changed, the fields to be asked about (``Conflict``), and a ``Failure``
that says why something was not done and whether it is kept. None of them raises for a folder that
is gone, read-only or full.

While a person types, the window calls ``type`` with each change of a field and ``tick`` every
250 ms: a crash loses at most KEEP_SECONDS and one tick; a field is saved PAUSE_SECONDS after the
last key, as one step of undo. ``save_drafts`` saves at once, as when a field is left.

``read_only`` says why nothing can be written now, ``unwritten`` which files wait, ``retry`` tries
them again. ``deleted`` lists what was deleted here; ``BringBack`` writes it again. A failure may
have a ``remedy``, an edit that does it after all, such as saving a file as UTF-8 first.

``go_back`` brings the folder back to any of its ``revisions``, ``return_to`` to a release; each is
one edit. The journal is pruned to its bounds: the oldest edits can then not be undone any more.

``refresh`` tells what other programs changed. An edit is always put into the file as it then is; a
field that somebody else has changed since it was read is a ``Conflict``, which ``resolve`` answers.

All methods are called from one thread. Beside them, ``beginning`` and the modules of ``guidance``:

- ``beginning``: ``begin`` makes a folder from five ``Answers``; ``copy_exhibition`` copies one.
- ``checking``: ``FolderCheck(folder).run(today)`` checks the folder, in another thread if wanted;
  its ``problems_for(name)`` are at their fields, with a ``remedy``, an edit, where it is certain.
- ``checklist``: ``checklist(checked, today)`` gives the steps to an exhibition that can hang.
- ``event_reading``: ``read_event_keys(values, exhibition, now)`` reads a date as it is typed, with
  the next times and what the code opens; ``kiosk.i18n.event_words`` puts it into words.
- ``event_days``: ``moved_event`` has an event on another day, its other words as they are.
- ``differences``: ``differences(before, after)`` says in words what changed between two states.
"""

from kiosk.studio.model.documents.document import BODY, Document, Field, kind_of
from kiosk.studio.model.edits.fields import RemoveField, RenameKey, SaveAsUtf8, SetField, set_body
from kiosk.studio.model.edits.files import (
    AddFile,
    BringBack,
    CleanPicture,
    CreateFile,
    Delete,
    RenameFile,
)
from kiosk.studio.model.edits.items import RenameItem, Reorder, Restore, Withdraw
from kiosk.studio.model.edits.past_files import PastFile
from kiosk.studio.model.edits.staging import SETTINGS, Edit, Several
from kiosk.studio.model.exhibition import Exhibition
from kiosk.studio.model.history.drafts import KEEP_SECONDS, PAUSE_SECONDS, Draft
from kiosk.studio.model.outcomes import Conflict, Deleted, Failure, Outcome, OutsideChanges

__all__ = [
    "BODY",
    "KEEP_SECONDS",
    "PAUSE_SECONDS",
    "SETTINGS",
    "AddFile",
    "BringBack",
    "CleanPicture",
    "Conflict",
    "CreateFile",
    "Delete",
    "Deleted",
    "Document",
    "Draft",
    "Edit",
    "Exhibition",
    "Failure",
    "Field",
    "Outcome",
    "OutsideChanges",
    "PastFile",
    "RemoveField",
    "RenameFile",
    "RenameItem",
    "RenameKey",
    "Reorder",
    "Restore",
    "SaveAsUtf8",
    "SetField",
    "Several",
    "Withdraw",
    "kind_of",
    "set_body",
]
