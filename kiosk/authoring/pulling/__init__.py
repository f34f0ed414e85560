"""Fetch calendars and releases of the web into a folder, where a network is; never on a screen."""
