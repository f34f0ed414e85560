"""A text in several languages as one immutable value."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, kw_only=True, slots=True)
class Localized:
    """One text in one or more languages, the fallback language first.

    ``values`` holds (language tag, text) pairs, such as ``(("en", "Vessel"), ("es", "Vasija"))``.
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
        # The read cache holds a dozen of these for each work. Unpickling them by their fields, as
        # dataclasses do, takes three times as long.
        return _shared, (self.values,)

    def __bool__(self) -> bool:
        return bool(self.values)

    def __str__(self) -> str:
        return self.values[0][1] if self.values else ""


@lru_cache(maxsize=2048)
def _shared(values: tuple[tuple[str, str], ...]) -> Localized:
    """One shared value for an artist, medium or credit line of thousands of works."""
    return Localized(values=values)


# The shared value of all texts that are absent.
ABSENT = Localized()
