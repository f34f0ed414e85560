"""Recordings are known by their first bytes, and a player is given one open file."""

import os
import stat
import struct
import zlib

import pytest
from PySide6.QtTest import QTest

from kiosk.check import check
from kiosk.content.load import load
from kiosk.content.scan.audio_format import is_playlist, is_recording, open_recording
from kiosk.domain import Recording
from kiosk.speech.players import _PLAYERS, player_command
from tests.sounds import SOUND

FRAME = b"\xff\xfb\x90\x64" + bytes(413)
ID3 = b"ID3\x04\0\0\0\0\x02\x01" + bytes(257)
OGG = b"OggS\0\x02" + bytes(20) + b"\x01\x1e"
RECORDINGS = {
    "mp3": (FRAME * 3, ID3 + FRAME * 3, ID3 + bytes(100) + FRAME * 2, b"\xff\xf3\x40\xc4" * 60),
    "wav": (SOUND.encode(), b"RIFF\0\0\0\0WAVEbext" + bytes(20)),
    "ogg": (OGG + b"\x01vorbis", OGG + b"OpusHead\x01", OGG + b"\x7fFLAC\x01"),
    "mp4": (b"\0\0\0\x1cftypM4A \0\0\0\0", b"\0\0\0\x18ftypmp42", b"\0\0\0\x18ftypisom"),
    "flac": (b"fLaC\0\0\0\x22" + bytes(34), ID3 + b"fLaC\x80\0\0\x22" + bytes(34)),
}
PLAYLISTS = (
    b"#EXTM3U\nhttp://127.0.0.1:8099/x.mp3\n",
    b"\xef\xbb\xbf#EXTM3U\r\n#EXT-X-STREAM-INF:BANDWIDTH=1\r\nx.m3u8\r\n",
    b"[playlist]\nFile1=http://127.0.0.1/x.mp3\n",
    b'FILE "other.wav" WAVE\n  TRACK 01 AUDIO\n',
    b'REM GENRE x\nFILE "/etc/passwd" BINARY\n',
    b'<?xml version="1.0"?><playlist xmlns="http://xspf.org/ns/0/"/>',
    b'<ASX version="3.0"><entry><ref href="mms://x"/></entry></ASX>',
    b"# mpv EDL v0\n/etc/passwd\n",
    b"ffconcat version 1.0\nfile /etc/passwd\n",
    b"http://127.0.0.1:8099/x.mp3\n",
    b"rtsp://127.0.0.1/x\n",
    "#EXTM3U\nhttp://127.0.0.1/x.mp3\n".encode("utf-16"),
    ID3 + b"#EXTM3U\nhttp://127.0.0.1/x\n",
    b"[Reference]\r\nRef1=http://127.0.0.1/x\r\n",
)
OTHERS = (
    b"",
    b"sound",
    b"/etc/passwd\n",
    b"../other.mp3\n",
    b"\xff\xfe\0\0",
    FRAME[:4] + b"text that follows no frame" * 40,
    b"ID3" + b"\xff" * 20,
    b"RIFF\0\0\0\0AVI LIST",
    OGG + b"\x80theora",
    b"\0\0\0\x14ftypqt  \0\0\0\0",
    b"\0\0\0\x08moov",
    b"\x1a\x45\xdf\xa3\x01\0\0\0matroska",
    b"MThd\0\0\0\x06",
    b"#!AMR\n",
    b"\x1f\x8b\x08" + zlib.compress(b"#EXTM3U"),
    struct.pack(">4sI", b"FORM", 4) + b"AIFF",
)


@pytest.mark.parametrize(
    ("form", "head"), [(form, head) for form, heads in RECORDINGS.items() for head in heads]
)
def test_sound_is_known_whatever_its_name(tmp_path, form, head):
    file = tmp_path / "x.txt"
    file.write_bytes(head)
    descriptor, found = open_recording(Recording(tmp_path, file))
    assert found == form
    assert os.read(descriptor, 4) == head[:4], "it is played from its beginning"
    os.close(descriptor)


@pytest.mark.parametrize("head", [*PLAYLISTS, *OTHERS])
@pytest.mark.parametrize("suffix", ["mp3", "flac"])
def test_everything_else_is_refused_whatever_its_name(tmp_path, head, suffix):
    file = tmp_path / f"x.{suffix}"
    file.write_bytes(head)
    assert not is_recording(Recording(tmp_path, file))
    assert is_playlist(Recording(tmp_path, file)) == (head in PLAYLISTS)


def test_pipes_folders_and_links_out_are_no_recordings(tmp_path):
    root = tmp_path / "folder"
    root.mkdir()
    os.mkfifo(root / "pipe.mp3")
    (tmp_path / "outside.mp3").write_bytes(FRAME * 3)
    (root / "link.mp3").symlink_to("../outside.mp3")
    (root / "folder.mp3").mkdir()
    for name in ("pipe.mp3", "link.mp3", "folder.mp3", "none.mp3", "../outside.mp3"):
        assert not is_recording(Recording(root, root / name)), name


def test_a_folder_that_was_exchanged_for_a_link_leads_nowhere(tmp_path):
    """Between the listing and the moment at which a visitor listens."""
    root, outside = tmp_path / "folder", tmp_path / "outside"
    for place in (root / "works", outside):
        place.mkdir(parents=True)
        (place / "a.mp3").write_bytes(FRAME * 3)
    recording = Recording(root, root / "works" / "a.mp3")
    assert is_recording(recording)
    (root / "works").rename(root / "old")
    (root / "works").symlink_to(outside)
    with pytest.raises(OSError, match="outside of the folder"):
        open_recording(recording)


@pytest.mark.parametrize("head", PLAYLISTS)
def test_the_check_tells_a_playlist_and_the_screen_does_not_offer_it(write_folder, head):
    label = "---\ntitle: A\nmedium: poetry\ncredit: c\naudio: a.mp3\n---\nA line.\n"
    root = write_folder({"kiosk.yaml": "title: T\n", "works/a.md": label})
    (root / "works" / "a.mp3").write_bytes(head)
    result = load(root)
    assert result.snapshot.recordings == {}
    told = [one for one in check(result) if one.rule == "audio-unknown"]
    assert [(one.path, one.line) for one in told] == [("works/a.md", 5)]
    assert "playlist" in told[0].message


@pytest.mark.parametrize("player", list(_PLAYERS))
@pytest.mark.parametrize("form", list(RECORDINGS))
def test_a_player_is_given_a_descriptor(player, form):
    command = player_command(player, 900, form)
    assert command[-1] in ("fd://0", "pipe:0", "/dev/fd/0")
    assert not any("900" in word for word in command), "the volume stays within its bound"


@pytest.mark.parametrize("form", list(RECORDINGS))
def test_players_that_could_open_more_are_told_not_to(form):
    mpv, ffplay = player_command("mpv", 60, form), player_command("ffplay", 60, form)
    assert {
        "--no-config",
        "--load-scripts=no",
        "--ytdl=no",
        "--autoload-files=no",
        "--access-references=no",
        f"--demuxer-lavf-format={form}",
        "--demuxer-lavf-o=protocol_whitelist=none",
    } <= set(mpv)
    assert ffplay[ffplay.index("-f") + 1] == form
    assert ffplay[ffplay.index("-protocol_whitelist") + 1] == ("file" if form == "mp4" else "pipe")
    for words in (mpv, ffplay):
        assert "http" not in " ".join(words)


@pytest.fixture
def player(tmp_path, monkeypatch):
    """mpv, as a program that writes down its arguments and its input."""
    program = tmp_path / "bin" / "mpv"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" >{tmp_path}/arguments\ncat >{tmp_path}/input\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("KIOSK_VOICE", "true")
    return tmp_path


def test_the_player_reads_the_file_that_was_looked_at(qtbot, player, make_engine):
    engine = make_engine()
    file = player / "-a.mp3"
    file.write_bytes(FRAME * 3)
    with qtbot.waitSignal(engine.finished):
        engine.play(Recording(player, file))
    assert (player / "input").read_bytes() == FRAME * 3
    assert str(file) not in (player / "arguments").read_text()
    engine.close()


def test_a_file_that_became_a_playlist_reaches_no_player(qtbot, player, make_engine):
    engine = make_engine()
    file = player / "a.mp3"
    file.write_bytes(PLAYLISTS[0])
    with qtbot.waitSignal(engine.refused):
        engine.play(Recording(player, file))
    QTest.qWait(50)
    assert not (player / "arguments").exists()
    engine.close()
