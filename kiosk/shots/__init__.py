"""Every screen that a visitor can reach, as PNG, through the same window as on the wall."""

from kiosk.shots.shoot import shoot

__all__ = ["shoot"]
