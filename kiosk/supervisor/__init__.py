"""Restarts the screen after a crash or a freeze, and talks to the service manager.

Standard library only, so that the supervisor survives what breaks the screen.
"""
