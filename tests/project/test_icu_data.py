"""No screen asks Qt for what the package's data of ICU does not hold (packaging/icu_data.py).

A checkout has PySide6's whole data, so that a screen would look right here and wrong in the lobby.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Order by a language's rules, texts in other encodings, and JavaScript's words for a language.
READS_DATA_OF_LANGUAGES = re.compile(
    r"\bQCollator|\bQStringConverter|\bQStringDecoder|\bQStringEncoder|\blocaleCompare\b"
    r"|\bIntl\b|\btoLocale\w*String\b|\bQTimeZone\b"
)


@pytest.mark.parametrize("kind", ["*.py", "*.qml"])
def test_words_and_their_order_are_made_without_icu(kind: str) -> None:
    files = list((ROOT / "kiosk").rglob(kind))
    assert files
    found = [
        str(file.relative_to(ROOT))
        for file in files
        if READS_DATA_OF_LANGUAGES.search(file.read_text("utf-8"))
    ]
    assert found == [], "Babel and Python's own functions do this; or keep its data, and say so"
