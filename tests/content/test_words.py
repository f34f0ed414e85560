"""Words as their authors meant them: the lines of poems, languages, accents, no camera's names."""

import unicodedata

import pytest
from PIL import Image

from kiosk.content.labels.form import form_of, shape_of
from kiosk.content.load import load
from kiosk.domain import Form
from kiosk.pictures.metadata.captions import _first_of_persons
from kiosk.pictures.metadata.machine_names import is_machine_caption, is_machine_name


def listed(words):
    return [one.strip() for one in words.split(";") if one.strip()]


KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\n"
POETRY = listed(
    """
    Poem; verse; VERSE; haiku; Haikai; poesía; poema; Poemas; thơ; Thơ lục bát; 詩; 诗歌;
    俳句; 短歌; Poetry, letterpress; Spoken word; spoken-word poetry; lyrics;
    Song lyrics; ghazal; sonnet; Soneto; tanka; villanelle; قصيدة; قصائد; شعر; शायरी;
    कविता; ग़ज़ल; poésie; Poèmes; Gedicht; Lyrik; стихи; Поэзия; стихотворение; поэма;
    ποίηση; ποίημα; şiir; Şiirler; wiersz; vers; báseň; שירה; शेर, शायरी; কবিতা; கவிதை;
    กวีนิพนธ์; 시; 시조; dikt; puisi; tula; mashairi; ode; elegy; limerick; hymn;
    couplets; slam; pantoum; ballad; psalm; qasida;
    """
)
OTHERS = listed(
    """
    photography; reverse glass painting; conversation piece; universe, acrylic; video;
    textile; poster; thổ cẩm; rapids, oil on canvas; 시각 예술; version; graphic art;
    creative writing; oil; cerámica; universidad; diverse media; Tho;
    """
)
PROSE = listed(
    """
    Essay; prose; Prosa; short story; cuento; flash fiction; memoir; prose poem;
    poema en prosa; 散文詩; 小説; novel;
    """
)


@pytest.mark.parametrize("medium", POETRY)
def test_any_word_for_poetry_keeps_the_lines(medium):
    for form in ("NFC", "NFD"):
        assert form_of([unicodedata.normalize(form, medium)]) is Form.VERSE


@pytest.mark.parametrize("medium", OTHERS)
def test_other_media_say_nothing_of_lines(medium):
    assert form_of([medium]) is None


@pytest.mark.parametrize("medium", PROSE)
def test_words_for_prose(medium):
    assert form_of([medium]) is Form.PROSE


WRAPPED = (
    "The gate stood open all morning and nobody came through it until the\n"
    "school bus had gone. Then the neighbours' dog walked in, looked at the\n"
    "kettle, and lay down where the light was, as if it had been asked to do\n"
    "so a long time ago by somebody who had forgotten.\n"
)
SHAPES = [
    ("line one\n    line two\nline three", Form.VERSE),
    ("The river asks nothing,\ncarries what it is given:\na key, a shoe.", Form.VERSE),
    ("O gate that stood the whole morning open to the field and to the road,\nwho came?\n"
     "Nobody, said the kettle, nobody but the light upon the boards,\nand left.", Form.VERSE),
    ("Ngôi nhà\ncủa mẹ", Form.VERSE),
    ("古池や\n蛙飛び込む\n水の音", Form.VERSE),
    (WRAPPED, Form.PROSE),
    ("One long paragraph. " * 12, None),
    ("A sentence to a line, as some people write their drafts for others.\n"
     "It goes on with another sentence that is as long as the first.\n"
     "A third one ends the paragraph, and there is no verse here.\n", Form.PROSE),
    ("- one\n- two", None),
    ("A single line.", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "form"), SHAPES)
def test_the_shape_of_a_text(text, form):
    assert shape_of(text) is form


@pytest.mark.parametrize(
    ("keys", "text", "form", "asked"),
    [
        ("medium: essay", WRAPPED, Form.PROSE, False),
        ("medium: essay", SHAPES[1][0], Form.PROSE, True),
        ("medium: poetry", WRAPPED, Form.VERSE, True),
        ("medium: poetry\nform: prose", WRAPPED, Form.PROSE, False),
        ("medium: creative writing", SHAPES[1][0], Form.VERSE, False),
        ("artist: A", SHAPES[0][0], Form.VERSE, False),
        ("medium: creative writing", WRAPPED, Form.PROSE, False),
        ("medium: essay\nform: verse", SHAPES[1][0], Form.VERSE, False),
    ],
)
def test_medium_and_shape_that_disagree_are_asked_about(write_folder, keys, text, form, asked):
    root = write_folder(
        {"kiosk.yaml": KIOSK, "works/a.md": f"---\ntitle: P\n{keys}\n---\n{text}\n"}
    )
    result = load(root)
    assert result.snapshot.works[0].form is form
    assert ("form-doubt" in [one.rule for one in result.problems]) is asked


def test_a_poem_beside_a_picture_keeps_its_lines(write_folder):
    label = "---\ntitle: P\nmedium: Poetry, letterpress\n---\n{}\n"
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.jpg": "picture",
            "works/a.md": label.format(SHAPES[0][0]),
            "works/b.jpg": "picture",
            "works/b.md": label.format(WRAPPED),
        }
    )
    assert [work.form for work in load(root).snapshot.works] == [Form.VERSE, Form.PROSE]


def test_a_text_declares_its_language(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK.replace("[en]", "[en, es, ar]"),
            "works/a.md": "---\ntitle: Río\nmedium: poesía\nlang: es\n---\nagua\n",
            "works/a.ar.md": "---\ntitle: نهر\nmedium: شعر\n---\nماء\n",
            "works/b.md": "---\ntitle: Sông\nlang: vi\n---\nnước\n",
            "works/c.md": "---\ntitle: Fluss\nlang: German\n---\nWasser\n",
            "works/d.md": "---\ntitle: Río\nlang: es-MX\n---\nagua\n",
            "works/d.es.md": "---\ntitle: Otro\n---\nagua\n",
            "works/e.md": "---\ntitle: E\n---\nwords\n",
            "works/e.es.md": "---\ntitle: E\nlang: fr\n---\nmots\n",
        }
    )
    result = load(root)
    titles = {work.key[-1]: work.title for work in result.snapshot.works}
    assert titles["a"].values == (("es", "Río"), ("ar", "نهر"))
    assert titles["a"].language_for("en") == "es"
    assert titles["b"].values == (("vi", "Sông"),)
    assert titles["c"].values == (("en", "Fluss"),)
    assert titles["d"].values == (("es", "Río"),)
    assert titles["e"].values == (("en", "E"), ("es", "E"))
    told = [(one.path, one.rule) for one in result.problems]
    assert told == [
        ("works/c.md", "lang"),
        ("works/d.es.md", "language-twice"),
        ("works/e.es.md", "lang"),
    ]
    assert "lang: de" in result.problems[0].hint


def test_accents_that_are_stored_apart_are_composed(write_folder):
    def apart(text):
        return unicodedata.normalize("NFD", text)

    root = write_folder(
        {
            "kiosk.yaml": apart("title: Triển lãm\ntimezone: Asia/Ho_Chi_Minh\nlanguages: [vi]\n"),
            apart("works/bánh mì.jpg"): "picture",
            "works/bánh mì.md": apart("---\nartist: Nguyễn Thị Hồng Ánh\n---\nNhững phố\n"),
            "works/z.md": "---\ntitle: \ufa19\u793e\n---\nw\n",
        }
    )
    result = load(root)
    work, variant = result.snapshot.works
    assert str(result.snapshot.exhibition.title) == "Triển lãm"
    assert (str(work.title), str(work.artist)) == ("Bánh mì", "Nguyễn Thị Hồng Ánh")
    assert str(work.wall_text) == "Những phố"
    assert work.picture is not None
    # A variant of a character, which a name is written with on purpose.
    assert str(variant.title) == "\ufa19\u793e"


MACHINE_NAMES = listed(
    """
    IMG_2041; DSC_0034; PXL_20260103_101112123;
    PXL_20260103_101112123.PORTRAIT; scan0001; DSCF1234;
    Screenshot 2026-01-03 at 10.11.12 AM;
    Screenshot_20260103-101112_Chrome;
    WhatsApp Image 2026-01-03 at 10.11.12 (1); Copy of Poster FINAL final;
    3f2504e0-4f89-11d3-9a0c-0305e82c3301; P1010023; 01-IMG_2041; 12_IMG_0001;
    _MG_1234; IMG-20260103-WA0003; 20260103_101112; image0;
    FB_IMG_1735849384738; Untitled-1; Adobe Scan 3 Jan 2026; IMG_E2041;
    Captura de pantalla 2026-01-03 a las 10.11.12;
    photo_2026-01-02_11-12-13; DJI_0001; Image (12); unnamed; Foto 1;
    signal-2026-01-03-101112; received_123456789;
    d41d8cd98f00b204e9800998ecf8427e; 微信图片_20260103; IMG_2041 (1);
    スクリーンショット 2026-01-03 10.11.12; IMG_2041 copy; DSC00034; A001_C003_0103XX;
    Copia de cartel; Scan_60MP; img_2041.jpg;
    """
)
TITLES = listed(
    """
    what-the-morning-kept; 1984; Self-Portrait 3; Harvest; Study 4; Blue 12;
    Photograph of my mother; Room 237; Image of a Woman; Scanning the Horizon; Line 4;
    Signal 3; Été à Hà Nội; Poster; page 12; Untitled; facade; Decade;
    Copying Machine; Photo Booth; Two Months at Sea; May 2026; July;
    Document of Loss; reyes_harvest; Deadbeef;
    """
)


@pytest.mark.parametrize("name", MACHINE_NAMES)
def test_a_camera_s_name_is_no_title(name):
    assert is_machine_name(name)
    assert is_machine_name(unicodedata.normalize("NFD", name).lower())


@pytest.mark.parametrize("name", TITLES)
def test_a_person_s_name_for_a_picture_stays(name):
    assert not is_machine_name(name)
    assert not is_machine_caption(name)


CAPTIONS = listed(
    """
    SONY DSC; OLYMPUS DIGITAL CAMERA; Default description; KONICA MINOLTA DIGITAL CAMERA
    ; KODAK Digital Still Camera; Exif_JPEG_PICTURE; DCIM; IMG_2041.JPG
    """
)


def test_what_a_camera_writes_hangs_untitled_and_is_asked_about(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/.x": ""})
    for number, caption in enumerate(CAPTIONS):
        exif = Image.Exif()
        exif[0x010E], exif[0x013B] = caption, "Unknown"
        Image.new("RGB", (40, 30)).save(root / f"works/{number}0_DSC_0{number}34.jpg", exif=exif)
    (root / "works/00_DSC_0034.md").write_text("---\nartist: Ana\n---\n", encoding="utf-8")
    result = load(root)
    assert len(result.snapshot.works) == len(CAPTIONS)
    for work in result.snapshot.works:
        assert not work.title
        assert not work.wall_text
        assert str(work.artist) in ("", "Ana")
    told = [one.path for one in result.problems if one.rule == "missing-title"]
    assert len(told) == len(CAPTIONS)
    assert _first_of_persons("SONY DSC", "The Shore") == "The Shore"


def test_a_typed_title_that_is_a_file_s_name_is_asked_about(write_folder):
    label = "---\ntitle: {}\n---\nwords\n"
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.md": label.format("IMG_2041"),
            "works/b.md": label.format("Untitled"),
            "works/c.md": label.format("Image 3"),
        }
    )
    result = load(root)
    assert [str(work.title) for work in result.snapshot.works] == [
        "IMG_2041",
        "Untitled",
        "Image 3",
    ]
    assert [(one.path, one.line) for one in result.problems] == [("works/a.md", 2)]
