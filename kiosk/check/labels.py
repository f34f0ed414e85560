"""Labels: what is missing, too long, or repeated."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kiosk.check.make_problem import file_of, in_language, make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Event, Localized, Message, Problem, Work
from kiosk.pictures.naming import ENDINGS

# docs/ACCESSIBILITY.md, 16: about 10 to 15 words of alt text, a warning above 30; and 14: wall
# text of at most 100 words, sentences of at most 25.
MOST_ALT_WORDS, MOST_WALL_WORDS, MOST_SENTENCE_WORDS = 30, 100, 25
# The ends of sentences, and the lines of a list, each of which is read by itself.
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+|\n\s*\n|;\s|\n\s*(?=[-*•+]\s|\d+[.)]\s)")
# Punctuation around a quoted title.
_PUNCTUATION = " .,:;!\"'“”„‘’«»()[]"
# Words before a title that is only named.
_PICTURE_OF = re.compile(
    r"^(?:(?:an?|the|una?|el|la) )?"
    r"(?:photo(?:graph)?|picture|image|painting|drawing|artwork"
    r"|foto(?:grafía)?|imagen|pintura|dibujo)"
    r"(?: (?:of|de|titled|called))?[ :]+"
)
# File names that cameras and telephones give.
_CAMERA = re.compile(
    r"(?:IMG|DSC[NF]?|_?MG|PXL|DCIM|P|WP|GOPR|Screenshot)[-_ ]?\d{3}[-_\d]*", re.IGNORECASE
)
# One artist may have several works without a title.
_UNTITLED = frozenset(
    {
        "",
        "untitled",
        "sin título",
        "sin titulo",
        "ohne titel",
        "sans titre",
        "senza titolo",
        "sem título",
    }
)
_DESCRIBE = Message("describe what can be seen, in 10 to 15 words")


def missing_fields(result: LoadResult) -> Iterator[Problem]:
    """Pictures without a label, and labels without a credit, a medium or an alternative text."""
    for work in result.snapshot.works:
        if work.picture and work.file == work.picture.file:
            stem = work.file.rpartition(".")[0]
            yield make_problem(
                result,
                "missing-label",
                work.file,
                "",
                Message("the picture has no label"),
                Message(
                    "write {stem}.md with title:, artist:, medium:, credit: and alt:", stem=stem
                ),
            )
            continue
        wanted = {"credit": work.credit, "medium": work.medium}
        if work.picture:
            wanted["alt"] = work.alt
        for key, text in wanted.items():
            if not text:
                hint = (
                    Message("add alt: and {advice}", advice=_DESCRIBE)
                    if key == "alt"
                    else Message(
                        "add {key}: and what it is, to the lines at the head of the label", key=key
                    )
                )
                message = Message("the label has no {key}", key=key)
                yield make_problem(result, f"missing-{key}", work.file, key, message, hint)
        yield from _missing_alts(result, work)
    for event in result.snapshot.events:
        for one in event.pictures:
            if not one.alt:
                message = Message("the picture of this event has no alternative text")
                hint = Message(
                    "add alt: and {advice}; of a flyer, what it says and the text does not",
                    advice=_DESCRIBE,
                )
                file = file_of(result, event.file, one.language)
                yield make_problem(result, "missing-alt", file, "picture", message, hint)


def _missing_alts(result: LoadResult, work: Work) -> Iterator[Problem]:
    """Further pictures without an alternative text."""
    for one in work.further:
        if not one.alt:
            file = PurePosixPath(one.picture.file).name
            message = Message("'{file}' has no alternative text", file=file)
            hint = Message(
                "write below pictures: an entry with file: {file} and alt:, and {advice}",
                file=file,
                advice=_DESCRIBE,
            )
            yield make_problem(result, "missing-alt", work.file, "pictures", message, hint)


def posters(result: LoadResult) -> Iterator[Problem]:
    """Works that are released for posters, and never hang on one."""
    for work in result.snapshot.works:
        if not work.released or work.may_be_on_poster:
            continue
        message, hint = (
            (
                Message("a work with a content note is never on a poster"),
                Message("delete the line, or release a work without a content note"),
            )
            if work.content_note
            else (
                Message("a poster shows a picture, and this work is a text"),
                Message("delete the line, or release a picture"),
            )
        )
        yield make_problem(result, "poster", work.file, "poster", message, hint)


def alt_texts(result: LoadResult) -> Iterator[Problem]:
    """Alternative texts that are a file name, repeat the title, or are too long."""
    for item, key, text, picture in _all_alts(result):
        for language, alt in text.values:
            if found := _fault_of_alt(alt, item, picture, language):
                rule, message, hint = found
                yield make_problem(
                    result,
                    rule,
                    file_of(result, item.file, language),
                    key,
                    Message(
                        "{message}{language}",
                        message=message,
                        language=in_language(result, language),
                    ),
                    hint,
                )


def _all_alts(result: LoadResult) -> Iterator[tuple[Work | Event, str, Localized, str]]:
    """Each alternative text with its work or event, its key and the file that it describes."""
    for work in result.snapshot.works:
        yield work, "alt", work.alt, work.picture.file if work.picture else work.file
        for one in work.further:
            yield work, "pictures", one.alt, one.picture.file
    for event in result.snapshot.events:
        for shown in event.pictures:
            yield event, "alt", shown.alt, shown.picture.file


def _fault_of_alt(
    alt: str, item: Work | Event, picture: str, language: str
) -> tuple[str, Message, Message] | None:
    """(rule, message, hint), or None for a good alternative text."""
    words = len(alt.split())
    if _is_file_name(alt, picture):
        return "alt-file-name", Message("the alt text is a file name"), _DESCRIBE
    if _bare(alt) == _bare(item.title.get(language)):
        return "alt-repeats-title", Message("the alt text only repeats the title"), _DESCRIBE
    if words > MOST_ALT_WORDS:
        hint = Message("shorten it to 10 to 15 words, {most} at most", most=MOST_ALT_WORDS)
        return "alt-too-long", Message("the alt text has {words} words", words=words), hint
    return None


def _bare(text: str) -> str:
    """The text without punctuation around it and without "photograph of" and the like."""
    return _PICTURE_OF.sub("", text.casefold().strip(_PUNCTUATION)).strip(_PUNCTUATION)


def _is_file_name(alt: str, picture: str) -> bool:
    text = alt.strip(_PUNCTUATION)
    path = PurePosixPath(picture)
    # A single word may describe the picture and be its file name; with a digit or a hyphen in it
    # it is a file name only.
    named = text.casefold() in (path.name.casefold(), path.stem.casefold()) and not text.isalpha()
    by_camera = bool(_CAMERA.fullmatch(text))
    return named or by_camera or PurePosixPath(text.casefold()).suffix in ENDINGS


def wall_texts(result: LoadResult) -> Iterator[Problem]:
    """Wall texts that are longer than people read while standing."""
    for work in result.snapshot.works:
        for language, text in work.wall_text.values:
            words = len(text.split())
            if words > MOST_WALL_WORDS:
                yield make_problem(
                    result,
                    "wall-text-too-long",
                    file_of(result, work.file, language),
                    "body",
                    Message(
                        "the wall text has {words} words{language}",
                        words=words,
                        language=in_language(result, language),
                    ),
                    Message(
                        "shorten it to {most}, which is what people read standing",
                        most=MOST_WALL_WORDS,
                    ),
                )


def long_sentences(result: LoadResult) -> Iterator[Problem]:
    """Long sentences in wall texts and events' descriptions, but not in a written work."""
    texts = [(work.file, pair) for work in result.snapshot.works for pair in work.wall_text.values]
    # A line of plain text, such as one of a programme, ends a sentence.
    texts += [
        (event.file, (language, part))
        for event in result.snapshot.events
        for language, text in event.description.values
        for part in (text.split("\n") if event.is_plain_text else [text])
    ]
    for file, (language, text) in texts:
        for sentence in _SENTENCE_ENDS.split(text):
            words = sentence.split()
            if len(words) > MOST_SENTENCE_WORDS:
                start = " ".join(words[:5])
                yield make_problem(
                    result,
                    "long-sentence",
                    file_of(result, file, language),
                    "body",
                    Message(
                        "the sentence '{start} ...' has {count} words{language}",
                        start=start,
                        count=len(words),
                        language=in_language(result, language),
                    ),
                    Message(
                        "split it in two; up to {most} words are easy to read standing",
                        most=MOST_SENTENCE_WORDS,
                    ),
                )


def duplicate_titles(result: LoadResult) -> Iterator[Problem]:
    """Two works with one title by one artist: usually a label that was copied."""
    first_of: dict[tuple[str, str], Work] = {}
    for work in result.snapshot.works:
        title = str(work.title).casefold()
        if title.strip(_PUNCTUATION) in _UNTITLED:
            continue
        first = first_of.setdefault((title, str(work.artist).casefold()), work)
        if first is not work:
            yield make_problem(
                result,
                "duplicate-title",
                work.file,
                "title",
                Message("'{file}' has the same title and artist", file=first.file),
                Message("correct the title, if this label is a copy of that one"),
            )
