"""Numbers and colours of the design that Python needs as well as QML's Theme.

``kiosk.viewmodels.design`` hands them to QML.
"""

# The margin around a screen's content, in 1080ths of the stage's shorter side.
MARGIN = 60
# The wall behind the pictures, from top to bottom, the accent on it and on paper,
# and the two colours of text on the wall.
WALL_TOP, WALL_BOTTOM = "#2A2530", "#17161B"
ACCENT, ACCENT_INK = "#E8C468", "#5E440A"
# The ground of an emergency, on which white has 9.3:1.
ALARM = "#8F1014"
# The light ground of logos, Theme.paperCard.
LOGO_GROUND = "#FAF6EE"
LIGHT, QUIET_LIGHT = "#F4EFE6", "#C9C3B8"
# The typefaces: of titles and texts, and of labels. The third has the letters of Vietnamese, Greek
# and Cyrillic, which the second lacks: a name is set in one face, not sign by sign.
SERIF, SANS, WIDE_SANS = "Source Serif 4", "Atkinson Hyperlegible Next", "Source Sans 3"
# A regular expression, in Python's and in JavaScript's syntax, for a letter that SANS lacks.
WIDE_LETTERS = "[\u0180-\u0217\u021c-\u024f\u0300-\u052f\u1e00-\u1e7f\u1e86-\u1fff]"
