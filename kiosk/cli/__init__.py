"""The command line: arguments to one call."""
