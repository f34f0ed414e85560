"""Drop from Babel's data of each language what the program never words: units, currencies, and
short forms of large numbers.

Babel keeps one pickled dictionary for each language (``locale-data/*.dat``) and looks into a part
of it when that is asked for. ``tests/package/test_package.py`` shows that the others still word.
"""

import pickle
from pathlib import Path

# Half of all of it.
DROPPED = (
    "compact_currency_formats",
    "compact_decimal_formats",
    "compound_unit_patterns",
    "currency_names",
    "currency_names_plural",
    "currency_unit_patterns",
    "unit_display_names",
    "unit_patterns",
)
# As Babel itself writes them.
_PROTOCOL = 2


def shorten(folder: Path) -> None:
    """Write each language's file anew, without the parts that are dropped.

    Ends with an error where Babel's data have another form.
    """
    files = sorted(folder.glob("*.dat"))
    if not files:
        raise SystemExit(f"babel_data: {folder} holds no data of languages")
    for file in files:
        language = pickle.loads(file.read_bytes())
        if not isinstance(language, dict) or "languages" not in language:
            raise SystemExit(f"babel_data: {file.name} has another form")
        for part in DROPPED:
            language.pop(part, None)
        file.write_bytes(pickle.dumps(language, _PROTOCOL))
