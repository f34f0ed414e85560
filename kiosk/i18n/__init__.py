"""Translations of the interface's own texts.

Call it as ``i18n.tr("...")`` everywhere: lupdate takes the context, ``i18n``, from these calls.
"""

from PySide6.QtCore import QCoreApplication


def tr(text: str, disambiguation: str = "", n: int = -1) -> str:
    """Return the translation of an English interface text, or the text itself if there is none.

    With ``n``, the form for that number; "%n" becomes the number.
    """
    return QCoreApplication.translate("i18n", text, disambiguation, n)
