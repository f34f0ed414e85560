"""Payload -> module matrix, size rules, and what a payload may be; nothing is drawn here."""

from kiosk.qr.code import QUIET_ZONE, Code, encode, module_size, side_needed
from kiosk.qr.links import (
    SCHEMES,
    contacts,
    host_allowed,
    host_of,
    may_be_code,
    readable,
    scheme_of,
)
from kiosk.qr.vevent import calendar_payload

__all__ = [
    "QUIET_ZONE",
    "SCHEMES",
    "Code",
    "calendar_payload",
    "contacts",
    "encode",
    "host_allowed",
    "host_of",
    "may_be_code",
    "module_size",
    "readable",
    "scheme_of",
    "side_needed",
]
