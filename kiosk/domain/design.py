"""Numbers and colours of the design that Python needs as well as QML's Theme.

``kiosk.viewmodels.design`` hands them to QML.
"""

# The margin around a screen's content, in 1080ths of the stage's shorter side.
MARGIN = 60
# The wall behind the pictures, from top to bottom, and the two colours of text on it.
WALL_TOP, WALL_BOTTOM = "#2A2530", "#17161B"
LIGHT, QUIET_LIGHT = "#F4EFE6", "#C9C3B8"
# The narrowest sheet of a text on the wall, in ems of its words, that does not break most words.
MIN_SHEET_EMS = 7
