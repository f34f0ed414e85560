"""The controls of a screen that two switches go through, in sections."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.input.scan_tree import Group, presses, scan_tree
from kiosk.qt.item_info import Role, has_role, is_target, target_info

Sections = list[list[QQuickItem]]


def scan_sections(root: QQuickItem) -> Sections:
    """What can be used now and is seen, in order: the controls outside of any group, then those
    of each item with the role Group.
    """
    outside: list[QQuickItem] = []
    groups: Sections = []
    _walk(root, root.mapRectToScene(QRectF(0, 0, root.width(), root.height())), outside, groups)
    return [section for section in (outside, *groups) if section]


def presses_to_targets(root: QQuickItem) -> list[tuple[str, int]]:
    """The name of each control, and the presses of two switches by which it is used."""
    sections = scan_sections(root)
    tree = scan_tree([len(section) for section in sections])
    by_number = presses(tree)
    targets = [item for section in sections for item in section]
    return [(target_info(item).name, by_number[number]) for number, item in enumerate(targets)]


def tree_of(sections: Sections) -> Group:
    """The groups in which the controls of ``sections`` are scanned."""
    return scan_tree([len(section) for section in sections])


def _walk(item: QQuickItem, clip: QRectF, into: list[QQuickItem], groups: Sections) -> None:
    if not item.isVisible() or not item.isEnabled() or item.opacity() <= 0.01:
        return
    box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    if item.clip():
        clip = clip.intersected(box)
    if is_target(item) and not item.property("backdrop") and clip.contains(box.center()):
        into.append(item)
    if has_role(item, Role.Group):
        into = []
        groups.append(into)
    for child in item.childItems():
        _walk(child, clip, into, groups)
