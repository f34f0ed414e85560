"""Folders and edits as people make them, generated."""

from hypothesis import strategies as st

from kiosk.studio.model import (
    CreateFile,
    Delete,
    RemoveField,
    RenameItem,
    Reorder,
    Restore,
    SetField,
    Several,
    Withdraw,
    set_body,
)

WORDS = st.one_of(
    st.sampled_from(
        [
            "Shore",
            "no",
            "0123",
            "1:30",
            "A: B",
            "# not a note",
            "«Ñandú»",
            'the "Long" one',
            "it's",
            "[a]",
            "{b}",
            "- c",
            "*bold*",
            "&and",
            "C:\\path",
            "مرحبا بالعالم",
            "東京",
            "yes",
            "null",
            "~",
            "2025",
            "x: y # z",
            "?",
            "| pipe",
            "> more",
            "@at",
            "%",
            "`code`",
            "trailing:",
            "a,b",
        ]
    ),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40),
)
LINES = st.lists(st.one_of(WORDS, st.just(""), st.just("  indented")), min_size=1, max_size=6).map(
    "\n".join
)
_KEYS = ("title", "artist", "year", "credit", "odd_key", "Content-Note", "alt")
_COMMENTS = st.sampled_from(["", "# a note\n", "\n", "# Ñ: not a key\n  # deeper\n"])


@st.composite
def entry(draw, key):
    """The lines of one key, typed in one of the ways in which people type."""
    value = draw(
        st.sampled_from(
            [
                "Shore",
                "'it''s'",
                '"a: b"',
                "Long   words",
                "",
                "[one, two]",
                "{from: a, until: b}",
                ">\n  folded\n  text",
                "|\n  kept\n\n  text\n",
                "\n  - one\n  # about two\n  - two",
                "\n- name: Ana\n  role: Speaker\n- Bo",
                "\n  from: a   # why\n\n  until: b",
                "plain\n  on two lines",
            ]
        )
    )
    comment = draw(st.sampled_from(["", "  # why", " #"])) if "\n" not in value else ""
    space = " " if value and not value.startswith("\n") else ""
    return f"{draw(_COMMENTS)}{key}:{space}{value}{comment}\n"


@st.composite
def label(draw):
    """The bytes of a file with keys and a body."""
    keys = draw(st.lists(st.sampled_from(_KEYS), unique=True, max_size=5))
    head = "".join(draw(entry(key)) for key in keys)
    body = draw(st.one_of(st.just(""), LINES))
    text = f"---\n{head}{draw(_COMMENTS)}---\n{draw(st.sampled_from(['', chr(10)]))}{body}"
    if draw(st.booleans()):
        text += "\n"
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\n", "\r"])))
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    return text.encode(encoding, "replace" if encoding == "cp1252" else "strict")


NAMES = ("works/a.md", "works/b.md", "works/c.es.md", "events/e.md", "kiosk.yaml")
PATHS = st.sampled_from(
    [
        ("title",),
        ("artist",),
        ("year",),
        ("odd_key",),
        ("content_note",),
        ("show", "from"),
        ("show", "until"),
        ("a new key",),
    ]
)
VALUES = st.one_of(
    WORDS,
    st.lists(WORDS, max_size=3),
    st.dictionaries(st.sampled_from(["from", "until"]), WORDS, max_size=2),
)
_TEXTS = st.sampled_from([name for name in NAMES if name.endswith(".md")])
FIELD_EDITS = st.one_of(
    st.builds(SetField, name=st.sampled_from(NAMES), path=PATHS, value=VALUES),
    st.builds(RemoveField, name=st.sampled_from(NAMES), path=PATHS),
    st.builds(set_body, _TEXTS, LINES),
)
_ITEMS = st.sampled_from(["works/a", "works/b", "works/n", "events/e"])
EDITS = st.one_of(
    FIELD_EDITS,
    FIELD_EDITS,
    st.builds(CreateFile, name=st.sampled_from(["works/n.md", "pages/p.md"]), text=LINES),
    st.builds(RenameItem, key=_ITEMS, new_stem=st.sampled_from(["a", "b", "n", "z"])),
    st.builds(Reorder, keys=st.permutations(["works/a", "works/b"]).map(tuple)),
    st.builds(Withdraw, key=_ITEMS),
    st.builds(Restore, key=_ITEMS),
    st.builds(Delete, names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map(tuple)),
    st.builds(Several, edits=st.lists(FIELD_EDITS, min_size=1, max_size=3).map(tuple)),
)
ACTS = st.lists(st.one_of(EDITS, EDITS, st.sampled_from(["undo", "redo", "again"])), max_size=12)


@st.composite
def folder(draw):
    """The files of a folder by their names."""
    files = {name: draw(label()) for name in NAMES[:-1]}
    settings = "".join(draw(entry(key)) for key in ("title", "order"))
    files["kiosk.yaml"] = settings.encode("utf-8")
    files["works/a.jpg"] = b"\xff\xd8picture"
    return files
