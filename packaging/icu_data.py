"""Keep in the library of ICU's data the rules for all languages, and drop those of each one.

Qt's libraries ask the loader for libicudata, but no screen reads a date, a name or an order of
letters from it: the program words by Babel, and Qt has case, direction and breaks of lines built
in. ``tests/package/test_package.py`` shows that what is left still sorts. Needs as and ld (Debian:
binutils).

The format of the data is ICU's "common data" (CmnD): a header that tells its own length, the number
of items, for each item the offsets of its name and of its bytes, both counted from the header's
end and sorted by name; then the names, and the items at multiples of 16.
"""

import struct
import subprocess
import tempfile
from pathlib import Path

# Of all languages: the order of letters, properties for layout, and normal forms.
KEPT = (
    "coll/res_index.res",
    "coll/root.res",
    "coll/ucadata.icu",
    "nfkc.nrm",
    "nfkc_cf.nrm",
    "pool.res",
    "res_index.res",
    "root.res",
    "uemoji.icu",
    "ulayout.icu",
)
_MAGIC = b"\xda\x27"
_FORMAT = b"CmnD\x01"
_ALIGNMENT = 16


def find_data(library: bytes) -> bytes:
    """The data in a library, from its header on."""
    at = library.find(_FORMAT)
    while at >= 0:
        # Size, magic, size and a reserved field of the info, byte order, character set, width.
        start = at - 12
        if library[start + 2 : start + 4] == _MAGIC:
            return library[start:]
        at = library.find(_FORMAT, at + 1)
    raise SystemExit("icu: the library holds no data in ICU's common format")


def shortened(data: bytes, kept: tuple[str, ...]) -> bytes:
    """The same data with the ``kept`` items alone, named without the data's own folder."""
    (header,) = struct.unpack_from("<H", data)
    (count,) = struct.unpack_from("<I", data, header)
    places = [struct.unpack_from("<II", data, header + 4 + 8 * item) for item in range(count)]
    items: dict[bytes, bytes] = {}
    for (name_at, start), (_, end) in zip(places, [*places[1:], (0, 0)], strict=True):
        name = data[header + name_at : data.index(b"\0", header + name_at)]
        if name.partition(b"/")[2].decode("ascii") in kept:
            if not end:
                raise SystemExit(f"icu: the end of {name!r} is not known")
            items[name] = data[header + start : header + end]
    missing = set(kept) - {name.partition(b"/")[2].decode("ascii") for name in items}
    if missing:
        raise SystemExit(f"icu: there is no {', '.join(sorted(missing))} any more")
    names_at = 4 + 8 * len(items)
    at = names_at + sum(len(name) + 1 for name in items)
    table, names, body = struct.pack("<I", len(items)), b"", b""
    for name, content in items.items():
        body += bytes(-(header + at + len(body)) % _ALIGNMENT)
        table += struct.pack("<II", names_at + len(names), at + len(body))
        names += name + b"\0"
        body += content
    return data[:header] + table + names + body


def shorten_library(library: Path) -> None:
    """Make the library anew around what is kept of its data; ``library`` has ICU's full name."""
    major = library.name.rpartition(".")[2]
    symbol = f"icudt{major}_dat"
    whole = library.read_bytes()
    if symbol.encode("ascii") not in whole:
        raise SystemExit(f"icu: {library.name} has no {symbol}")
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        data.write_bytes(shortened(find_data(whole), KEPT))
        source = Path(place) / "data.s"
        source.write_text(
            f"""\
    .section .rodata
    .balign {_ALIGNMENT}
    .globl {symbol}
    .type {symbol}, %object
{symbol}:
    .incbin "{data}"
    .size {symbol}, . - {symbol}
    .section .note.GNU-stack, "", %progbits
"""
        )
        subprocess.run(["as", "-o", f"{place}/data.o", str(source)], check=True)
        link = ["ld", "-shared", "-soname", library.name, "--hash-style=gnu", "-z", "noexecstack"]
        made = Path(place) / library.name
        subprocess.run([*link, "-o", str(made), f"{place}/data.o"], check=True)
        library.write_bytes(made.read_bytes())
