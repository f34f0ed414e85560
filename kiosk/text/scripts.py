"""What the script of a text asks of its type: which face it is set in, and whether it may slant."""

import re

from kiosk.domain import design

_WIDE = re.compile(design.WIDE_LETTERS)
# Hebrew, Arabic, Syriac, Thaana and N'Ko; the scripts of India, Thai, Lao, Tibetan, Burmese;
# Ethiopic; Khmer and Mongolian; Chinese, Japanese and Korean with their signs. None has italics:
# a slanted letter of theirs is a distorted one.
_UPRIGHT = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1100-\u139f\u1780-\u18af\u2e80-\ua4cf\ua840-\uabff\uac00-\ud7ff"
    "\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff\uff00-\uffef\U00016f00-\U0003ffff]"
)


def has_no_italics(text: str) -> bool:
    """True when some letters of a text are of a script that is never slanted."""
    return not text.isascii() and _UPRIGHT.search(text) is not None


def sans_for(text: str) -> str:
    """The family for labels that has all of a text's letters, so that it is set in one face."""
    return design.WIDE_SANS if not text.isascii() and _WIDE.search(text) else design.SANS
