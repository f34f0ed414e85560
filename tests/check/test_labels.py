"""What the check says of labels and of alt texts."""

import pytest

from tests.check.passing import KIOSK, PAGE, WORK, rules


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("credit: Lent\n", ""), "missing-credit"),
        (("alt: Grass in wind\n", ""), "missing-alt"),
        (("medium: photography\n", ""), "missing-medium"),
        (("alt: Grass in wind", "alt: Field."), "alt-repeats-title"),
        (("alt: Grass", "alt: " + "very " * 31 + "Grass"), "alt-too-long"),
        (("Text.", "Text. " * 101), "wall-text-too-long"),
        (("Text.", "word " * 26 + "end."), "long-sentence"),
        (("medium: photography", "medium: photography\nposter: yes\ncontent_note: Loss"), "poster"),
    ],
)
def test_labels(write_folder, change, rule):
    root = write_folder(
        {"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK.replace(*change)}
    )
    assert rule in [found[2] for found in rules(root)]


def test_a_released_text_is_told_and_a_released_picture_is_not(write_folder):
    poem = "---\ntitle: P\nmedium: poetry\ncredit: c\nposter: yes\n---\nOne line.\n"
    picture = WORK.replace("medium: photography", "medium: photography\nposter: yes")
    files = {"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": picture}
    found = rules(write_folder(files | {"works/p.md": poem}))
    assert [one for one in found if one[2] == "poster"] == [("works/p.md", 5, "poster")]


def test_an_artist_s_own_writing_is_exempt(write_folder):
    poem = "---\ntitle: P\nmedium: poetry\ncredit: c\n---\n" + ("word " * 7 + "\n") * 40
    assert rules(write_folder({"kiosk.yaml": KIOSK, "works/p.md": poem})) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Call 916-555-0123.", True),
        ("Call (916) 555 0123.", True),
        ("Call +1 916.555.0123", True),
        ("Call 9165550123", True),
        ("Llame al +52 55 1234 5678", True),
        ("Write to ana.ruiz@gmail.com", True),
        ("Write to ana@anaruiz.art", True),
        ("Write to info@gmail.com", True),
        ("Write to info@museum.org", False),
        ("Call 1-888-373-7888", False),
        ("Call 888-555-0123, which is free", False),
        ("Between 1999 and 2025, 20 × 30 in, no. 2025.14.3", False),
        ("ISBN 978-3-16-148410-0", False),
    ],
)
@pytest.mark.parametrize("change", ["credit: Lent", "Text."])
def test_contacts_on_labels_are_reported(write_folder, words, told, change):
    changed = f'credit: "{words}"' if change.startswith("credit") else words
    root = write_folder(
        {"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK.replace(change, changed)}
    )
    line = 4 if change.startswith("credit") else 7
    assert [found for found in rules(root) if found[2] == "contact-in-text"] == (
        [("works/a.md", line, "contact-in-text")] if told else []
    )


def test_an_artist_s_own_writing_may_hold_any_number(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": PAGE + "Call 916-555-0123.\n"})
    assert "contact-in-text" not in [found[2] for found in rules(root)]


def test_a_list_is_not_one_long_sentence(write_folder):
    listed = WORK.replace(
        "Text.",
        "Bring:\n" + "\n".join(f"- item number {number} of the list" for number in range(12)),
    )
    assert (
        rules(write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": listed}))
        == []
    )


@pytest.mark.parametrize(
    ("alt", "rule"),
    [
        ("Photo of Field", "alt-repeats-title"),
        ("A photograph of “Field”.", "alt-repeats-title"),
        ("Fotografía de Field", "alt-repeats-title"),
        ("a-1.jpg", "alt-file-name"),
        ("IMG_1234", "alt-file-name"),
        ("DSC00912", "alt-file-name"),
        ("03-shore", "alt-file-name"),
        ("Photo of a field with two horses", ""),
        ("Imagen", ""),
    ],
)
def test_alt_texts_that_tell_nothing(write_folder, alt, rule):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/03-shore.jpg": "picture",
            "works/03-shore.md": WORK.replace("Grass in wind", alt),
        }
    )
    assert rules(root) == ([("works/03-shore.md", 5, rule)] if rule else [])


def test_several_works_may_have_no_title(write_folder):
    files = {"kiosk.yaml": KIOSK}
    for name in "ab":
        files |= {
            f"works/{name}.jpg": "picture",
            f"works/{name}.md": WORK.replace("Field", "Untitled"),
        }
    assert rules(write_folder(files)) == []
