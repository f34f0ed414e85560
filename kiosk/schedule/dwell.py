"""How long a screen stands, by the words that are on it. Numbers: DESIGN, and ACCESS 9 for the warning."""

WORDS_PER_MINUTE = 175
MIN_DWELL_SECONDS = 17.0
MIN_DWELL_WITH_CODE_SECONDS = 20.0
# A further page of a label stands below a picture that has been looked at: only its words ask for time. Own numbers.
MIN_PAGE_SECONDS, PAGE_TURN_SECONDS = 8.0, 4.0
MIN_IDLE_SECONDS = 90.0
# How long "Still here?" waits for an answer, in seconds.
IDLE_PROMPT_SECONDS = 20.0


def reading_seconds(words: int) -> float:
    """The time to read so many words."""
    return 60.0 * words / WORDS_PER_MINUTE


def dwell_seconds(words: int, *, has_code: bool) -> float:
    """How long a turn of the loop stands: 10 s to arrive, then the reading time."""
    shortest = MIN_DWELL_WITH_CODE_SECONDS if has_code else MIN_DWELL_SECONDS
    return max(shortest, 10.0 + reading_seconds(words))


def page_seconds(words: int) -> float:
    """How long a further page of a picture's label stands in the loop."""
    return max(MIN_PAGE_SECONDS, PAGE_TURN_SECONDS + reading_seconds(words))


def idle_timeout_seconds(words: int) -> float:
    """How long nobody may touch before "Still here?" is asked: never sooner than twice the reading time."""
    return max(MIN_IDLE_SECONDS, 2.0 * reading_seconds(words))
