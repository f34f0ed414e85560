"""The form of a line of the log. Standard library only."""


def log_format(screen: str = "") -> str:
    """A format of ``logging``: level, screen where one was asked for by name, logger, message."""
    if not screen:
        return "%(levelname)s %(name)s: %(message)s"
    # The first picture waits for nothing that it does not need.
    from kiosk.domain.control_characters import one_line

    name = one_line(screen).replace("%", "%%")
    return f"%(levelname)s [{name}] %(name)s: %(message)s"
