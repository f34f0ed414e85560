"""Make drafts from a file that a curator has: a table, a page, a calendar or copied text."""

from pathlib import Path

from kiosk.authoring import import_table
from kiosk.authoring.import_table import Proposal
from kiosk.authoring.pages.found_event import UnreadablePageError
from kiosk.authoring.pages.import_page import PAGE_ENDINGS, propose_page
from kiosk.authoring.spreadsheets import UnreadableTableError, is_table_text

UnreadableSourceError = (UnreadableTableError, UnreadablePageError)


def propose(source: Path, kind: str, root: Path) -> Proposal:
    """Drafts for the rows of a table or the events of a page.

    ``kind`` is that of ``import_table.propose``. Raises UnreadableTableError or
    UnreadablePageError.
    """
    ending = source.suffix.casefold()
    if ending in PAGE_ENDINGS and not (ending == ".txt" and (kind or is_table_text(source))):
        return propose_page(source, root)
    return import_table.propose(source, kind, root)
