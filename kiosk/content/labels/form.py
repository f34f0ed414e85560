"""Whether a text is verse, whose lines are kept, or prose, which flows.

The label's ``form:`` decides; without it a word for poetry or prose in its medium, and the text's
own shape: indents, short lines, stanzas.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from kiosk.domain import Form

# Words for poetry, in small letters without the accents of European letters. Those of one line
# stand as whole words; those behind them are parts of words, in scripts whose words are seldom
# parted by spaces or take many endings.
_VERSE_WORDS = (
    "poems?|poet(?:ry|ries|ic|ics|ica|icas|ico|icos)?|poemas?|poesias?|poesies?|poemes?|poesi|powem"
    "|poemi|poezj[aie]|poezi[aeij]+|pwezi|verses?|versos?|versi|vers|versets?|lyrics?|lyrik|liric[ao]s?"
    "|haik[ua]s?|haikai|senryu|tankas?|renga|sonnets?|sonet(?:[oaiy]|os|t[eio]|ten)?|sonett[eio]?"
    "|ghazals?|gazels?|gazals?|villanell?[aes]+|sestinas?|odes?|odas?|eleg(?:y|ies|ia|ias|ie|ien)"
    "|ballads?|ballades?|baladas?|limericks?|couplets?|coplas?|decimas?|corridos?|pantoums?|pantuns?"
    "|rubai(?:yat)?|qasidas?|cinquains?|acrostics?|acrosticos?|rhymes?|rimas?|psalms?|hymns?|rap|slam"
    "|spoken[ -]words?|palabra hablada|gedichte?n?|dichtung|dichtkunst|wiersze?y?|basen|basne|basni"
    "|pjesm[ae]|pesm[ae]|poezija|runot?|runous|luule(?:tus)?|dikt(?:er)?|digte?|vers(?:ek)?"
    "|koltemeny(?:ek)?|kolteszet|siir(?:ler|i)?|tula|puisi|sajak|syair|shairi|mashairi|ushairi"
    "|gabay(?:o)?|paj huam|kwv txhiaj|cerddi?|barddoniaeth|olerki(?:ak|a)?|bertso(?:ak|a)?|thơ"
    "|luc bat|시|詞|词",
    "ποιη|στιχ|стих|поэ[зтм]|хокку|хаику|сонет|элеги|баллад|лирик|вирш|вiрш|поез|поем|шулэг|яруу"
    "|өлең|олен|բանաստեղծ|պոեզի|პოეზი|ლექს|شعر|شاعر|قصيد|قصائد|قصيده|غزل|رباعي|رباعی|نظم|ابيات"
    "|أبيات|شاعری|שיר|פיוט|कविता|शायरी|ग़ज़ल|गज़ल|ग़जल|गजल|दोहा|दोहे|छंद|काव्य|पद्य|नज़्म"
    "|কবিতা|ছড়া|কাব্য|গজল|ਕਵਿਤਾ|ਸ਼ਾਇਰੀ|ਗ਼ਜ਼ਲ|કવિતા|ગઝલ|શાયરી|கவிதை|கவிதைகள்|செய்யுள்|కవిత|పద్య"
    "|ಕವಿತೆ|ಕವನ|ಕಾವ್ಯ|കവിത|കാവ്യ|කවි|กวี|กลอน|โคลง|กาพย์|ไฮกุ|ກະວີ|ກອນ|កំណាព្យ|កវី|ကဗျာ"
    "|詩|诗|俳句|短歌|川柳|和歌|歌詞|歌词|绝句|絶句|ハイク|ポエム|ポエトリー|시조|하이쿠|운문"
    "|동시|노랫말|자유시|서정시|ግጥም|ቅኔ|སྙན་ངག",
)
_PROSE_WORDS = (
    "pros[ae]|essays?|ensayos?|essais?|stor(?:y|ies)|fictions?|ficcion|novels?|novelas?|nouvelles?"
    "|memoirs?|memorias?|relatos?|cuentos?|contes?|testimon(?:y|ies|io|ios)|letters?|cartas?"
    "|articles?|articulos?|interviews?|entrevistas?|kurzgeschichten?|erzahlung(?:en)?",
    "散文|小説|小说|随筆|エッセイ|수필|소설|산문|проз|эссе|рассказ|نثر|مقال|قصة|سیر|निबंध|कहानी",
)
_PROSE_POEM = (
    r"(?:prose poe(?:m|try)|poe(?:ma|sia)s? en prosa|poeme en prose|prosagedicht|prosa poetica"
    r"|poema em prosa)",
    "散文詩|散文诗|산문시|стихотворени[ея] в прозе|قصيدة النثر|قصيدة نثر",
)
_COMBINING = re.compile("[\u0300-\u036f]")
_LIST_LINE = re.compile(r"\s*(?:[-*+•#>|]|\d{1,3}[.)])\s")
_MARKUP = re.compile(r"[*_#>`\[|]")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।:]['\"”’»)]*$")
_WIDE = frozenset("WF")
# Columns: nobody wraps prose into shorter lines than this, and a line of verse is seldom longer
# than the second.
_SHORT_LINE, _LONG_LINE = 45, 90
# Lines of a text that tell its shape, and the shares of line ends that prove it.
_LINES_SEEN, _SHARE, _MOST = 200, 0.5, 0.8


def form_of(media: Iterable[str]) -> Form | None:
    """The form that words in a work's medium name; None where none or both are named."""
    medium = _bare(" / ".join(media))
    if not medium:
        return None
    if _PROSE_POEMS.search(medium):
        return Form.PROSE
    is_verse = _VERSE.search(medium) is not None
    is_prose = _PROSE.search(medium) is not None
    if is_verse == is_prose:
        return None
    return Form.VERSE if is_verse else Form.PROSE


def names_writing(media: Iterable[str]) -> bool:
    """True when a medium names any kind of writing."""
    medium = _bare(" / ".join(media))
    return any(one.search(medium) is not None for one in (_VERSE, _PROSE, _PROSE_POEMS))


def shape_of(text: str) -> Form | None:
    """The form that the lines of a text suggest; None where they suggest none.

    Prose that an editor wrapped is known by lines that end where the next word found no room, and
    prose of a sentence to a line by its long lines.
    """
    lines = text.expandtabs(4).strip("\n").split("\n")[:_LINES_SEEN]
    if any(_LIST_LINE.match(line) for line in lines):
        return None
    inner = [
        (line, following)
        for line, following in pairwise(lines)
        if line.strip() and following.strip()
    ]
    if not inner:
        return None
    widths = [_columns(line.strip()) for line in lines if line.strip()]
    if any(following.startswith("  ") for _, following in inner) or lines[0].startswith("  "):
        return Form.VERSE
    longest = max(widths)
    if longest <= _SHORT_LINE:
        return Form.VERSE
    if longest > _LONG_LINE:
        return Form.PROSE
    free = [one for one in inner if _has_room(*one, longest)]
    if len(free) < _SHARE * len(inner):
        return Form.PROSE
    sentences = [line for line, _ in free if _SENTENCE_END.search(line.rstrip())]
    is_sentence_a_line = len(sentences) >= _MOST * len(free)
    average = sum(widths) / len(widths)
    return Form.PROSE if is_sentence_a_line and average > _SHORT_LINE else Form.VERSE


def is_verse_beside_picture(text: str) -> bool:
    """True for a wall text that is a poem; one with Markdown's signs is prose."""
    return shape_of(text) is Form.VERSE and _MARKUP.search(text) is None


def _has_room(line: str, following: str, width: int) -> bool:
    """True when the next line's first word would have fitted on this line."""
    stripped = following.strip()
    first = stripped.split(maxsplit=1)[0]
    # Scripts without spaces wrap after any character.
    first = first[:1] if unicodedata.east_asian_width(first[0]) in _WIDE else first
    return _columns(line.strip()) + 1 + _columns(first) <= width


def _columns(text: str) -> int:
    """The width of a line in columns of a typewriter; a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in _WIDE)
        for sign in text
    )


def _bare(words: str) -> str:
    """Small letters; European ones without accents, but for the horn of Vietnamese."""
    lower = unicodedata.normalize("NFC", words).casefold()
    if lower.isascii():
        return lower
    kept = lower.replace("ơ", "\ue000")
    decomposed = _COMBINING.sub("", unicodedata.normalize("NFD", kept))
    return unicodedata.normalize("NFC", decomposed).replace("\ue000", "ơ")


_VERSE = re.compile(rf"(?<!\w)(?:{_bare(_VERSE_WORDS[0])})(?!\w)|{_bare(_VERSE_WORDS[1])}")
_PROSE = re.compile(rf"(?<!\w)(?:{_bare(_PROSE_WORDS[0])})(?!\w)|{_bare(_PROSE_WORDS[1])}")
_PROSE_POEMS = re.compile(rf"(?<!\w)(?:{_bare(_PROSE_POEM[0])})(?!\w)|{_bare(_PROSE_POEM[1])}")
