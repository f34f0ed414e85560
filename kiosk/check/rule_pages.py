"""Every rule by name, with its severity and its page of help, as ``rules.md`` states them."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kiosk.check.translation import translated
from kiosk.domain import Message, Severity

# The Spanish pages have the same headings; a page that is not there yet is the English one.
_PAGES = {
    language: Path(__file__).with_name(name)
    for language, name in (("en", "rules.md"), ("es", "rules.es.md"))
}
_HEAD = re.compile(r"^### (?P<name>[a-z-]+) \((?P<severity>error|warning|info)\)$", re.MULTILINE)
# An error hides something or harms somebody and cannot be silenced, except where a picture was
# taken: everybody may know that of some pictures.
_ERRORS_TO_SILENCE = frozenset({"picture-place"})


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleInfo:
    """A rule's name, severity, title of one sentence, and page of help (plain text)."""

    name: str
    severity: Severity
    title: str
    page: str

    @property
    def can_be_silenced(self) -> bool:
        """False for an error, except those that a curator may intend."""
        return self.severity is not Severity.ERROR or self.name in _ERRORS_TO_SILENCE


@cache
def rules(language: str = "en") -> Mapping[str, RuleInfo]:
    """All rules, in the order of the English pages, worded in ``language``."""
    english = pages("en")
    if language == "en":
        return english
    there = pages(language)
    return {
        name: replace(info, title=there[name].title, page=there[name].page)
        if name in there
        else info
        for name, info in english.items()
    }


@cache
def pages(language: str) -> Mapping[str, RuleInfo]:
    """The rules as one language's file has them; none for a language without a file."""
    path = _PAGES.get(language)
    if path is None or not path.is_file():
        return {}
    text = path.read_text("utf-8")
    heads = list(_HEAD.finditer(text))
    found = {}
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        page = re.split(
            r"^## ",
            text[head.end() : following.start() if following else len(text)],
            maxsplit=1,
            flags=re.MULTILINE,
        )[0]
        page = page.strip()
        found[head["name"]] = RuleInfo(
            name=head["name"],
            severity=Severity(head["severity"]),
            title=page.splitlines()[0],
            page=page.replace("`", ""),
        )
    return found


def nearest(name: str) -> str:
    """The rule whose name is spelled most like ``name``, "" when none is similar."""
    near = difflib.get_close_matches(name.casefold(), list(rules()), n=1, cutoff=0.5)
    return near[0] if near else ""


def explain(name: str, language: str = "en") -> str | None:
    """The page of one rule, None when there is no such rule."""
    info = rules(language).get(name)
    if info is None:
        return None
    reason = Message("why it does not fit this exhibition")
    example = f"check:\n  silence:\n    {name}: {translated(reason, language)}"
    note = (
        Message("To silence this rule, write in kiosk.yaml:\n\n{example}", example=example)
        if info.can_be_silenced
        else Message("This rule cannot be silenced.")
    )
    return f"{info.name} ({info.severity})\n\n{info.page}\n\n{translated(note, language)}"
