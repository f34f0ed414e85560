"""QML types share the meta-object of their class, which the QML engine caches by address."""

import gc
import sys

from PySide6.QtCore import QObject

from kiosk.session import ALL_MEDIA, Screen


def test_no_instance_of_a_qml_type_has_a_meta_object_of_its_own(make_visitor):
    """PySide6 makes one for a connected method without ``@Slot``, and frees it with the
    instance.
    """
    visitor = make_visitor()
    work = next(iter(visitor.session.catalogue.works_of_medium(ALL_MEDIA)))
    visitor.session.openWork(work)
    visitor.settle()
    for screen in (Screen.WALL, Screen.BOARD, Screen.RESOURCES, Screen.ABOUT, Screen.HELP):
        visitor.session.show(screen)
        visitor.settle()
    instances = [
        found
        for found in gc.get_objects()
        if isinstance(found, QObject)
        and hasattr(sys.modules[type(found).__module__], "QML_IMPORT_NAME")
    ]
    assert len(instances) > 20
    with_own = {type(found).__name__ for found in instances if "__METAOBJECT__" in vars(found)}
    assert with_own == set()
