"""Which addresses are an online meeting's own, and which are its program's pages of help."""

import re

from kiosk.content.events.links import host_and_path

# Hosts, themselves and below; how a path of theirs begins, and parts of a path, for a meeting.
_MEETINGS: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("zoom.us", "zoom.com", "zoom.com.cn", "zoomgov.com"),
        ("/j/", "/w/", "/my/", "/s/", "/wc/"),
        (),
    ),
    (
        (
            *("teams.microsoft.com", "teams.microsoft.us", "teams.live.com"),
            "teams.cloud.microsoft",
        ),
        ("/l/meetup-join/", "/meet/", "/dl/launcher"),
        (),
    ),
    (("webex.com",), ("/meet/", "/join/", "/m/", "/wbxmjs/"), ("/j.php", "/meeting/", "/weblink")),
    (("gotomeeting.com", "app.goto.com"), ("/join/", "/meeting/"), ()),
    (("meet.goto.com", "gotomeet.me", "meet.jit.si", "whereby.com"), ("/",), ()),
    (("ringcentral.com",), ("/join/", "/j/"), ()),
    (
        (
            "meetings.dialpad.com",
            "chime.aws",
            "bluejeans.com",
            "8x8.vc",
            "join.skype.com",
            "meet.lync.com",
        ),
        ("/",),
        (),
    ),
)
_MEET_PATH = re.compile(r"/(?:lookup/[\w-]{1,80}|[a-z]{3,4}-[a-z]{3,4}-[a-z]{3,4})(?:\?|$)")
# Hosts of which every other page is one of help, of options or of numbers.
_PROGRAMS = (
    *("zoom.us", "zoom.com", "zoomgov.com", "webex.com", "gotomeeting.com", "goto.com"),
    *("gotomeet.me", "logmeininc.com", "teams.microsoft.com", "teams.microsoft.us"),
    *("teams.live.com", "teams.cloud.microsoft", "meet.google.com", "tel.meet", "aka.ms"),
    *("go.microsoft.com", "dialin.plcm.vc", "pexip.me", "collaborationhelp.cisco.com"),
    *("support.google.com", "apps.google.com", "workspace.google.com", "support.microsoft.com"),
    *("ringcentral.com", "chime.aws", "bluejeans.com", "8x8.vc"),
    *("learn.microsoft.com", "privacy.microsoft.com", "support.office.com"),
)
_FOR_VISITORS = ("/register", "/registration", "/event/", "/events/")


def is_meeting_address(address: str) -> bool:
    """True for the address at which a meeting takes place."""
    host, path = host_and_path(address)
    if host == "meet.google.com":
        return _MEET_PATH.match(path) is not None
    return any(
        _is_below(host, hosts)
        and len(path) > 1
        and (path.startswith(begins) or any(part in path for part in parts))
        for hosts, begins, parts in _MEETINGS
    ) and not (
        path.startswith(("/install", "/premium-numbers", "/numbers"))
        or any(part in path for part in _FOR_VISITORS)
    )


def is_help_address(address: str) -> bool:
    """True for a page of a meeting program that is not the meeting: help, options, numbers."""
    host, path = host_and_path(address)
    if host == "www.microsoft.com":
        return "microsoft-teams" in path
    # A webinar's registration is a page for visitors.
    return (
        _is_below(host, _PROGRAMS)
        and not is_meeting_address(address)
        and not any(part in path for part in _FOR_VISITORS)
    )


def _is_below(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in hosts)
