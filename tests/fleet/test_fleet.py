"""What hangs where: reports, their table, their page, counts, and stages by reports."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kiosk.cli.main import main
from kiosk.fleet.page import fleet_page
from kiosk.fleet.report import Report, read_fleet, read_report, report_bytes
from kiosk.publishing.release_store import ReleaseStore
from tests.publishing.stores import Publisher, to

ROOT = Path(__file__).resolve().parents[2]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def put(folder, report, *, picture=b"", counts=""):
    place = folder / report.screen
    place.mkdir(parents=True, exist_ok=True)
    (place / "status.json").write_bytes(report_bytes(report))
    if picture:
        (place / "screen.png").write_bytes(picture)
    if counts:
        (place / "counts.csv").write_text(counts)


@pytest.fixture
def store(tmp_path, monkeypatch):
    for name in ("KIOSK_TRUST", "KIOSK_SIGN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    publisher = Publisher(tmp_path / "store")
    publisher.publish({"kiosk.yaml": "t", "works/a.md": "1"})
    return publisher


def now():
    return datetime.now(UTC).timestamp()


def test_a_report_comes_back_as_it_was_and_a_damaged_one_does_not():
    one = Report(screen="lobby-1", written=1.8e9, release="2026-01-13-0000abcd", problems=("a",))
    data = report_bytes(one)
    assert read_report(data) == one
    for spoiled in (
        b"",
        b"[]",
        data[:-9],
        data.replace(b"lobby-1", b"../up"),
        data.replace(b'"works": 0', b'"works": "many"'),
        data.replace(b"1800000000.0", b"1e999"),
        data.replace(b'"a"', b"[1]"),
        data.replace(b'"is_well": true', b'"is_well": 1'),
    ):
        assert read_report(spoiled) is None


def keys_of(schema):
    return set(json.loads((ROOT / "docs" / "fleet" / schema).read_text())["properties"])


def test_screens_come_in_the_order_of_their_numbers(tmp_path):
    names = ["Lobby-1", "lobby-2", "lobby-10", "lobby-10b", "wing", "1"]
    for name in reversed(names):
        put(tmp_path, Report(screen=name, written=now()))
    assert list(read_fleet(tmp_path).reports) == ["1", *names[:-1]]
    text = fleet_page(read_fleet(tmp_path), datetime.now(UTC))
    assert re.findall(r"<h2>(.*?)</h2>", text) == ["1", *names[:-1]]


def test_the_schemas_name_the_keys_that_are_written(store):
    assert keys_of("report.schema.json") == set(
        json.loads(report_bytes(Report(screen="a", written=0.0)))
    )
    (file,) = (store.store.path / "releases").iterdir()
    assert keys_of("manifest.schema.json") == set(json.loads(file.read_bytes()))


def test_all_screens_are_printed_and_one_that_needs_a_look_gives_1(store, capsys):
    folder = store.store.path / "reports"
    assert main(["fleet", "status", str(store.store.path)]) == 2
    assert "no screen has reported" in capsys.readouterr().err
    put(folder, Report(screen="lobby-1", written=now(), release="2026-01-13-0000abcd"))
    assert main(["fleet", "status", str(store.store.path)]) == 0
    assert re.match(r"lobby-1  2026-01-13-0000abcd  -  \d s ago", capsys.readouterr().out)
    put(folder, Report(screen="lobby-2", written=now() - 3000))
    put(folder, Report(screen="lobby-3", written=now() + 3700, problems=("2 errors",)))
    (folder / "lobby-4").mkdir()
    (folder / "lobby-5").mkdir()
    (folder / "lobby-5" / "status.json").write_bytes((folder / "lobby-1/status.json").read_bytes())
    assert main(["fleet", "status", str(store.store.path)]) == 1
    told = capsys.readouterr().out
    assert "no report for 50 min" in told
    assert "its clock is 61 min ahead" in told
    assert "2 errors" in told
    assert "lobby-4  its report cannot be read" in told
    assert "lobby-5  its report cannot be read" in told
    assert main(["fleet", "status", str(store.store.path), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["screen"] for one in found["screens"]] == ["lobby-1", "lobby-2", "lobby-3"]
    assert found["unread"] == ["lobby-4", "lobby-5"]


class Page(HTMLParser):
    """What a page holds, and that its elements are closed in their order."""

    VOID = ("meta", "img")

    def __init__(self, text):
        super().__init__()
        self.open, self.images, self.tags, self.words = [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "img":
            self.images.append(dict(attrs))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def test_the_page_is_whole_escaped_and_fetches_nothing(tmp_path, capsys):
    folder = tmp_path / "reports"
    put(folder, Report(screen="lobby-1", written=now(), on_screen='<b>"x"'), picture=PNG)
    put(folder, Report(screen="lobby-2", written=now(), problems=("<script>alert(1)</script>",)))
    put(folder, Report(screen="lobby-3", written=now()), picture=b"<svg onload=alert(1)>")
    out = tmp_path / "page"
    command = ["fleet", "page", str(tmp_path), "--reports", str(folder), "--out", str(out)]
    assert main(command) == 0
    text = (out / "index.html").read_text("utf-8")
    page = Page(text)
    assert "script" not in page.tags
    assert "<svg" not in text
    assert [one["src"].partition(",")[0] for one in page.images] == ["data:image/png;base64"]
    assert page.images[0]["alt"] == 'What lobby-1 shows: <b>"x"'
    assert not re.search(r"(?:href|src)=\"(?!data:)|url\(|@import", text)
    assert text.index("lobby-2") < text.index("lobby-1"), "what needs a look comes first"
    assert "1 of 3 need a look" in " ".join(page.words)
    assert page.tags.count("h1") == 1


def test_a_page_of_ten_thousand_letters_and_of_no_screen_is_a_page(tmp_path):
    tmp_path.joinpath("none").mkdir()
    assert "all 0 are well" in fleet_page(read_fleet(tmp_path / "none"), datetime.now(UTC))


def test_counts_are_added_up_over_screens_and_days(store, capsys):
    folder = store.store.path / "reports"
    first = "day,kind,file,count\n2026-01-13,work,works/a,3\n2026-01-14,code,events/e,1\n"
    put(folder, Report(screen="lobby-1", written=now()), counts=first)
    second = "day,kind,file,count\n2026-01-13,work,works/a,4\nx,y\n2026-01-13,work,works/b,-1\n"
    put(folder, Report(screen="lobby-2", written=now()), counts=second)
    assert main(["fleet", "counts", str(store.store.path)]) == 0
    assert capsys.readouterr().out == "kind,file,count\ncode,events/e,1\nwork,works/a,7\n"
    assert main(["fleet", "counts", str(store.store.path), "--by", "screen,day"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "lobby-1,2026-01-13,3",
        "lobby-1,2026-01-14,1",
        "lobby-2,2026-01-13,4",
    ]


def test_the_next_stage_opens_by_the_reports(store, capsys):
    path = store.store.path
    name = store.publish(
        {"kiosk.yaml": "t", "works/a.md": "2"}, stages=(to("lobby-1"), to(after=1800))
    )
    assert main(["fleet", "advance", str(path)]) == 1
    assert f"{name} waits: lobby-1 has not reported" in capsys.readouterr().out
    report = Report(screen="lobby-1", written=now(), release=name, release_since=now() - 600)
    put(path / "reports", report)
    assert main(["fleet", "advance", str(path)]) == 1
    assert "is to show it for 20 min more" in capsys.readouterr().out
    put(path / "reports", replace(report, release_since=now() - 1900, is_well=False))
    assert main(["fleet", "advance", str(path)]) == 1
    put(path / "reports", replace(report, release_since=now() - 1900))
    assert main(["fleet", "advance", str(path)]) == 0
    assert f"{name}: the next stage is open" in capsys.readouterr().out
    (entry,) = ReleaseStore(path).read_current().current.releases
    assert (entry.name, entry.stage_number) == (name, 1)
    assert entry.opened is not None
    assert entry.opened > datetime.now(UTC) - timedelta(minutes=1)
    assert main(["fleet", "advance", str(path)]) == 0
    assert "no stage waits" in capsys.readouterr().out
