"""The codes of the rendered screens, read back by a decoder that is not ours."""

import json

import zxingcpp
from PIL import Image

from kiosk.cli.main import main
from kiosk.qr import CodeTarget, code_target
from tests.check.passing import KIOSK

EVENT = "---\ntitle: {title}\nwhen: January 13, 2026, 1:00PM-2:00PM\nregister: {url}\n---\nText.\n"
SHOWN = {
    "https://www.ca.gov/a?x=1": "www.ca.gov/a",
    "https://bücher.de/ß": "bücher.de/ß",
    "https://соса.com/": "xn--80a1aib.com",
}
NOT_SHOWN = ("https://www.ca.gov@evil.zz/", "https://evil.zz\\@ca.gov/", "tel:**21*1900#")


def test_the_code_on_the_glass_leads_to_the_host_beside_it(qapp, write_folder, tmp_path):
    files = {"kiosk.yaml": KIOSK.replace("1-888", "1-888-373-7888")}
    for number, url in enumerate((*SHOWN, *NOT_SHOWN)):
        files[f"events/{number}.md"] = EVENT.format(title=f"Event {number}", url=url)
    call = ["shots", str(write_folder(files)), "--out", str(tmp_path / "out")]
    assert main([*call, "--size", "1280x720", "--at", "2026-01-13 12:00"]) == 0
    rows = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    seen = {}
    for row in rows:
        if not row["codes"]:
            continue
        with Image.open(tmp_path / "out" / row["file"]) as picture:
            found = {code.text for code in zxingcpp.read_barcodes(picture.convert("L"))}
        assert found == {code["payload"] for code in row["codes"]}
        words = "\n".join(text["text"] for text in row["texts"]).replace("\u200b", "")
        seen |= dict.fromkeys(found, words)
    for url, shown in SHOWN.items():
        target = code_target(url)
        assert isinstance(target, CodeTarget)
        assert shown in seen[target.payload]
    assert not any("evil" in payload or "1900" in payload for payload in seen)
    assert "evil.zz" not in "".join(seen.values())
