"""The preview's parts that need no window: packets, and what is typed put into what was read."""

import random
from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.studio.preview.drafts import DraftItems
from kiosk.studio.preview.frames import BrokenPacketError, PacketReader, line_of, packet_of

FILES = {
    "kiosk.yaml": "title: Shore\nlanguages: [en, es]\n",
    "works/01-a.jpg": "picture",
    "works/01-a.md": "---\ntitle: One\n---\n",
    "works/02-b.md": "---\ntitle: Two\n---\n\nA line.\n",
    "events/a.md": "---\ntitle: Talk\nwhen: January 13, 2027\n---\n",
}


def test_packets_come_whole_from_any_parts():
    sent = [({"type": "frame", "n": n}, bytes([n]) * n * 100) for n in range(5)]
    stream = b"".join(packet_of(head, body) for head, body in sent)
    for seed in range(20):
        chance = random.Random(seed)
        reader, found, place = PacketReader(), [], 0
        while place < len(stream):
            step = chance.randrange(1, 300)
            found += reader.feed(stream[place : place + step])
            place += step
        assert [(head["n"], body) for head, body in found] == [(h["n"], b) for h, b in sent]


@pytest.mark.parametrize(
    "stream", [b"hello\n", b"[]\n", b'{"bytes": -1}\n', b'{"bytes": 1e99}\n', b"x" * 70_000]
)
def test_what_is_no_packet_is_refused(stream):
    with pytest.raises(BrokenPacketError):
        list(PacketReader().feed(stream))


def test_a_command_is_one_line():
    assert line_of({"do": "draft", "text": "a\nb"}).count(b"\n") == 1


@pytest.fixture
def drafts(write_folder):
    folder: Path = write_folder(FILES)
    made = DraftItems(folder)
    yield made, load(folder).snapshot
    made.close()


def test_a_typed_text_is_shown_in_its_item_alone(drafts):
    items, snapshot = drafts
    items.set("works/02-b.md", "---\ntitle: Three\n---\n\nAnother line.\n")
    items.set("works/01-a.es.md", "---\ntitle: Uno\n---\n")
    shown = items.spliced(snapshot)
    assert [str(work.title) for work in shown.works] == ["One", "Three"]
    assert str(shown.works[1].body) == "Another line."
    assert shown.works[0].title.get("es") == "Uno"
    # The picture's stamp is the folder's, so that it is not decoded anew.
    assert shown.works[0].picture == snapshot.works[0].picture
    assert shown.events == snapshot.events
    items.clear()
    assert items.spliced(snapshot) == snapshot


def test_an_item_that_would_not_be_shown_is_not_shown(drafts):
    items, snapshot = drafts
    items.set("works/02-b.md", "---\ntitle: Two\nwithdrawn: yes\n---\n\nA line.\n")
    assert [str(work.title) for work in items.spliced(snapshot).works] == ["One"]


def test_events_the_exhibition_and_new_files_are_shown_too(drafts):
    items, snapshot = drafts
    items.set("events/a.md", "---\ntitle: Talk\nwhen: January 14, 2027\n---\n")
    items.set("kiosk.yaml", "title: Tide\nlanguages: [en]\n")
    items.set("resources/new.md", "---\ntitle: Book\n---\n")
    shown = items.spliced(snapshot)
    assert shown.events[0].when != snapshot.events[0].when
    assert str(shown.exhibition.title) == "Tide"
    assert [str(one.title) for one in shown.resources] == ["Book"]
