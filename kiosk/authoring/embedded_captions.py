"""Propose labels from the titles, names and descriptions that are embedded in pictures."""

from pathlib import Path, PurePosixPath

from kiosk.authoring.drafts import draft
from kiosk.authoring.import_table import Proposal
from kiosk.content.front_matter.translations import title_from_name
from kiosk.content.scan.file_groups import group_files
from kiosk.content.scan.folder_scan import scan
from kiosk.domain import Message
from kiosk.pictures.metadata.machine_names import is_machine_name
from kiosk.pictures.probe import FileBelow, probe


def propose_labels(root: Path) -> Proposal:
    """A draft for every picture of ``root`` that has no label."""
    proposal = Proposal()
    for item in group_files(scan(root), "works", ("en",), []):
        if not item.picture or item.texts:
            continue
        try:
            seen = probe(FileBelow(root, item.picture))
        except Exception as error:  # noqa: BLE001 - one picture must not cost the others' labels
            proposal.notes.append(
                (item.picture, Message("the picture cannot be read: {error}", error=error))
            )
            continue
        name = PurePosixPath(item.key).name
        title = seen.title or ("" if is_machine_name(name) else title_from_name(name))
        if not title:
            proposal.notes.append(
                (
                    item.picture,
                    Message("its name is a camera's or a program's; write the title yourself"),
                )
            )
        elif not (seen.title or seen.artist or seen.description):
            proposal.notes.append(
                (
                    item.picture,
                    Message("the picture contains no caption; its file name is used as the title"),
                )
            )
        proposal.drafts.append(
            draft(
                f"{item.key}.md",
                {"title": title, "artist": seen.artist, "credit": seen.rights},
                seen.description,
            )
        )
    return proposal
