"""What the check says of pictures, and of what they tell of people."""

import pytest
from PIL import Image

from kiosk.check import USUAL_SIZES, check, examine
from kiosk.content.load import load
from tests.check.passing import KIOSK, PAGE, WORK, rules


def test_pictures_that_are_small_or_tell_where_they_were_taken(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": WORK})
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (800, 600)).save(root / "works" / "a.jpg", exif=exif)
    assert [found[2] for found in rules(root)] == ["low-resolution", "picture-place"]


@pytest.mark.parametrize(
    ("sizes", "wanted"),
    [(USUAL_SIZES, 1200), (((3840, 2160),), 2400), (((1080, 1920), (1280, 720)), 1200)],
)
def test_a_picture_is_held_against_the_largest_screen(write_folder, sizes, wanted):
    root = write_folder(
        {"kiosk.yaml": KIOSK, "works/a.md": WORK, "works/b.md": WORK.replace("Field", "Hill")}
    )
    for name, side in (("a", wanted), ("b", wanted - 1)):
        Image.new("RGB", (600, side)).save(root / "works" / f"{name}.jpg")
    found = [
        problem
        for problem in examine(load(root), sizes=sizes).shown
        if problem.rule == "low-resolution"
    ]
    assert [problem.path for problem in found] == ["works/b.jpg"]
    assert str(wanted) in found[0].hint


XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>'
    "<rdf:Description {}>{}</rdf:Description></rdf:RDF></x:xmpmeta>"
)


@pytest.mark.parametrize(
    ("attributes", "elements", "told"),
    [
        ('exif:GPSLatitude="38,34.5N"', "", ["picture-place"]),
        ("exif:GPSLatitude='38,34.5N'", "", ["picture-place"]),
        ("", "<exif:GPSLatitude>38,34.5N</exif:GPSLatitude>", ["picture-place"]),
        ('photoshop:City="Sacramento"', "", ["picture-place-name"]),
        ("", "<Iptc4xmpCore:Location>Hope House</Iptc4xmpCore:Location>", ["picture-place-name"]),
        ('photoshop:Country="USA"', "", []),
        ('aux:SerialNumber="123"', "", ["picture-serial"]),
        ("", "<exifEX:BodySerialNumber>123</exifEX:BodySerialNumber>", ["picture-serial"]),
        ('aux:OwnerName="Ana Ruiz"', "", ["picture-names"]),
    ],
)
@pytest.mark.parametrize("readable", [True, False])
def test_personal_data_in_xmp_is_reported_also_without_a_readable_label(
    write_folder, attributes, elements, told, readable
):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.md": WORK if readable else "---\ntitle: a: b\n---\n",
            "works/b.md": PAGE,
        }
    )
    Image.new("RGB", (1500, 1000)).save(
        root / "works" / "a.jpg", xmp=XMP.format(attributes, elements).encode()
    )
    found = [problem.rule for problem in check(load(root)) if problem.path == "works/a.jpg"]
    assert found == (told if readable or told != ["picture-names"] else [])


def test_the_serial_numbers_of_a_camera_and_its_lens_in_exif_are_reported(write_folder):
    root = write_folder(
        {"kiosk.yaml": KIOSK, "works/a.md": WORK, "works/b.md": WORK.replace("Field", "Shore")}
    )
    for name, tag in (("a", 0xA431), ("b", 0xA435)):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[tag] = "0042"
        Image.new("RGB", (1500, 1000)).save(root / "works" / f"{name}.jpg", exif=exif)
    assert [(path, rule) for path, _, rule in rules(root)] == [
        ("works/a.jpg", "picture-serial"),
        ("works/b.jpg", "picture-serial"),
    ]


def test_a_picture_that_lies_where_its_dimensions_stand(write_folder):
    labels = {
        "a": "20 × 30 in",
        "b": "8 1/2 x 11 in",
        "c": "30 × 20 in",
        "d": "10 × 10 × 4 in",
        "e": "30 × 20 × 12 cm",
    }
    files = {"kiosk.yaml": KIOSK}
    for name, size in labels.items():
        label = WORK.replace("Field", name).replace("credit", f"dimensions: {size}\ncredit")
        files |= {f"works/{name}.jpg": "picture", f"works/{name}.md": label}
    assert rules(write_folder(files)) == [("works/c.md", 4, "dimensions-turned")]


def test_names_inside_a_picture_that_its_label_does_not_say(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.md": WORK.replace("credit: Lent", "artist: Ana Field\ncredit: Lent"),
        }
    )
    exif = Image.Exif()
    exif[0x013B] = "Ana Field"
    person = (
        "<x><Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Maria &amp; "
        "Eve</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage></x>"
    )
    Image.new("RGB", (1500, 1000)).save(root / "works" / "a.jpg", exif=exif, xmp=person.encode())
    found = check(load(root))
    assert [problem.rule for problem in found] == ["picture-names"]
    assert "'Maria & Eve'" in found[0].message
