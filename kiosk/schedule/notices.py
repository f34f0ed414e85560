"""Which notices stand at a time, and when that changes next."""

from collections.abc import Collection, Iterable
from datetime import datetime

from kiosk.domain import Notice, NoticeLevel
from kiosk.domain.bounds import NOTICES

_URGENCY = list(NoticeLevel)


def active_notices(
    notices: Iterable[Notice],
    now: datetime,
    *,
    put_up: Collection[str] = (),
    taken_down: Collection[Notice] = (),
) -> tuple[Notice, ...]:
    """The notices that stand at ``now``, the most urgent first and the newest of these.

    ``put_up`` are the keys of prepared notices that staff put up; ``taken_down`` are notices that
    staff took down. More than the bound of notices are never shown at one time.
    """
    active = [
        one
        for one in notices
        if _is_in_its_time(one, now)
        and (not one.prepared or one.key in put_up)
        and one not in taken_down
    ]
    return by_urgency(active)[: NOTICES.limit]


def by_urgency(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices, the most urgent first and the newest of these."""
    return tuple(sorted(notices, key=lambda one: (-_URGENCY.index(one.level), -_age_key(one))))


def next_notice_change(notices: Iterable[Notice], now: datetime) -> datetime | None:
    """The next instant at which a notice comes or goes by itself; None when none does."""
    moments = (moment for one in notices for moment in (one.shown_from, one.shown_until) if moment)
    return min((moment for moment in moments if moment > now), default=None)


def _is_in_its_time(notice: Notice, now: datetime) -> bool:
    begun = notice.shown_from is None or notice.shown_from <= now
    return begun and (notice.shown_until is None or now < notice.shown_until)


def _age_key(notice: Notice) -> float:
    return notice.issued.timestamp() if notice.issued else 0.0
