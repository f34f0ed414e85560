"""Words in several languages, as one immutable value."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, kw_only=True, slots=True)
class Localized:
    """One text in one or more languages; the first language given is the fallback.

    ``values`` holds (language tag, text) pairs, for example ``(("en", "Vessel"), ("es", "Vasija"))``.
    An empty tuple is an absent text and is falsy.
    """

    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Localized":
        """Build from pairs, leaving out languages whose text is empty."""
        return _shared(tuple((language, text) for language, text in pairs if text))

    def language_for(self, language: str) -> str:
        """The language in which ``get(language)`` answers; ``""`` when there is no text at all."""
        tags = [tag for tag, _ in self.values]
        if language in tags:
            return language
        return tags[0] if tags else ""

    def get(self, language: str) -> str:
        """The text in ``language``, else in the fallback language, else ``""``."""
        wanted = self.language_for(language)
        return next((text for tag, text in self.values if tag == wanted), "")

    def __reduce__(self) -> tuple[Callable[..., "Localized"], tuple[tuple[tuple[str, str], ...]]]:
        # Kept folders hold a dozen of these a work; by its fields, as dataclasses are, reading them back takes thrice the time.
        return _shared, (self.values,)

    def __bool__(self) -> bool:
        return bool(self.values)

    def __str__(self) -> str:
        return self.values[0][1] if self.values else ""


@lru_cache(maxsize=2048)
def _shared(values: tuple[tuple[str, str], ...]) -> Localized:
    """One value for the artist, medium or credit line that thousands of works have in common."""
    return Localized(values=values)


# What most works leave empty is one value, too.
ABSENT = Localized()
