"""All checks of the machine in one report, for ``kiosk doctor``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kiosk.doctor.display_checks import check_display_power, check_display_server, check_graphics
from kiosk.doctor.installation_checks import (
    check_decoders,
    check_folder,
    check_program,
    check_scripts,
    check_trust,
)
from kiosk.doctor.listening_checks import check_keys, check_voice
from kiosk.doctor.machine import Finding, Machine
from kiosk.doctor.system_checks import check_clock, check_disk_and_memory, check_disturbances
from kiosk.domain.control_characters import one_line
from kiosk.paths import state_folder
from kiosk.settings import read_settings


def examine(
    folder: Path | None,
    machine: Machine | None = None,
    more: Sequence[Path] = (),
    kept: Path | None = None,
) -> list[Finding]:
    """All findings, in the order in which to mend them.

    ``kept`` is the folder with the display's trial; without one, that of the settings.
    """
    checked = machine or Machine()
    kept = kept or state_folder(read_settings())
    folders = (finding for one in (folder, *more) for finding in check_folder(one, checked))
    return [
        *check_program(),
        *check_trust(read_settings()),
        *check_scripts(checked),
        *check_decoders(),
        *folders,
        *check_display_server(checked),
        *check_display_power(checked, kept),
        *check_graphics(checked),
        *check_keys(checked),
        *check_voice(checked),
        *check_disturbances(checked),
        *check_clock(checked),
        *check_disk_and_memory(checked),
    ]


def as_text(findings: Sequence[Finding]) -> str:
    """The findings for people: a line for each, and below it how to mend it."""
    lines = []
    for finding in findings:
        lines.append(f"{finding.grade.value + ':':<9}{one_line(finding.what)}")
        if finding.mend:
            lines.append(f"{'':<9}-> {one_line(finding.mend)}")
    return "\n".join(lines)
