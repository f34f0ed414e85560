"""Bring the translations of the check's messages up to date.

Collects the template of every ``Message("...")`` in the program, adds what is new to each
``kiosk/check/translations/*.po``, drops what is gone, and compiles the files for gettext.

    python packaging/messages.py
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "kiosk" / "check" / "translations"
# Always the same, so that a file changes with its messages only.
_DATE = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def templates() -> dict[str, list[str]]:
    """Each template with the modules that use it. Raises ValueError for one that is no literal."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "kiosk").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name == "kiosk/domain/message.py":
            continue
        for template in _templates_in(ast.parse(path.read_text("utf-8")), name):
            found.setdefault(template, []).append(name)
    return found


def _templates_in(tree: ast.AST, name: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id != "Message":
            continue
        match node.args:
            case [ast.Constant(value=str() as template)]:
                yield template
            case _:
                raise ValueError(f"{name}:{node.lineno}: the template of a Message is a literal")


def update(path: Path) -> Catalog:
    """The catalogue of a file with today's templates; those without a translation are empty."""
    with path.open("rb") as file:
        known = read_po(file, locale=path.stem)
    catalog = Catalog(
        locale=path.stem,
        project="kiosk",
        version="1",
        header_comment="# The check's messages. packaging/messages.py renews this file.",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=_DATE,
        revision_date=_DATE,
        fuzzy=False,
    )
    for template, modules in sorted(templates().items(), key=lambda one: (one[1][0], one[0])):
        before = known.get(template)
        catalog.add(
            template,
            before.string if before else "",
            locations=[(name, None) for name in sorted(set(modules))],
            flags=["python-brace-format"] if "{" in template else [],
        )
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """The file that gettext reads."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    """Write the files anew, and tell what is still to be translated."""
    for path in sorted(TRANSLATIONS.glob("*.po")):
        catalog = update(path)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, ignore_obsolete=True)
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        missing = [message.id for message in catalog if message.id and not message.string]
        print(f"{path.name}: {len(catalog)} messages, {len(missing)} to be translated")


if __name__ == "__main__":
    main()
