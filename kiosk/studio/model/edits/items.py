"""Edits of a work or another item: its name, its place in the order, its withdrawal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kiosk.check.file_names import is_portable
from kiosk.content.front_matter.yaml_source import Value
from kiosk.content.safety.keys import nearest_key
from kiosk.domain import Message
from kiosk.studio.model.documents.key_splices import KeyPath
from kiosk.studio.model.documents.refusal import EditRefusedError
from kiosk.studio.model.edits.fields import SetField
from kiosk.studio.model.edits.file_names import safe_file_name
from kiosk.studio.model.edits.files import RenameFile
from kiosk.studio.model.edits.staging import SETTINGS, Staging

_WITHDRAWN_LINE = "withdrawn: yes"


@dataclass(frozen=True, kw_only=True, slots=True)
class RenameItem:
    """Give an item, "works/01-a", another name: all its files, and what names them."""

    key: str
    new_stem: str

    @property
    def label(self) -> Message:
        """Both names."""
        return Message("Rename {file} to {name}", file=self.key, name=self.new_stem)

    def plan(self, staging: Staging) -> None:
        """Move the files; mend ``order:`` and the label's ``pictures:``."""
        old = PurePosixPath(self.key)
        if not is_portable(self.new_stem) or self.new_stem.startswith((".", "_", "~")):
            raise EditRefusedError(
                Message("'{name}' is no name that every computer takes", name=self.new_stem),
                Message(
                    "write for example {example}",
                    example=safe_file_name(f"{self.new_stem}.md").removesuffix(".md"),
                ),
            )
        for name in staging.names_of_item(self.key):
            rest = PurePosixPath(name).name[len(old.name) :]
            RenameFile(name=name, new_name=f"{self.new_stem}{rest}").plan(staging)
            if name.endswith(".md"):
                self._mend_pictures(staging, (old.parent / f"{self.new_stem}{rest}").as_posix())
        self._mend_order(staging)

    def _mend_order(self, staging: Staging) -> None:
        if not staging.exists(SETTINGS):
            return
        settings = staging.read(SETTINGS)
        order = settings.value("order")
        if not isinstance(order, list):
            return
        old, ends = PurePosixPath(self.key).name, ("", ".md", ".jpg")
        named = {f"{old}{end}": f"{self.new_stem}{end}" for end in ends}
        mended: list[Value] = [
            named.get(one, one) if isinstance(one, str) else one for one in order
        ]
        if mended != order:
            staging.put(settings.with_value(("order",), mended))

    def _mend_pictures(self, staging: Staging, name: str) -> None:
        label, old = staging.read(name), PurePosixPath(self.key).name
        pictures = label.value("pictures")
        for number, one in enumerate(pictures if isinstance(pictures, list) else ()):
            file = one.get("file") if isinstance(one, dict) else None
            if isinstance(file, str) and file.startswith(f"{old}--"):
                path: KeyPath = ("pictures", number, "file")
                label = label.with_value(path, f"{self.new_stem}{file[len(old) :]}")
        if label.raw != staging.read(name).raw:
            staging.put(label)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reorder:
    """Hang the works in this order: writes ``order:`` into kiosk.yaml.

    ``keys`` are paths without suffix, "works/01-a", of all works or of the first ones.
    """

    keys: tuple[str, ...]

    @property
    def label(self) -> Message:
        """One sentence for every order."""
        return Message("Hang the works in another order")

    def plan(self, staging: Staging) -> None:
        """Name each work by its file's name, or by its path where two have one name."""
        names = [key.removeprefix("works/") for key in self.keys]
        bare = [PurePosixPath(name).name for name in names]
        order: list[Value] = [
            one if bare.count(one) == 1 else name for one, name in zip(bare, names, strict=True)
        ]
        SetField(name=SETTINGS, path=("order",), value=order).plan(staging)


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdraw:
    """Take a work off the screen now: writes ``withdrawn: yes`` into its own label."""

    key: str

    @property
    def label(self) -> Message:
        """Which work."""
        return Message("Take {key} down", key=self.key)

    def plan(self, staging: Staging) -> None:
        """Write the key, also where somebody else has just changed the file."""
        label = staging.read(f"{self.key}.md")
        try:
            staging.put(label.with_value(("withdrawn",), "yes"))
        except EditRefusedError:
            # The keys of a file that cannot be read are searched for this line (SAFETY-KEYS.md).
            staging.put(label.with_last_line(_WITHDRAWN_LINE))


@dataclass(frozen=True, kw_only=True, slots=True)
class Restore:
    """Show a withdrawn work again: takes the withdrawal out of all its texts."""

    key: str

    @property
    def label(self) -> Message:
        """Which work."""
        return Message("Show {key} again", key=self.key)

    def plan(self, staging: Staging) -> None:
        """Take out every key that is read as a withdrawal."""
        for name in staging.names_of_item(self.key):
            if not name.endswith(".md"):
                continue
            label = staging.read(name).without_last_line(_WITHDRAWN_LINE)
            for one in label.fields:
                if one.key == "withdrawn" or (
                    not one.is_known and nearest_key(one.typed_key) == "withdrawn"
                ):
                    label = label.without((one.key,))
            staging.put(label)
