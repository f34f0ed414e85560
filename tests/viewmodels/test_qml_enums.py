"""QML's enumerations have the members of the program's own, under the same names."""

from enum import IntEnum, StrEnum

import pytest

from kiosk.session import CodeKind, Screen, SlideKind
from kiosk.viewmodels.qml_enums import (
    CodeKinds,
    Screens,
    SlideKinds,
    StaffViews,
    from_qml,
    to_qml,
)
from kiosk.viewmodels.staff.staff_panel import StaffView

PAIRS = [
    (Screen, Screens.Value),
    (SlideKind, SlideKinds.Value),
    (StaffView, StaffViews.Value),
    (CodeKind, CodeKinds.Value),
]


@pytest.mark.parametrize(("members", "values"), PAIRS)
def test_every_member_crosses_to_qml_and_back(
    members: type[StrEnum], values: type[IntEnum]
) -> None:
    numbers = [to_qml(member, values) for member in members]
    assert sorted(numbers) == sorted(value.value for value in values)
    assert [from_qml(number, values, members) for number in numbers] == list(members)


def test_a_number_that_is_no_member_is_refused() -> None:
    with pytest.raises(ValueError, match="99"):
        from_qml(99, Screens.Value, Screen)
