"""The curator's window: a second face of the same folder. The screen needs none of it."""
