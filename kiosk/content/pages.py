"""Resources and pages: texts that need no dates and no pictures."""

from pathlib import Path

from kiosk.content.front_matter import schema
from kiosk.content.front_matter.translations import Translations, read_translations, title_of
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Page, Problem, Resource


def read_resource(
    root: Path, group: FileGroup, languages: tuple[str, ...], problems: list[Problem]
) -> tuple[Resource | None, Translations | None]:
    """A resource; None when its file cannot be read, which is reported."""
    texts = read_translations(root, group, languages, problems)
    if texts is None:
        return None, None
    show = texts.main.section("show")
    resource = Resource(
        key=group.key,
        file=group.file,
        title=title_of(texts, group),
        kind=texts.localized("kind"),
        by=texts.localized("by"),
        link=texts.main.text("link"),
        email=texts.main.text("email"),
        description=texts.body(),
        shown_from=show.day("from"),
        shown_until=show.day("until"),
    )
    show.report_unknown(schema.SHOW)
    texts.report_unknown(schema.RESOURCE)
    return resource, texts


def read_page(
    root: Path, group: FileGroup, languages: tuple[str, ...], problems: list[Problem]
) -> tuple[Page | None, Translations | None]:
    """A page of text; None when its file cannot be read, which is reported."""
    texts = read_translations(root, group, languages, problems)
    if texts is None:
        return None, None
    page = Page(key=group.key, file=group.file, title=title_of(texts, group), body=texts.body())
    texts.report_unknown(schema.PAGE)
    return page, texts
