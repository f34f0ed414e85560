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
            "withdraw",
            "withdrawal",
            "removed",
            "remove",
            "retired",
            "hidden",
            "hide",
            "retirado",
            "retirada",
        ),
        "withdrawn",
    ),
    **dict.fromkeys(
        ("warning", "content_advisory", "advisory", "cw", "tw", "nota_de_contenido", "advertencia"),
        "content_note",
    ),
}
# The status of an event, in lower case, in files and calendars.
STATUS_WORDS: Mapping[str, Status] = {
    **{str(status): status for status in Status},
    "canceled": Status.CANCELLED,
}
# The words of an event that does not take place as announced.
CANCELLATIONS = tuple(
    word for word, status in STATUS_WORDS.items() if status in (Status.CANCELLED, Status.POSTPONED)
)
