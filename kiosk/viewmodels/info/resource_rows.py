"""The rows of the list of resources."""

from collections.abc import Sequence

from kiosk import i18n
from kiosk.domain import Resource
from kiosk.i18n import formatting
from kiosk.i18n.tagged_text import join_paragraphs, with_language_note
from kiosk.qr import CodeTarget, code_target
from kiosk.qt.keyed_list_model import LazyRows, Row
from kiosk.text import bidi_wrap
from kiosk.viewmodels.displayed.item_failures import ItemFailures

RESOURCE_ROLES = ("heading", "title", "note", "kind", "by", "text", "payload", "address", "verb")


def resource_rows(
    resources: Sequence[Resource], language: str, hosts: Sequence[str], failures: ItemFailures
) -> LazyRows:
    """One row for each resource. Where ``hosts`` are named, only links to these get a code."""
    by_key = {resource.key: resource for resource in resources}

    def make(key: str) -> Row | None:
        return failures.guard(key, lambda: resource_row(by_key[key], language, hosts), None)

    return LazyRows(keys=list(by_key), make=make)


def resource_row(resource: Resource, language: str, hosts: Sequence[str]) -> Row:
    """The row of one resource; codes lead only to ``hosts``, if any are named."""
    url = resource.link or (f"mailto:{resource.email}" if resource.email else "")
    target = code_target(url, hosts)
    payload, address = (
        (target.payload, target.shown) if isinstance(target, CodeTarget) else ("", "")
    )
    kind, by = bidi_wrap(resource.kind.get(language)), bidi_wrap(resource.by.get(language))
    return {
        "key": resource.key,
        "heading": "",
        "title": bidi_wrap(resource.title.get(language)),
        "note": formatting.join_with_dots(kind, by, language=language),
        "kind": kind,
        "by": by,
        "text": join_paragraphs(
            with_language_note(resource.description, language, title=resource.title)
        ),
        "payload": payload,
        "address": address,
        "verb": i18n.tr("Scan to write an email")
        if payload.startswith("mailto:")
        else i18n.tr("Scan to open"),
    }


def all_words(resources: Sequence[Resource], language: str) -> str:
    """The titles and descriptions of a list."""
    return "\n".join(
        f"{resource.title.get(language)} {resource.description.get(language)}"
        for resource in resources
    )
