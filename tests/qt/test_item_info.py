"""Items declare their roles; a role whose properties are missing is an error."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem

from kiosk.qt.item_info import Role, has_role, is_target, target_info, visible_items


@pytest.fixture
def make_item(qapp):
    engine = QQmlEngine()
    kept = []

    def make(body: str) -> QQuickItem:
        component = QQmlComponent(engine)
        component.setData(f"import QtQuick\nimport KioskViewModels\n{body}".encode(), QUrl())
        item = component.create()
        assert isinstance(item, QQuickItem), component.errorString()
        kept.append((component, item))
        return item

    return make


def test_an_item_may_have_several_roles(make_item):
    item = make_item("Item { property int roles: ItemRoles.Target | ItemRoles.Modal }")
    assert has_role(item, Role.Target)
    assert has_role(item, Role.Modal)
    assert not has_role(item, Role.Text)
    assert not has_role(make_item("Item {}"), Role.Text)


def test_a_disabled_control_is_no_target(make_item):
    item = make_item("Item { property int roles: ItemRoles.Target; enabled: false }")
    assert not is_target(item)


def test_a_role_promises_its_properties(make_item):
    item = make_item("Item { property int roles: ItemRoles.Target; property string name: 'Home' }")
    with pytest.raises(AttributeError, match="selected"):
        target_info(item)


def test_hidden_items_are_left_out(make_item):
    item = make_item(
        "Item { Item { property int roles: ItemRoles.Pager }"
        " Item { visible: false; property int roles: ItemRoles.Pager } }"
    )
    assert len(list(visible_items(item, Role.Pager))) == 1
