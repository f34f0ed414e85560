"""Reads works: a picture with its label, or a written work, in all languages."""

import difflib
from bisect import bisect_left
from pathlib import Path, PurePosixPath

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.front_matter import schema
from kiosk.content.front_matter.document import Document
from kiosk.content.front_matter.translations import Translations, read_translations
from kiosk.content.labels.excerpts import read_excerpts, report_on_picture
from kiosk.content.labels.form import form_of, is_verse_beside_picture, names_writing, shape_of
from kiosk.content.labels.further_pictures import read_further_pictures
from kiosk.content.labels.titles import title_of_work
from kiosk.content.loop_seconds import read_seconds
from kiosk.content.picture_files import picture_of, probe_picture, stamp_of
from kiosk.content.problems import Report
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.item_reading import ItemReading
from kiosk.content.safety.keys import correct_keys
from kiosk.content.safety.unread_files import unreadable_item
from kiosk.content.safety.works import compare, find_in_labels, read_withdrawn
from kiosk.content.scan.file_groups import FileGroup, natural_sort_key
from kiosk.content.scan.related_names import normalized_name
from kiosk.domain import ABSENT, Form, Localized, Message, Problem, Work

_PICTORIAL_MEDIA = ("photography", "graphic art")
# How similar two names have to be (difflib's ratio) for a hint to name the second.
_NEAR_RATIO = 0.6
# How many names on either side of a label's own are compared with it.
_NEIGHBOURS = 50


def read_work(
    root: Path,
    group: FileGroup,
    dates: DateContext,
    problems: list[Problem],
    before: object = None,
) -> ItemReading:
    """A work, its documents and the finding on it; ``before`` is how it was last shown.

    The reason for a finding that hides the work is reported, other than a clear withdrawal.
    """
    texts = read_translations(root, group, dates, problems)
    if texts is None:
        return unreadable_item(root, group, before)
    main, languages = texts.main, dates.languages
    for document in texts.documents.values():
        correct_keys(document, schema.WORK)
    withdrawn = read_withdrawn(texts)
    seen = probe_picture(root, group.picture, problems) if group.picture and not withdrawn else None
    medium = texts.localized("medium")
    form = _form(texts, group, seen.description if seen else "")
    text = texts.body(as_verse=form is Form.VERSE)
    show = main.section("show")
    if group.picture:
        report_on_picture(texts)
    work = Work(
        key=group.key,
        file=group.file,
        title=title_of_work(texts, group, seen.title if seen else ""),
        artist=texts.localized("artist")
        or Localized.of(((languages[0], seen.artist if seen else ""),)),
        year=main.text("year"),
        medium=medium,
        medium_key=str(medium).casefold(),
        dimensions=texts.localized("dimensions"),
        credit=texts.localized("credit")
        or Localized.of(((languages[0], seen.rights if seen else ""),)),
        accession=main.text("accession"),
        alt=texts.localized("alt"),
        content_note=texts.localized("content_note"),
        audio=texts.localized("audio"),
        link=main.text("link"),
        picture=picture_of(stamp_of(group, group.picture), seen) if seen else None,
        further=() if withdrawn else read_further_pictures(root, group, texts, problems),
        wall_text=(text or Localized.of(((languages[0], seen.description if seen else ""),)))
        if group.picture
        else ABSENT,
        body=ABSENT if group.picture else text,
        form=form,
        excerpt=ABSENT if group.picture else read_excerpts(texts, text, form),
        in_loop=main.flag("loop", default=True),
        seconds=read_seconds(main),
        has_label=main.flag("label", default=True),
        released=main.flag("poster", default=False),
        shown_from=show.day("from"),
        shown_until=show.day("until"),
    )
    show.report_unknown(schema.SHOW)
    texts.report_unknown(schema.WORK)
    readable = not group.picture or seen is not None
    finding = (
        find_in_labels(root, group, texts, work, before, withdrawn=withdrawn)
        or _find_missing_content(group, main, work)
        or compare(work, before, readable=readable)
    )
    return ItemReading(content=work if readable else None, texts=texts, finding=finding)


def _find_missing_content(group: FileGroup, main: Document, work: Work) -> SafetyFinding | None:
    """The finding on a label without its picture, or without any text; reported."""
    if group.picture:
        return None
    if _needs_picture(work, has_form=bool(main.text("form"))):
        _report_missing_picture(group, main.report)
        return SafetyFinding.CONTENT_REMOVED
    if not work.body:
        main.report.error(
            "empty-work",
            Message("there is neither a picture of this name nor a text"),
            Message("write the work below the second ---"),
        )
        return SafetyFinding.CONTENT_REMOVED
    return None


def _form(texts: Translations, group: FileGroup, embedded: str) -> Form:
    """How the text is set: as ``form:`` says, else as the medium and the text's own lines say.

    Where these two disagree, the medium is followed, and the check asks. ``embedded`` is the
    picture's own description, the wall text where the label has none.
    """
    main = texts.main
    text = next((one.body for one in texts.documents.values() if one.body), embedded)
    typed = main.text("form").casefold()
    if typed in list(Form):
        return Form(typed)
    usual = _usual_form(texts, text, has_picture=bool(group.picture))
    if typed:
        line, column = main.position("form")
        main.report.warn(
            "form",
            Message("'{typed}' is neither verse nor prose", typed=typed),
            Message("write form: {usual}", usual=usual),
            line=line,
            column=column,
        )
    return usual


def _usual_form(texts: Translations, text: str, *, has_picture: bool) -> Form:
    if has_picture:
        return Form.VERSE if is_verse_beside_picture(text) else Form.PROSE
    main = texts.main
    named = form_of(value for _, value in texts.localized("medium").values)
    shape = shape_of(text)
    if named is not None and shape is not None and named is not shape:
        line, column = main.position("medium")
        about = (
            Message(
                "its medium says poetry, but its text looks like prose, in long lines; each line is"
                " kept as it was typed"
            )
            if named is Form.VERSE
            else Message(
                "its medium says prose, but its text has the short lines of a poem; the lines are"
                " run together"
            )
        )
        main.report.warn(
            "form-doubt",
            about,
            Message("write form: verse to keep every line, or form: prose to let the text flow"),
            line=line,
            column=column,
        )
    return named or shape or Form.PROSE


def _needs_picture(work: Work, *, has_form: bool) -> bool:
    """True for a label that describes a picture: by its medium, dimensions or alternative text."""
    media = [medium for _, medium in work.medium.values]
    is_written = has_form or "writing" in work.medium_key or names_writing(media)
    if work.medium_key in _PICTORIAL_MEDIA or (work.dimensions and not work.body):
        return True
    return bool(work.alt or work.dimensions) and not is_written


def _report_missing_picture(group: FileGroup, report: Report) -> None:
    name = PurePosixPath(group.key).name
    near = _nearest_unlabelled_picture(group, name)
    report.error(
        "missing-picture",
        Message("there is no picture of this name beside the label"),
        Message("if it is '{near}', give both the same name", near=near)
        if near
        else Message("put the picture here and name it {name}.jpg", name=name),
    )


def _nearest_unlabelled_picture(group: FileGroup, name: str) -> str:
    """The picture without a label, in the label's folder, with the most similar name; or ""."""
    folder = PurePosixPath(group.file).parent
    pictures = group.unlabelled_pictures
    if len(pictures) > 2 * _NEIGHBOURS:
        # Among thousands, each label is compared with those beside it in the order of names.
        at = bisect_left(pictures, natural_sort_key(group.key), key=natural_sort_key)
        pictures = pictures[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
    by_name = {
        normalized_name(path.stem): path.name
        for path in map(PurePosixPath, pictures)
        if path.parent == folder
    }
    near = difflib.get_close_matches(normalized_name(name), by_name, n=1, cutoff=_NEAR_RATIO)
    return by_name[near[0]] if near else ""
