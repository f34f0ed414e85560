"""Texts of which parts are in another language: told where it is sure, and never elsewhere."""

from itertools import combinations
from pathlib import Path

import pytest

from kiosk.check import check
from kiosk.check.mixed_languages import languages_of
from kiosk.content.load import load
from tests.check.passing import KIOSK

TEXTS = {
    "en": "Join us for an evening of poetry and music with our friends from the neighbourhood.",
    "es": "Acompáñenos a una velada de poesía y música con nuestros amigos del barrio de al lado.",
    "fr": "Venez passer une soirée de poésie et de musique avec nos amis du quartier.",
    "de": "Wir laden Sie zu einem Abend mit Musik und Gedichten für die ganze Familie ein.",
    "vi": "Xin mời quý vị đến với một buổi tối thơ và nhạc của chúng tôi cho mọi người.",
    "tl": "Samahan kami sa isang gabi ng tula at musika para sa mga kaibigan ng ating komunidad.",
    "zh": "欢迎大家来参加我们的诗歌与音乐晚会，和附近的朋友们一起度过一个美好的夜晚。",
    "ko": "우리 동네 친구들과 함께 시와 음악이 있는 저녁에 여러분을 초대합니다. 모두 환영합니다.",
    "ar": "ندعوكم إلى أمسية من الشعر والموسيقى مع أصدقائنا من الحي في الحديقة الكبيرة أمام المتحف.",
    "ru": "Приглашаем вас на вечер поэзии и музыки с нашими друзьями из соседнего квартала в саду.",
    "hy": "Հրավիրում ենք ձեզ պոեզիայի և երաժշտության երեկոյի մեր հարևան ընկերների հետ այգում։",
}


@pytest.mark.parametrize("joint", ["\n\n", "\n", " / "])
def test_two_languages_are_seen(joint):
    for pair in combinations(TEXTS, 2):
        one, other = (TEXTS[language] for language in pair)
        assert sorted(languages_of(joint.join((one, other)))) == sorted(pair)
        assert sorted(languages_of(joint.join((other, one)))) == sorted(pair)


def test_one_language_is_one():
    for text in TEXTS.values():
        assert len(languages_of(f"{text} {text}")) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Free and open to the public. Gratis y abierto al público.",
        f"{TEXTS['en']} Her mother said: “El mar no es de nadie, y la tierra es de los que la"
        f" trabajan con sus manos.” {TEXTS['en']}",
        "She translated El Ingenioso Hidalgo Don Quijote de la Mancha for the schools of Los"
        " Angeles and San Luis Obispo, and it was read by all of them.",
        "La Casa de las Madres and the Instituto de la Mujer de la Ciudad present the show.",
        "",
    ],
)
def test_names_and_quotations_are_no_second_language(text):
    assert len(languages_of(text)) <= 1


def test_no_text_of_the_project_is_told():
    root = Path(__file__).parents[2]
    files = [*root.glob("gallery/**/*.md"), *root.glob("docs/*.md"), *root.glob("../shared/*.md")]
    files += root.glob("../shared/cases/**/*.md")
    assert [
        file for file in files if len(languages_of(file.read_text("utf-8", "replace"))) > 1
    ] == []


def test_the_problem_says_where_the_other_part_belongs(write_folder):
    both = f"{TEXTS['en']}\n\n{TEXTS['es']}"
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:a\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:A\r\n"
        "DTSTAMP:20260101T000000Z\r\nDTSTART:20260113T180000Z\r\nLOCATION:Hall\r\n"
        f"DESCRIPTION:{both.replace(chr(10), chr(92) + 'n').replace(',', chr(92) + ',')}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.jpg": "picture",
            "works/a.md": f"---\ntitle: A\n---\n\n{both}\n",
            # A poem is its author's.
            "works/b.md": f"---\ntitle: B\nmedium: poetry\n---\n\n{both}\n",
            "events/a.ics": calendar,
        }
    )
    told = {
        problem.path: problem.hint
        for problem in check(load(root))
        if problem.rule == "several-languages"
    }
    assert told.keys() == {"works/a.md", "events/a.ics"}
    assert "a.es.md" in told["works/a.md"]
    assert "event.es.md" in told["events/a.ics"]
