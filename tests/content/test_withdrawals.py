"""A withdrawal and a content note are obeyed in any spelling and in any file of a work.

One folder holds a work for each case, so that the whole table costs a few readings.
"""

import errno
import os
import unicodedata
import zipfile
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import PurePosixPath

import pytest
from PIL import Image

from kiosk import path_safety
from kiosk.content.cache.last_good import without_changed
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.cache.startup_snapshot import read_startup_snapshot, save_startup_snapshot
from kiosk.content.load import load
from kiosk.content.safety.decisions import LoadMode
from kiosk.content.safety.keys import keys_in_unread_text
from kiosk.content.safety.searchable_text import searchable_text
from kiosk.content.scan.related_names import normalized_name
from tests.folders import write_files

LABEL = "---\ntitle: Field\nmedium: photography\ncredit: C\n{}\n---\nText.\n"
KIOSK = "title: T\ntimezone: UTC\nlanguages: [en, es]\n"

WITHDRAWALS = (
    "withdrawn: yes",
    "Withdrawn: yes",
    "WITHDRAWN: YES",
    "wITHDRAWN: Yes",
    "with drawn: yes",
    "With Drawn: yes",
    "with-drawn: yes",
    "with_drawn: yes",
    "withdrawn : yes",
    "withdrawn\t: yes",
    "withdrawn:yes",
    "withdrawn：yes",
    "withdrawn： yes",
    "withdrawn ： yes",
    "withdrawn﹕ yes",
    "withdrawn︓ yes",
    "withdrawn∶ yes",
    "withdrawnː yes",
    "withdrawn꞉ yes",
    "withdrawn= yes",
    "withdrawn = yes",
    "withdrawn＝yes",
    "withdrawn yes",
    "withdrawn - yes",
    "withdrawn – yes",
    "withdrawn -> yes",
    "ｗｉｔｈｄｒａｗｎ: yes",
    "with\u00addrawn: yes",
    "with\u200bdrawn: yes",
    "\u200bwithdrawn: yes",
    "\ufeffwithdrawn: yes",
    "withdrawn\u200b: yes",
    "withdrawn\u00a0: yes",
    "withdrawn:\u00a0yes",
    "\u202ewithdrawn: yes",
    "'withdrawn': yes",
    '"withdrawn": yes',
    "“withdrawn”: yes",
    "«withdrawn»: yes",
    "**withdrawn**: yes",
    "**withdrawn:** yes",
    "- withdrawn: yes",
    "* withdrawn: yes",
    "? withdrawn\n: yes",
    "> withdrawn: yes",
    "{withdrawn: yes}",
    "  withdrawn: yes",
    "\twithdrawn: yes",
    "withdrawn:\n  yes",
    "withdrawn:\n  - yes",
    "withdrawn: [yes]",
    "withdrawn: {is: yes}",
    "withdrawn: |\n  yes",
    "withdrawn: >\n  yes",
    "withdrawn: !!bool yes",
    "withdrawn: &a yes",
    "withdrawn: 'yes'",
    "withdrawn: “yes”",
    "withdrawn: true",
    "withdrawn: True",
    "withdrawn: TRUE",
    "withdrawn: on",
    "withdrawn: On",
    "withdrawn: 1",
    "withdrawn: y",
    "withdrawn: Y",
    "withdrawn: x",
    "withdrawn: ✓",
    "withdrawn: ja",
    "withdrawn: sí",
    "withdrawn: Si",
    "withdrawn: s\u0069\u0301",
    "withdrawn: oui",
    "withdrawn: ｙｅｓ",
    "withdrawn: 2026-01-05",
    "withdrawn: January 5, 2026",
    "withdrawn: by the artist",
    "withdrawn: yes # on Monday",
    "withdrawn: yes.",
    "withdrawn: yes!",
    "withdrawn:",
    "withdrawn: ~",
    "withdrawn: null",
    "withdrawn: yes\nwithdrawn: no",
    "withdrawn: no\nwithdrawn: yes",
    "withdrawn: no\nWithdrawn: yes",
    "withdrawn: no\nremoved: yes",
    "withdrawn: yes\ntitle: Again",
    "withdrawm: yes",
    "withdrawed: yes",
    "witdrawn: yes",
    "withdran: yes",
    "withdraw: yes",
    "withdrawal: yes",
    "removed: yes",
    "Removed : yes",
    "retired: yes",
    "hidden: yes",
    "hide: yes",
    "retirado: sí",
    "retirada: sí",
    "retiré: oui",
    "retirée: oui",
    "zurückgezogen: ja",
    "年: 2026\nwithdrawn: yes",
    "year: 2026: two\nwithdrawn: yes",
    "credit: 'open\nwithdrawn: yes",
    "credit: [open\nwithdrawn: yes",
    "credit: Lent; withdrawn: yes",
    "credit: |\n  Lent\n  withdrawn: yes",
    "people:\n  - withdrawn: yes",
    "a: {b: {c: {withdrawn: yes}}}",
)
NOTES = (
    "content_note: Blood",
    "Content Note: Blood",
    "CONTENT_NOTE: Blood",
    "content-note: Blood",
    "contentnote: Blood",
    "content note : Blood",
    "content_note：Blood",
    "content_note： Blood",
    "content note = Blood",
    "content\u00a0note: Blood",
    "content\u200b_note: Blood",
    "ｃｏｎｔｅｎｔ_ｎｏｔｅ: Blood",
    "content_notes: Blood",
    "content_note: [Blood, Loss]",
    "content_note:\n  - Blood",
    "content_note: |\n  Blood",
    "content_note: {what: Blood}",
    "content_note: yes",
    "content warning: Blood",
    "Content-Warning: Blood",
    "trigger warning: Blood",
    "trigger_warning: Blood",
    "warning: Blood",
    "cw: Blood",
    "TW: Blood",
    "CW：Blood",
    "nota de contenido: Sangre",
    "advertencia: Sangre",
    "avertissement: Sang",
    "note de contenu: Sang",
    "advertencia de contenido: Sangre",
    "contnet_note: Blood",
    "content_note:\ncontent_note: Blood",
    "credit: Lent; content note: Blood",
    "year: 2026: two\ncontent_note: Blood",
    "year: 2026: two\ncontent note：Blood",
)
# Lines that hide nothing, and a work with them is shown without a note.
HARMLESS = (
    "withdrawn: no",
    "Withdrawn: No",
    "withdrawn: false",
    "withdrawn: off",
    "withdrawn: 0",
    "withdrawn : no",
    "withdrawn: n",
    "# withdrawn: yes",
    "alt: A hand withdrawn from the water",
    "alt: The note of a withdrawn letter",
    "credit: Hidden Museum",
    "content_note:",
    "content_note: ~",
)
# Names of files that belong to the work "{k}", whose picture is "{k}.jpg" and label "{k}.md".
PLACES = (
    "{K}.md",
    "{k}.MD",
    "{k}.Md",
    "{k}.es.md",
    "{k}.ES.md",
    "{k}.es.MD",
    "{k}.fr.md",
    "{k}.pt-BR.md",
    "{K}.ES.MD",
    "{k} - Copy.md",
    "{k} - Copy (2).md",
    "{k} - copy.MD",
    "{k} – Copy.md",
    "{k} copy.md",
    "{k} copy 2.md",
    "{k}_copy.md",
    "{k}-copy.md",
    "{k}copy.md",
    "{k}.copy.md",
    "Copy of {k}.md",
    "copy of {K}.md",
    "Copy (2) of {k}.md",
    "Copy of Copy of {k}.md",
    "{k} - Copy - Copy.md",
    "{k} (1).md",
    "{k}(1).md",
    "{k} (12).md",
    "{k} 2.md",
    "{k} - copia.md",
    "{k} - Copia (2).md",
    "{k} copia.md",
    "Copia de {k}.md",
    "{k} - Kopie.md",
    "Kopie von {k}.md",
    "{k} - Copie.md",
    "{k} (another copy).md",
    "{k} (copy).md",
    "{k} (old).md",
    "{k} - old.md",
    "{k}_old.md",
    "{k}_backup.md",
    "{k} - Backup.md",
    "{k} (Ana's conflicted copy 2026-01-05).md",
    "{k} (conflicted copy 2026-01-05 101010).md",
    "{k} (Conflicted copy).md",
    "{k} (copia en conflicto de Ana 2026-01-05).md",
    "{k} (Copie en conflit de Ana 2026-01-05).md",
    "{k} (Case Conflict).md",
    "{k} (SFConflict ana@example.org 2026-01-05-10-10-10).md",
    "{k}.sync-conflict-20260105-101010-ABCDEFG.md",
    "{k}.md.sync-conflict-20260105-101010-ABCDEFG",
    "{k}.es.sync-conflict-20260105-101010-ABCDEFG.md",
    "{k}-DESKTOP-7F3K2AB.md",
    "{k}-LAPTOP.md",
    "{k}-conflict.md",
    "{k}_conflict-20260105-101010.md",
    "{k}.md~",
    "{k}.md.bak",
    "{k}.bak",
    "{k}.md.BAK",
    "{k}.md.orig",
    "{k}.md.old",
    "{k}.md.save",
    "{k}.md.1",
    "{k}.md.~1~",
    ".{k}.md.swp",
    "#{k}.md#",
    "~${k}.md",
    "~${k}.txt",
    "~${k}.es.md",
    ".~lock.{k}.md#",
    "{k}.yaml",
    "{k}.YML",
    "{k}.json",
    "{k}.toml",
    "{k}.md.yaml",
    "{k}.es.yaml",
    "{k} - Copy.yaml",
    "{k}.es.md~",
    "{k}.es - Copy.md",
    "{k}.es (1).md",
    "Copy of {k}.es.md",
    "{k} - Copy.es.md",
    "{k}.txt",
    "{k}.TXT",
    "{k}.md.txt",
    "{k}.text",
    "{k}.markdown",
    "{k}.html",
    "{k}.rtf",
    "{k}.docx",
    "{k}.odt",
    "{k}.doc",
    "{k}.jpg.md",
    "{k}.jpg.txt",
    "{k} - Copy.txt",
    "{k} (1).docx",
    "{k}.es.txt",
    "{K}.docx",
    "{k} .md",
)


def docx(words, name="word/document.xml"):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        lines = "".join(
            f"<w:p><w:r><w:t>{line[:4]}</w:t></w:r><w:r><w:t>{line[4:]}</w:t></w:r></w:p>"
            for line in words.split("\n")
        )
        file.writestr(name, f"<w:document><w:body>{lines}</w:body></w:document>")
    return packed.getvalue()


def encoded(name, words):
    """The bytes of a text as a program would write it that gives such names."""
    match name.lower().rpartition(".")[2]:
        case "docx":
            return docx(words)
        case "odt":
            return docx(words, "content.xml")
        case "rtf":
            return ("{\\rtf1\\ansi " + words.replace("\n", "\\par\n{\\b ") + "}").encode()
        case "doc":
            return b"\xd0\xcf\x11\xe0" + bytes(500) + words.encode("utf-16-le") + bytes(500)
        case "swp":
            return b"b0VIM 8.2" + bytes(4000) + b"\0".join(words.encode().split(b"\n")) + bytes(99)
        case "html":
            return ("<html><p>" + words.replace("\n", "</p><p>") + "</p></html>").encode()
    return words.encode()


@dataclass(frozen=True)
class Case:
    """A work that is to be hidden or noted: ``files`` by name, with {k} for the work's name."""

    files: dict[str, str]
    key: str


@cache
def picture_bytes():
    packed = BytesIO()
    Image.new("RGB", (1500, 1000), "#6a4a5a").save(packed, "JPEG")
    return packed.getvalue()


def name_of(number, key):
    return f"{number:03}-{key}-é".casefold()


def spelled(lines, key):
    return [Case({"{k}.md": LABEL.format(line)}, key) for line in lines]


def placed(line, key):
    """The line in each file, while the label itself has nothing of it."""
    return [Case({place: LABEL.format(line)}, key) for place in PLACES]


CASES = [
    *spelled(WITHDRAWALS, "withdrawn"),
    *placed("withdrawn: yes", "withdrawn"),
    *placed("Withdrawn : Ja", "withdrawn"),
    *spelled(NOTES, "content_note"),
    *placed("content_note: Blood", "content_note"),
    *[Case({"{k}.md": LABEL.format(line)}, "") for line in HARMLESS],
    # A file beside the label that asks for nothing hides nothing, in any format.
    *[Case({place: LABEL.format("")}, "") for place in PLACES],
    # A copy with a picture and a label is a work of its own.
    Case({"{k} (1).jpg": "picture", "{k} (1).md": LABEL.format("withdrawn: yes")}, ""),
    Case({"{k} (1).jpg": "picture", "{k} (1).md": LABEL.format("content_note: Blood")}, ""),
    # Not the name of this work.
    Case({"{k}bold.md": LABEL.format("withdrawn: yes")}, ""),
    Case({"_{k}.md": LABEL.format("withdrawn: yes")}, ""),
]


def write_case(root, number, case):
    name = name_of(number, "W")
    for place, text in case.files.items():
        form = "NFD" if number % 2 and place != "{k}.md" else "NFC"
        file = place.replace("{k}", name).replace("{K}", name.upper())
        path = root / "works" / unicodedata.normalize(form, file)
        path.write_bytes(encoded(place, text) if text != "picture" else picture_bytes())


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory):
    """The folder with all works as they were, cached, and then with the files of the cases."""
    place = tmp_path_factory.mktemp("withdrawals")
    files = {"kiosk.yaml": KIOSK, "works/zz.jpg": "picture", "works/zz.md": LABEL.format("")}
    for number in range(len(CASES)):
        name = name_of(number, "W")
        files |= {f"works/{name}.jpg": "picture", f"works/{name}.md": LABEL.format("")}
    root = write_files(place / "gallery", files)
    read_cache = ReadCache()
    result = load(root, read_cache)
    assert len(result.snapshot.works) == len(CASES) + 1
    before = read_cache.last_good_content()
    read_cache.save(place / "items")
    save_startup_snapshot(place / "startup", result.snapshot, result.scans, read_cache.items())
    for number, case in enumerate(CASES):
        write_case(root, number, case)
    return place, root, before


def shown(kiosk, mode):
    place, root, before = kiosk
    match mode:
        case LoadMode.SAFE_MODE:
            snapshot = without_changed(before).snapshot
        case LoadMode.STARTUP_CACHE:
            snapshot = read_startup_snapshot(place / "startup", root)
        case _:
            read_cache = ReadCache.restore(place / "items")
            snapshot = load(root, read_cache, last_good=mode is LoadMode.LAST_GOOD).snapshot
    works = snapshot.works if snapshot else ()
    return {normalized_name(work.key.removeprefix("works/")): work for work in works}


@pytest.mark.parametrize("mode", LoadMode)
def test_no_withdrawal_and_no_note_is_lost(kiosk, mode):
    works = shown(kiosk, mode)
    lost = []
    for number, case in enumerate(CASES):
        work = works.get(name_of(number, "W"))
        if case.key == "withdrawn" and work is not None:
            lost.append(case.files)
        if case.key == "content_note" and work is not None and not work.content_note:
            lost.append(case.files)
    assert lost == []
    assert "zz" in works or mode is LoadMode.STARTUP_CACHE


@pytest.mark.parametrize("mode", [LoadMode.NORMAL, LoadMode.LAST_GOOD])
def test_what_asks_for_nothing_hides_nothing(kiosk, mode):
    works = shown(kiosk, mode)
    hidden = [
        case.files
        for number, case in enumerate(CASES)
        if not case.key
        and (name_of(number, "W") not in works or works[name_of(number, "W")].content_note)
    ]
    assert hidden == []


COPY = LABEL.format("alt: A field")


@pytest.mark.parametrize("last_good", [False, True])
@pytest.mark.parametrize("line", ["withdrawn: yes", "content_note: Blood"])
@pytest.mark.parametrize("copies", [{"a (1).jpg": "picture"}, {"a - Copy.jpg": "picture"}])
def test_a_copy_of_a_picture_is_hidden_with_it(write_folder, copies, line, last_good):
    """The copy has no label of its own: nothing says that it is another work."""
    files = {"a.jpg": "picture", "a.md": LABEL.format(line), **copies}
    root = write_folder({"kiosk.yaml": KIOSK, **{f"works/{name}": files[name] for name in files}})
    works = load(root, last_good=last_good).snapshot.works
    assert [work.key for work in works if not work.content_note] == []


@pytest.mark.parametrize("line", ["withdrawn: yes", "content_note: Blood"])
def test_a_copy_of_a_poem_is_hidden_with_it(write_folder, line):
    poem = COPY.replace("photography", "poetry").replace("alt: A field\n", "")
    noted = poem.replace("credit", f"{line}\ncredit")
    for first, second in ((noted, poem), (poem, noted)):
        root = write_folder(
            {"kiosk.yaml": KIOSK, "works/a.md": first, "works/Copy of a.md": second}
        )
        works = load(root).snapshot.works
        assert [work.key for work in works if not work.content_note] == []


@pytest.mark.parametrize("name", ["a.es.md", "a.md", "a - Copy.md", "a.txt", "a.docx"])
def test_a_file_that_cannot_be_opened_keeps_a_work_as_it_was(write_folder, monkeypatch, name):
    """A withdrawal that was obeyed stays, and so does a note; a work that was shown is shown."""
    words = {"a": "withdrawn: yes", "b": "content_note: Blood", "c": "alt: A field"}
    files = {"kiosk.yaml": KIOSK}
    for key, line in words.items():
        files |= {f"works/{key}.jpg": "picture", f"works/{key}.md": LABEL.format("")}
        files[f"works/{name.replace('a', key, 1)}"] = LABEL.format(line)
    root = write_folder(files)
    read_cache = ReadCache()
    before = load(root, read_cache, last_good=True).snapshot.works

    def refuse(root, path, *more):
        if PurePosixPath(path).name in {name.replace("a", key, 1) for key in words}:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(root, path, *more)

    opened = path_safety._open_beneath
    monkeypatch.setattr(path_safety, "_open_beneath", refuse)
    for key in words:
        os.utime(root / f"works/{name.replace('a', key, 1)}", ns=(10**18, 10**18))
    result = load(root, read_cache, last_good=True)
    assert [(work.key, work.content_note) for work in result.snapshot.works] == [
        (work.key, work.content_note) for work in before
    ]
    assert {problem.rule for problem in result.problems} & {"unreadable"}
    now = load(root).snapshot.works
    assert [work.key for work in now if not work.content_note] == []


NEAR, FAR = "works/near", "works/far/far"


@pytest.fixture
def partly_stalled(write_folder, tmp_path, monkeypatch):
    """A cached folder of which ``works/far`` does not answer any more, and a change in the rest."""

    def make(change):
        files = {"kiosk.yaml": KIOSK}
        for name in (NEAR, FAR, "works/other"):
            files |= {f"{name}.jpg": "picture", f"{name}.md": LABEL.format("content_note: Blood")}
        root = write_folder(files)
        read_cache = ReadCache()
        result = load(root, read_cache, last_good=True)
        assert len(result.snapshot.works) == 3
        save_startup_snapshot(tmp_path / "start", result.snapshot, result.scans, read_cache.items())
        before = read_cache.last_good_content()
        write_files(root, {f"{NEAR}.md": LABEL.format(change)})
        listed = os.scandir

        def refuse(place):
            if str(place).endswith("works/far"):
                raise OSError(errno.EIO, "Input/output error")
            return listed(place)

        monkeypatch.setattr(os, "scandir", refuse)
        return root, read_cache, before

    return make


def keys_of(works):
    return [(work.key, str(work.content_note)) for work in works]


@pytest.mark.parametrize("change", ["withdrawn: yes", "year: 2026: two\nWithdrawn : ja"])
def test_a_withdrawal_is_obeyed_while_another_part_does_not_answer(
    partly_stalled, tmp_path, change
):
    root, read_cache, before = partly_stalled(change)
    kept = [(FAR, "Blood"), ("works/other", "Blood")]
    result = load(root, read_cache, last_good=True)
    assert keys_of(result.snapshot.works) == kept
    assert {"folder-away"} <= {problem.rule for problem in result.problems}
    (part,) = [one for one in result.unread if one.part == "works/far"]
    assert ("Input/output error" in part.why, part.retained) == (True, 1)
    assert keys_of(without_changed(before).snapshot.works) == kept
    assert read_startup_snapshot(tmp_path / "start", root) is None
    # The part that is kept is kept with the next reading too, and read when it answers again.
    assert keys_of(load(root, read_cache, last_good=True).snapshot.works) == kept
    # A first start has nothing to keep.
    assert keys_of(load(root).snapshot.works) == [("works/other", "Blood")]


def test_what_cannot_be_read_is_named_with_its_reason(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.jpg": "picture",
            "works/a.md": LABEL.format(""),
            "works/b.jpg": "picture",
            "works/b.md": LABEL.format("withdrawn: yes"),
        }
    )
    read_cache = ReadCache()
    assert load(root, read_cache, last_good=True).unread == ()
    write_files(root, {"works/a.md": LABEL.format("year: 2026: two"), "works/b.jpg": "no picture"})
    (part,) = load(root, read_cache, last_good=True).unread
    assert (part.part, part.retained, bool(part.why)) == ("works/a.md", 1, True)


@pytest.mark.parametrize("line", ["withdrawn: yes", "content_note: Blood", "alt: A field"])
def test_a_label_that_is_gone_shows_nothing_that_it_hid(write_folder, line):
    root = write_folder(
        {"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": LABEL.format(line)}
    )
    read_cache = ReadCache()
    load(root, read_cache, last_good=True)
    (root / "works/a.md").unlink()
    shown = ["works/a"] if line.startswith("alt") else []
    for _ in range(2):
        result = load(root, read_cache, last_good=True)
        assert [work.key for work in result.snapshot.works] == shown
        assert ("label-gone" in {problem.rule for problem in result.problems}) is not bool(shown)
        # Also after another copy of the picture.
        os.utime(root / "works/a.jpg", ns=(10**18, 10**18))
    write_files(root, {"works/a.md": LABEL.format("")})
    assert load(root, read_cache, last_good=True).snapshot.works


def test_a_translation_that_cannot_be_read_is_named(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.jpg": "picture",
            "works/a.md": LABEL.format(""),
            "works/a.es.md": LABEL.format("year: 2026: two"),
        }
    )
    (part,) = load(root, last_good=True).unread
    assert (part.part, part.retained) == ("works/a.es.md", 0)


@pytest.mark.parametrize("start", [0, 1])
def test_letters_of_two_bytes_in_an_old_word_document_are_read(tmp_path, start):
    """They have no zero between them; the words may begin at any byte."""
    words = bytes(500 + start) + "ｃｏｎｔｅｎｔ_ｎｏｔｅ: Blood".encode("utf-16-le")
    (tmp_path / "a.doc").write_bytes(words)
    assert keys_in_unread_text(searchable_text(tmp_path, "a.doc") or "") == {"content_note"}
