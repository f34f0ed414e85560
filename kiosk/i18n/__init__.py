"""The interface's own words, in the language that is shown.

Everywhere they are asked for as ``i18n.tr("...")``: from this the translation tool takes their context.
"""

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """The translation of an English text of the interface; the text itself where there is none."""
    return QCoreApplication.translate("i18n", text)
