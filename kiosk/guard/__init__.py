"""Stays when the screen falls: restarts it, tells the service manager, and keeps what staff ask for. Standard library only."""
