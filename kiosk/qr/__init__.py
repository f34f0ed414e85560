"""Payload -> module matrix, size rules, and what a payload may be; nothing is drawn here."""

from kiosk.qr.code import QUIET_ZONE, QrCode, encode, module_size, required_side_mm
from kiosk.qr.code_target import (
    CodeTarget,
    code_target,
    is_allow_entry,
    may_be_code,
    readable_address,
)
from kiosk.qr.contacts import find_contacts, find_emails, number_address
from kiosk.qr.host_names import Refusal, visible
from kiosk.qr.vevent import Repetition, calendar_payload

__all__ = [
    "QUIET_ZONE",
    "CodeTarget",
    "QrCode",
    "Refusal",
    "Repetition",
    "calendar_payload",
    "code_target",
    "encode",
    "find_contacts",
    "find_emails",
    "is_allow_entry",
    "may_be_code",
    "module_size",
    "number_address",
    "readable_address",
    "required_side_mm",
    "visible",
]
