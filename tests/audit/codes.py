"""Rules of QR codes: their modules and quiet zone from the pixels, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from tests.audit.measures import is_sharp
from tests.audit.rules import Box, Finding, Row, rule, share


@rule("25", "ISO/IEC 18004; measured")
def codes_are_sharp(rows: list[Row]) -> Iterator[Finding]:
    """A code's modules are 4 whole pixels or more, on whole pixels, in a quiet zone of 4 modules of
    white.
    """
    for row in rows:
        for code in row["codes"]:
            if not is_sharp(code):
                yield Finding(row, f"a module is {code['module_px']} pixels", (code["box"],))
            elif code["quiet"] < 250:
                yield Finding(row, "something stands in the quiet zone", (code["box"],))


@rule("27", "measured: an address of 80 characters")
def codes_are_light(rows: list[Row]) -> Iterator[Finding]:
    """A code has at most 37 modules a side; only a calendar entry may be denser."""
    for row in rows:
        for code in row["codes"]:
            if code["modules"] > 37 and not code["payload"].startswith("BEGIN:VCALENDAR"):
                yield Finding(row, f"a code has {code['modules']} modules", (code["box"],))


@rule("28", "FBI PSA 220118")
def codes_say_where_they_lead(rows: list[Row]) -> Iterator[Finding]:
    """A code leads to https, mail, telephone or a message, and what it leads to stands beside it in
    words.
    """
    for row in rows:
        words = re.sub(r"\s+|\u200b", "", " ".join(text["text"] for text in row["texts"]))
        for code in row["codes"]:
            scheme, _, rest = code["payload"].partition(":")
            host = rest.removeprefix("//").split("/")[0].split("?")[0]
            if scheme not in ("https", "mailto", "tel", "sms", "BEGIN"):
                yield Finding(row, f"a code leads to {scheme}:", (code["box"],))
            elif scheme in ("tel", "sms"):
                if host.lstrip("+1") not in re.sub(r"\D", "", words):
                    yield Finding(row, f"{host} does not stand beside its code", (code["box"],))
            elif scheme != "BEGIN" and host.casefold() not in words.casefold():
                yield Finding(row, f"{host} does not stand beside its code", (code["box"],))


@rule("29", "own")
def codes_are_few(rows: list[Row]) -> Iterator[Finding]:
    """At most two codes on a screen, the width of the larger one apart, their quiet zones included.

    A telephone that looks at one of them does not see the other whole.
    """
    for row in rows:
        boxes = [_symbol(code) for code in row["codes"]]
        if len(boxes) > 2:
            yield Finding(row, f"there are {len(boxes)} codes", tuple(boxes))
        for one, other in combinations(boxes, 2):
            far = max(*one[2:], *other[2:])
            x, y, wide, tall = other
            if share(one, [x - far, y - far, wide + 2 * far, tall + 2 * far]):
                yield Finding(row, "two codes stand too close", (one, other))


def _symbol(code: dict[str, Any]) -> Box:
    """The code's box without its quiet zone of four modules."""
    x, y, wide, tall = code["box"]
    quiet = 4 * code["module_px"]
    return [x + quiet, y + quiet, wide - 2 * quiet, tall - 2 * quiet]
