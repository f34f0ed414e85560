"""The words of the safety keys and of an event's status: the only table of each."""

from collections.abc import Mapping

from kiosk.domain import Status

# The keys that must never be missed, in spellings that are clear even within a text.
SAFETY_WORDS: Mapping[str, str] = {
    "withdrawn": "withdrawn",
    "content_note": "content_note",
    "content_notes": "content_note",
    "content_warning": "content_note",
    "trigger_warning": "content_note",
}
# Words that an artist or a curator may write instead. They are clear only as a key: within a text,
# "warning:" may be anything.
SAFETY_SYNONYMS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("withdraw", "withdrawal", "removed", "remove", "retired", "hidden", "hide"),
            *("taken_down", "take_down", "not_shown", "do_not_show", "dont_show"),
            *("withdrawn_on", "withdrawn_from", "withdrawn_since", "is_withdrawn"),
            # Spanish, French, German, Italian, Portuguese.
            *("retirado", "retirada", "oculto", "oculta", "retiré", "retirée", "masqué", "masquée"),
            *("zurückgezogen", "entfernt", "ausgeblendet", "ritirato", "ritirata", "nascosto"),
            *("removido", "removida"),
        ),
        "withdrawn",
    ),
    **dict.fromkeys(
        (
            *(
                "warning",
                "content_advisory",
                "advisory",
                "cw",
                "tw",
                "cn",
            ),
            *("nota_de_contenido", "advertencia", "advertencia_de_contenido", "aviso"),
            *("aviso_de_contenido", "note_de_contenu", "avertissement", "inhaltshinweis"),
            *("avertissement_de_contenu", "inhaltswarnung", "triggerwarnung", "warnung"),
            *("nota_sul_contenuto", "avvertenza", "nota_de_conteúdo", "aviso_de_conteúdo"),
        ),
        "content_note",
    ),
}
# Words that say yes in a text, besides those of a key that is read.
MORE_YES = frozenset(
    {"ja", "oui", "sì", "sim", "vero", "vrai", "wahr", "verdadero", "x", "✓", "✔", "done", "now"}
)
# The status of an event, in lower case, in files and calendars.
STATUS_WORDS: Mapping[str, Status] = {
    **{str(status): status for status in Status},
    **dict.fromkeys(
        (
            *("canceled", "event cancelled", "event canceled", "called off"),
            # Spanish, German, French, Italian, Portuguese, Dutch, Vietnamese, Chinese, Korean.
            *("cancelado", "cancelada", "suspendido", "suspendida", "evento cancelado"),
            *("abgesagt", "annulé", "annulée", "annullato", "annullata", "geannuleerd"),
            *("đã hủy", "已取消", "取消", "취소", "中止"),
        ),
        Status.CANCELLED,
    ),
    **dict.fromkeys(
        (
            *("event postponed", "aplazado", "aplazada", "pospuesto", "pospuesta"),
            *("verschoben", "reporté", "reportée", "rinviato", "rinviata", "adiado", "adiada"),
        ),
        Status.POSTPONED,
    ),
    **dict.fromkeys(
        (
            *("sold out", "fully booked", "registration full", "waitlist only", "agotado"),
            *("agotada", "completo", "completa", "cupo lleno", "aforo completo", "ausverkauft"),
            *("ausgebucht", "complet", "complète", "esgotado", "esgotada", "esaurito"),
        ),
        Status.FULL,
    ),
}
# The words of an event that does not take place as announced.
CANCELLATIONS = tuple(
    word for word, status in STATUS_WORDS.items() if status in (Status.CANCELLED, Status.POSTPONED)
)
