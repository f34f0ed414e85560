"""Payload -> module matrix, size rules, and what a payload may be; nothing is drawn here."""

from kiosk.qr.code import QUIET_ZONE, QrCode, encode, module_size, required_side_mm
from kiosk.qr.links import (
    SCHEMES,
    find_contacts,
    host_allowed,
    host_of,
    may_be_code,
    readable_address,
    scheme_of,
)
from kiosk.qr.vevent import calendar_payload

__all__ = [
    "QUIET_ZONE",
    "SCHEMES",
    "QrCode",
    "calendar_payload",
    "encode",
    "find_contacts",
    "host_allowed",
    "host_of",
    "may_be_code",
    "module_size",
    "readable_address",
    "required_side_mm",
    "scheme_of",
]
