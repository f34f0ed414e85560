"""Translations of the interface's own texts.

Call it as ``i18n.tr("...")`` everywhere: lupdate takes the context, ``i18n``, from these calls.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

# The compiled translations of the interface, "kiosk_es.qm" and the others.
TRANSLATIONS = Path(__file__).resolve().parent.parent / "ui" / "i18n"


def tr(text: str, disambiguation: str = "", n: int = -1) -> str:
    """Return the translation of an English interface text, or the text itself if there is none.

    With ``n``, the form for that number; "%n" becomes the number.
    """
    return QCoreApplication.translate("i18n", text, disambiguation, n)
