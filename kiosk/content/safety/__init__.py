"""Keeps from the screen what was withdrawn; finds content notes and cancellations in any form."""
