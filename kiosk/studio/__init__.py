"""The curator's window: a second face of the same folder. The screen on the wall needs none."""
