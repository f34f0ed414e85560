"""No code says one host and leads to another: a browser-grade parser (ada) is the oracle."""

import unicodedata
from urllib.parse import unquote_to_bytes

import ada_url
import idna
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.qr import CodeTarget, Refusal, code_target
from tests.qr.hostile_addresses import ACCEPTED, REFUSED

# What may stand in words beside a code besides what is seen.
INVISIBLE = "\u200b\u200e\u2066\u2069"


def seen(target: CodeTarget) -> str:
    return "".join(sign for sign in target.shown if sign not in INVISIBLE)


@pytest.mark.parametrize(("url", "rule"), REFUSED, ids=ascii)
def test_an_address_that_may_mislead_becomes_no_code(url, rule):
    target = code_target(url)
    assert isinstance(target, Refusal), target
    assert (target.rule, bool(target.reason), bool(target.hint)) == (rule, True, True)


@pytest.mark.parametrize(("url", "payload", "shown"), ACCEPTED, ids=ascii)
def test_a_code_holds_what_a_browser_opens_and_says_so(url, payload, shown):
    target = code_target(url)
    assert isinstance(target, CodeTarget), target
    assert (target.payload, target.shown.replace("\u200b", "")) == (payload, shown)
    assert_leads_where_it_says(url, target)


def assert_leads_where_it_says(url: str, target: CodeTarget) -> None:
    """The oracle reads the typed and the encoded address as the host and path that are shown."""
    assert target.payload.isascii()
    opened = ada_url.URL(target.payload)
    assert opened.href == target.payload
    scheme, _, rest = target.payload.partition(":")
    if scheme != "https":
        assert rest.partition("?")[0].lower() == seen_as_ascii(target).lower()
        return
    typed = ada_url.URL(url)
    assert typed.hostname == opened.hostname == opened.host == target.host
    assert (typed.username, typed.password, typed.port) == ("", "", "")
    for part in ("pathname", "search", "hash"):
        assert unquote_to_bytes(getattr(typed, part)) == unquote_to_bytes(getattr(opened, part))
    assert seen_as_ascii(target).partition("/")[0] == target.host


def seen_as_ascii(target: CodeTarget) -> str:
    name, at, host = seen(target).rpartition("@") if not target.host else ("", "", seen(target))
    if target.payload.startswith("mailto:"):
        name, at, host = seen(target).partition("@")
    host, slash, path = host.partition("/")
    labels = [
        label if label.isascii() else idna.alabel(label).decode() for label in host.split(".")
    ]
    return f"{name}{at}{'.'.join(labels)}{slash}{path}"


# Parts that a browser reads as something, and letters of which a name may be made.
PLAIN = [
    *"/\\@:?#%.[]|;,&= -_xn",
    "//",
    "..",
    "%2e",
    "%2f",
    "%40",
    "xn--",
    "ca.gov",
    "evil.zz",
    ":80",
]
ODD = (
    "⁄∕⧸／＠．。｡：？＃ſıɑсаоѕӏαοϲノ丶·\u200b\u200d\u202e\u2067\u00ad\u0338\u0301ßς\u05d0\u0661０①"
)
PARTS = st.one_of(
    st.sampled_from([*PLAIN, *ODD]),
    st.characters(),
    st.characters(categories=("Ll", "Lo", "Mn", "Nd", "Po", "Sm")),
)
BASES = st.sampled_from([row[0] for row in (*REFUSED, *ACCEPTED)])


@st.composite
def siblings(draw):
    """A listed address with up to three parts put in, taken out or put in the place of others."""
    url = draw(BASES)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(url)))
        url = url[:at] + draw(PARTS) + url[at + draw(st.integers(0, 2)) :]
    return url


@settings(max_examples=400, deadline=None)
@given(siblings())
def test_whatever_becomes_a_code_the_oracle_reads_as_it_is_shown(url):
    target = code_target(url)
    if isinstance(target, Refusal):
        assert target.reason
        assert not any(unicodedata.category(sign) in ("Cc", "Cf") for sign in target.reason)
    else:
        assert_leads_where_it_says(url, target)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.lists(PARTS, min_size=1, max_size=4).map("".join), min_size=1, max_size=4).map(
        ".".join
    )
)
def test_a_host_of_any_letters_is_shown_as_it_is_opened(name):
    url = f"https://{name}.org/"
    if isinstance(target := code_target(url), CodeTarget):
        assert_leads_where_it_says(url, target)


@pytest.mark.parametrize(
    ("url", "allowed", "may"),
    [
        ("https://a.ca.gov/", ["ca.gov"], True),
        ("https://evilca.gov/", ["ca.gov"], False),
        ("https://ca.gov.evil.zz/", ["ca.gov"], False),
        ("https://cа.gov/", ["ca.gov"], False),
        ("https://bücher.de/", ["BÜCHER.de"], True),
        ("https://bücher.de/", ["https://xn--bcher-kva.de/"], True),
        ("https://a.ca.gov/", ["*.ca.gov"], True),
        ("https://a.ca.gov/", ["gov"], True),
        ("https://a.ca.gov/", ["{}"], False),
        ("mailto:a@dss.ca.gov", ["ca.gov"], True),
        ("mailto:a@evil.zz", ["ca.gov"], False),
        ("tel:+19005551212", ["ca.gov"], False),
        ("sms:19005551212", ["ca.gov"], False),
        ("tel:+18883737888", ["ca.gov", "1-888-373-7888"], True),
        ("sms:233733", ["233733"], True),
        ("tel:+525512345678", ["tel:+52 55 1234 5678"], True),
        ("https://ca.gov/", ["233733"], False),
    ],
)
def test_the_allow_list_holds_for_every_scheme(url, allowed, may):
    target = code_target(url, allowed)
    assert isinstance(target, CodeTarget) is may
    assert may or target.rule == "link-not-allowed"
