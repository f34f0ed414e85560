"""The event board: programme, event and month."""
