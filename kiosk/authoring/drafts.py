"""Write Markdown files with front matter as a person would type it; existing files are kept."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A file that could be written: its path relative to the folder, and its text."""

    path: str
    text: str


def draft(path: str, keys: Mapping[str, str], body: str = "") -> Draft:
    """Front matter and body without empty keys; ``show.from`` becomes ``from:`` below ``show:``."""
    given = {key: value for key, value in keys.items() if value.strip()}
    lines = ["---", *(f"{key}: {typed(value)}" for key, value in given.items() if "." not in key)]
    for above in dict.fromkeys(key.partition(".")[0] for key in given if "." in key):
        lines += [
            f"{above}:",
            *(
                f"  {key.partition('.')[2]}: {typed(value)}"
                for key, value in given.items()
                if key.startswith(f"{above}.")
            ),
        ]
    lines.append("---")
    words = _CONTROL.sub("", body).replace("\r", "").strip("\n")
    return Draft(
        path=path, text="\n".join(lines) + "\n" + (f"\n{words}\n" if words.strip() else "")
    )


def typed(value: str) -> str:
    """A value as it is typed after ``key: ``; reading it back gives the same text on one line."""
    words = " ".join(_CONTROL.sub("", value).split())
    plain = (
        words
        and (words[0].isalnum() and words[0].isprintable())
        and not re.search(r": |:$| #|[\"\\]|^[\[{&*!|>%@`'\-?,]", words)
    )
    if plain and not words.startswith(("---", "...")) and words not in ("~", "null"):
        return words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def slug(words: str) -> str:
    """A file name made from a text: small letters and digits, joined by hyphens."""
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", words.casefold())
        if not unicodedata.combining(sign)
    )
    plain = re.sub(r"[’'`]", "", plain)
    return re.sub(r"[^\w]+", "-", plain).replace("_", "-").strip("-")[:60].strip("-")


def save(root: Path, drafts: list[Draft]) -> tuple[list[str], list[str]]:
    """(paths written, paths skipped because a file exists). Raises OSError on a failed write."""
    written, there = [], []
    for one in drafts:
        path = root / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(one.text)
        except FileExistsError:
            there.append(one.path)
        else:
            written.append(one.path)
    return written, there
