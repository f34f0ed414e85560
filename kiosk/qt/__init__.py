"""Helpers for Qt that know nothing of a kiosk."""
