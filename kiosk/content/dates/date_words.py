"""The words of dates and times in English and Spanish, in lower case."""

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
DAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lunes lun",
            "tuesday tue tues martes",
            "wednesday wed miércoles miercoles mié",
            "thursday thu thur thurs jueves jue",
            "friday fri viernes vie",
            "saturday sat sábado sabado sáb",
            "sunday sun domingo dom",
        )
    )
    for name in names.split()
}
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
# Time zone abbreviations as notices print them: hours from UTC, and whether in summer time.
ZONES = {
    "pst": (-8, False),
    "pdt": (-7, True),
    "mst": (-7, False),
    "mdt": (-6, True),
    "cst": (-6, False),
    "cdt": (-5, True),
    "est": (-5, False),
    "edt": (-4, True),
    "akst": (-9, False),
    "akdt": (-8, True),
    "hst": (-10, False),
    "utc": (0, False),
    "gmt": (0, False),
}
NEUTRAL = frozenset(
    "pt mt ct et pacific mountain central eastern local time standard daylight "  # noqa: SIM905 - a list of forty quotes is not read
    "hora hrs h pacífico pacifico montaña centro este estándar".split()
)
ON_DEMAND = {
    "on demand",
    "on-demand",
    "any time",
    "anytime",
    "on demand, any time",
    "a pedido",
    "a demanda",
    "bajo demanda",
    "en cualquier momento",
}
MONTH_WORD = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY_WORD = "|".join(sorted(DAYS, key=len, reverse=True))


_SIGNS = {
    "\u2013": "-",
    "\u2014": "-",
    "\u2012": "-",
    "\u2212": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u200b": "",
}


def normalized_text(text: str) -> str:
    """The text in lower case, with plain hyphens and single ordinary spaces."""
    for sign, simple in _SIGNS.items():
        text = text.replace(sign, simple)
    return " ".join(re.sub(r"[(),;]", ",", text).casefold().replace(" ,", ",").split())


def written_out(day: date) -> str:
    """The day as in "Tuesday, January 13, 2026"."""
    return f"{DAY_NAMES[day.weekday()]}, {MONTH_NAMES[day.month - 1]} {day.day}, {day.year}"
