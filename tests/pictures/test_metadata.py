"""A place or a name in a picture is found in every legal way to write it."""

import struct
from collections.abc import Callable

import pytest
from PIL import Image

from kiosk.pictures.probe import probe
from tests.pictures import hostile

EXIF = "http://ns.adobe.com/exif/1.0/"
DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{}<?xpacket end="w"?>'
# Each says that the picture was taken at 38 degrees north.
PLACES = {
    "usual": f'<r:Description xmlns:exif="{EXIF}" exif:GPSLatitude="38,34.5N"/>',
    "other prefix": f'<r:Description xmlns:q="{EXIF}" q:GPSLatitude="38,34.5N"/>',
    "single quotes": f"<r:Description xmlns:q='{EXIF}' q:GPSLatitude='38,34.5N'/>",
    "element": f'<r:Description xmlns:q="{EXIF}"><q:GPSLatitude>38N</q:GPSLatitude>'
    "</r:Description>",
    "default namespace": f'<r:Description><GPSLatitude xmlns="{EXIF}">38N</GPSLatitude>'
    "</r:Description>",
    "character references": f'<r:Description xmlns:q="{EXIF}" q:GPSLatitude="&#x33;8N"/>',
    "cdata": f'<r:Description xmlns:q="{EXIF}"><q:GPSLatitude><![CDATA[38N]]></q:GPSLatitude>'
    "</r:Description>",
    "namespace declared above": '<r:Description top:GPSLatitude="38N"/>',
    "undeclared": '<r:Description exif:GPSLatitude="38N"/>',
    "inside a structure": '<r:Description xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
    f'<i:LocationCreated><r:Bag><r:li r:parseType="Resource"><q:GPSLatitude xmlns:q="{EXIF}">38N'
    "</q:GPSLatitude></r:li></r:Bag></i:LocationCreated></r:Description>",
    "typed node": f'<q:Thing xmlns:q="{EXIF}" q:GPSLatitude="38N"/>',
    "drone": '<r:Description xmlns:d="http://www.dji.com/drone-dji/1.0/" d:GpsLatitude="38.5"/>',
}


def xmp(inside: str) -> str:
    """A packet with the RDF prefix "r"; "top" is EXIF's namespace."""
    return PACKET.format(
        f'<m:xmpmeta xmlns:m="adobe:ns:meta/"><r:RDF xmlns:r="{RDF}" xmlns:top="{EXIF}">{inside}'
        "</r:RDF></m:xmpmeta>"
    )


def in_png(packet: bytes) -> bytes:
    return hostile.png_with(hostile.itxt(packet))


def in_png_behind(packet: bytes) -> bytes:
    return hostile.png_with(hostile.itxt(packet, packed=False), behind=True)


def in_jpeg(packet: bytes) -> bytes:
    return hostile.jpeg_with(hostile.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + packet))


def in_jpeg_extended(packet: bytes) -> bytes:
    """In two parts, the second one first, as extended XMP may be."""
    half = len(packet) // 2
    parts = [
        hostile.segment(
            0xE1,
            b"http://ns.adobe.com/xmp/extension/\x00"
            + b"A" * 32
            + struct.pack(">II", len(packet), offset)
            + part,
        )
        for offset, part in ((half, packet[half:]), (0, packet[:half]))
    ]
    return hostile.jpeg_with(*parts)


def by_pillow(name: str) -> Callable[[bytes], bytes]:
    return lambda packet: hostile.saved(name, xmp=packet)


def in_tiff(packet: bytes) -> bytes:
    return hostile.saved("TIFF", tiffinfo={700: packet})


def in_gif(packet: bytes) -> bytes:
    good = hostile.saved("GIF")
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    at = good.index(b"\x2c", 13 + 3 * 2)
    return good[:at] + b"\x21\xff\x0bXMP DataXMP" + packet + trailer + good[at:]


CONTAINERS = {
    "png": in_png,
    "behind.png": in_png_behind,
    "jpg": in_jpeg,
    "extended.jpg": in_jpeg_extended,
    "webp": by_pillow("WEBP"),
    "avif": by_pillow("AVIF"),
    "tif": in_tiff,
    "gif": in_gif,
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_coordinates_in_xmp_are_found(tmp_path, place, encoding):
    path = tmp_path / "m.jpg"
    path.write_bytes(in_jpeg(xmp(place).encode(encoding)))
    found = probe(path)
    assert not found.unread_metadata
    assert found.has_location


@pytest.mark.parametrize("container", CONTAINERS)
def test_coordinates_in_xmp_are_found_in_every_format(tmp_path, container):
    path = tmp_path / f"m.{container}"
    path.write_bytes(CONTAINERS[container](xmp(PLACES["other prefix"]).encode()))
    found = probe(path)
    assert not found.unread_metadata
    assert found.has_location
    assert (found.width, found.height) == (60, 40)


def test_a_packet_without_a_place_has_none(tmp_path):
    path = tmp_path / "m.jpg"
    path.write_bytes(in_jpeg(xmp('<r:Description top:Flash="GPSLatitude"/>').encode()))
    assert not probe(path).has_location


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_coordinates_and_serials_in_exif_are_found_in_every_format(tmp_path, name):
    exif = Image.Exif()
    exif[0x013B] = "Ana Example"
    exif.get_ifd(0x8769)[0xA431] = "12345"
    exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 34.0, 0.0)})
    path = tmp_path / f"m.{name.lower()}"
    path.write_bytes(hostile.saved(name, exif=exif))
    found = probe(path)
    assert (found.has_location, found.has_serial_number) == (True, True)
    assert found.person_names == ("Ana Example",)


def test_coordinates_in_a_raw_profile_of_png_are_found(tmp_path):
    """As ImageMagick writes EXIF into PNG."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 34.0, 0.0)})
    content = b"Exif\x00\x00" + exif.tobytes().removeprefix(b"Exif\x00\x00")
    text = b"\nexif\n%8d\n" % len(content) + content.hex().encode()
    chunk = hostile.chunk(b"tEXt", b"Raw profile type exif\x00" + text)
    path = tmp_path / "m.png"
    path.write_bytes(hostile.png_with(chunk))
    assert probe(path).has_location


def test_words_in_xmp_are_read_by_namespace(tmp_path):
    packet = xmp(
        f'<r:Description xmlns:w="{DC}" xmlns:dc="http://example.org/other/">'
        "<dc:title>Wrong</dc:title>"
        '<w:title><r:Alt><r:li xml:lang="es">Campo</r:li>'
        '<r:li xml:lang="x-default">Field &amp; Hill</r:li></r:Alt></w:title>'
        "<w:creator><r:Seq><r:li>Ana</r:li><r:li>Bo</r:li></r:Seq></w:creator>"
        '<w:rights r:parseType="Resource"><r:value>CC0</r:value></w:rights>'
        "</r:Description>"
    )
    path = tmp_path / "m.jpg"
    path.write_bytes(in_jpeg(packet.encode()))
    found = probe(path)
    assert (found.title, found.artist, found.rights) == ("Field & Hill", "Ana, Bo", "CC0")
    assert found.person_names == ("Ana", "Bo")


@pytest.mark.parametrize("damage", [b"<a", b"<a>&undefined;</a>", b"\x00\x01", b"<a></b>"])
def test_a_packet_that_cannot_be_read_is_told(tmp_path, damage):
    path = tmp_path / "m.jpg"
    path.write_bytes(in_jpeg(damage))
    assert "XMP" in probe(path).unread_metadata
