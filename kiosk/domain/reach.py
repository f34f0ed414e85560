"""The heights within reach of a person in a wheelchair (docs/ACCESSIBILITY.md, 1)."""

# Millimetres above the floor: ADA 308, CBC 11B-308.
LOWEST_REACH_MM, HIGHEST_REACH_MM = 380.0, 1220.0
# The bottom bar's share of the stage's height at the most (Theme.barHeight); own number.
BAR_SHARE = 0.12
