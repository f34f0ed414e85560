"""What the check says of translations and of scripts."""

import os
from datetime import UTC, date, datetime

import pytest

from kiosk.check import check
from kiosk.check.languages import missing_translations
from kiosk.check.layout_suspects import layout_suspects
from kiosk.content.front_matter.schema import EXHIBITION
from kiosk.content.load import load
from tests.check.passing import KIOSK, WORK, rules


def test_translations_titles_and_the_help_line(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK.replace("[en]", "[en, es]"),
            "works/a.jpg": "picture",
            "works/a.md": WORK,
            "works/b.jpg": "picture",
            "works/b.md": WORK,
        }
    )
    found = rules(root, today=date(2026, 7, 1))
    assert ("works/a.md", 2, "missing-translation") in found
    assert ("works/b.md", 2, "duplicate-title") in found
    assert ("kiosk.yaml", 6, "help-line-stale") in found


BILINGUAL = KIOSK.replace("[en]", "[en, es]")


def test_texts_that_a_translation_leaves_out_are_reported(write_folder):
    work = WORK.replace("medium: photography", "medium: oil on linen").replace(
        "credit", "dimensions: 2 × 3 in\ncredit"
    )
    event = (
        "---\ntitle: Talk\nwhen: on demand\nplace: Hall\nprice: Free\npeople: [Ana]\n---\nCome.\n"
    )
    root = write_folder(
        {
            "kiosk.yaml": BILINGUAL + "summary: About us.\nopen:\n  note: Ring the bell.\n",
            "works/a.jpg": "picture",
            "works/a.md": work,
            "works/a.es.md": "---\ntitle: Campo\nalt: Hierba\n---\nTexto.\n",
            "works/b.jpg": "picture",
            "works/b.md": WORK.replace("Field", "Hill"),
            "works/b.es.md": "---\ntitle: Cerro\nalt: Hierba al viento\n---\nTexto.\n",
            "events/e.md": event,
            "resources/r.md": "---\ntitle: Book\nkind: Atlas\nby: Ana\n---\n",
            "pages/p.md": "---\ntitle: About\n---\nWho.\n",
            "pages/p.es.md": "Quien.\n",
        }
    )
    found = {(problem.path, problem.rule): problem.message for problem in check(load(root))}
    assert found == {
        ("works/a.md", "missing-translation"): "medium not translated (es)",
        ("events/e.md", "missing-translation"): "price, text not translated (es)",
        ("events/e.md", "untranslated-name"): "title, place shown untranslated (es)",
        ("resources/r.md", "missing-translation"): "kind not translated (es)",
        ("resources/r.md", "untranslated-name"): "title shown untranslated (es)",
        ("pages/p.md", "missing-translation"): "title not translated (es)",
        ("kiosk.yaml", "missing-translation"): "summary, open: note not translated (es)",
        ("kiosk.yaml", "untranslated-name"): "title shown untranslated (es)",
    }


def test_every_language_is_looked_at_in_its_own_file(write_folder):
    spanish = "---\ntitle: Campo\nalt: Campo\n---\n" + "palabra " * 131
    root = write_folder(
        {
            "kiosk.yaml": BILINGUAL,
            "works/a.jpg": "picture",
            "works/a.md": WORK,
            "works/a.es.md": spanish,
        }
    )
    found = [
        (problem.path, problem.line, problem.rule, "(es)" in problem.message)
        for problem in check(load(root))
    ]
    assert [one for one in found if one[0] == "works/a.es.md"] == [
        ("works/a.es.md", 3, "alt-repeats-title", True),
        ("works/a.es.md", 5, "long-sentence", True),
        ("works/a.es.md", 5, "wall-text-too-long", True),
    ]


def test_a_calendar_needs_no_translation_and_can_pass_strictly(write_folder):
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20260113T130000Z\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    root = write_folder(
        {"kiosk.yaml": BILINGUAL, "kiosk.es.yaml": "title: Visto\n", "events/a.ics": text}
    )
    changed = datetime(2026, 1, 5, tzinfo=UTC).timestamp()
    os.utime(root / "events/a.ics", (changed, changed))
    assert rules(root, today=date(2026, 1, 13)) == []


def test_a_translation_for_nobody_and_a_language_that_the_screen_does_not_speak(write_folder):
    poem = "---\ntitle: {}\nmedium: poetry\ncredit: c\n---\nx\n"
    files = {
        "kiosk.yaml": KIOSK,
        "works/p.md": poem.format("P"),
        "works/p.es.md": poem.format("Q"),
        "works/v.1.md": poem.format("V"),
    }
    root = write_folder(files)
    assert rules(root) == [("works/p.es.md", 1, "language-not-listed")]
    root = write_folder({"kiosk.yaml": KIOSK.replace("[en]", "[en, es]")})
    assert [found for found in rules(root) if found[2] == "language-not-listed"] == []
    root = write_folder({"kiosk.yaml": KIOSK.replace("[en]", "[en, zh-Hans]")})
    assert ("kiosk.yaml", 3, "interface-language") in rules(root)


KHMER = ("ខ្ញុំ", "ចូលចិត្ត", "រៀន", "ភាសា", "ខ្មែរ", "និង", "អាន", "សៀវភៅ", "ជា", "រៀង", "រាល់", "ថ្ងៃ")
LAO = ("ຂ້ອຍ", "ມັກ", "ຮຽນ", "ພາສາ", "ລາວ", "ແລະ", "ອ່ານ", "ປຶ້ມ", "ທຸກ", "ມື້")


@pytest.mark.parametrize("words", [KHMER, LAO])
@pytest.mark.parametrize("key", ["title", "credit", "body"])
def test_scripts_without_spaces_need_their_words_parted(write_folder, words, key):
    values = {"title": "A", "credit": "c", "body": "x"}

    def found(text):
        told = {**values, key: text}
        work = (
            f"---\ntitle: {told['title']}\nmedium: poetry\ncredit: {told['credit']}\n"
            f"---\n{told['body']}\n"
        )
        return [
            row
            for row in rules(write_folder({"kiosk.yaml": KIOSK, "works/a.md": work}))
            if row[2] == "needs-word-breaks"
        ]

    assert found("".join(words)) == [
        ("works/a.md", {"title": 2, "credit": 4, "body": 6}[key], "needs-word-breaks")
    ]
    assert found("\u200b".join(words)) == []
    assert found(" ".join(words)) == []


def test_every_text_that_is_drawn_is_looked_at_for_its_signs(write_folder):
    strange = {
        "kiosk.yaml": "title: 1文\npresented_by: 2文\nplace: 3文\naddress: 4文\n"
        "summary: 5文\nhosted_by: 6文\n"
        "open:\n  note: 7文\nhelp_line:\n  name: 8文\n  phone: 9文\n  note: 10文\n"
        "  text_word: 11文\n",
        "works/a.jpg": "picture",
        "works/a.md": "---\ntitle: 12文\nartist: 13文\nyear: 14文\nmedium: 15文\n"
        "dimensions: 16文\ncredit: 17文\naccession: 18文\n"
        "content_note: 19文\n---\n20文\n",
        "events/e.md": "---\ntitle: 21文\nwhen: on demand\nplace: 22文\nonline: 23文\n"
        "price: 24文\ncontact: 25文\npresented_by: 26文\n"
        "hosted_by: 27文\npeople:\n  - name: 28文\n    role: 29文\n---\n30文\n",
        "resources/r.md": "---\ntitle: 31文\nkind: 32文\nby: 33文\n---\n34文\n",
        "pages/p.md": "---\ntitle: 35文\n---\n36文\n",
    }
    result = load(write_folder(strange))
    assert sorted(words.text for words in layout_suspects(result)[0]) == sorted(
        f"{number}文" for number in range(1, 37)
    )
    assert all(
        (words.file, words.key) in result.source_map for words in layout_suspects(result)[0]
    ), "each is told at its own line"


def test_every_text_of_the_exhibition_is_compared(write_folder):
    """A key whose value has another name must not end the rule."""
    own = [key for key, about in EXHIBITION.items() if about.translatable and not about.below]
    text = "languages: [en, es]\n" + "".join(f"{key}: Words\n" for key in own)
    (problem,) = [
        one
        for one in missing_translations(load(write_folder({"kiosk.yaml": text})))
        if one.path.startswith("kiosk") and one.rule == "missing-translation"
    ]
    assert "next" in problem.message
