"""Words after whose full stop a sentence goes on, by language.

Unicode's rules (UAX 29) know none. A sentence that ends with one of them and is taken for
unfinished is shown with the one after it, which is right too; the other way round, words would
break off. A single letter, letters with full stops ("U.S.") and doubled letters ("EE. UU.") are
known in all languages without a list.
"""

# In every language: they come with names, which stay as they are.
_COMMON = "mr mrs ms dr prof st ste sra sr jr ph vs etc nr vol fig ca cf ed op inc ltd co corp"

_BY_LANGUAGE = {
    "en": (
        "no messrs mmes mt ft rev hon gen col maj capt cmdr lt sgt cpl pvt gov sen rep pres supt "
        "atty esq dept univ assn bros est approx appt apt ave blvd bldg rd rte hwy sq pl pkwy "
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat "
        "sun nos pp par chap sec eds ill illus ibid viz al ex trans b d fl c calif mass conn penn "
        "wash ariz colo fla tex ore okla tenn minn mich wis ph.d m.d"
    ),
    "es": (
        "sra srta sres dra dres profa ud uds vd vds lic licda ing arq mtro mtra fr fray hno hna "
        "sto sta gral cnel cap tte cdte pdte avda av c/ pza pl izq dcha núm nº pág págs tel teléf "
        "art cap fig ej aprox apdo atte excmo excma ilmo ilma mons depto dpto edo col prov "
        "ene feb mar abr may jun jul ago sept oct nov dic lun mié jue vie sáb dom ee uu ff aa rr "
        "hh ss jj oo cc pp vol vols s sig sigs trad coord comp min máx hab pdo"
    ),
    "ar": "إلخ الخ هـ م ق د أ ص ت ج س ش ب ع ط رقم مج تح",
    "fr": "no mme mlle mm mgr me av bd boul env p.-s apr janv févr juil sept déc tél chap éd réf",
    "de": (
        "hr fr frl dipl ing z.b u.a d.h bzw usw evtl ggf geb gest jh jhd nr str tel vgl ver inkl "
        "exkl jan feb mär apr jun jul aug sep okt nov dez bd bde hrsg abb"
    ),
    "it": "sig sig.ra sigg dott prof avv ing arch p.es ecc pag cap sec fig s.p.a gen febbr sett",
    "pt": "sra srta dra profa exmo exma av núm pág tel fig ex aprox jan fev abr ago set out dez",
    "vi": "ths ts pgs gs tp q p th",
    "tl": "bb gng gg dr atty",
    "ru": "г гг в вв н э т д т п др пр см им ул стр рис руб тыс млн проф акад",
    "uk": "р рр ст див ім вул стор рис проф акад",
}

# Languages that write a full stop after the number of a day or of a ruler.
ORDINAL_LANGUAGES = frozenset(
    ("cs", "da", "de", "et", "fi", "hr", "hu", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr")
)


def abbreviations(language: str) -> frozenset[str]:
    """The words of a language, given as its tag, in small letters and without their full stop."""
    own = _BY_LANGUAGE.get(language.partition("-")[0].casefold(), "")
    return frozenset(f"{_COMMON} {own}".split())
