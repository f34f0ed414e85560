"""Groups the content files of a scanned folder: a picture, its label and its translations."""

import difflib
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from errno import EACCES
from pathlib import Path, PurePosixPath
from typing import Any

from kiosk.content.permissions import step_to_allow
from kiosk.content.problems import MEND_PERMISSIONS, PLUG_IN, SEND_TO_MAINTAINER, Report
from kiosk.content.scan.folder_scan import KINDS, FolderScan, Stamp
from kiosk.content.scan.language_tags import language_tag
from kiosk.content.scan.related_names import is_side_text, names_of_items, normalized_name
from kiosk.domain import Message, Problem
from kiosk.pictures.naming import ENDINGS, PDF_ENDING

log = logging.getLogger(__name__)

# Between a work's name and the word for a further picture of it.
FURTHER_MARK = "--"
# Recordings, which labels and events name by themselves.
AUDIO_SUFFIXES = (".mp3", ".ogg", ".oga", ".opus", ".flac", ".wav", ".m4a")
# The pictures of events, which these name.
FLYER_ENDINGS = ENDINGS | {PDF_ENDING}
# Alerts in the Common Alerting Protocol.
ALERT_SUFFIXES = (".xml", ".cap")
# A text counts as nearly named like a picture without a label when it is at most this many items
# before or behind it, and the names are at least this similar (difflib's ratio).
_NEAR_ITEMS, _NEAR_RATIO = 2, 0.85
# Labels that a word processor saved in a format of its own; they are not read.
_UNREADABLE_LABELS = (
    ".yaml",
    ".yml",
    ".json",
    ".toml",
    ".txt",
    ".text",
    ".rtf",
    ".doc",
    ".docx",
    ".odt",
    ".pages",
    ".markdown",
    ".htm",
    ".html",
)
# Endings that an editor or a sync program puts behind the one of a text.
_ENDS_ODDLY = re.compile(r"\.(?:md|markdown|txt|text)[.~#][\w.~-]{1,60}$", re.IGNORECASE)
_LANGUAGE = re.compile(r"^(?P<stem>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)$")
# Codes of languages (Newari) that end the names of versions.
_NO_LANGUAGES = frozenset(("new", "old", "bak", "tmp"))
_NUMBER = re.compile(r"(\d+)")
# Why the scan did not go into a place: message and hint.
_SKIPPED = {
    "unreadable": (Message("the folder cannot be read"), MEND_PERMISSIONS),
    "link-out": (
        Message("this is a link to a place outside the folder, which is not followed"),
        Message("copy the file itself into the folder, and delete the link"),
    ),
    "link-folder": (
        Message("this is a link to a folder that is read already, which is not followed"),
        Message("delete the link"),
    ),
    "beyond-bound": (
        Message("it lies beyond what is read"),
        Message("move it up, or take files out that are not needed"),
    ),
    "not-a-file": (
        Message("this is not a file that can be read, such as a pipe or a device"),
        Message("delete it, and copy the file itself here"),
    ),
}


@dataclass(kw_only=True)
class FileGroup:
    """All files of one content item: Markdown texts, a picture, a calendar or an alert; stamps.

    File names are relative to the exhibition's folder; those of a further folder are absolute.
    ``root`` is the folder below which they lie. ``key`` is the path without its suffix.
    ``qualified_key`` is the same, absolute in a further folder, so that items of one name in two
    folders are told apart. ``texts`` holds the Markdown
    files by language; "" is the main file. ``unread_texts`` are texts that may belong to the item
    and are not read: in a language that the exhibition does not have, with nearly its name, a
    copy, a backup, or in a format of a word processor.
    ``further_pictures`` are those of the same work, named like it with two hyphens and a word.
    ``unlabelled_pictures`` are the pictures of this kind without a label; one of them may be meant.
    ``stamps`` holds one entry for each file, ``unread_texts`` included: the item has changed
    exactly when its stamps have, or those that it names ``beside`` it: the pictures of all events,
    by normalized path.
    """

    key: str
    qualified_key: str = ""
    root: Path = Path()
    texts: dict[str, str] = field(default_factory=dict)
    picture: str = ""
    further_pictures: list[str] = field(default_factory=list)
    calendar: str = ""
    alert: str = ""
    unread_texts: list[str] = field(default_factory=list)
    unlabelled_pictures: tuple[str, ...] = ()
    stamps: list[Stamp] = field(default_factory=list)
    beside: Mapping[str, Stamp] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file to name in messages."""
        return (
            self.texts.get("")
            or self.picture
            or self.calendar
            or self.alert
            or next(iter(self.texts.values()))
        )

    @property
    def all_texts(self) -> tuple[str, ...]:
        """Every text in which a safety key of the item may stand."""
        return *self.texts.values(), *self.unread_texts


def _how_to_save(label: str, name: str) -> Message:
    """How a label in another format becomes the plain text ``name``; menus by English names."""
    match PurePosixPath(label).suffix.casefold():
        case ".txt" | ".text" | ".markdown":
            step = Message(
                "rename it to {name} (in Windows first switch on View, Show, File name extensions;"
                " in Notepad save with Save as type: All files)",
                name=name,
            )
        case ".rtf":
            step = Message(
                "open it in TextEdit and choose Format, Make Plain Text (on Windows: in WordPad or"
                " Word Save As, Plain Text), and save it as {name}",
                name=name,
            )
        case ".docx" | ".doc" | ".odt" | ".pages":
            step = Message(
                "open it, choose File, Save As (in Pages: Export To), Plain Text (.txt) and Unicode"
                " (UTF-8), and rename that file to {name}",
                name=name,
            )
        case _:
            step = Message(
                "copy its words into Notepad or TextEdit as plain text, and save them as {name}",
                name=name,
            )
    return Message("{step}; if it is no label, put _ before its name", step=step)


def content_files(folder_scan: FolderScan, below: str, problems: list[Problem]) -> Iterator[Stamp]:
    """Yield the stamps of the files below a sub-folder; report each place that was skipped."""
    if below in folder_scan.skipped:
        rule, reason = folder_scan.skipped[below]
        message, hint = _SKIPPED[rule]
        if rule == "unreadable":
            hint = step_to_allow(folder_scan.root / below, PermissionError(EACCES, ""))
        Report(path=folder_scan.qualified_name(below), problems=problems).error(
            rule,
            Message("{message}: {reason}", message=message, reason=reason) if reason else message,
            hint,
        )
        return
    if below in folder_scan.unanswered:
        Report(path=folder_scan.qualified_name(below), problems=problems).warn(
            "folder-away",
            Message(
                "this folder does not answer ({unanswered}); while the kiosk runs, its content "
                "is still shown as it was last read",
                unanswered=folder_scan.unanswered[below],
            ),
            PLUG_IN,
        )
        return
    files = {stamp[0]: stamp for stamp in folder_scan.files.get(below, ())}
    names = sorted([*files, *folder_scan.folders.get(below, ())])
    names.sort(key=str.casefold)
    for name in names:
        if name in files:
            yield files[name]
        else:
            yield from content_files(folder_scan, name, problems)


def pictures_beside(folder_scan: FolderScan) -> dict[str, Stamp]:
    """The pictures and PDFs that events may name: their stamps by normalized path."""
    return {
        normalized_name(stamp[0]): (folder_scan.qualified_name(stamp[0]), *stamp[1:])
        for place, files in folder_scan.files.items()
        if f"{place}/".startswith("events/")
        for stamp in files
        if PurePosixPath(stamp[0]).suffix.casefold() in FLYER_ENDINGS
    }


def natural_sort_key(name: str) -> list[Any]:
    """Sort key in which 2 comes before 10, and capitals do not count."""
    # Words and numbers alternate, beginning with a word (maybe empty): like compares with like.
    parts: list[Any] = _NUMBER.split(name.casefold())
    parts[1::2] = map(int, parts[1::2])
    return parts


def group_files(
    folder_scan: FolderScan, kind: str, languages: tuple[str, ...], problems: list[Problem]
) -> list[FileGroup]:
    """Pair the files of one of ``KINDS``; the groups come in the natural order of their names."""
    grouper = _Grouper(folder_scan, kind, languages, problems)
    for stamp in content_files(folder_scan, kind, problems):
        try:
            grouper.add(stamp)
        except Exception as error:
            log.exception("%s could not be grouped; all others are", stamp[0])
            grouper.refuse(stamp[0])
            Report(path=folder_scan.qualified_name(stamp[0]), problems=problems).error(
                "not-read",
                Message(
                    "the program failed on this file, which is a fault of the program ({error})",
                    error=repr(error)[:200],
                ),
                SEND_TO_MAINTAINER,
            )
    return grouper.finish()


def group_stamps(
    scans: Sequence[FolderScan], languages: tuple[str, ...]
) -> dict[str, tuple[Stamp, ...]]:
    """The stamps of all files of every item in the folders, by qualified key."""
    return {
        group.qualified_key: tuple(group.stamps)
        for folder_scan in scans
        for kind in KINDS
        for group in group_files(folder_scan, kind, languages, [])
    }


def _is_near_name(name: str, other: str) -> bool:
    """True when one name may be the other with a typing error.

    Names that differ only in their numbers are two members of a series.
    """
    bare, other_bare = (re.sub(r"\d", "", normalized_name(one)) for one in (name, other))
    return (
        bare != other_bare
        and difflib.SequenceMatcher(None, normalized_name(name), normalized_name(other)).ratio()
        >= _NEAR_RATIO
    )


class _Grouper:
    """Sorts files into groups by their names, also where these are not spelled quite alike."""

    def __init__(
        self,
        folder_scan: FolderScan,
        kind: str,
        languages: tuple[str, ...],
        problems: list[Problem],
    ) -> None:
        self._scan, self._languages, self._problems = folder_scan, languages, problems
        self._has_pictures, self._has_calendars = kind == "works", kind == "events"
        self._has_alerts = kind == "notices"
        self._beside = pictures_beside(folder_scan) if kind == "events" else {}
        self._groups: dict[str, FileGroup] = {}
        self._by_normalized_name: dict[str, FileGroup] = {}
        self._unreadable_labels: dict[str, str] = {}
        # Texts of works that are not read as such: each with its stamp.
        self._side_texts: list[Stamp] = []

    def add(self, stamp: Stamp) -> None:
        """Put one file into its group; report it when it has none."""
        name = stamp[0]
        folder, _, last = name.rpartition("/")
        if is_side_text(last):
            self._side_texts.append(stamp)
            return
        base, dot, suffix = last.rpartition(".")
        # A leading or a trailing dot begins no suffix, as in pathlib.
        base, suffix = (base, dot + suffix.casefold()) if base and suffix else (last, "")
        stem = f"{folder}/{base}" if folder else base
        file = self._scan.qualified_name(name)
        group: FileGroup | None
        if suffix == ".md":
            group = self._add_text(stem, base, file)
        elif self._has_pictures and suffix in ENDINGS:
            group = self._add_picture(stem, file)
        elif self._has_calendars and suffix == ".ics":
            group = self._groups[name] = FileGroup(
                key=name, qualified_key=file, root=self._scan.root, calendar=file
            )
        elif self._has_alerts and suffix in ALERT_SUFFIXES:
            group = self._groups[name] = FileGroup(
                key=name, qualified_key=file, root=self._scan.root, alert=file
            )
        else:
            self._pass_over(stem, suffix, file)
            if self._has_pictures and (suffix in _UNREADABLE_LABELS or _ENDS_ODDLY.search(last)):
                self._side_texts.append(stamp)
            return
        if group is not None:
            group.stamps.append(self._qualified(stamp))

    def refuse(self, name: str) -> None:
        """Keep the picture off the screen whose label could not be put into its group."""
        stem = name.rpartition(".")[0]
        self._unreadable_labels[normalized_name(stem)] = self._scan.qualified_name(name)

    def finish(self) -> list[FileGroup]:
        """The groups in their order, less pictures whose label is in a format that is not read."""
        groups = []
        if self._has_pictures:
            self._attach_further_pictures()
        if self._has_alerts:
            self._join_unlisted_languages()
        for group in self._groups.values():
            self._attach_unlisted_language(group)
            if label := self._unreadable_label_of(group):
                self._report_unreadable_label(label, group)
            else:
                groups.append(group)
        groups.sort(key=lambda group: natural_sort_key(group.key))
        if self._has_pictures:
            self._attach_related(groups)
        _attach_near_names(groups)
        unlabelled = tuple(group.picture for group in groups if group.picture and not group.texts)
        for group in groups:
            group.beside = self._beside
            if not group.picture:
                group.unlabelled_pictures = unlabelled
        return groups

    def _add_text(self, stem: str, base: str, file: str) -> FileGroup:
        found = _LANGUAGE.match(base) if "." in base else None
        language = found["language"] if found and found["language"] in self._languages else ""
        key = stem.removesuffix(f".{language}") if language else stem
        group = self._find_or_create(key, file, lambda near: language not in near.texts)
        if language in group.texts:
            # The same name with its ending in other capitals.
            group.unread_texts.append(file)
        else:
            group.texts[language] = file
        return group

    def _add_picture(self, stem: str, file: str) -> FileGroup | None:
        group = self._find_or_create(stem, file, lambda near: not near.picture)
        if group.picture:
            Report(path=file, problems=self._problems).warn(
                "two-pictures",
                Message("'{picture}' has the same name and is shown", picture=group.picture),
                Message("give one of them another name"),
            )
            return None
        group.picture = file
        return group

    def _pass_over(self, stem: str, suffix: str, file: str) -> None:
        if self._has_pictures and suffix in _UNREADABLE_LABELS:
            self._unreadable_labels[normalized_name(stem.removesuffix(".md"))] = file
        if self._has_calendars and suffix in FLYER_ENDINGS:
            Report(path=file, problems=self._problems).info(
                "passed-over",
                Message("no event names this picture"),
                Message(
                    "write picture: {name} into its event, or put _ before its name",
                    name=PurePosixPath(file).name,
                ),
            )
        elif suffix not in AUDIO_SUFFIXES:
            Report(path=file, problems=self._problems).info(
                "passed-over",
                Message("a file of the kind {ending} is not read here", ending=suffix)
                if suffix
                else Message("a file without an ending is not read here"),
                Message("remove it, or put _ before its name"),
            )

    def _find_or_create(
        self, key: str, file: str, has_room: Callable[[FileGroup], bool]
    ) -> FileGroup:
        """The group of this name, else one whose name is spelled nearly so and has room."""
        if group := self._groups.get(key):
            return group
        normalized = normalized_name(key)
        near = self._by_normalized_name.get(normalized)
        if near is None or not has_room(near):
            group = self._groups[key] = FileGroup(
                key=key, qualified_key=self._scan.qualified_name(key), root=self._scan.root
            )
            self._by_normalized_name.setdefault(normalized, group)
            return group
        names = f"'{PurePosixPath(file).name}' and '{PurePosixPath(near.file).name}'"
        Report(path=file, problems=self._problems).info(
            "name-differs",
            Message("{names} are not spelled alike; they are read as one work", names=names),
            Message("give both the same name"),
        )
        return near

    def _qualified(self, stamp: Stamp) -> Stamp:
        """The stamp with the name by which the file is known among all folders."""
        return (self._scan.qualified_name(stamp[0]), *stamp[1:])

    def _attach_related(self, groups: list[FileGroup]) -> None:
        """Copies, backups and other texts that may belong to a work may hold its safety keys.

        Two works that are copies of each other, each with its own label and picture, are told
        apart. Of others, each one's texts count for both.
        """
        by_name = _GroupsByName(groups)
        for stamp in self._side_texts:
            folder, _, last = stamp[0].rpartition("/")
            for owner in by_name.owners(folder, last):
                owner.unread_texts.append(self._scan.qualified_name(stamp[0]))
                owner.stamps.append(self._qualified(stamp))
        related = []
        for group in groups:
            if group.picture and "" in group.texts:
                continue
            folder, _, last = group.key.rpartition("/")
            related += [(group, one) for one in by_name.owners(folder, last) if one is not group]
        for group, owner in related:
            _share_texts(group, owner)

    def _attach_further_pictures(self) -> None:
        """A picture without a label, named like a work with "--" and a word, belongs to that work.

        A text of nearly its name may be meant as its label: it counts for the work.
        """
        texts: list[tuple[FileGroup, FileGroup]] = []
        owners = {key: owner for key in self._groups if (owner := self._owner_of(key))}
        for key, group in list(self._groups.items()):
            owner = owners.get(key)
            if owner is None:
                continue
            while owner.key in owners and _is_picture_alone(owner):
                owner = owners[owner.key]
            if not group.picture:
                texts.append((group, owner))
            elif not group.texts and normalized_name(key) not in self._unreadable_labels:
                owner.further_pictures.append(group.picture)
                owner.stamps += group.stamps
                del self._groups[key]
                self._by_normalized_name[normalized_name(key)] = owner
        for group in self._groups.values():
            group.further_pictures.sort(key=natural_sort_key)
        for group, owner in texts:
            stems = (file.rpartition(".")[0] for file in owner.further_pictures)
            if any(_is_near_name(group.qualified_key, stem) for stem in stems):
                owner.unread_texts += group.texts.values()
                owner.stamps += group.stamps

    def _owner_of(self, key: str) -> FileGroup | None:
        """The group whose name is the longest beginning of another one's, up to two hyphens."""
        folder, slash, last = key.rpartition("/")
        end = last.rfind(FURTHER_MARK)
        while end > 0:
            stem = normalized_name(f"{folder}{slash}{last[:end].rstrip()}")
            if last[end:].strip("- ") and (owner := self._by_normalized_name.get(stem)):
                return owner
            end = last.rfind(FURTHER_MARK, 0, end)
        return None

    def _attach_unlisted_language(self, group: FileGroup) -> None:
        """A translation into a language that is not listed may hold a safety key of the work."""
        is_text = group.texts and not group.picture
        found = _LANGUAGE.match(group.key) if is_text and "." in group.key else None
        owner = self._by_normalized_name.get(normalized_name(found["stem"])) if found else None
        if owner is not None:
            owner.unread_texts += group.texts.values()
            owner.stamps += group.stamps

    def _join_unlisted_languages(self) -> None:
        """A notice's translation into a language that the exhibition lacks belongs to the notice.

        As one of its own it would be shown without the level and the times of its main file.
        """
        for key, group in list(self._groups.items()):
            found = _LANGUAGE.match(key) if set(group.texts) == {""} else None
            owner = self._groups.get(found["stem"]) if found else None
            if found is None or owner is None or "" not in owner.texts:
                continue
            tag = language_tag(found["language"])
            if tag and tag not in owner.texts and tag not in _NO_LANGUAGES:
                owner.texts[tag] = group.texts[""]
                owner.stamps += group.stamps
                del self._groups[key]

    def _unreadable_label_of(self, group: FileGroup) -> str:
        """A picture's only label, when its format is not read; it may hold safety keys."""
        if not group.picture or group.texts:
            return ""
        return self._unreadable_labels.get(normalized_name(group.key), "")

    def _report_unreadable_label(self, label: str, group: FileGroup) -> None:
        Report(path=label, problems=self._problems).error(
            "label-not-read",
            Message(
                "this is probably the label of '{name}', and cannot be read; the picture is "
                "not shown",
                name=PurePosixPath(group.picture).name,
            ),
            _how_to_save(label, f"{PurePosixPath(group.key).name}.md"),
        )


class _GroupsByName:
    """Finds the works to which a file may belong by the marks of a copy in its name."""

    def __init__(self, groups: list[FileGroup]) -> None:
        self._groups: dict[tuple[str, str], list[FileGroup]] = {}
        for group in groups:
            folder, _, last = group.key.rpartition("/")
            self._groups.setdefault((folder, normalized_name(last)), []).append(group)

    def owners(self, folder: str, last: str) -> list[FileGroup]:
        """The groups of the nearest name that a file in ``folder`` may belong to.

        A group of exactly this name is none of them, unless another one has it too.
        """
        for name in names_of_items(last):
            found = self._groups.get((folder, name), [])
            if len(found) > 1 or any(group.key.rpartition("/")[2] != last for group in found):
                return found
        return []


def _is_picture_alone(group: FileGroup) -> bool:
    return bool(group.picture) and not group.texts


def _share_texts(group: FileGroup, owner: FileGroup) -> None:
    """Let the texts of each group, and their stamps, count for the other one too."""
    texts = {
        id(one): [name for name in one.all_texts if name not in other.all_texts]
        for one, other in ((group, owner), (owner, group))
    }
    for one, other in ((group, owner), (owner, group)):
        known = {stamp[0] for stamp in other.stamps}
        other.unread_texts += texts[id(one)]
        other.stamps += [
            stamp for stamp in one.stamps if stamp[0] in texts[id(one)] and stamp[0] not in known
        ]


def _attach_near_names(groups: list[FileGroup]) -> None:
    """Texts nearly named like a picture without a label may be meant as its label."""
    for number, group in enumerate(groups):
        if not group.picture or group.texts:
            continue
        for other in groups[max(0, number - _NEAR_ITEMS) : number + _NEAR_ITEMS + 1]:
            if not other.picture and _is_near_name(group.key, other.key):
                group.unread_texts += other.texts.values()
                group.stamps += other.stamps
