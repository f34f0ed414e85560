"""How many scripts a text has, and what is kept of one with too many."""

import pytest

from kiosk.domain.scripts import count_scripts, cut_scripts
from tests.scripts import SCRIPTS


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("The harvest, 2026: 5 %", 1),
        ("Ñandú 1.º y 2.ª, œuvre, Nguyễn Thị", 1),
        ("Welcome 欢迎 환영합니다 🎉", 3),
        ("朝の収穫 カ", 3),
        ("123 — …", 0),
    ],
)
def test_the_scripts_of_a_text(text, count):
    assert count_scripts(text) == count


def test_a_text_in_too_many_scripts_is_cut_before_the_first_one_too_many():
    assert cut_scripts("Welcome 欢迎 환영합니다", 3) == "Welcome 欢迎 환영합니다"
    assert cut_scripts("Welcome 欢迎 환영합니다", 2) == "Welcome 欢迎…"
    text = " ".join(SCRIPTS.values())
    for most in range(1, 20):
        assert count_scripts(cut_scripts(text, most)) == most
        assert text.startswith(cut_scripts(text, most)[:-1])
    assert cut_scripts("Plain", 1) == "Plain"
