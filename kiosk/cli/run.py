"""The commands that show something on the screen: run, demo, poster, supervise and launch."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from kiosk.cli.folder import DEFAULT_FOLDER, exhibition_folder
from kiosk.cli.options import refuse_options, wrong_word
from kiosk.cli.terminal import shown
from kiosk.exit_codes import EXIT_USAGE
from kiosk.paths import sample_gallery
from kiosk.settings import read_settings

DEMO_TIME = datetime(2026, 1, 13, 13, 10)  # noqa: DTZ001 - in the exhibition's time zone


def run(arguments: argparse.Namespace) -> int:
    """``kiosk run``."""
    from kiosk.app.early_start import run as run_application

    folder = exhibition_folder(arguments)
    if folder is None:
        return EXIT_USAGE
    return run_application(
        read_settings(
            folder=folder,
            further_folders=tuple(arguments.more),
            start_time=arguments.at,
            window_size=arguments.windowed,
            screen=arguments.screen,
            language=arguments.language,
        )
    )


def demo(arguments: argparse.Namespace) -> int:
    """``kiosk demo``."""
    from kiosk.app.early_start import run as run_application

    return run_application(
        read_settings(
            folder=sample_gallery(),
            start_time=DEMO_TIME,
            window_size=arguments.windowed,
            screen=arguments.screen,
            language=arguments.language,
        )
    )


def poster(arguments: argparse.Namespace) -> int:
    """``kiosk poster``."""
    from kiosk.app.early_start import with_store
    from kiosk.app.poster import run_poster

    return run_poster(
        with_store(
            read_settings(
                folder=arguments.folder or DEFAULT_FOLDER,
                further_folders=tuple(arguments.more),
                window_size=arguments.windowed,
                screen=arguments.screen,
            )
        )
    )


def supervise(arguments: argparse.Namespace) -> int:
    """``kiosk supervise``."""
    from kiosk.supervisor.supervisor import supervise as run_supervisor

    settings = read_settings(instance=arguments.screen)
    if settings.notify_address and (wrong := wrong_word(settings)):
        return refuse_options(wrong, settings)
    passed_on = [str(path) for path in (arguments.folder, *arguments.more) if path is not None]
    if arguments.windowed:
        passed_on += ["--windowed", "{}x{}".format(*arguments.windowed)]
    if arguments.screen:
        passed_on += ["--screen", arguments.screen]
    if arguments.language:
        passed_on += ["--language", arguments.language]
    # Each of several instances on a machine is named by its screen, and has a status folder.
    return run_supervisor(passed_on, settings)


def launch(arguments: argparse.Namespace) -> int:
    """``kiosk launch``."""
    from kiosk.supervisor.notify_proxy import NotifyProxy

    try:
        return NotifyProxy(arguments.display_server, read_settings()).run()
    except OSError as error:
        print(f"kiosk: {shown(arguments.display_server[0])}: {error.strerror}", file=sys.stderr)
        return EXIT_USAGE
