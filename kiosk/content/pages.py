"""Resources and pages: texts that need no dates and no pictures."""

from pathlib import Path

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.front_matter import schema
from kiosk.content.front_matter.translations import read_translations, title_of
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.item_reading import ItemReading
from kiosk.content.safety.unread_files import unreadable_item
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Page, Problem, Resource


def read_resource(
    root: Path,
    group: FileGroup,
    dates: DateContext,
    problems: list[Problem],
    before: object = None,
) -> ItemReading:
    """A resource, and its documents; a file that cannot be read is reported."""
    texts = read_translations(root, group, dates, problems)
    if texts is None:
        return unreadable_item(root, group, before)
    show = texts.main.section("show")
    resource = Resource(
        key=group.key,
        file=group.file,
        title=title_of(texts, group),
        kind=texts.localized("kind"),
        by=texts.localized("by"),
        link=texts.main.text("link"),
        email=texts.main.text("email"),
        description=texts.body(tell_links=False),
        shown_from=show.day("from"),
        shown_until=show.day("until"),
    )
    show.report_unknown(schema.SHOW)
    texts.report_unknown(schema.RESOURCE)
    return ItemReading(content=resource, texts=texts, finding=SafetyFinding.UNGUARDED_CHANGED)


def read_page(
    root: Path,
    group: FileGroup,
    dates: DateContext,
    problems: list[Problem],
    before: object = None,
) -> ItemReading:
    """A page of text, and its documents; a file that cannot be read is reported."""
    texts = read_translations(root, group, dates, problems)
    if texts is None:
        return unreadable_item(root, group, before)
    page = Page(
        key=group.key,
        file=group.file,
        title=title_of(texts, group),
        body=texts.body(tell_links=False),
    )
    texts.report_unknown(schema.PAGE)
    return ItemReading(content=page, texts=texts, finding=SafetyFinding.UNGUARDED_CHANGED)
