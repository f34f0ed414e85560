"""Dwell and idle times, from the number of words on the screen."""

# Own number, below the 228 words a minute that the IReST reading tests measured in English.
WORDS_PER_MINUTE = 175
# Own numbers. Scanning a code takes longer than looking at a picture.
MIN_DWELL_SECONDS = 17.0
MIN_DWELL_WITH_CODE_SECONDS = 20.0
# Time to notice a new slide before reading it.
NOTICE_SECONDS = 10.0
# Further pages of a label, whose picture has been seen already (own numbers).
MIN_PAGE_SECONDS, PAGE_TURN_SECONDS = 8.0, 4.0
MIN_IDLE_SECONDS = 90.0
# How long "Still here?" waits for an answer (docs/ACCESSIBILITY.md, 9).
IDLE_PROMPT_SECONDS = 20.0


def reading_seconds(words: int) -> float:
    """The time to read ``words`` words."""
    return 60.0 * words / WORDS_PER_MINUTE


def words_seconds(words: int) -> float:
    """How long a slide's words need: 10 s to notice it, then the reading time."""
    return NOTICE_SECONDS + reading_seconds(words)


def dwell_seconds(words: int, *, has_code: bool, asked: float = 0.0) -> float:
    """How long a slide of the loop stays: as long as its words need, and a code, if it has one.

    ``asked`` is what the curator asks for, 0 for the least that a slide has by itself.
    """
    minimum = asked or MIN_DWELL_SECONDS
    if has_code:
        minimum = max(minimum, MIN_DWELL_WITH_CODE_SECONDS)
    return max(minimum, words_seconds(words))


def page_seconds(words: int) -> float:
    """How long a further page of a picture's label stays in the loop."""
    return max(MIN_PAGE_SECONDS, PAGE_TURN_SECONDS + reading_seconds(words))


def idle_timeout_seconds(words: int) -> float:
    """How long without a touch until "Still here?": at least twice the reading time."""
    return max(MIN_IDLE_SECONDS, 2.0 * reading_seconds(words))
