"""The work screen's picture when the screen was first loaded with a written work."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

import kiosk.window.app_window  # noqa: F401  (registers the types that the component uses)
from kiosk.pictures.cache import DerivativeCache
from kiosk.pictures.derive import derive
from kiosk.viewmodels.gallery.image_loader import ImageLoader
from kiosk.viewmodels.gallery.work import WorkViewModel, WorkViewState

UI = Path(__file__).resolve().parents[2] / "kiosk" / "ui"


@pytest.fixture
def image_loader(qapp, tmp_path):
    cache = DerivativeCache(tmp_path, derive)
    image_loader = ImageLoader(cache)
    yield image_loader
    image_loader.close()
    cache.close()


def test_a_picture_after_a_poem_loads_the_magnifier_without_a_binding_loop(image_loader):
    # Qt reports a binding loop as a warning, which fails the test.
    work = WorkViewModel()
    work.set_state(WorkViewState(key="works/poem", written=True))
    engine = QQmlEngine()
    engine.addImportPath(str(UI))
    component = QQmlComponent(engine)
    component.setData(b"import KioskUi\nTilePicture { width: 400; height: 300 }", QUrl())
    picture = component.createWithInitialProperties({"work": work, "imageLoader": image_loader})
    assert component.errors() == []
    assert picture.property("maxZoom") == 0
    work.set_state(WorkViewState(key="works/picture", width=4000, height=3000))
    assert picture.property("maxZoom") > 1
    # Before its models, whose disappearance would be a change like any other.
    picture.deleteLater()
    QCoreApplication.sendPostedEvents(picture, QEvent.Type.DeferredDelete)
    engine.deleteLater()
    QCoreApplication.sendPostedEvents(engine, QEvent.Type.DeferredDelete)
