"""Fetch calendars and releases of the web into a folder, on a machine that has a network; never for a screen."""
