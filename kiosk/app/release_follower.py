"""Follows a store of releases: proves what arrives, and says when another release may be shown.

A thread of its own does all of it. What is shown changes in one step, between two scans of the
folder, so that no reading meets two releases (docs/decisions/0027-releases.md).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.domain import Message
from kiosk.publishing.local_releases import LocalReleases
from kiosk.publishing.manifest import Manifest, ReleaseError
from kiosk.publishing.release_store import ReleaseStore, Signed
from kiosk.publishing.selection import Candidate, choose, is_urgent
from kiosk.publishing.signatures import verify
from kiosk.publishing.store_folder import is_store, local_folder, screen_name
from kiosk.settings import Settings
from kiosk.status.release_state import ReleaseState

log = logging.getLogger(__name__)

PERIOD_SECONDS = 2.0
# While files are missing or wrong, which costs a look at each of them.
LONGEST_PERIOD_SECONDS = 20.0
# A store that has not answered for so long is told.
STALLED_SECONDS = 30.0
# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class _Ready:
    name: str
    is_urgent: bool


class ReleaseFollower:
    """Follows the store that ``settings`` name, from ``start`` on.

    ``flip_if_due`` is to be called where nothing reads the folder; it changes what ``view`` leads
    to. ``on_ready`` is called when a release waits for that, and may be shown. Only an urgent one
    is shown while somebody uses the screen.
    """

    def __init__(self, settings: Settings, on_ready: Callable[[], object] = lambda: None) -> None:
        assert settings.release_store is not None
        self._release_store = ReleaseStore(settings.release_store.absolute())
        self._trust, self._screen = settings.trust, screen_name(settings)
        self._local = LocalReleases(local_folder(settings, settings.release_store), self._screen)
        self._is_quiet = False
        self.on_ready = on_ready
        self._closing, self._lock = threading.Event(), threading.Lock()
        self._ready: _Ready | None = None
        self._busy_since = 0.0
        self._state = ReleaseState(shown=self._local.shown)
        # What was verified last: the bytes, and the file of those who may sign.
        self._verified: tuple[bytes, bytes, float] | None = None
        self._manifests: dict[str, Manifest] = {}
        self._pause = PERIOD_SECONDS
        self._thread = threading.Thread(target=self._run, name="release-follower", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def set_quiet(self, is_quiet: bool) -> None:
        """Tell whether nobody uses the screen. Any thread may do so."""
        began = is_quiet and not self._is_quiet
        self._is_quiet = is_quiet
        if began and self._ready is not None:
            self.on_ready()

    def close(self) -> None:
        """Stop looking. A thread that waits for a hanging share is left behind."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(JOIN_SECONDS)

    @property
    def state(self) -> ReleaseState:
        """What is known now. Any thread may ask."""
        state, began = self._state, self._busy_since
        if began and time.time() - began > STALLED_SECONDS and not state.problem:
            return ReleaseState(
                shown=state.shown,
                problem="the store does not answer, or much of it is arriving",
                since=began,
            )
        return state

    def flip_if_due(self) -> bool:
        """Show the release that waits, where it may be shown now; True when it was."""
        with self._lock:
            ready = self._ready
            if ready is None or not (ready.is_urgent or self._is_quiet):
                return False
            try:
                self._local.show(ready.name)
            except OSError as error:
                self._tell(ready.name, Message("cannot be shown: {error}", error=error.strerror))
                return False
            self._ready = None
        log.info("Release %s is shown", ready.name)
        self._tell("", None)
        return True

    def _run(self) -> None:
        while not self._closing.is_set():
            self.look_once()
            self._closing.wait(self._pause)

    def look_once(self) -> None:
        """Look at the store, and take what counts in it; whatever fails is told by ``state``."""
        self._busy_since = time.time()
        try:
            self._check_store()
        except ReleaseError as error:
            self._tell(self._state.wanted, error.message)
        except OSError as error:
            reason = error.strerror or str(error)
            self._tell(self._state.wanted, Message("cannot be read: {reason}", reason=reason))
        except Exception as error:
            log.exception("The store could not be read; the release on the screen stays")
            self._tell(self._state.wanted, Message("cannot be read: {reason}", reason=error))
        finally:
            self._busy_since = 0.0

    def _check_store(self) -> None:
        """Look once: what counts, whether it may, and whether it is here."""
        self._pause = PERIOD_SECONDS
        signed = self._release_store.read_current()
        if signed is None:
            self._tell("", self._nothing_published())
            return
        self._require_trust(signed)
        chosen = self._choose(signed)
        if chosen is None:
            message = Message("no release is for this screen ({screen}) now", screen=self._screen)
            self._set_ready(None)
            self._tell("", None if self._local.shown else message)
            return
        name = chosen.release.name
        if name == self._local.shown:
            self._set_ready(None)
            self._tell("", None)
            return
        if self._ready is not None and self._ready.name == name:
            return
        try:
            self._local.take(self._release_store, name, chosen.manifest, self._closing.is_set)
        except (ReleaseError, OSError):
            self._state = ReleaseState(
                shown=self._state.shown,
                wanted=name,
                problem=self._state.problem,
                since=self._state.since,
            )
            self._pause = min(LONGEST_PERIOD_SECONDS, max(2.0, len(chosen.manifest.files) / 1000))
            raise
        shown = self._local.manifest(self._local.shown)
        self._set_ready(_Ready(name, is_urgent(shown, chosen.manifest)))
        self._local.collect_garbage(keep=(name,))
        self.on_ready()

    def _nothing_published(self) -> Message:
        place = self._release_store.path
        if not place.is_dir():
            return Message("the store {store} is not there", store=place)
        if is_store(place) or not (place / "kiosk.yaml").exists():
            return Message("the store {store} has no release yet", store=place)
        if self._trust is None:
            return Message("{store} is a plain folder now, and no store of releases", store=place)
        return Message(
            "{store} is a plain folder, which nobody can sign, and this screen shows signed"
            " releases only; publish it with 'kiosk publish'",
            store=place,
        )

    def _require_trust(self, signed: Signed) -> None:
        """Raises ReleaseError for what nobody trusted signed, and for what counted before."""
        if self._trust is None:
            return
        changed = self._trust.stat().st_mtime if self._trust.exists() else 0.0
        token = signed.text, signed.signature, changed
        if token != self._verified:
            verify(signed.text, signed.signature, self._trust)
            self._verified = token
        if signed.current.sequence < self._local.history().sequence:
            raise ReleaseError(
                Message(
                    "is older than what this screen has accepted already; an older release is shown"
                    " again by 'kiosk rollback' alone"
                )
            )
        self._local.accept(signed.current.sequence)

    def _choose(self, signed: Signed) -> Candidate | None:
        # A clock that is behind the publisher's is ahead of nothing.
        now = max(datetime.now(UTC), signed.current.made)
        self._manifests = {
            one.sha256: self._manifests.get(one.sha256)
            or self._release_store.read_manifest(one.name, one.sha256)
            for one in signed.current.releases
        }
        candidates = [
            Candidate(one, self._manifests[one.sha256]) for one in signed.current.releases
        ]
        return choose(candidates, self._screen, now)

    def _set_ready(self, ready: _Ready | None) -> None:
        with self._lock:
            self._ready = ready

    def _tell(self, wanted: str, problem: Message | None) -> None:
        before, words = self._state, str(problem or "")
        if words and words != before.problem:
            log.warning("%s: %s", wanted or self._release_store.path, words)
        self._state = ReleaseState(
            shown=self._local.shown,
            wanted=wanted,
            problem=words,
            since=(before.since if before.problem else time.time()) if words else 0.0,
        )
