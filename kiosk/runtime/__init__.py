"""The program on the wall: one window, its clock, its log and its way out."""

from kiosk.runtime.app import run

__all__ = ["run"]
