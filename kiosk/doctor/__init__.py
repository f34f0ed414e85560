"""Checks of the machine the kiosk runs on. Standard library only."""
