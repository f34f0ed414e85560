"""Which release a screen shows: pure functions of what counts, the time and the screen's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.publishing.current import CurrentRelease
from kiosk.publishing.manifest import Manifest, Rollout


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release that counts, with its manifest."""

    release: CurrentRelease
    manifest: Manifest

    @property
    def open_stages(self) -> tuple[Rollout, ...]:
        """The stages that it has reached."""
        return self.manifest.stages[: self.release.stage_number + 1]

    def is_for(self, screen: str) -> bool:
        """True when it has reached the screen."""
        return any(one.holds(screen) for one in self.open_stages)

    def is_on(self, now: datetime) -> bool:
        """True between its beginning and its end."""
        begun = self.manifest.starts is None or self.manifest.starts <= now
        return begun and (self.manifest.ends is None or now < self.manifest.ends)


def choose(candidates: Sequence[Candidate], screen: str, now: datetime) -> Candidate | None:
    """The release for a screen: of those that reached it and are on, the one that began last.

    Of two that began together the first, which is the newer one. None where there is none.
    """
    due = [one for one in candidates if one.is_for(screen) and one.is_on(now)]
    return max(due, key=lambda one: one.manifest.due, default=None)


def still_needed(candidates: Sequence[Candidate], now: datetime) -> list[Candidate]:
    """Those that some screen may still show: neither ended, nor behind a later one for good."""
    lasting = [
        (one.manifest.due, -number)
        for number, one in enumerate(candidates)
        if one.is_on(now)
        and one.manifest.ends is None
        and any(not one_stage.screens for one_stage in one.open_stages)
    ]
    latest = max(lasting, default=None)
    return [
        one
        for number, one in enumerate(candidates)
        if (one.manifest.ends is None or now < one.manifest.ends)
        and (latest is None or (one.manifest.due, -number) >= latest)
    ]


def is_urgent(old: Manifest | None, new: Manifest) -> bool:
    """True when a screen may not wait for a quiet moment: a withdrawal, or an emergency's change.

    True also where nothing hangs yet.
    """
    if old is None or set(new.withdrawn) - set(old.withdrawn):
        return True
    keys = {*old.emergencies, *new.emergencies}
    return any(_files_of(old, key) != _files_of(new, key) for key in keys)


def _files_of(manifest: Manifest, key: str) -> set[tuple[str, str]]:
    return {(one.path, one.sha256) for one in manifest.files if item_key(one.path) == key}


def item_key(path: str) -> str:
    """The item that a file belongs to: its path up to the first dot or two hyphens of its name."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0].partition("--")[0]
    return f"{folder}/{stem}" if folder else stem


@dataclass(frozen=True, slots=True)
class ScreenReport:
    """What a screen reported: the release that hangs, since when, and whether all is well."""

    release: str
    since: datetime
    is_well: bool
    written: datetime


# A screen that has not reported for so long does not count as well.
REPORT_AGE = timedelta(minutes=15)


def next_stage(
    candidate: Candidate, reports: Mapping[str, ScreenReport], now: datetime
) -> tuple[int, str]:
    """The stage that may be opened now, and why no further one may ("" where there is none).

    A stage opens when every screen of those before it has shown the release, well, for as long as
    the stage says.
    """
    manifest, stage_number = candidate.manifest, candidate.release.stage_number
    if stage_number + 1 >= len(manifest.stages):
        return stage_number, ""
    following = manifest.stages[stage_number + 1]
    for name in dict.fromkeys(name for one in candidate.open_stages for name in one.screens):
        report = reports.get(name)
        if report is None:
            return stage_number, f"{name} has not reported"
        if now - report.written > REPORT_AGE:
            return (
                stage_number,
                f"{name} has not reported since {report.written:%Y-%m-%d %H:%M} UTC",
            )
        if report.release != candidate.release.name:
            return stage_number, f"{name} shows {report.release or 'no release'} still"
        if not report.is_well:
            return stage_number, f"{name} reports problems"
        if now - report.since < timedelta(seconds=following.after_seconds):
            left = timedelta(seconds=following.after_seconds) - (now - report.since)
            return (
                stage_number,
                f"{name} is to show it for {int(left.total_seconds() // 60) + 1} min more",
            )
    return stage_number + 1, ""
