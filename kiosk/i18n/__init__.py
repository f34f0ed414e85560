"""Translations of the interface's own texts.

Call it as ``i18n.tr("...")`` everywhere: lupdate takes the context, ``i18n``, from these calls.
"""

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Return the translation of an English interface text, or the text itself if there is none."""
    return QCoreApplication.translate("i18n", text)
