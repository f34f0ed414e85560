"""The items of a folder: works, events, resources and pages."""

from kiosk.domain import Event, Page, Resource, Snapshot, Work

Item = Work | Event | Resource | Page


def all_items(snapshot: Snapshot) -> tuple[Item, ...]:
    """Every item, in the order of the folders' names in the documentation."""
    return (*snapshot.works, *snapshot.events, *snapshot.resources, *snapshot.pages)
