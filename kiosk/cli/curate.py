"""What a curator calls: each command as a function of its arguments that prints and returns the exit code."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.content.cache.pickle_files import name_for
from kiosk.paths import below_cache

if TYPE_CHECKING:
    from kiosk.authoring.drafts import Draft
    from kiosk.content.load import LoadResult
    from kiosk.domain import Problem

GOOD, FOUND, WRONG = 0, 1, 2
_BAR = 30


class Bar:
    """A progress bar on a terminal's error channel; elsewhere nothing is drawn."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._drawn = -1
        self._on = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Draw ``done`` of ``total``, when that moves the bar."""
        share = _BAR * done // max(total, 1)
        if self._on and total > 1 and share != self._drawn:
            self._drawn = share
            sys.stderr.write(
                f"\r{self._what} [{'#' * share}{'.' * (_BAR - share)}] {done} of {total}\033[K"
            )
            sys.stderr.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self._drawn >= 0:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


def check(
    folder: Path,
    *,
    more: Sequence[Path] = (),
    form: str,
    strict: bool,
    sizes: Sequence[tuple[int, int]],
    look: bool,
) -> int:
    """``kiosk check``: ``form`` is text, json or sarif; the doubtful is looked at on screens of ``sizes`` unless not ``look``."""
    from kiosk.check import Findings, as_json, as_sarif, as_text, examine
    from kiosk.check.several_exhibitions import only_the_last_is_over, season
    from kiosk.content.exhibition_selection import exhibition_folders
    from kiosk.domain import Severity

    every = exhibition_folders(folder) or [folder]
    # A further folder is told of once, though every exhibition is shown with it.
    results = [(one, _read(one, more if one is every[0] else ())) for one in every]
    found = []
    for one, result in results:
        today = datetime.now(ZoneInfo(result.snapshot.exhibition.timezone)).date()
        cut = _look(result, sizes) if look and result.usable else []
        findings = examine(result, today=today, more=cut, sizes=sizes)
        found.append(
            findings.below(one.relative_to(folder).as_posix()) if one != folder else findings
        )
    told = only_the_last_is_over(
        folder, results, [problem for one in found for problem in one.shown]
    )
    findings = Findings(
        shown=(*season(folder, results), *told),
        suppressed=tuple(p for one in found for p in one.suppressed),
    )
    if form == "text":
        print(
            as_text(
                findings.shown,
                silenced=len(findings.suppressed),
                source=folder if sys.stdout.isatty() else None,
            )
        )
    else:
        print(as_json(findings.shown) if form == "json" else as_sarif(findings.shown))
    if not all(result.usable for _, result in results):
        return WRONG
    counted = set(Severity) if strict else {Severity.ERROR, Severity.WARNING}
    return FOUND if any(problem.severity in counted for problem in findings.shown) else GOOD


def _read(folder: Path, more: Sequence[Path] = ()) -> LoadResult:
    """The folder and the further ones, of which what has not changed since the last check is not read again."""
    from kiosk.content.cache.read_cache import ReadCache
    from kiosk.content.load import load

    kept = below_cache("checks") / f"{name_for(folder, *more)}.memory"
    memory = ReadCache.restore(kept)
    bar = Bar("reading")
    try:
        result = load(folder, memory, more=more, progress=bar)
    finally:
        bar.close()
    if result.usable and memory.changed:
        memory.save(kept)
    return result


def _look(result: LoadResult, sizes: Sequence[tuple[int, int]]) -> list[Problem]:
    from kiosk.check.layout_suspects import layout_suspects

    strange, lengthy = layout_suspects(result)
    if not strange and not lengthy:
        return []
    try:
        from kiosk.offscreen.layout_check import find_layout_problems
    except ImportError:
        print(
            "kiosk: the screen's library is not here; texts that may be too long were not looked at",
            file=sys.stderr,
        )
        return []
    bar = Bar("looking at the screens")
    show: Callable[[int, int], None] = bar
    try:
        return find_layout_problems(result, strange, lengthy, sizes, show)
    finally:
        bar.close()


def explain(name: str) -> int:
    """``kiosk check --explain NAME``; without a name, all rules in one line each."""
    from kiosk.check import registry

    if not name:
        for info in registry.rules().values():
            print(f"{info.name:<24} {info.severity.value:<8} {info.title}")
        return GOOD
    page = registry.explain(name)
    if page is None:
        near = registry.nearest(name)
        hint = f"did you mean '{near}'?" if near else "kiosk check --explain all lists the rules"
        print(f"kiosk: there is no rule '{name}'; {hint}", file=sys.stderr)
        return WRONG
    print(page)
    return GOOD


def schema(kind: str, *, form: str, editor: Path | None) -> int:
    """``kiosk schema``: JSON Schema of one kind of file, the reference of all, or the files for an editor below ``editor``."""
    from kiosk.authoring.drafts import Draft, save
    from kiosk.authoring.reference import as_json_schema, as_markdown, editor_files

    if editor is not None:
        if not editor.is_dir():
            print(f"kiosk: there is no folder {editor}", file=sys.stderr)
            return WRONG
        drafts = [
            Draft(path=path.relative_to(editor).as_posix(), text=text)
            for path, text in editor_files(editor).items()
        ]
        return _saved(editor, drafts, save)
    print(
        as_markdown()
        if form == "markdown"
        else json.dumps(as_json_schema(kind), ensure_ascii=False, indent=2)
    )
    return GOOD


def new(folder: Path) -> int:
    """``kiosk new``."""
    from kiosk.authoring.new_folder import new_folder

    try:
        names = new_folder(folder, date.today())  # noqa: DTZ011 - the day it is for the curator
    except FileExistsError:
        print(
            f"kiosk: there is something in {folder} already, and nothing is overwritten; give another name",
            file=sys.stderr,
        )
        return WRONG
    except OSError as error:
        print(f"kiosk: {folder} cannot be made: {error.strerror}", file=sys.stderr)
        return WRONG
    print("\n".join(f"  {name}" for name in names))
    print(
        f"Replace these examples by your own. See them: kiosk run {folder}    Check them: kiosk check {folder}"
    )
    return GOOD


def import_table(source: Path, folder: Path | None, *, kind: str, write: bool) -> int:
    """``kiosk import``: a table into a folder, or, when ``source`` is a folder, labels from its pictures' words; 1 for no file at all."""
    from kiosk.authoring.drafts import save
    from kiosk.authoring.embedded_captions import propose_labels
    from kiosk.authoring.import_table import propose
    from kiosk.authoring.spreadsheets import UnreadableTableError

    root = source if source.is_dir() else folder
    if root is None:
        print("kiosk: write the folder into which the files should go", file=sys.stderr)
        return WRONG
    if not source.exists():
        print(f"kiosk: there is no {source}", file=sys.stderr)
        return WRONG
    try:
        proposal = propose_labels(source) if source.is_dir() else propose(source, kind, root)
    except UnreadableTableError as error:
        print(f"kiosk: {source}: {error}", file=sys.stderr)
        return WRONG
    for place, message in proposal.notes:
        print(f"{place}: {message}", file=sys.stderr)
    if not (proposal.drafts or source.is_dir()):
        print(f"kiosk: nothing in {source} could become a file", file=sys.stderr)
        return FOUND
    if write:
        return _saved(root, proposal.drafts, save)
    for one in proposal.drafts:
        there = " (is there already and stays as it is)" if (root / one.path).exists() else ""
        print(f"=== {one.path}{there}\n{one.text}")
    print(
        f"{len(proposal.drafts)} files; nothing was written. The same command with --write writes them."
    )
    return GOOD


def _saved(
    root: Path,
    drafts: list[Draft],
    save: Callable[[Path, list[Draft]], tuple[list[str], list[str]]],
) -> int:
    try:
        written, there = save(root, drafts)
    except OSError as error:
        print(f"kiosk: {error.filename} cannot be written: {error.strerror}", file=sys.stderr)
        return WRONG
    for path in there:
        print(f"{path}: is there already and stays as it is")
    print(f"{len(written)} files written, {len(there)} left as they are")
    return GOOD


def proof(folder: Path, out: Path, *, paper: str, language: str) -> int:
    """``kiosk proof``; 1 when a work or an event could not be read or drawn, and so is not on it."""
    result = _read(folder)
    if not result.usable:
        return _unusable(result)
    if not (result.snapshot.works or result.snapshot.events):
        print(
            f"kiosk: {folder} holds no work and no event that could be on a proof", file=sys.stderr
        )
        return WRONG
    if not _speaks(result, language):
        return WRONG
    from kiosk.printing.proof import proof as write

    bar = Bar("making pages")
    try:
        with tempfile.TemporaryDirectory(prefix="kiosk-proof-") as scratch:
            first = result.snapshot.exhibition.languages[0]
            made = write(
                result,
                out,
                paper=paper,
                language=language or first,
                scratch=Path(scratch),
                progress=bar,
            )
    except OSError as error:
        print(f"kiosk: {out} cannot be written: {error.strerror}", file=sys.stderr)
        return WRONG
    finally:
        bar.close()
    for file, why in made.left_out:
        print(f"{file}: is not on the proof: {why}", file=sys.stderr)
    left = f", {len(made.left_out)} left out" if made.left_out else ""
    print(f"{made.number} works and events in {out}{left}")
    return GOOD if made.whole else FOUND


def _speaks(result: LoadResult, language: str) -> bool:
    """False, and told, when the exhibition has no such language; "" is its first one."""
    known = result.snapshot.exhibition.languages
    if language and language not in known:
        print(
            f"kiosk: the exhibition has no language '{language}'; it has {', '.join(known)}",
            file=sys.stderr,
        )
        return False
    return True


def labels(folder: Path, out: Path, *, sheet: str, language: str) -> int:
    """``kiosk labels``: printable wall labels; 1 when the words of some do not fit, or a link has no code."""
    result = _read(folder)
    if not result.usable:
        return _unusable(result)
    if not result.snapshot.works:
        print(f"kiosk: {folder} holds no work that could have a label", file=sys.stderr)
        return WRONG
    if not _speaks(result, language):
        return WRONG
    from kiosk.printing.labels import labels as write

    try:
        made = write(
            result, out, sheet=sheet, language=language or result.snapshot.exhibition.languages[0]
        )
    except OSError as error:
        print(f"kiosk: {out} cannot be written: {error.strerror}", file=sys.stderr)
        return WRONG
    for file in made.cut:
        print(
            f"{file}: its words do not fit on a label of this sheet and are cut; take a sheet with larger ones",
            file=sys.stderr,
        )
    for file, points in made.small:
        print(
            f"{file}: is set in {points:g} points, below large print (18); a shorter alt: or a larger sheet helps",
            file=sys.stderr,
        )
    for file, why in made.uncoded:
        print(f"{file}: its link {why}, and no code is printed", file=sys.stderr)
    print(f"{made.number} labels in {out}")
    return FOUND if made.cut or made.uncoded else GOOD


def _unusable(result: LoadResult) -> int:
    for problem in result.problems:
        print(f"kiosk: {problem.message}; {problem.hint}", file=sys.stderr)
    return WRONG
