"""The curator's commands: check, new, import, pull, schema, proof, labels and shots."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.cli.folder import (
    content_folder,
    exhibition_folder,
    load_content,
    print_problems,
    print_set_aside,
    set_aside_of,
)
from kiosk.cli.quiet import only_the_report
from kiosk.cli.store_view import readable_folder, refuses_store
from kiosk.cli.terminal import said, shown, with_controls
from kiosk.domain import Message
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE

if TYPE_CHECKING:
    from kiosk.authoring.drafts import Draft
    from kiosk.check import Findings
    from kiosk.content.load import LoadResult
    from kiosk.domain import Problem

_BAR_WIDTH = 30


class ProgressBar:
    """A progress bar on stderr, drawn only where that is a terminal."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._drawn = -1
        self._enabled = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Draw ``done`` of ``total``, when that moves the bar."""
        share = _BAR_WIDTH * done // max(total, 1)
        if self._enabled and total > 1 and share != self._drawn:
            self._drawn = share
            bar = "#" * share + "." * (_BAR_WIDTH - share)
            stream = with_controls(sys.stderr)
            stream.write(f"\r{self._title} [{bar}] {done} of {total}\033[K")
            stream.flush()

    def close(self) -> None:
        """Remove the bar."""
        if self._drawn >= 0:
            stream = with_controls(sys.stderr)
            stream.write("\r\033[K")
            stream.flush()


def check(arguments: argparse.Namespace) -> int:
    """``kiosk check``; EXIT_PROBLEMS when a problem counts, EXIT_USAGE for an unusable folder.

    Texts that may be too long are laid out on screens of the given sizes, and pictures that were
    not decoded before are decoded, unless ``--no-look``.
    """
    from kiosk.check import USUAL_SIZES, as_json, as_sarif, as_text
    from kiosk.check.translation import ENGLISH, language_of_environment

    language = arguments.language or (
        language_of_environment(os.environ) if arguments.format == "text" else ENGLISH
    )
    if arguments.explain is not None:
        return explain("" if arguments.explain == "all" else arguments.explain, language)
    folder = content_folder(arguments)
    if folder is None:
        return EXIT_USAGE
    if arguments.explain_dates:
        return _explain_dates(folder, arguments.more, language)
    with only_the_report():
        findings, results = examine_folder(
            folder, arguments.more, arguments.size or USUAL_SIZES, with_layout=not arguments.no_look
        )
    usable = all(result.usable for _, result in results)
    if arguments.format == "text":
        source = folder if sys.stdout.isatty() else None
        report = as_text(
            findings.shown, silenced=len(findings.suppressed), source=source, language=language
        )
        # In colour, where the report escapes each name and line by itself.
        print(report, file=sys.stdout if source is None else with_controls(sys.stdout))
    else:
        form = as_json if arguments.format == "json" else as_sarif
        print(form(findings.shown, language=language))
    return _exit_code(findings, arguments.strict) if usable else EXIT_USAGE


def _explain_dates(folder: Path, more: Sequence[Path], language: str) -> int:
    """Print how each date was read; EXIT_PROBLEMS where something is wrong with one."""
    from kiosk.cli.date_echo import DateEcho

    with only_the_report():
        result = _read(folder, more)
    if not result.usable:
        print_problems(result)
        return EXIT_USAGE
    now = datetime.now(ZoneInfo(result.snapshot.exhibition.timezone))
    with DateEcho(result, now, language) as echo:
        for line in echo.everything():
            print(line)
    return EXIT_PROBLEMS if echo.has_told else EXIT_OK


def examine_folder(
    folder: Path, more: Sequence[Path], sizes: Sequence[tuple[int, int]], *, with_layout: bool
) -> tuple[Findings, list[tuple[Path, LoadResult]]]:
    """The findings in all exhibitions of a folder, and each of them as it was read."""
    from kiosk.check import Findings, examine
    from kiosk.check.screens import screen_problems
    from kiosk.check.several_exhibitions import problems_between, without_succeeded_endings
    from kiosk.content.exhibition_selection import exhibition_folders

    every = exhibition_folders(folder) or [folder]
    # Every exhibition shows the further folders; their problems are reported with the first one.
    results = [(one, _read(one, more if one is every[0] else (), folder)) for one in every]
    found = []
    for one, result in results:
        today = datetime.now(ZoneInfo(result.snapshot.exhibition.timezone)).date()
        layout = []
        if with_layout and result.usable:
            layout = [*layout_problems(result, sizes), *_picture_problems(result)]
        findings = examine(result, today=today, layout_problems=layout, sizes=sizes)
        if one != folder:
            findings = findings.below(one.relative_to(folder).as_posix())
        found.append(findings)
    shown = [problem for findings in found for problem in findings.shown]
    findings = Findings(
        shown=(
            *problems_between(folder, results),
            *without_succeeded_endings(folder, results, shown),
            *screen_problems(folder),
        ),
        suppressed=tuple(problem for findings in found for problem in findings.suppressed),
    )
    return findings, results


def _exit_code(findings: Findings, strict: bool) -> int:
    from kiosk.domain import Severity

    counted = set(Severity) if strict else {Severity.ERROR, Severity.WARNING}
    found = any(problem.severity in counted for problem in findings.shown)
    return EXIT_PROBLEMS if found else EXIT_OK


def _read(folder: Path, more: Sequence[Path] = (), shown_folder: Path | None = None) -> LoadResult:
    """Load the folders; files that have not changed since the last check are not read again.

    ``shown_folder`` is what a screen would be given, where ``folder`` is one exhibition of it.
    """
    from kiosk.content.cache.pickle_files import name_for
    from kiosk.content.cache.read_cache import ReadCache
    from kiosk.content.load import load
    from kiosk.paths import below_cache

    cache_file = below_cache("checks") / f"{name_for(folder, *more)}.memory"
    cache = ReadCache.restore(cache_file)
    bar = ProgressBar("reading")
    try:
        set_aside = set_aside_of(shown_folder or folder)
        result = load(folder, cache, more=more, progress=bar, set_aside=set_aside)
    finally:
        bar.close()
    if result.usable and cache.changed:
        cache.save(cache_file)
    return result


def layout_problems(result: LoadResult, sizes: Sequence[tuple[int, int]]) -> list[Problem]:
    """What screens of these sizes (pixels) show: words that are cut or cannot be worded."""
    from kiosk.check.layout_suspects import layout_suspects

    strange, lengthy = layout_suspects(result)
    try:
        from kiosk.offscreen.wording_check import find_wording_problems

        if not strange and not lengthy:
            return find_wording_problems(result)
        from kiosk.offscreen.layout_check import find_layout_problems
    except ImportError:
        return [_no_screen()] if strange or lengthy else []
    bar = ProgressBar("laying out screens")
    try:
        return [
            *find_wording_problems(result),
            *find_layout_problems(result, strange, lengthy, sizes, bar),
        ]
    finally:
        bar.close()


def _picture_problems(result: LoadResult) -> list[Problem]:
    """Problems of pictures that cannot be decoded whole; in most checks all are known already."""
    if not any(work.picture for work in result.snapshot.works):
        return []
    from kiosk.check.decoding import damaged_pictures
    from kiosk.paths import below_cache

    bar = ProgressBar("decoding pictures")
    try:
        return damaged_pictures(result, below_cache("checks") / "examined-2.memory", bar)
    finally:
        bar.close()


def _no_screen() -> Problem:
    from kiosk.check.make_problem import problem_of_file
    from kiosk.domain import Message

    return problem_of_file(
        "not-looked-at",
        "",
        Message("texts that may be too long were not looked at on the screen: Qt is not installed"),
        Message("run the check on the computer on which the kiosk is installed"),
    )


def explain(name: str, language: str) -> int:
    """``kiosk check --explain NAME``; for "" all rules, one a line."""
    from kiosk.check import rule_pages

    if not name:
        for info in rule_pages.rules(language).values():
            print(f"{info.name:<24} {info.severity.value:<8} {info.title}")
        return EXIT_OK
    page = rule_pages.explain(name, language)
    if page is None:
        near = rule_pages.nearest(name)
        hint = f"did you mean '{near}'?" if near else "kiosk check --explain all lists the rules"
        print(
            said(Message("kiosk: there is no rule '{name}'; {hint}", name=name, hint=hint)),
            file=sys.stderr,
        )
        return EXIT_USAGE
    print(page)
    return EXIT_OK


def schema(arguments: argparse.Namespace) -> int:
    """``kiosk schema``.

    Prints the JSON Schema of one kind of file or the reference of all keys, or writes the files
    for an editor below ``--editor``.
    """
    from kiosk.authoring.drafts import Draft, save
    from kiosk.authoring.reference import as_json_schema, as_markdown, editor_files

    editor: Path | None = arguments.editor
    if editor is not None:
        if not editor.is_dir():
            print(
                said(Message("kiosk: there is no folder {editor}", editor=shown(editor))),
                file=sys.stderr,
            )
            return EXIT_USAGE
        drafts = [
            Draft(path=path.relative_to(editor).as_posix(), text=text)
            for path, text in editor_files(editor).items()
        ]
        return _save_drafts(editor, drafts, save)
    print(
        as_markdown()
        if arguments.format == "markdown"
        else json.dumps(as_json_schema(arguments.kind), ensure_ascii=False, indent=2)
    )
    return EXIT_OK


def new(arguments: argparse.Namespace) -> int:
    """``kiosk new``."""
    from kiosk.authoring.new_folder import new_folder
    from kiosk.paths import command, quoted

    folder: Path = arguments.folder
    try:
        names = new_folder(folder, date.today())  # noqa: DTZ011 - the curator's day
    except FileExistsError:
        print(
            said(
                Message(
                    "kiosk: {folder} exists and is not an empty folder; give another name",
                    folder=shown(folder),
                )
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    except OSError as error:
        print(
            said(
                Message(
                    "kiosk: {folder} cannot be made: {strerror}",
                    folder=shown(folder),
                    strerror=error.strerror,
                )
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    print("\n".join(f"  {name}" for name in names))
    print(
        said(
            Message(
                "Replace these examples by your own; the check names those "
                "that are left.\nSee them:   {value} run {value2}\nCheck them: "
                "{value} check {value2}",
                value=command(),
                value2=shown(quoted(folder)),
            )
        )
    )
    return EXIT_OK


def import_table(arguments: argparse.Namespace) -> int:
    """``kiosk import``: labels and events from a table, or labels from the pictures' captions.

    EXIT_PROBLEMS when the source yields no file at all.
    """
    from kiosk.authoring.drafts import save
    from kiosk.authoring.embedded_captions import propose_labels
    from kiosk.authoring.import_source import UnreadableSourceError, propose

    source: Path = arguments.source
    root: Path | None = source if source.is_dir() else arguments.folder
    if refuses_store(root):
        return EXIT_USAGE
    if root is None:
        print(
            said(Message("kiosk: write the folder into which the files should go")), file=sys.stderr
        )
        return EXIT_USAGE
    if not source.exists():
        print(said(Message("kiosk: there is no {source}", source=shown(source))), file=sys.stderr)
        return EXIT_USAGE
    try:
        proposal = (
            propose_labels(source) if source.is_dir() else propose(source, arguments.kind, root)
        )
    except UnreadableSourceError as error:
        print(f"kiosk: {shown(source)}: {shown(error)}", file=sys.stderr)
        return EXIT_USAGE
    for place, message in proposal.notes:
        print(f"{shown(place)}: {shown(message)}", file=sys.stderr)
    if not (proposal.drafts or source.is_dir()):
        print(
            said(Message("kiosk: nothing in {source} could become a file", source=shown(source))),
            file=sys.stderr,
        )
        return EXIT_PROBLEMS
    if arguments.write:
        return _save_drafts(root, proposal.drafts, save)
    for one in proposal.drafts:
        _print_draft(root, one)
    count = len(proposal.drafts)
    print(
        said(
            Message(
                "{count} files; nothing was written. The same command with --write writes them.",
                count=count,
            )
        )
    )
    return EXIT_OK


def _print_draft(root: Path, one: Draft) -> None:
    """Print what writing a draft would do, its text, and where each key was found."""
    from kiosk.authoring.drafts import FileState, differences, state_of

    state, there = state_of(root, one)
    if state is FileState.SAME:
        print(
            said(Message("=== {path} (is there already, and is the same)\n", path=shown(one.path)))
        )
        return
    words = {
        FileState.EDITED: Message("is there already and stays as it is"),
        FileState.RENEWED: Message("was imported, has not been edited, and is written anew"),
    }
    what = f" ({said(words[state])})" if state in words else ""
    # Indented, so that no line of a page's text passes for one of this command.
    text = "\n".join(f"  {line}".rstrip() for line in one.text.split("\n"))
    print(f"=== {shown(one.path)}{what}\n{text}")
    if one.sources:
        origins = (
            Message("{key}: from {where}", key=key, where=where) for key, where in one.sources
        )
        print("\n".join(f"    {shown(origin)}" for origin in origins) + "\n")
    if there:
        lines = "\n".join(f"    {shown(line)}" for line in differences(there, one))
        print(said(Message("the file (-) and this import (+) differ:\n{lines}\n", lines=lines)))


def _save_drafts(
    root: Path,
    drafts: list[Draft],
    save: Callable[[Path, list[Draft]], tuple[list[str], list[str]]],
) -> int:
    try:
        written, existing = save(root, drafts)
    except OSError as error:
        print(
            said(
                Message(
                    "kiosk: {filename} cannot be written: {strerror}",
                    filename=shown(error.filename),
                    strerror=error.strerror,
                )
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    for path in existing:
        print(said(Message("{path}: is there already and stays as it is", path=shown(path))))
    print(
        said(
            Message(
                "{count} files written, {count2} left as they are",
                count=len(written),
                count2=len(existing),
            )
        )
    )
    return EXIT_OK


def pull(arguments: argparse.Namespace) -> int:
    """``kiosk pull``: fetch the calendars that kiosk.yaml lists, on a machine with a network.

    EXIT_PROBLEMS when one of them could not be fetched; the others are.
    """
    from kiosk.content.exhibition_selection import exhibition_folders

    if arguments.address is not None:
        from kiosk.cli.pull_releases import pull_releases

        return pull_releases(arguments)
    folder = exhibition_folder(arguments)
    if folder is None or refuses_store(folder):
        return EXIT_USAGE
    several = exhibition_folders(folder)
    if several and arguments.into:
        print(
            said(
                Message(
                    "kiosk: {folder} holds several exhibitions, each with its "
                    "own calendars; name the folder of one of them, or leave "
                    "--into out",
                    folder=shown(folder),
                )
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    above = folder if several else None
    codes = [_pull_folder(one, arguments.into, above) for one in several or [folder]]
    listed = [code for code in codes if code is not None]
    if not listed:
        place = folder if several else folder / "kiosk.yaml"
        print(
            said(
                Message(
                    "kiosk: {place} lists no calendar; write below pull: in "
                    "kiosk.yaml for example county: "
                    "https://www.example.org/events.ics",
                    place=shown(place),
                )
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    return max(listed)


def _pull_folder(folder: Path, into: Path | None, above: Path | None) -> int | None:
    """Fetch the calendars of one exhibition; None where it lists none.

    ``above`` is the folder of several exhibitions.
    """
    from kiosk.authoring.pulling.pull import pull as fetch_all
    from kiosk.content.exhibition import read_exhibition
    from kiosk.content.pull_sources import read_pull_sources
    from kiosk.path_safety import is_inside

    prefix = f"{folder.relative_to(above).as_posix()}/" if above else ""
    problems: list[Problem] = []
    exhibition, main = read_exhibition(folder, problems)
    refused = [one for one in problems if one.rule == "pull"]
    sources = read_pull_sources(main)
    for one in refused:
        place = f"{shown(prefix)}{one.path}:{one.line}"
        print(f"{place}: {shown(one.message)}; {shown(one.hint)}", file=sys.stderr)
    if not sources:
        return EXIT_PROBLEMS if refused and above else None
    root = into or folder
    events = root / "events"
    try:
        events.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(
            said(
                Message(
                    "kiosk: {events} cannot be made: {strerror}",
                    events=shown(events),
                    strerror=error.strerror,
                )
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    if not is_inside(events, root.resolve()):
        print(
            said(Message("kiosk: {events} leads out of the folder", events=shown(events))),
            file=sys.stderr,
        )
        return EXIT_USAGE
    is_good = not refused
    for result in fetch_all(sources, exhibition, events):
        is_good = is_good and result.is_good
        stream = sys.stdout if result.is_good else sys.stderr
        name = shown(prefix + result.name)
        print(f"{name}: {shown(result.message)}", file=stream, flush=True)
        for note in result.notes:
            print(f"{name}: {shown(note)}", file=sys.stderr, flush=True)
    return EXIT_OK if is_good else EXIT_PROBLEMS


def proof(arguments: argparse.Namespace) -> int:
    """``kiosk proof``; EXIT_PROBLEMS when a work or event could not be read or drawn.

    So too when an item is set aside.
    """
    out, language = arguments.out, arguments.language
    folder, result, release = _read_named(arguments.folder)
    if result is None:
        return EXIT_USAGE
    incomplete = print_set_aside(result)
    if not (result.snapshot.works or result.snapshot.events):
        print(
            said(
                Message(
                    "kiosk: {folder} holds no work and no event that could be on a proof",
                    folder=shown(folder),
                )
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    if not _has_language(result, language):
        return _print_missing_language(result, language)
    from kiosk.printing.proof import proof as write

    bar = ProgressBar("making pages")
    try:
        with tempfile.TemporaryDirectory(prefix="kiosk-proof-") as scratch:
            first = result.snapshot.exhibition.languages[0]
            made = write(
                result,
                out,
                paper=arguments.paper,
                language=language or first,
                scratch=Path(scratch),
                progress=bar,
                release=release,
            )
    except OSError as error:
        print(
            said(
                Message(
                    "kiosk: {out} cannot be written: {strerror}",
                    out=shown(out),
                    strerror=error.strerror,
                )
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    finally:
        bar.close()
    for file, why in made.left_out:
        print(
            said(Message("{file}: is not on the proof: {why}", file=shown(file), why=shown(why))),
            file=sys.stderr,
        )
    left = Message(", {count} left out", count=len(made.left_out)) if made.left_out else ""
    print(
        said(
            Message(
                "{item_count} works and events in {out}{left}",
                item_count=made.item_count,
                out=shown(out),
                left=left,
            )
        )
    )
    return EXIT_OK if made.is_complete and not incomplete else EXIT_PROBLEMS


def _has_language(result: LoadResult, language: str) -> bool:
    """True when the exhibition has the language; "" stands for its first one."""
    return not language or language in result.snapshot.exhibition.languages


def _print_missing_language(result: LoadResult, language: str) -> int:
    known = ", ".join(result.snapshot.exhibition.languages)
    print(
        said(
            Message(
                "kiosk: the exhibition has no language '{language}'; it has {known}",
                language=language,
                known=known,
            )
        ),
        file=sys.stderr,
    )
    return EXIT_USAGE


def labels(arguments: argparse.Namespace) -> int:
    """``kiosk labels``; EXIT_PROBLEMS when a label's text does not fit or a link has no code.

    So too when an item is set aside.
    """
    out, language = arguments.out, arguments.language
    folder, result, _ = _read_named(arguments.folder)
    if result is None:
        return EXIT_USAGE
    missing = print_set_aside(result)
    if not result.snapshot.works:
        print(
            said(
                Message(
                    "kiosk: {folder} holds no work that could have a label", folder=shown(folder)
                )
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    if not _has_language(result, language):
        return _print_missing_language(result, language)
    from kiosk.printing.labels import labels as write

    try:
        made = write(
            result,
            out,
            sheet=arguments.sheet,
            language=language or result.snapshot.exhibition.languages[0],
            with_text=arguments.with_text,
        )
    except OSError as error:
        print(
            said(
                Message(
                    "kiosk: {out} cannot be written: {strerror}",
                    out=shown(out),
                    strerror=error.strerror,
                )
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    for file, why in made.left_out:
        print(
            said(Message("{file}: is not among the labels: {why}", file=file, why=why)),
            file=sys.stderr,
        )
    for file in made.cut_off:
        print(
            said(
                Message(
                    "{file}: its text does not fit on a label of this sheet and "
                    "is cut; take a sheet with larger labels",
                    file=shown(file),
                )
            ),
            file=sys.stderr,
        )
    for file in made.without_text:
        print(
            said(
                Message(
                    "{file}: its wall text has no room on a label of this sheet in 12 points, and"
                    " is left out; take a sheet with larger labels",
                    file=shown(file),
                )
            ),
            file=sys.stderr,
        )
    for file, points in made.small_print:
        print(
            said(
                Message(
                    "{file}: is set in {points:g} points, below large print "
                    "(18); a shorter alt: or a larger sheet helps",
                    file=shown(file),
                    points=points,
                )
            ),
            file=sys.stderr,
        )
    for file, why in made.without_code:
        print(
            said(
                Message(
                    "{file}: its link {why}, and no code is printed",
                    file=shown(file),
                    why=shown(why),
                )
            ),
            file=sys.stderr,
        )
    print(
        said(Message("{label_count} labels in {out}", label_count=made.label_count, out=shown(out)))
    )
    incomplete = missing or made.cut_off or made.without_code or made.left_out or made.without_text
    return EXIT_PROBLEMS if incomplete else EXIT_OK


def shots(arguments: argparse.Namespace) -> int:
    """``kiosk shots``; EXIT_PROBLEMS when a screen could not be shown or an item is set aside."""
    from kiosk.offscreen.screenshots import take_screenshots
    from kiosk.session import DisplaySettings

    result = load_content(arguments)
    if result is None:
        return EXIT_USAGE
    incomplete = print_set_aside(result)
    code = take_screenshots(
        result,
        out=arguments.out,
        sizes=arguments.size or [(1920, 1080)],
        languages=arguments.language or [],
        display=DisplaySettings(
            text_scale=arguments.text_size, contrast=arguments.contrast, reach=arguments.reach
        ),
        at=arguments.at,
    )
    return code or (EXIT_PROBLEMS if incomplete else EXIT_OK)


def _read_named(folder: Path) -> tuple[Path, LoadResult | None, str]:
    """The folder that is read, its content, and the release's name, "" for a plain folder.

    None, with a message, where it cannot be used.
    """
    readable, release = readable_folder(folder)
    if readable is None:
        return folder, None, ""
    result = _read(readable)
    if not result.usable:
        print_problems(result)
    return readable, result if result.usable else None, release
