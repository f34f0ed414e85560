"""Words that a line of a title does not end with: the articles and prepositions of each language.

They belong to the word that follows. A title is set with the words of all languages here, because
a folder may show a title in a language that is not the visitor's.
"""

import re
from functools import cache

# Sources: the closed classes of each language's grammar; only those that stand before their noun.
PARTICLES: dict[str, str] = {
    "en": "a an the about above across after against along among around as at before behind below "
    "beneath beside between beyond by down during for from in inside into near of off on onto out "
    "outside over past per since through to toward towards under until up upon via with within "
    "without",
    "es": "el la los las lo un una unos unas a al ante bajo con contra de del desde durante en "
    "entre hacia hasta mediante para por según sin sobre tras",
    "pt": "o a os as um uma uns umas ao aos à às ante após até com contra da das de desde do dos "
    "em entre na nas no nos num numa para pela pelas pelo pelos per por sem sob sobre",
    "fr": "le la les l un une des du de d à au aux avant avec chez contre dans depuis derrière "
    "devant en entre jusque malgré par parmi pendant pour sans selon sous sur vers",
    "it": "il lo la i gli le l un uno una a ad ai agli al alla alle allo con contro da dai dagli "
    "dal dalla dalle dallo dei degli del della delle dello di in nei negli nel nella nelle nello "
    "per presso senza sopra sotto su sui sugli sul sulla sulle sullo tra fra verso",
    "de": "der die das den dem des ein eine einen einem einer eines am an ans auf aufs aus außer "
    "bei beim bis durch für gegen hinter im in ins mit nach neben ohne seit über um unter vom von "
    "vor wegen während zu zum zur zwischen",
    "nl": "de het een aan achter bij binnen door in langs met naar naast om onder op over per rond "
    "sinds te tegen tot tussen uit van via voor zonder",
    "sv": "en ett av bakom efter från för genom hos i in med mellan mot om på till under ur utan "
    "vid över",
    "pl": "bez dla do ku między na nad o od po pod przed przez przy u w we z za ze",
    "ru": "без в во для до за из к ко между на над о об от перед по под при про с со у через",
    "uk": "без в від для до за з зі із між на над о об перед по під при про у через",
    "vi": "các những một cái của cho từ tại trên trong dưới ở đến về với bằng vào giữa",
    "tl": "ang ng sa mga si ni kay nina sina para mula tungkol",
    "ar": "في من على إلى عن مع بين تحت فوق حتى منذ خلال عند لدى حول ضد دون قبل بعد أمام وراء",
    "fa": "از به با در بر برای تا بی",
    "he": "של על אל מן עם בין תחת עד אצל ללא",
}
# What may stand around such a word: quotation marks, brackets.
_AROUND = re.compile(r"[^\w]+")


@cache
def _particles() -> frozenset[str]:
    return frozenset(word for words in PARTICLES.values() for word in words.split())


def is_particle(word: str) -> bool:
    """Return True for an article or preposition of any language here.

    A word in capitals of more than one letter is a name or an abbreviation ("IN", "US"), and one
    with a point or a comma behind it ends a phrase.
    """
    bare = _AROUND.sub("", word)
    if not bare or word.rstrip()[-1] in ".,;:!?)]»”’،؛؟":
        return False
    if len(bare) > 1 and bare.isupper():
        return False
    return bare.casefold() in _particles()
