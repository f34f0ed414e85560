"""Translations of the interface's own texts.

Call it as ``i18n.tr("...")`` everywhere: lupdate takes the context, ``i18n``, from these calls.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

# The compiled translations of the interface, "kiosk_es.qm" and the others.
TRANSLATIONS = Path(__file__).resolve().parent.parent / "ui" / "i18n"


# While words of another language than the visitor's are asked for, that language's translations.
_other: list[QTranslator] = []


@contextmanager
def words_of(language: str) -> Iterator[None]:
    """Within the block, ``tr`` answers in ``language``, whatever the visitor's language is."""
    _other.append(_translator(language.partition("-")[0]))
    try:
        yield
    finally:
        _other.pop()


@cache
def _translator(language: str) -> QTranslator:
    translator = QTranslator()
    file = TRANSLATIONS / f"kiosk_{language}.qm"
    if file.exists():
        translator.load(str(file))
    return translator


def tr(text: str, disambiguation: str = "", n: int = -1) -> str:
    """Return the translation of an English interface text, or the text itself if there is none.

    With ``n``, the form for that number; "%n" becomes the number.
    """
    if _other:
        return _other[-1].translate("i18n", text, disambiguation or None, n) or text
    return QCoreApplication.translate("i18n", text, disambiguation, n)
