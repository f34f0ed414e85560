"""The values of one row of a list: placeholders, addresses, statuses and notes of an office."""

import re
from collections.abc import Callable, Mapping

from kiosk.authoring.cells import is_yes
from kiosk.authoring.linked_cells import LinkedText
from kiosk.content.events.calendar_selection import is_staff_title
from kiosk.domain import Message, Status
from kiosk.qr.code_target import CodeTarget, code_target

# The address behind a title, until the row is read.
BEHIND_TITLE = "behind title"
ADDRESS_KEYS = ("register", "link")
Note = Callable[[str], None]

_LATER = frozenset(
    (
        *("tbd", "tba", "tbc", "t.b.d.", "t.b.a.", "pending", "?", "??", "to be announced"),
        *("to be determined", "to be confirmed", "por confirmar", "por definir", "pendiente"),
    )
)
_NONE = frozenset(
    {"n/a", "na", "n.a.", "none", "-", "--", "—", "–", "ninguno", "ninguna", "no hay"}
    # What a spreadsheet writes for a value that it cannot find or make.
    | {"#n/a", "#ref!", "#name?", "#value!", "#div/0!", "#null!", "#num!"}
)
# Sums at the end of a list.
_SUMS = frozenset(
    {"total", "totals", "grand total", "subtotal", "sub-total", "sum", "totales", "suma"}
)
_STATUSES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *(
                "confirmed",
                "scheduled",
                "active",
                "on",
                "open",
                "yes",
                "ok",
                "approved",
                "published",
            ),
            *(
                "confirmado",
                "confirmada",
                "programado",
                "programada",
                "activo",
                "activa",
                "abierto",
            ),
            *("aprobado", "aprobada", "publicado", "eventscheduled"),
        ),
        "",
    ),
    **dict.fromkeys(
        (
            *("cancelled", "canceled", "cancelado", "cancelada", "called off", "cancelled!"),
            *("suspendido", "suspendida", "anulado", "anulada", "eventcancelled"),
        ),
        str(Status.CANCELLED),
    ),
    **dict.fromkeys(
        (
            *("postponed", "pospuesto", "pospuesta", "aplazado", "aplazada", "delayed"),
            "eventpostponed",
        ),
        str(Status.POSTPONED),
    ),
    **dict.fromkeys(
        (
            *("full", "sold out", "sold-out", "soldout", "booked out", "fully booked", "wait list"),
            *("waitlist", "completo", "completa", "agotado", "agotada", "lleno"),
        ),
        str(Status.FULL),
    ),
}
_WITHDRAWN = re.compile(
    r"\b(?:withdrawn|removed|retirad[oa]|taken down|do not show)\b", re.IGNORECASE
)
_INTERNAL = re.compile(
    r"\b(?:internal|intern[oa]|confidential|confidencial|private|privad[oa]|staff only"
    r"|do not publish|not for publication|no publicar|solo personal)\b",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?:/\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,250}")


def is_sum(cells: list[str]) -> bool:
    """True for a row of sums below a list."""
    words = [cell.strip(" :").casefold() for cell in cells if cell]
    return any(word in _SUMS for word in words) and all(
        word in _SUMS or re.fullmatch(r"[$€£]?[\d.,\s]+[€$]?", word) for word in words
    )


def without_placeholders(keys: dict[str, str], note: Note) -> None:
    """Take out cells that say that there is nothing, or nothing yet; the latter is told."""
    for key in [key for key in keys if key not in ("title", "when")]:
        plain = keys[key].strip().casefold()
        if plain in _LATER:
            note(Message("'{keys}' is left out of '{key}'", keys=keys[key], key=key))
        if plain in _LATER | _NONE:
            del keys[key]


def with_address(cell: LinkedText, text: str, key: str, values: dict[str, str]) -> tuple[str, str]:
    """The text of a cell with an address behind its words, and what is to be told.

    A link's column takes the address, a title's gives the link; ``values`` are those of the row.
    """
    address = cell.address.strip()
    if key in ADDRESS_KEYS:
        return address, ""
    mail = address.partition("?")[0].removeprefix("mailto:") if _is_mail(address) else ""
    if address in text or (mail and mail in text):
        return text, ""
    if key == "contact" and mail:
        return f"{text} ({mail})", ""
    if key == "title":
        values[BEHIND_TITLE] = address
        return text, ""
    return text, Message(
        "the address behind '{text}' is not taken over: {address}", text=text[:60], address=address
    )


def _is_mail(address: str) -> bool:
    return address.casefold().startswith("mailto:")


def address_of(typed: str, note: Note) -> str:
    """An address as a code may lead to it; "" where it may not, and that is told."""
    address = typed.strip().strip("<>")
    if _MAIL.fullmatch(address) and ":" not in address:
        address = f"mailto:{address}"
    elif _HOST.fullmatch(address) and "@" not in address:
        address = f"https://{address}"
        note(Message("'{typed}' is taken for {address}", typed=typed, address=address))
    target = code_target(address)
    if isinstance(target, CodeTarget):
        return address
    note(
        Message(
            "the address '{typed}' is left out: {reason}; {hint}",
            typed=typed,
            reason=target.reason,
            hint=target.hint,
        )
    )
    return ""


def set_status(keys: dict[str, str], note: Note) -> bool:
    """Set the status of an event by the table's word; False when the word is not known."""
    typed = keys.pop("status", "")
    plain = " ".join(typed.casefold().split()).strip(" .!")
    if plain not in _STATUSES and plain:
        note(
            Message(
                "its status '{typed}' is not known, so the row is left out; "
                "write scheduled, cancelled, postponed or full",
                typed=typed,
            )
        )
        return False
    if status := _STATUSES.get(plain, ""):
        keys["status"] = status
    return True


def known_status(word: str) -> str | None:
    """The status of an office's or schema.org's word; "" for scheduled, None if not known."""
    return _STATUSES.get(" ".join(word.casefold().split()).strip(" .!"))


def finish_event(keys: dict[str, str], note: Note) -> bool:
    """Join and translate what an office writes about an event; False to leave the row out."""
    private = keys.pop("private", "")
    if private and (is_yes(private) or _INTERNAL.search(private)):
        note(Message("it is marked as private, so the row is left out"))
        return False
    if is_staff_title(keys.get("title", "")):
        note(Message("its title says that it is for staff, so the row is left out"))
        return False
    if room := keys.pop("room", ""):
        place = keys.get("place", "")
        keys["place"] = f"{place}, {room}" if place and room not in place else place or room
    if online := keys.get("online"):
        # "webinar; register": what it is, and that one registers.
        keys["online"] = re.sub(r"\s?[;,]\s?(?:please )?regist\w{0,10}$", "", online)
    remark = keys.pop("notes", "")
    if remark and (_INTERNAL.search(remark) or keys.get("body")):
        note(
            Message(
                "its note '{remark}' is not taken over; see whether the "
                "public may know of the event",
                remark=remark,
            )
        )
    elif remark:
        keys["body"] = remark
    return set_status(keys, note)


def finish_work(keys: dict[str, str], note: Note) -> bool:
    """Join and translate what an office writes about a work."""
    identifier = keys.pop("object id", "")
    if identifier:
        keys.setdefault("accession", identifier)
    status = keys.pop("status", "")
    if _WITHDRAWN.search(status):
        keys["withdrawn"] = "yes"
    elif status:
        note(Message("its status '{status}' is not taken over", status=status))
    return True
