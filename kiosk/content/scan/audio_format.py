"""Which format a recording has, by its first bytes. A file's name says nothing about it.

A player that guesses opens playlists, and with them whatever they name. It is given only what is
recognized here, with the format by name.
"""

import os

from kiosk.domain import Recording
from kiosk.domain.bounds import RECORDING_BYTES
from kiosk.path_safety import open_below, read_head_below

# What is read of a file: room for an ID3 tag's end and two frames of MP3 behind it.
_HEAD_BYTES = 16384
# MPEG 1 and 2 with their layers III and II, in kilobits a second by the header's index.
_RATES_KBPS = {
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (1, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (2, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES_KBPS[2, 2] = _RATES_KBPS[2, 3]
_SAMPLES_A_SECOND = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
# Brands of ISO files with sound. QuickTime's ("qt  ") may refer to other files.
_MP4_BRANDS = {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"dash"}
_MP4_BRANDS |= {b"iso%d" % number for number in range(2, 10)}
# The first packets of what an Ogg file may hold here; RFC 7845 and Xiph's mappings.
_OGG_CODECS = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex   ")
# What lists of other files begin with, in small letters: M3U and HLS, PLS, ASX, SMIL, XSPF, EDL,
# ffmpeg's and CUE sheets, and any address.
_PLAYLISTS = (
    *("#extm3u", "#extinf", "[playlist]", "[reference]", "<asx", "<smil", "<playlist", "<?xml"),
    *("# mpv edl", "ffconcat", 'file "', "rem ", "://"),
)


def audio_format(descriptor: int) -> str:
    """``mp3``, ``ogg``, ``wav``, ``mp4`` or ``flac``; "" for everything else.

    ``descriptor`` is an open regular file; its position does not change. Raises OSError.
    """
    head = os.pread(descriptor, _HEAD_BYTES, 0)
    tag_end = _id3_length(head)
    if tag_end:
        head = os.pread(descriptor, _HEAD_BYTES, tag_end)
        return "flac" if _is_flac(head) else "mp3" if _is_mp3(head.lstrip(b"\0")) else ""
    if _is_flac(head):
        return "flac"
    if _is_wave(head):
        return "wav"
    if head[:5] == b"OggS\0" and len(head) > 27:
        return "ogg" if head[27 + head[26] :].startswith(_OGG_CODECS) else ""
    if head[4:8] == b"ftyp" and head[8:12] in _MP4_BRANDS:
        return "mp4"
    return "mp3" if _is_mp3(head) else ""


def open_recording(recording: Recording) -> tuple[int, str]:
    """An open descriptor of a recording, and its format. Raises OSError where it is none.

    Never waits for a pipe, and follows no link out of its folder, also when one has just taken the
    place of the file or of a folder above it.
    """
    descriptor = open_below(recording.root, str(recording.file), RECORDING_BYTES.limit)
    try:
        form = audio_format(descriptor)
        if not form:
            raise OSError("it is no sound file that is known here")
    except OSError:
        os.close(descriptor)
        raise
    return descriptor, form


def is_recording(recording: Recording) -> bool:
    """True when the file is a recording by its first bytes."""
    try:
        descriptor, _ = open_recording(recording)
    except OSError:
        return False
    os.close(descriptor)
    return True


def is_playlist(recording: Recording) -> bool:
    """True when the file's first bytes are those of a list of other files or addresses."""
    try:
        head = read_head_below(recording.root, str(recording.file), 1024)
    except OSError:
        return False
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    words = head.decode("latin-1").lower()
    return any(mark in words for mark in _PLAYLISTS)


def _is_flac(head: bytes) -> bool:
    # The first block describes the stream and has 34 bytes.
    return head[:4] == b"fLaC" and head[4:8] in (b"\0\0\0\x22", b"\x80\0\0\x22")


def _is_wave(head: bytes) -> bool:
    # Broadcast files have other chunks before their format.
    chunk = head[12:16]
    return head[:4] == b"RIFF" and head[8:12] == b"WAVE" and len(chunk) == 4 and chunk.isascii()


def _id3_length(head: bytes) -> int:
    """The length of an ID3v2 tag in bytes; 0 where there is none."""
    if head[:3] != b"ID3" or len(head) < 10 or not 2 <= head[3] <= 4 or max(head[6:10]) > 127:
        return 0
    length = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return 10 + length + (10 if head[5] & 0x10 else 0)


def _is_mp3(head: bytes) -> bool:
    """True for two frames in a row, or for one that ends where the file ends."""
    length = _frame_length(head)
    return length > 0 and (len(head) <= length or _frame_length(head[length:]) > 0)


def _frame_length(header: bytes) -> int:
    """The bytes of the MPEG audio frame that begins here; 0 where none does."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return 0
    version, layer = header[1] >> 3 & 3, 4 - (header[1] >> 1 & 3)
    rate_index, sample_index, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version == 1 or layer not in (2, 3) or sample_index == 3 or not 1 <= rate_index <= 14:
        return 0
    first = version == 3
    rate = _RATES_KBPS[1 if first else 2, layer][rate_index - 1] * 1000
    samples = 72 if layer == 3 and not first else 144
    return samples * rate // _SAMPLES_A_SECOND[version][sample_index] + padding
