"""Restarts the screen after a crash or a freeze and talks to the service manager. Standard library only."""
