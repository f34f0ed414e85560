"""``kiosk pull`` against a server of its own: over TLS, on 127.0.0.1, with every bad habit."""

import json
import os
import shutil
import socket
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.authoring.pulling import fetch as fetching
from kiosk.cli.main import main
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.domain import Status
from kiosk.domain.bounds import CALENDAR_BYTES
from kiosk.schedule import build_agenda
from tests.cli.https_server import sent

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="needs openssl (apt: openssl)"
)
ENTRY = (
    "BEGIN:VEVENT\r\nUID:{0}\r\nSUMMARY:{0}\r\nDTSTART:20260113T210000Z\r\n"
    "DTEND:20260113T220000Z\r\nEND:VEVENT\r\n"
)


def calendar(*titles):
    entries = "".join(ENTRY.format(title) for title in titles)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{entries}END:VCALENDAR\r\n".encode()


@pytest.fixture(name="pulled")
def pull_a_folder(write_folder, server, capsys):
    root = write_folder({"kiosk.yaml": ""})

    def pulled(*paths, addresses=(), into=()):
        """The exit code and what was said, after a pull of /a as a, and so on."""
        lines = [f"  {path.strip('/')}: https://127.0.0.1:{server.port}{path}" for path in paths]
        (root / "kiosk.yaml").write_text(
            "title: T\ntimezone: America/Los_Angeles\npull:\n" + "\n".join([*lines, *addresses])
        )
        capsys.readouterr()
        code = main(["pull", str(root), *into])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    setattr(pulled, "root", root)  # noqa: B010 - mypy knows no attributes of functions
    return pulled


def titles(root):
    return sorted(str(event.title) for event in load(root).snapshot.events)


def test_a_calendar_is_fetched_and_its_events_are_shown(pulled, server):
    server.answers["/county"] = sent(calendar("Talk", "Walk"), ETag='"1"')
    assert pulled("/county") == (0, "county: 2 events written to events/county.ics\n", "")
    assert titles(pulled.root) == ["Talk", "Walk"]
    assert [path.name for path in (pulled.root / "events").iterdir()] == ["county.ics"]
    assert (pulled.root / "events" / "county.ics").stat().st_mode & 0o777 == 0o644
    ((_, headers),) = server.asked
    assert headers["Accept-Encoding"] == "identity"
    assert not {"Cookie", "Referer", "Authorization"} & set(headers)


def test_nothing_is_sent_again_that_has_not_changed(pulled, server):
    def answer(handler):
        if handler.headers["If-None-Match"] == '"1"':
            handler.send_response(304)
            handler.end_headers()
        else:
            sent(calendar("Talk"), ETag='"1"', Last_Modified="Tue, 13 Jan 2026 10:00:00 GMT")(
                handler
            )

    server.answers["/a"] = answer
    assert pulled("/a")[0] == 0
    file = pulled.root / "events" / "a.ics"
    before = file.read_bytes()
    os.utime(file, (0, 0))
    assert pulled("/a") == (0, "a: unchanged: events/a.ics\n", "")
    assert server.asked[1][1]["If-Modified-Since"] == "Tue, 13 Jan 2026 10:00:00 GMT"
    assert file.read_bytes() == before
    # The check tells the age of a calendar; this one is as the server has it.
    assert time.time() - file.stat().st_mtime < 100
    # Another address under the same name is asked for as if for the first time.
    server.answers["/b"] = sent(calendar("Other"))
    pulled(addresses=[f"  a: https://127.0.0.1:{server.port}/b"])
    assert "If-None-Match" not in server.asked[2][1]
    assert titles(pulled.root) == ["Other"]


def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/calendar")
    handler.end_headers()
    part = b"X:" + b"x" * 65_000 + b"\r\n"
    for _ in range(2 * CALENDAR_BYTES.limit // len(part)):
        handler.wfile.write(part)


def broken_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/calendar")
    handler.end_headers()
    handler.wfile.write(calendar("New", "Newer")[:150])


def chunk_broken_off(handler):
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/calendar")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"fff\r\n" + calendar("New"))
    handler.close_connection = True


def redirect(to):
    return sent(b"", status=302, Location=to)


def garbage(handler):
    handler.wfile.write(b"\x00\x01\x02 garbage\r\n\r\n")
    handler.close_connection = True


BAD = {
    "a page": (sent(b"<!doctype html><p>Log in", kind="text/html"), "it is a web page"),
    "a page as text": (sent(b"<html><p>Log in", kind="text/plain"), "it is a web page"),
    "a picture": (sent(b"\xff\xd8\xff", kind="image/jpeg"), "of the type 'image/jpeg'"),
    "words": (sent(b"No events.", kind="text/plain"), "it is no calendar"),
    "nothing": (sent(b""), "it is no calendar"),
    "half": (sent(calendar("New")[:60], Content_Length=400), "only 60 of 400 bytes arrived"),
    "broken off": (broken_off, "only a part of the calendar arrived"),
    "half of a chunk": (chunk_broken_off, "ended before its end"),
    "huge by its length": (sent(b"", Content_Length=1 << 40), "it is too large"),
    "endless": (endless, "it is too large"),
    "packed": (sent(b"\x1f\x8b", Content_Encoding="gzip"), "packed"),
    "gone": (sent(b"", status=404), "nothing at this address any more"),
    "forbidden": (sent(b"", status=403), "does not allow it"),
    "an error": (sent(calendar("New"), status=500), "answered 500"),
    "another success": (sent(calendar("New"), status=206), "answered 206"),
    "garbage": (garbage, "cannot be read"),
    "to http": (redirect("http://127.0.0.1/a"), "does not begin with https://"),
    "to a file": (redirect("file:///etc/passwd"), "does not begin with https://|on too often"),
    "with a password": (redirect("https://a:b@127.0.0.1/"), "a name or a password"),
    "in a circle": (redirect("/bad"), "leads on too often"),
    "nowhere": (sent(b"", status=302), "leads on too often, or nowhere"),
    "private": (
        sent(calendar("x").replace(b"END:VEVENT", b"CLASS:PRIVATE\r\nEND:VEVENT")),
        "no event that can be shown any more",
    ),
    "bad data": (sent(b"[" * 100_000, kind="application/json"), "too many levels|not JSON"),
    "other data": (sent(b'{"a": 1}', kind="application/json"), "no events of schema.org"),
}


@pytest.fixture(name="with_a_good_file")
def a_folder_with_a_fetched_calendar(pulled, server):
    server.answers["/bad"] = sent(calendar("Last good"))
    assert pulled("/bad")[0] == 0
    return pulled


def test_the_last_good_file_stays_whatever_the_server_does(with_a_good_file, server):
    pulled = with_a_good_file
    file = pulled.root / "events" / "bad.ics"
    before = file.read_bytes()
    server.answers["/good"] = sent(calendar("Good"))
    for name, (answer, why) in BAD.items():
        server.answers["/bad"] = answer
        code, out, err = pulled("/bad", "/good")
        assert code == 1, name
        assert any(one in err for one in why.split("|")), (name, err)
        assert "the last good file stays" in err
        assert file.read_bytes() == before, name
        # One that fails costs only itself.
        assert "good: " in out, name
        assert sorted(path.name for path in file.parent.iterdir()) == ["bad.ics", "good.ics"]
    assert titles(pulled.root) == ["Good", "Last good"]


def dripping(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/calendar")
    handler.end_headers()
    for letter in calendar("Slow"):
        handler.wfile.write(bytes([letter]))
        time.sleep(0.05)


def silent(handler):
    time.sleep(1.5)


def test_a_slow_server_is_left_alone(with_a_good_file, server, monkeypatch):
    pulled = with_a_good_file
    monkeypatch.setattr(fetching, "TOTAL_SECONDS", 0.5)
    monkeypatch.setattr(fetching, "STEP_SECONDS", 0.3)
    server.answers["/bad"] = dripping
    assert "did not finish within" in pulled("/bad")[2]
    server.answers["/bad"] = silent
    assert "did not answer within" in pulled("/bad")[2]
    # A port at which nobody says a word: not even the handshake is waited for.
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"  bad: https://127.0.0.1:{mute.getsockname()[1]}/"
        assert "did not" in pulled(addresses=[address])[2]
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert "cannot be reached" in pulled(addresses=[f"  bad: https://127.0.0.1:{port}/"])[2]
    assert titles(pulled.root) == ["Last good"]


def test_a_certificate_of_nobody_we_know_is_refused(with_a_good_file, server, monkeypatch):
    pulled = with_a_good_file
    server.answers["/bad"] = sent(calendar("Forged"))
    # The certificate is that of 127.0.0.1, and not of this name.
    code, _, err = pulled(addresses=[f"  bad: https://localhost:{server.port}/bad"])
    assert (code, "certificate is not trusted" in err) == (1, True)
    monkeypatch.delenv("SSL_CERT_FILE")
    code, _, err = pulled("/bad")
    assert (code, "certificate is not trusted" in err) == (1, True)
    assert titles(pulled.root) == ["Last good"]


def test_a_redirect_to_another_https_address_is_followed(pulled, server):
    server.answers["/a"] = redirect("/moved")
    server.answers["/moved"] = sent(calendar("Talk"))
    assert pulled("/a")[0] == 0
    assert titles(pulled.root) == ["Talk"]


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_bytes(calendar("Mine")),
        lambda file: file.write_bytes(file.read_bytes().replace(b"SUMMARY:Talk", b"SUMMARY:Mine")),
        lambda file: (file.unlink(), file.symlink_to(file.parent.parent / "kiosk.yaml")),
        lambda file: (file.unlink(), file.mkdir()),
    ],
    ids=["own", "edited", "a link", "a folder"],
)
def test_what_a_curator_made_or_edited_is_never_written(pulled, server, change):
    server.answers["/a"] = sent(calendar("Talk"))
    assert pulled("/a")[0] == 0
    file = pulled.root / "events" / "a.ics"
    change(file)
    before = file.lstat(), file.read_bytes() if file.is_file() else b""
    server.answers["/a"] = sent(calendar("New"))
    code, _, err = pulled("/a")
    assert code == 1
    assert "stays as it is" in err
    assert (file.lstat().st_ino, file.lstat().st_mtime) == (before[0].st_ino, before[0].st_mtime)


def test_a_page_s_data_becomes_a_calendar(pulled, server):
    def stamp(text):
        return int(datetime.fromisoformat(text).timestamp() * 1000)

    data = {
        "website": {"baseUrl": "https://www.example.org"},
        "upcoming": [
            {
                "id": "1",
                "title": "Talk, with commas; and more",
                "startDate": stamp("2026-01-13T13:00-08:00"),
                "endDate": stamp("2026-01-13T14:00-08:00"),
                "location": {"addressTitle": "Hall"},
                "body": "<p>What it is.</p>",
                "sourceUrl": "https://www.example.org/register",
            },
        ],
    }
    server.answers["/a"] = sent(json.dumps(data).encode(), kind="application/json")
    assert pulled("/a")[1] == "a: 1 events written to events/a.ics\n"
    (event,) = load(pulled.root).snapshot.events
    assert (str(event.title), str(event.place)) == ("Talk, with commas; and more", "Hall")
    assert event.when.starts.isoformat() == "2026-01-13T13:00:00-08:00"
    assert event.register == "https://www.example.org/register"
    assert str(event.description).startswith("What it is.")
    assert pulled("/a")[1] == "a: unchanged: events/a.ics\n"


def test_into_a_further_folder(pulled, server, tmp_path):
    server.answers["/a"] = sent(calendar("Talk"))
    assert pulled("/a", into=["--into", str(tmp_path / "more")])[0] == 0
    assert not (pulled.root / "events").exists()
    result = load(pulled.root, more=[tmp_path / "more"])
    assert [str(event.title) for event in result.snapshot.events] == ["Talk"]


def test_what_cannot_be_fetched_is_told_by_the_check_too(pulled):
    addresses = [
        "  plain: http://example.org/a.ics",
        "  secret: https://user:pass@example.org/a.ics",
        '  "../up": https://example.org/a.ics',
        "  file: file:///etc/passwd",
        "  blank: https://exam ple.org/",
        "  none: ''",
    ]
    code, _, err = pulled(addresses=addresses)
    assert code == 2
    told = [one for one in load(pulled.root).problems if one.rule == "pull"]
    assert [one.line for one in told] == [4, 5, 6, 7, 8, 9]
    assert err.count("kiosk.yaml:") == 6
    assert "lists no calendar" in err
    assert not (pulled.root / "events").exists()


def test_webcal_is_https(pulled, server):
    server.answers["/a"] = sent(calendar("Talk"))
    assert pulled(addresses=[f"  a: webcal://127.0.0.1:{server.port}/a"])[0] == 0


def test_a_calendar_that_stays_empty_is_emptied(with_a_good_file, server):
    """The first time it may be a fault of the server, so that the events stay once."""
    pulled = with_a_good_file
    file = pulled.root / "events" / "bad.ics"
    os.utime(file, (10**9, 10**9))
    server.answers["/bad"] = sent(calendar())
    code, _, err = pulled("/bad")
    assert code == 1
    assert "whole and holds no event any more" in err
    assert titles(pulled.root) == ["Last good"]
    # The check still tells its age.
    assert file.stat().st_mtime == 10**9
    # What fails in between is no second time.
    server.answers["/bad"] = sent(b"", status=500)
    assert pulled("/bad")[0] == 1
    assert titles(pulled.root) == ["Last good"]
    server.answers["/bad"] = sent(calendar())
    assert pulled("/bad")[:2] == (0, "bad: 0 events written to events/bad.ics\n")
    assert titles(pulled.root) == []
    assert pulled("/bad")[:2] == (0, "bad: unchanged: events/bad.ics\n")
    server.answers["/bad"] = sent(calendar("Again"))
    assert pulled("/bad")[0] == 0
    assert titles(pulled.root) == ["Again"]


def test_an_empty_calendar_that_comes_back_is_empty_for_the_first_time(with_a_good_file, server):
    pulled = with_a_good_file
    for body, code in ((calendar(), 1), (calendar("Last good"), 0), (calendar(), 1)):
        server.answers["/bad"] = sent(body)
        assert pulled("/bad")[0] == code
        assert titles(pulled.root) == ["Last good"]


def test_a_screen_takes_the_events_of_an_emptied_calendar_away(with_a_good_file, server):
    """Half of a programme that vanishes stays on the screen; an office that emptied it is heard."""
    pulled = with_a_good_file
    cache = ReadCache()
    assert len(load(pulled.root, cache).snapshot.events) == 1
    server.answers["/bad"] = sent(calendar())
    pulled("/bad")
    assert len(load(pulled.root, cache).snapshot.events) == 1
    pulled("/bad")
    assert load(pulled.root, cache).snapshot.events == ()


def schema_events(*events):
    """An answer with these events as schema.org's JSON."""
    found = [{"@context": "https://schema.org", "@type": "Event", **one} for one in events]
    return sent(json.dumps(found).encode(), kind="application/json")


def test_schedules_and_words_of_a_page_are_read_or_told(pulled, server):
    weekly = {
        "@type": "Schedule",
        "startDate": "2026-01-06",
        "endDate": "2026-02-10",
        "startTime": "18:00",
        "endTime": "19:30",
        "byDay": "https://schema.org/Tuesday",
        "repeatFrequency": "P1W",
        "exceptDate": "2026-01-20",
    }
    server.answers["/a"] = schema_events(
        {"name": "Class", "eventSchedule": weekly},
        {"name": "Tour", "startDate": "every Saturday 10 AM until January 31, 2026"},
        {"name": "Concert", "startDate": "January 13, 2026, 7 PM"},
        {"name": "Days", "startDate": "January 13 and 15, 2026, 7 PM"},
        {"name": "Riddle", "startDate": "some day soon"},
        {"name": "Twice", "startDate": "daily and Thursdays, 10 AM"},
        {"startDate": "2026-01-13T19:00-08:00"},
    )
    code, out, err = pulled("/a")
    assert code == 0
    assert "Riddle' is left out" in err
    assert "Twice' is left out" in err
    assert "without a title is left out" in err
    zone = ZoneInfo("America/Los_Angeles")
    entries = build_agenda(load(pulled.root).snapshot.events, datetime(2026, 1, 1, tzinfo=zone))
    found: dict[str, list[str]] = {}
    for one in entries:
        ends = f"-{one.ends:%H:%M}" if one.ends else ""
        found.setdefault(str(one.event.title), []).append(f"{one.starts:%m-%d %H:%M}{ends}")
    tuesdays = ("01-06", "01-13", "01-27", "02-03", "02-10")
    assert found == {
        "Class": [f"{day} 18:00-19:30" for day in tuesdays],
        "Tour": [f"01-{day} 10:00" for day in ("03", "10", "17", "24", "31")],
        "Concert": ["01-13 19:00"],
        "Days": ["01-13 19:00", "01-15 19:00"],
    }
    assert out == "a: 5 events written to events/a.ics\n"
    assert pulled("/a")[1] == "a: unchanged: events/a.ics\n"


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("EventPostponed", Status.POSTPONED),
        ("https://schema.org/EventPostponed", Status.POSTPONED),
        ("EventCancelled", Status.CANCELLED),
        ("EventScheduled", Status.SCHEDULED),
        ("EventRescheduled", Status.SCHEDULED),
    ],
)
def test_the_status_of_a_page_is_kept(pulled, server, typed, status):
    talk = {"name": "Talk", "startDate": "2026-01-13T19:00-08:00", "eventStatus": typed}
    server.answers["/a"] = schema_events(talk)
    code, _, err = pulled("/a")
    assert code == 0
    (event,) = load(pulled.root).snapshot.events
    assert (event.status, str(event.title)) == (status, "Talk")
    assert ("moved to another date" in err) == (typed == "EventRescheduled")


def test_a_full_event_of_a_page_stays_full(pulled, server):
    offer = {"@type": "Offer", "availability": "https://schema.org/SoldOut"}
    talk = {"name": "Talk", "startDate": "2026-01-13T19:00-08:00", "offers": offer}
    server.answers["/a"] = schema_events(talk)
    pulled("/a")
    assert load(pulled.root).snapshot.events[0].status is Status.FULL


def test_an_empty_squarespace_page_is_an_empty_calendar(pulled, server):
    server.answers["/a"] = sent(
        json.dumps({"website": {}, "upcoming": [], "past": []}).encode(), kind="application/json"
    )
    assert pulled("/a")[:2] == (0, "a: 0 events written to events/a.ics\n")


def test_each_of_several_exhibitions_has_its_own_calendars(write_folder, server, capsys):
    server.answers["/a"] = sent(calendar("Summer talk"))
    server.answers["/b"] = sent(calendar("Winter talk"))
    server.answers["/gone"] = sent(b"", status=404)
    port = server.port
    root = write_folder(
        {
            "summer/kiosk.yaml": f"title: S\npull:\n  county: https://127.0.0.1:{port}/a\n",
            "winter/kiosk.yaml": (
                f"title: W\npull:\n  county: https://127.0.0.1:{port}/b\n"
                f"  gone: https://127.0.0.1:{port}/gone\n"
            ),
            "plain/kiosk.yaml": "title: P\n",
        }
    )
    (root / "kiosk.yaml").unlink(missing_ok=True)
    capsys.readouterr()
    assert main(["pull", str(root)]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "summer/county: 1 events written to events/county.ics",
        "winter/county: 1 events written to events/county.ics",
    ]
    assert "winter/gone: not fetched" in printed.err
    assert titles(root / "summer") == ["Summer talk"]
    assert titles(root / "winter") == ["Winter talk"]
    assert not (root / "plain" / "events").exists()
    assert not (root / "events").exists()
    assert main(["pull", str(root), "--into", str(root / "more")]) == 2
    assert "several exhibitions" in capsys.readouterr().err
