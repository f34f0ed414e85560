"""Payload -> module matrix and its size rules; nothing is drawn here."""

from kiosk.qr.code import QUIET_ZONE, Code, encode, module_size, readable

__all__ = ["QUIET_ZONE", "Code", "encode", "module_size", "readable"]
