"""Which face a text is set in, and what is never slanted."""

import re

import pytest

from kiosk.domain import design
from kiosk.text import has_no_italics, sans_for


@pytest.mark.parametrize(
    "title",
    ["مزهرية", "כד", "瓶", "花瓶", "꽃병", "แจกัน", "फूलदान", "ফুলদানি", "ຂອງ", "ថូ", "Hamlet 哈姆雷特"],
)
def test_scripts_without_italics(title):
    assert has_no_italics(title)


@pytest.mark.parametrize("title", ["Vessel", "Été", "Nguyễn", "Ваза", "Αγγείο", "Naïve—so…"])
def test_scripts_with_italics(title):
    assert not has_no_italics(title)


@pytest.mark.parametrize("name", ["Nguyễn Thị Hồng Ánh", "Trần Ư", "Анна", "Άννα", "Ơi", "phở"])
def test_a_name_that_the_label_s_face_lacks_is_set_in_the_wide_one(name):
    assert sans_for(name) == design.WIDE_SANS


@pytest.mark.parametrize("name", ["Ana Núñez", "Zoë Šimić", "Łukasz Ğ", "مزهرية", "José", "Ț", ""])
def test_other_names_are_set_in_the_usual_face(name):
    assert sans_for(name) == design.SANS


def test_the_expression_is_one_for_javascript_too():
    # Only a class of characters by their numbers, which both read alike.
    assert re.fullmatch(r"\[[^\[\]\\]+\]", design.WIDE_LETTERS)
