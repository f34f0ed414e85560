"""Labels: what is missing, too long, or said twice."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kiosk.check.make_problem import file_of, in_language, make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Problem, Severity, Work
from kiosk.pictures.naming import ENDINGS

# ACCESS 16: alt text of about 10-15 words, warn above 30; ACCESS 14: wall text at most 100 words, sentences 25.
MOST_ALT_WORDS, MOST_WALL_WORDS, MOST_SENTENCE_WORDS = 30, 100, 25
# Sentences, and the lines of a list, each of which is read by itself.
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n\s*\n|;\s|\n\s*(?=[-*•+]\s|\d+[.)]\s)")
# Around a title that is quoted, and before one that is only named.
_MARKS = " .,:;!\"'“”„‘’«»()[]"
_OF = re.compile(
    r"^(?:(?:an?|the|una?|el|la) )?(?:photo(?:graph)?|picture|image|painting|drawing|artwork|foto(?:grafía)?|imagen|pintura|dibujo)"
    r"(?: (?:of|de|titled|called))?[ :]+"
)
# As cameras and telephones name files.
_CAMERA = re.compile(
    r"(?:IMG|DSC[NF]?|_?MG|PXL|DCIM|P|WP|GOPR|Screenshot)[-_ ]?\d{3,}[-_\d]*", re.IGNORECASE
)
# Of a work that has no title, several may be by one artist.
_UNTITLED = frozenset(
    {
        "untitled",
        "sin título",
        "sin titulo",
        "ohne titel",
        "sans titre",
        "senza titolo",
        "sem título",
    }
)


def missing_fields(result: LoadResult) -> Iterator[Problem]:
    """What a label should say and does not."""
    for work in result.snapshot.works:
        if work.picture and work.file == work.picture.file:
            stem = work.file.rpartition(".")[0]
            hint = f"write {stem}.md with title:, artist:, medium:, credit: and alt:"
            yield make_problem(
                result,
                work.file,
                "",
                Severity.WARNING,
                "missing-label",
                "the picture has no label",
                hint,
            )
            continue
        wanted = {"credit": work.credit, "medium": work.medium}
        if work.picture:
            wanted["alt"] = work.alt
        for key, words in wanted.items():
            if not words:
                yield make_problem(
                    result,
                    work.file,
                    key,
                    Severity.WARNING,
                    f"missing-{key}",
                    f"the label has no {key}",
                    f"write {key}: ..."
                    if key != "alt"
                    else "write alt: what is to be seen, in 10 to 15 words",
                )


def alt_texts(result: LoadResult) -> Iterator[Problem]:
    """An alt text says what is to be seen; it is neither the title nor an essay."""
    for work in result.snapshot.works:
        for language, alt in work.alt.values:
            where = in_language(result, language)
            if _is_file_name(alt, work):
                message, hint = (
                    f"the alt text is a file's name{where}",
                    "write what is to be seen, in 10 to 15 words",
                )
                yield make_problem(
                    result,
                    file_of(result, work.file, language),
                    "alt",
                    Severity.WARNING,
                    "alt-file-name",
                    message,
                    hint,
                )
            elif _said(alt) == _said(work.title.get(language)):
                message, hint = (
                    f"the alt text only repeats the title{where}",
                    "write what is to be seen, in 10 to 15 words",
                )
                yield make_problem(
                    result,
                    file_of(result, work.file, language),
                    "alt",
                    Severity.WARNING,
                    "alt-repeats-title",
                    message,
                    hint,
                )
            elif len(alt.split()) > MOST_ALT_WORDS:
                message, hint = (
                    f"the alt text has {len(alt.split())} words{where}",
                    f"keep it to 10 to 15 words, {MOST_ALT_WORDS} at most",
                )
                yield make_problem(
                    result,
                    file_of(result, work.file, language),
                    "alt",
                    Severity.WARNING,
                    "alt-too-long",
                    message,
                    hint,
                )


def _said(words: str) -> str:
    """Words without quotes, full stops, and what is said before a title."""
    return _OF.sub("", words.casefold().strip(_MARKS)).strip(_MARKS)


def _is_file_name(alt: str, work: Work) -> bool:
    words = alt.strip(_MARKS)
    path = PurePosixPath(work.picture.file if work.picture else work.file)
    # One word may well say what is to be seen, and be the file's name; a number or a hyphen is of a file's name alone.
    own = words.casefold() in (path.name.casefold(), path.stem.casefold()) and not words.isalpha()
    return (
        own or bool(_CAMERA.fullmatch(words)) or PurePosixPath(words.casefold()).suffix in ENDINGS
    )


def wall_texts(result: LoadResult) -> Iterator[Problem]:
    """People read about a hundred words standing."""
    for work in result.snapshot.works:
        for language, text in work.wall_text.values:
            words = len(text.split())
            if words > MOST_WALL_WORDS:
                message = f"the wall text has {words} words{in_language(result, language)}"
                file = file_of(result, work.file, language)
                yield make_problem(
                    result,
                    file,
                    "body",
                    Severity.WARNING,
                    "wall-text-too-long",
                    message,
                    f"keep it to {MOST_WALL_WORDS}",
                )


def long_sentences(result: LoadResult) -> Iterator[Problem]:
    """Long sentences in wall texts and descriptions; the artists' own writing is theirs."""
    texts = [(work.file, pair) for work in result.snapshot.works for pair in work.wall_text.values]
    texts += [
        (event.file, pair) for event in result.snapshot.events for pair in event.description.values
    ]
    for file, (language, text) in texts:
        for sentence in _SENTENCES.split(text):
            count = len(sentence.split())
            if count > MOST_SENTENCE_WORDS:
                start = " ".join(sentence.split()[:5])
                message = (
                    f"the sentence '{start} ...' has {count} words{in_language(result, language)}"
                )
                hint = f"make two of it; {MOST_SENTENCE_WORDS} words are easy to read standing"
                yield make_problem(
                    result,
                    file_of(result, file, language),
                    "body",
                    Severity.INFO,
                    "long-sentence",
                    message,
                    hint,
                )


def same_titles(result: LoadResult) -> Iterator[Problem]:
    """Two works of one title by one artist: most often a label that was copied."""
    seen: dict[tuple[str, str], Work] = {}
    for work in result.snapshot.works:
        if str(work.title).casefold().strip(_MARKS) in _UNTITLED:
            continue
        first = seen.setdefault((str(work.title).casefold(), str(work.artist).casefold()), work)
        if first is not work:
            yield make_problem(
                result,
                work.file,
                "title",
                Severity.WARNING,
                "duplicate-title",
                f"'{first.file}' has the same title and artist",
                "give this work its own title",
            )
