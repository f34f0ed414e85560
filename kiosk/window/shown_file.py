"""The file of the item on the screen, for the record of what the program does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.session import Screen, SessionState

if TYPE_CHECKING:
    from kiosk.viewmodels.displayed.displayed_content import DisplayedContent


def shown_file(content: DisplayedContent, state: SessionState) -> str:
    """The file of the work, event, resource or notice that is open or in front; "" for none."""
    location = state.location
    if location.event:
        return next((one.event.file for one in content.entries if one.key == location.event), "")
    if location.resource:
        return next((one.file for one in content.resources if one.key == location.resource), "")
    key = location.work
    if location.screen is Screen.LOOP:
        slide = content.catalogue.slide_at(state.loop)
        if slide.notice:
            return next((one.file for one in content.notices if one.key == slide.notice), "")
        key = slide.work
    work = content.works.get(key)
    return work.file if work else ""
