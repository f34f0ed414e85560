"""Labels: what is missing, too long, or said twice."""

import re
from collections.abc import Iterator

from kiosk.check.telling import tell
from kiosk.content import LoadResult
from kiosk.domain import Problem, Severity, Work

# ACCESS 16: alt text of about 10-15 words, warn above 30; ACCESS 14: wall text at most 100 words, sentences 25.
MOST_ALT_WORDS, MOST_WALL_WORDS, MOST_SENTENCE_WORDS = 30, 100, 25


def missing_fields(result: LoadResult) -> Iterator[Problem]:
    """What a label should say and does not."""
    for work in result.snapshot.works:
        if work.picture and work.file == work.picture.file:
            stem = work.file.rpartition(".")[0]
            hint = f"write {stem}.md with title:, artist:, medium:, credit: and alt:"
            yield tell(result, work.file, "", Severity.WARNING, "missing-label", "the picture has no label", hint)
            continue
        wanted = {"credit": work.credit, "medium": work.medium}
        if work.picture:
            wanted["alt"] = work.alt
        for key, words in wanted.items():
            if not words:
                yield tell(
                    result,
                    work.file,
                    key,
                    Severity.WARNING,
                    f"missing-{key}",
                    f"the label has no {key}",
                    f"write {key}: ..." if key != "alt" else "write alt: what is to be seen, in 10 to 15 words",
                )


def alt_texts(result: LoadResult) -> Iterator[Problem]:
    """An alt text says what is to be seen; it is neither the title nor an essay."""
    for work in result.snapshot.works:
        for language, alt in work.alt.values:
            if alt.strip(" .").casefold() == work.title.get(language).strip(" .").casefold():
                yield tell(
                    result,
                    work.file,
                    "alt",
                    Severity.WARNING,
                    "alt-repeats-title",
                    "the alt text only repeats the title",
                    "write what is to be seen, in 10 to 15 words",
                )
            elif len(alt.split()) > MOST_ALT_WORDS:
                yield tell(
                    result,
                    work.file,
                    "alt",
                    Severity.WARNING,
                    "alt-too-long",
                    f"the alt text has {len(alt.split())} words",
                    f"keep it to 10 to 15 words, {MOST_ALT_WORDS} at most",
                )


def wall_texts(result: LoadResult) -> Iterator[Problem]:
    """People read about a hundred words standing."""
    for work in result.snapshot.works:
        words = len(str(work.wall_text).split())
        if words > MOST_WALL_WORDS:
            yield tell(
                result,
                work.file,
                "body",
                Severity.WARNING,
                "wall-text-too-long",
                f"the wall text has {words} words",
                f"keep it to {MOST_WALL_WORDS}",
            )


def long_sentences(result: LoadResult) -> Iterator[Problem]:
    """Long sentences in wall texts and descriptions; the artists' own writing is theirs."""
    texts = [(work.file, str(work.wall_text)) for work in result.snapshot.works]
    texts += [(event.file, str(event.description)) for event in result.snapshot.events]
    for file, text in texts:
        for sentence in re.split(r"(?<=[.!?…])\s+|\n\s*\n|;\s", text):
            count = len(sentence.split())
            if count > MOST_SENTENCE_WORDS:
                start = " ".join(sentence.split()[:5])
                yield tell(
                    result,
                    file,
                    "body",
                    Severity.INFO,
                    "long-sentence",
                    f"the sentence '{start} ...' has {count} words",
                    f"make two of it; {MOST_SENTENCE_WORDS} words are easy to read standing",
                )


def translations(result: LoadResult) -> Iterator[Problem]:
    """What is written in the first language and not in another one of the exhibition."""
    snapshot = result.snapshot
    for language in snapshot.exhibition.languages[1:]:
        for work in snapshot.works:
            fields = {"title": work.title, "alt": work.alt, "text": work.wall_text or work.body, "note": work.content_note}
            missing = [name for name, text in fields.items() if text and text.language_for(language) != language]
            if missing:
                yield _untranslated(result, work.file, language, missing)
        for event in snapshot.events:
            if event.description and event.description.language_for(language) != language:
                yield _untranslated(result, event.file, language, ["description"])
        for item in snapshot.resources:
            if item.description and item.description.language_for(language) != language:
                yield _untranslated(result, item.file, language, ["description"])
        for page in snapshot.pages:
            if page.body and page.body.language_for(language) != language:
                yield _untranslated(result, page.file, language, ["text"])


def _untranslated(result: LoadResult, file: str, language: str, what: list[str]) -> Problem:
    stem = file.rsplit(".", 1)[0]
    return tell(
        result,
        file,
        "title",
        Severity.WARNING,
        "missing-translation",
        f"{', '.join(what)} not translated ({language})",
        f"write {stem}.{language}.md with what differs",
    )


def same_titles(result: LoadResult) -> Iterator[Problem]:
    """Two works of one title by one artist: most often a label that was copied."""
    seen: dict[tuple[str, str], Work] = {}
    for work in result.snapshot.works:
        first = seen.setdefault((str(work.title).casefold(), str(work.artist).casefold()), work)
        if first is not work:
            yield tell(
                result,
                work.file,
                "title",
                Severity.WARNING,
                "duplicate-title",
                f"'{first.file}' has the same title and artist",
                "give this work its own title",
            )
