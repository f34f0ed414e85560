"""IPTC's Information Interchange Model, version 4.2, and the Photoshop blocks that hold it."""

from kiosk.pictures import limits

_IPTC_BLOCK = 0x0404


def from_photoshop_blocks(blocks: bytes) -> bytes:
    """The IPTC of Photoshop's image resource blocks; b"" when there is none, or it is damaged."""
    position = 0
    for _ in range(limits.MAX_IPTC_ENTRIES):
        if blocks[position : position + 4] != b"8BIM" or len(blocks) < position + 12:
            return b""
        number = int.from_bytes(blocks[position + 4 : position + 6])
        name_bytes = blocks[position + 6] + 1
        at = position + 6 + name_bytes + name_bytes % 2
        size = int.from_bytes(blocks[at : at + 4])
        if number == _IPTC_BLOCK:
            return blocks[at + 4 : at + 4 + size]
        position = at + 4 + size + size % 2
    return b""


def read_iptc(iptc: bytes) -> dict[tuple[int, int], str]:
    """The first text of each record and dataset number, up to the first damage."""
    found: dict[tuple[int, int], str] = {}
    position = 0
    for _ in range(limits.MAX_IPTC_ENTRIES):
        if len(iptc) < position + 5 or iptc[position] != 0x1C:
            break
        key = iptc[position + 1], iptc[position + 2]
        size = int.from_bytes(iptc[position + 3 : position + 5])
        position += 5
        if size & 0x8000:
            length_bytes = min(size & 0x7FFF, 4)
            size = int.from_bytes(iptc[position : position + length_bytes])
            position += length_bytes
        found.setdefault(key, _text(iptc[position : position + size]))
        position += size
    return found


def _text(value: bytes) -> str:
    value = value[: 4 * limits.MAX_VALUE_LETTERS]
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")
