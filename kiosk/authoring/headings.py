"""The headings that offices and museums give to the columns of their lists, and each one's key.

Besides the keys of a label or an event there are columns that several keys are made of, such as
``start time``, ``room`` or ``height``; ``row_cells`` joins them.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kiosk.content.front_matter.schema import EVENT, WORK, Keys, Kind

# Each key with the other headings under which it is found; case, accents, spaces and signs do not
# count. Sources: lists of museums that publish their collections (MoMA, Tate, The Met), Dublin
# Core, CollectionBuilder, exports of Google Calendar, Outlook and Eventbrite, and offices' lists
# in English and Spanish.
_WORKS: Mapping[str, str] = {
    "title": "title; title of work; title of the work; title of artwork; work title; artwork title;"
    " artwork; work; work name; name; name of work; object title; object name; título; titulo de la"
    " obra; obra; nombre de la obra; titulo obra; nombre",
    "artist": "artist; artist name; artists; artist's name; name of artist; maker; made by; author;"
    " creator; created by; photographer; poet; artist display name; artist full name; artista;"
    " artistas; nombre del artista; autor; autora; autor/a; autoría; fotógrafo; poeta; creador",
    "year": "year; date; dates; date made; date created; creation date; year made; year created;"
    " year of creation; object date; date text; dating; año; fecha; año de creación; fecha de"
    " creación; año de realización; datación",
    "medium": "medium; media; mediums; materials; material; medium/materials; technique; art form;"
    " type of work; medio; técnica; materiales; técnica y materiales; técnica/materiales; soporte",
    "dimensions": "dimensions; dimension; size; sizes; measurements; framed size; image size;"
    " dimensiones; medidas; tamaño",
    "height": "height; alto; altura",
    "width": "width; ancho; anchura",
    "depth": "depth; fondo; profundidad",
    "credit": "credit; credits; credit line; courtesy; courtesy of; lender; lent by; owner;"
    " collection; rights; rights statement; copyright; crédito; créditos; línea de crédito;"
    " cortesía; cortesía de; prestador; propietario; colección; derechos",
    "accession": "accession; accession number; accession no; inventory number; inventory no;"
    " inventory; object number; object no; catalogue number; catalog number; registration number;"
    " número de inventario; núm de inventario; no de inventario; inventario;"
    " número de registro; número de objeto; signatura",
    "object id": "object id; id; identifier; item id; work id; identificador",
    "alt": "alt; alt text; alternative text; alternate text; image description; visual description;"
    " image alt text; texto alternativo; descripción de la imagen; descripción visual",
    "content_note": "content note; content notes; content warning; content warnings; content"
    " advisory; trigger warning; warning; warnings; advisory; sensitive content; advertencia;"
    " advertencias; advertencia de contenido; aviso; aviso de contenido; nota de contenido",
    "withdrawn": "withdrawn; removed; taken down; retirado; retirada",
    "status": "status; state; estado",
    "link": "link; url; website; web page; web; weblink; link resource; enlace; página web;"
    " sitio web",
    "file": "file; file name; files; image; image file; image filename; image file name; image"
    " name;"
    " picture; picture file; photo; photo file; photograph file; jpg; jpeg; digital file; media"
    " file; image path; archivo; nombre del archivo; archivo de imagen; imagen; foto; fotografía"
    " archivo; fichero",
    "body": "text; wall text; label text; label copy; description; descriptions; body; poem;"
    " text of"
    " poem; statement; artist statement; artist's statement; caption; texto; texto de sala;"
    " descripción; poema; texto de la cartela; declaración del artista",
    "order": "order; no; nr; number; num; sequence; sort; sort order; hanging order; wall order;"
    " position; work no; work number; list no; item no; item number; orden; número; núm; n;"
    " posición",
    "show.from": "show from; shown from; on view from; display from; mostrar desde",
    "show.until": "show until; shown until; on view until; display until; mostrar hasta",
}
_EVENTS: Mapping[str, str] = {
    "title": "title; what; event; event name; event title; name; name of event; subject; summary;"
    " program;"
    " programme; program name; activity; session; session title; workshop; class; título; evento;"
    " nombre del evento; título del evento; actividad; nombre; asunto",
    "when": "when; date; dates; day; days; event date; date and time; date/time; date & time; start"
    " date; event start date; begin date; schedule; fecha; fechas; día; días; fecha del evento;"
    " fecha y hora; fecha de inicio; cuándo; horario",
    "end date": "end date; event end date; last day; last date; fecha de fin; fecha final; fecha de"
    " término",
    "start time": "time; times; start; start time; starts at; begins; begin time; begin; from;"
    " event"
    " start time; event time; hora; horas; hora de inicio; inicio; comienza; empieza; desde",
    "end time": "end; end time; ends at; until; to; finish; finish time; event end time; hora de"
    " fin; hora final; hora de término; fin; termina; hasta",
    "all day": "all day; all day event; todo el día",
    "repeats": "repeats; repeat; recurrence; recurring; frequency; repetición; se repite;"
    " frecuencia; periodicidad",
    "place": "place; location; venue; venue name; address; where; lugar; ubicación; sede;"
    " dirección;"
    " dónde",
    "room": "room; room name; space; hall; sala; salón; espacio; aula",
    "online": "online; virtual; platform; format; en línea; plataforma; formato",
    "register": "register; registration; registration link; registration url; register link; rsvp;"
    " rsvp link; rsvp url; sign up; sign-up link; signup; sign up link; tickets; ticket link;"
    " ticket"
    " url; booking; booking link; eventbrite; eventbrite link; inscripción; inscripciones;"
    " enlace de"
    " inscripción; registro; enlace de registro; entradas; reservas; reservación",
    "register_until": "register until; rsvp by; registration deadline; deadline; registration"
    " closes;"
    " fecha límite; inscripción hasta; límite de inscripción",
    "link": "link; url; website; web page; event page; event url; event link; more information;"
    " more"
    " info; info link; enlace; página web; sitio web; más información",
    "contact": "contact; contact person; contact name; contact email; contact info; contact"
    " information; email; e-mail; organizer; organiser; whom to ask; contacto; persona de contacto;"
    " correo; correo electrónico; organizador",
    "price": "price; cost; fee; fees; admission; ticket price; price of admission; precio; costo;"
    " coste; tarifa; entrada; cuota",
    "presented_by": "presented by; presenter organization; sponsor; sponsored by; presenta;"
    " presentado por; patrocinador",
    "hosted_by": "hosted by; host; hosting organization; organized by; organizado por; anfitrión",
    "people": "people; speaker; speakers; presenter; presenters; instructor; instructors; teacher;"
    " facilitator; facilitators; artist; guest; guests; ponente; ponentes; orador; oradora;"
    " instructora; facilitador; facilitadora; docente; invitados",
    "status": "status; state; event status; estado",
    "timezone": "timezone; time zone; zona horaria; huso horario",
    "body": "text; description; details; about; about the event; event description; body; blurb;"
    " summary text; descripción; detalles; texto; acerca del evento",
    "notes": "notes; note; comments; remarks; notas; observaciones; comentarios",
    "private": "private; confidential; sensitivity; internal; privado; confidencial; interno",
    "observance": "observance; commemoration; conmemoración",
    "order": "order; no; nr; number; num; id; event id; orden; número; núm; n",
}
# Columns that are known and not taken over, with the reason.
_LEFT_OUT: Mapping[str, tuple[str, str]] = {
    "work": (
        "price; prices; retail price; sale price; asking price; cost; value; insurance value; nfs;"
        " precio; valor; valor de seguro; coste; costo",
        "the screen shows no prices; write it into the text where visitors should read it",
    ),
    "work remarks": (
        "notes; note; remarks; comments; internal notes; condition; condition notes; location;"
        " storage location; phone; telephone; email; e-mail; address; sold; notas; observaciones;"
        " comentarios; ubicación; teléfono; correo; vendido",
        "such columns are often for the house alone; name it 'Text' where visitors should read it",
    ),
    "event remarks": (
        "internal notes; staff notes; phone; telephone; staff; attendance; capacity; budget; setup;"
        " notas internas; teléfono; aforo; presupuesto",
        "such columns are often for the house alone; name it 'Description' where visitors should"
        " read it",
    ),
}
UNITS = ("in", "inch", "inches", "cm", "mm", "m", "ft", "feet", '"', "pulgadas", "px")
_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{1,40}+)[)\]]\s*+$")
_AFTER_DOT = re.compile(r"\.(?P<inside>[a-z]{2,3}(?:-[a-z]{2,4})?)$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """What a heading stands for: a key, "" for none, in a language, "" for the folder's first.

    ``hint`` is what stands in brackets behind the name, such as a unit or an order of sides;
    ``left_out`` says why a known column is not taken over.
    """

    head: str
    key: str = ""
    language: str = ""
    hint: str = ""
    left_out: str = ""


def squeezed(words: str) -> str:
    """A heading's letters and digits, without capitals and accents."""
    plain = unicodedata.normalize("NFKD", words.replace("#", "number")).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


@cache
def names_of(kind: str) -> Mapping[str, str]:
    """Squeezed heading -> key, for lists of works ("work") or of events ("event")."""
    table, keys = (_EVENTS, EVENT) if kind == "event" else (_WORKS, WORK)
    found = {squeezed(name): name for name in keys if keys[name].kind not in (Kind.KEYS,) and name}
    for key, names in table.items():
        for name in names.split(";"):
            found.setdefault(squeezed(name), key)
    return found


@cache
def _reasons(kind: str) -> Mapping[str, str]:
    return {
        squeezed(name): reason
        for group, (names, reason) in _LEFT_OUT.items()
        if group.startswith(kind)
        for name in names.split(";")
    }


def column_of(head: str, kind: str) -> Column:
    """What a heading of a list of that kind stands for."""
    # "Dublin Core:Title", "dcterms:creator" of exports of repositories.
    plain = head.rpartition(":")[2].strip() or head.strip(": ")
    names = names_of(kind)
    # "When, as printed".
    if key := names.get(squeezed(plain)) or names.get(squeezed(plain.partition(",")[0])):
        return Column(head=head, key=key)
    if found := (_BRACKETS.search(plain) or _AFTER_DOT.search(plain.casefold())):
        name, inside = plain[: found.start()].rstrip(), found["inside"].strip()
        if key := names.get(squeezed(name)):
            language = "" if inside.casefold() in UNITS else language_code(inside)
            return Column(head=head, key=key, language=language, hint=inside.casefold())
        plain = name
    return Column(head=head, left_out=_reasons(kind).get(squeezed(plain), ""))


@cache
def _language_names() -> Mapping[str, str]:
    """The names of languages in English and Spanish, squeezed, with their codes."""
    from babel import Locale

    found: dict[str, str] = {}
    for locale in ("en", "es"):
        for code, name in Locale(locale).languages.items():
            if len(code) in (2, 3):
                found.setdefault(squeezed(name), code)
    return found


def language_code(words: str) -> str:
    """The code of a language that is named by its code or in English or Spanish; "" otherwise."""
    from babel.localedata import exists

    if re.fullmatch(r"[a-z]{2,3}(?:-[a-z]{2,4})?", words.casefold()):
        code = words.casefold()
        return code if exists(code.partition("-")[0]) else ""
    return _language_names().get(squeezed(words), "")


def split_capitals(cell: object) -> str:
    """A heading as words: "CreditLine" as "Credit Line"."""
    return " ".join(_CAMEL.sub(" ", str(cell or "")).split())


def question_about(head: str, kind: str, keys: Keys) -> str:
    """What to ask about a heading that is not known, with the nearest known words."""
    near = difflib.get_close_matches(squeezed(head), list(names_of(kind)), n=2, cutoff=0.7)
    found = list(dict.fromkeys(names_of(kind)[name] for name in near))
    if found:
        hint = f"did you mean {' or '.join(repr(name) for name in found)}?"
    else:
        known = [name for name, about in keys.items() if about.kind is not Kind.KEYS]
        hint = f"known are: {', '.join(known)}, file, text"
    return f"the column '{head.casefold()}' is not known and is left out; {hint}"


def known_columns(row: Sequence[object], kind: str) -> int:
    """How many different keys the cells of a row name."""
    found = (column_of(split_capitals(cell), kind).key for cell in row if cell)
    return len({key for key in found if key})


def kind_of(heads: Iterable[str]) -> str:
    """Whether a table's headings are those of a list of works or of events."""
    heads = [head for head in heads if head]
    works = {column_of(head, "work").key for head in heads}
    events = {column_of(head, "event").key for head in heads}
    of_works = works & {"medium", "alt", "artist", "dimensions", "file", "accession", "height"}
    of_events = events & {"when", "starts", "start time", "register", "repeats"}
    return "event" if of_events and not of_works - ({"artist"} & _only(events)) else "work"


def _only(events: set[str]) -> set[str]:
    """ "artist", where a list has a start and a place as well: an event's artist."""
    return {"artist"} if {"start time", "place"} <= events else set()
