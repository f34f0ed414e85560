"""Stores for the tests: a publisher of small folders, and an engine that carries them in parts."""

import hashlib
import random
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.publishing.local_releases import LocalReleases
from kiosk.publishing.manifest import Manifest, ReleaseError, Rollout
from kiosk.publishing.publish import HashCache, publish, store_files
from kiosk.publishing.release_store import ReleaseStore
from kiosk.publishing.selection import choose

NOON = datetime(2026, 1, 13, 12, tzinfo=UTC)


class Publisher:
    """Publishes files, a release a minute from noon on, into ``path``."""

    def __init__(self, path: Path) -> None:
        self.store = ReleaseStore(path)
        self.folder = path.with_name(f"{path.name}-folder")
        self.now = NOON

    def publish(self, files: dict[str, str], **more) -> str:
        """The name of the new release."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name, text in files.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        self.now += timedelta(minutes=1)
        self.store.prepare()
        stamps = [(name, len(text), 10**18) for name, text in files.items()]
        entries = store_files(
            self.store, self.folder, stamps, HashCache(file=self.folder / "../hashes.json")
        )
        signed = self.store.read_current()
        before = signed.current if signed else None
        live = self.store.candidates(before) if before else []
        more.setdefault("replaces", before.releases[0].name if before else "")
        draft, sign = more.pop("draft", False), more.pop("sign", None)
        added, _ = publish(
            self.store,
            Manifest(files=entries, made=self.now, **more),
            live,
            self.now,
            draft=draft,
            before=before,
            sign=sign,
        )
        return added.name


def to(*screens: str, after: int = 0) -> Rollout:
    return Rollout(screens, after)


def look(store: ReleaseStore, local: LocalReleases, screen: str, now: datetime = NOON) -> str:
    """What a screen does when it looks once, without trust; the reason why nothing changed."""
    try:
        signed = store.read_current()
        if signed is None:
            return "no release"
        chosen = choose(store.candidates(signed.current), screen, max(now, signed.current.made))
        if chosen is None:
            return "none is for this screen"
        if chosen.release.name != local.shown:
            local.take(store, chosen.release.name, chosen.manifest)
            local.show(chosen.release.name)
            local.collect_garbage()
    except ReleaseError as error:
        return str(error.message)
    return ""


def content(folder: Path) -> dict[str, str]:
    """The files below a folder with their texts."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def carried(source: Path, target: Path, names: Iterable[str], cut: Sequence[float]) -> None:
    """Carry these files in this order; the last ones only in part, where ``cut`` says so."""
    for name, share in zip(names, cut, strict=True):
        data = (source / name).read_bytes()
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data[: int(len(data) * share)])


def shuffled(names: Sequence[str], seed: int) -> list[str]:
    return random.Random(seed).sample(list(names), len(names))


def content_hashes(folder: Path) -> dict[str, str]:
    """The files below a folder with their SHA-256."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
