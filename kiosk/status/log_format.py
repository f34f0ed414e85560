"""The form of a line of the log. Standard library only."""

from kiosk.domain.control_characters import one_line


def log_format(screen: str = "") -> str:
    """A format of ``logging``: level, screen where one was asked for by name, logger, message."""
    name = one_line(screen).replace("%", "%%")
    return f"%(levelname)s {f'[{name}] ' if name else ''}%(name)s: %(message)s"
