"""Helpers for Qt that know nothing of a kiosk."""

from kiosk.qt.source_search import answer_by_name

answer_by_name()
