"""PySide6's QML decorators with types.

PySide6's stubs type a property as an object without the getter's value, so a type checker knows
nothing of ``controller.session.page``. At run time these are PySide6's own classes.

Every method of a QML type that a signal is connected to needs ``@Slot``. Without it, PySide6 gives
the instance a meta-object of its own and frees that with the instance. The QML engine caches
properties by the address of the meta-object, so a later object at the same address appears to QML
without its properties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Generic, TypeVar, overload

    Value = TypeVar("Value")

    class TypedProperty(Generic[Value]):
        """A property as its class's instances and QML see it."""

        @overload
        def __get__(self, owner: None, kind: type) -> TypedProperty[Value]: ...
        @overload
        def __get__(self, owner: object, kind: type) -> Value: ...
        def __get__(self, owner: object | None, kind: type) -> TypedProperty[Value] | Value: ...
        def __set__(self, owner: object, value: Value) -> None: ...
        def setter(self, fset: Callable[[Any, Value], None]) -> TypedProperty[Value]: ...

    Class = TypeVar("Class", bound=type)

    def QmlUncreatable(reason: str) -> Callable[[Class], Class]:
        """The decorator of a class that QML may use and may not create."""

    class Property:
        """The decorator: ``@Property(int, notify=changed)``."""

        def __init__(
            self,
            type: object,
            *,
            notify: object = None,
            constant: bool = False,
            final: bool = False,
        ) -> None: ...
        def __call__(self, fget: Callable[[Any], Value]) -> TypedProperty[Value]: ...

else:
    from PySide6.QtCore import Property
    from PySide6.QtQml import QmlUncreatable

__all__ = ["Property", "QmlUncreatable"]
