"""The status in Prometheus' text format, for the textfile collector of its node exporter.

Each metric has its name, type and help in one table, in the order of the file. docs/MONITORING.md
lists them; a test compares the page with this table. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.status.restart_reasons import RestartReason

if TYPE_CHECKING:
    from kiosk.status.program_status import ProgramStatus

# A number, or numbers by the value of the metric's own label.
Value = float | Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: ``name`` without the prefix, ``label`` its own label ("" where it has none)."""

    name: str
    kind: str
    help: str
    value: Callable[[ProgramStatus], Value]
    label: str = ""


METRICS = (
    Metric("up", "gauge", "1 while the program runs", lambda _: 1),
    Metric(
        "status_timestamp_seconds",
        "gauge",
        "when this was written, in seconds since 1970; every five seconds while all is well",
        lambda one: one.written,
    ),
    Metric(
        "start_timestamp_seconds",
        "gauge",
        "when the program was started, in seconds since 1970",
        lambda one: one.started,
    ),
    Metric(
        "last_frame_timestamp_seconds",
        "gauge",
        "when a frame last came to the screen, or its mark was found there at rest, in seconds"
        " since 1970, 0 before the first",
        lambda one: one.last_frame,
    ),
    Metric("frames_total", "counter", "frames since the start", lambda one: one.frames),
    Metric("memory_bytes", "gauge", "resident memory", lambda one: one.memory),
    Metric(
        "restarts_total",
        "counter",
        "restarts since the service was started, by reason",
        lambda one: {
            reason.value: one.restart_reasons.get(reason.value, 0) for reason in RestartReason
        },
        label="reason",
    ),
    Metric(
        "screen_connected",
        "gauge",
        "1 while there is a screen, and it is the one that was asked for",
        lambda one: not one.screen_missing,
    ),
    Metric("screen_lit", "gauge", "1 within the opening hours", lambda one: one.screen_on),
    Metric(
        "picture_watched",
        "gauge",
        "1 where the program looks whether its picture is on the screen",
        lambda one: one.picture_watched,
    ),
    Metric(
        "picture_stuck",
        "gauge",
        "1 while the screen shows another picture than the program draws",
        lambda one: one.picture_stuck,
    ),
    Metric("works", "gauge", "works that are shown", lambda one: one.works),
    Metric(
        "release_waiting",
        "gauge",
        "1 while another release should be shown and has not arrived whole, or is refused",
        lambda one: bool(one.release_problem),
    ),
    Metric(
        "content_available",
        "gauge",
        "0 while the folder is gone, empty or closed, or does not answer",
        lambda one: one.available,
    ),
    Metric(
        "content_last_read_timestamp_seconds",
        "gauge",
        "when the folder last answered, in seconds since 1970, 0 before the first time",
        lambda one: one.last_read,
    ),
    Metric(
        "content_read",
        "gauge",
        "1 when the folder was read since the start; only then its problems are known",
        lambda one: one.read,
    ),
    Metric("content_errors", "gauge", "errors in the folder", lambda one: one.errors),
    Metric("content_warnings", "gauge", "warnings about the folder", lambda one: one.warnings),
    Metric("content_advice", "gauge", "advice about the folder", lambda one: one.advice),
    Metric(
        "content_unread", "gauge", "parts of the folder that are not read", lambda o: len(o.unread)
    ),
    Metric(
        "pictures_failed", "gauge", "pictures that cannot be shown", lambda one: one.failed_pictures
    ),
    Metric(
        "items_set_aside",
        "gauge",
        "items over which the program fell three times",
        lambda one: len(one.set_aside),
    ),
    Metric("clock_good", "gauge", "1 when the clock is believed", lambda one: one.clock == "good"),
    Metric(
        "clock_known",
        "gauge",
        "0 while no time was believed since the start, and there is no today",
        lambda one: one.clock_known,
    ),
    Metric(
        "exhibition_end_timestamp_seconds",
        "gauge",
        "the end of the exhibition's last day, in seconds since 1970, 0 without one",
        lambda one: one.exhibition_end,
    ),
    Metric(
        "exhibition_ended",
        "gauge",
        "1 when the exhibition's last day has passed",
        lambda one: one.exhibition_ended,
    ),
    Metric(
        "help_line_verified_timestamp_seconds",
        "gauge",
        "the day on which the help line was last verified, in seconds since 1970, 0 without one",
        lambda one: one.help_line_verified,
    ),
    Metric(
        "help_line_outdated",
        "gauge",
        "1 when the help line was not verified for so long that the check warns",
        lambda one: one.help_line_outdated,
    ),
)
# Has labels of its own, each with one value.
INFO = ("info", "gauge", "the version, the content's revision, the mode and the release, as labels")


def as_metrics(status: ProgramStatus) -> str:
    """The status as a text file of metrics."""
    # One collector may read the files of several screens.
    common = {"screen": status.asked_screen} if status.asked_screen else {}
    lines: list[str] = []
    for metric in METRICS:
        lines += _head(metric.name, metric.kind, metric.help)
        value = metric.value(status)
        if isinstance(value, Mapping):
            lines += [
                _line(metric.name, {metric.label: label, **common}, number)
                for label, number in value.items()
            ]
        else:
            lines.append(_line(metric.name, common, value))
    info = {
        "version": status.version,
        "content": status.content,
        "mode": status.mode,
        "release": status.release,
    }
    lines += _head(*INFO)
    lines.append(_line(INFO[0], {**info, **common}, 1))
    return "\n".join(lines) + "\n"


def _head(name: str, kind: str, text: str) -> list[str]:
    return [f"# HELP kiosk_{name} {text}", f"# TYPE kiosk_{name} {kind}"]


def _line(name: str, labels: Mapping[str, str], value: float) -> str:
    words = ",".join(f'{label}="{_label_value(text)}"' for label, text in labels.items())
    return f"kiosk_{name}{{{words}}} {value:.15g}" if words else f"kiosk_{name} {value:.15g}"


def _label_value(text: str) -> str:
    """A label's value as Prometheus' text format escapes it."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
