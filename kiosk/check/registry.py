"""Every rule by name: its severity, and its page of help. ``rules.md`` is the one place where they are written."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk.domain import Severity

_PAGES = Path(__file__).with_name("rules.md")
_HEAD = re.compile(r"^### (?P<name>[a-z-]+) \((?P<severity>error|warning|info)\)$", re.MULTILINE)
# A place may be meant to be known; what else is an error hides something, and silence would not bring it back.
_SILENCED_ERRORS = frozenset({"picture-place"})


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleInfo:
    """A rule's name, its usual severity, its title in one sentence, and its page of help (plain text)."""

    name: str
    severity: Severity
    title: str
    page: str

    @property
    def can_be_silenced(self) -> bool:
        """False for what hides something from the visitors."""
        return self.severity is not Severity.ERROR or self.name in _SILENCED_ERRORS


@cache
def rules() -> Mapping[str, RuleInfo]:
    """All rules, in the order of the pages."""
    text = _PAGES.read_text("utf-8")
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
    """The rule that is spelled most like ``name``, "" when none is."""
    near = difflib.get_close_matches(name.casefold(), list(rules()), n=1, cutoff=0.5)
    return near[0] if near else ""


def explain(name: str) -> str | None:
    """The page of one rule, None when there is no such rule."""
    info = rules().get(name)
    if info is None:
        return None
    silence = f"check:\n  silence:\n    {name}: why it does not fit this exhibition"
    note = (
        f"To silence it, write in kiosk.yaml:\n\n{silence}"
        if info.can_be_silenced
        else "This rule cannot be silenced."
    )
    return f"{info.name} ({info.severity})\n\n{info.page}\n\n{note}"
