"""What the check says of addresses: of links and of those to write to."""

import unicodedata

import pytest

from kiosk.check import check
from kiosk.content.load import load
from tests.check.passing import KIOSK, rules
from tests.qr.hostile_addresses import REFUSED


@pytest.mark.parametrize(
    ("register", "rule"),
    [
        ("https://example.org/a", "placeholder-link"),
        ("http://cdss.ca.gov", "link-scheme"),
        ("javascript:alert(1)", "link-scheme"),
        ("https://bit.ly/abc", "link-shortener"),
        ("https://nohost", "link-host"),
        ("https://cdss.ca.gov/a b", "link-space"),
        ("https://cdss.ca.gov/" + "a" * 90, "code-too-long"),
        ("https://cdss.ca.gov/" + "a" * 4000, "code-too-long"),
        ("https://cdss.ca.gov/a?utm_source=mail&id=4", "link-tracking"),
    ],
)
def test_links_that_lead_nowhere_good(write_folder, register, rule):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "events/a.md": f"---\ntitle: A\nwhen: on demand\nregister: {register}\n---\n",
        }
    )
    assert ("events/a.md", 4, rule) in rules(root)


def test_the_allow_list_and_the_same_link_twice(write_folder):
    event = "---\ntitle: A\nwhen: on demand\nregister: https://forms.cdss.ca.gov/a\n---\n"
    root = write_folder(
        {
            "kiosk.yaml": KIOSK + "codes:\n  allow: [ca.gov]\n",
            "events/a.md": event,
            "events/b.md": event,
        }
    )
    assert rules(root) == [("events/b.md", 4, "same-link")]
    root = write_folder({"kiosk.yaml": KIOSK + "codes:\n  allow: [sacramento.edu]\n"})
    assert ("events/a.md", 4, "link-not-allowed") in rules(root)
    root = write_folder({"kiosk.yaml": KIOSK + "codes:\n  allow: [ca.gov, 'two words']\n"})
    assert ("kiosk.yaml", 8, "allow-entry") in rules(root)


@pytest.mark.parametrize(
    ("path", "lines", "rule"),
    [
        ("resources/a.md", "email: not an email", "email-address"),
        ("resources/a.md", "email: library@example.org", "placeholder-link"),
        ("resources/a.md", "email: library@cdss.ca.gov", ""),
        ("events/a.md", "contact: write to me@here", "email-address"),
        ("events/a.md", "contact: Ana, ana@example.com", "placeholder-link"),
        ("events/a.md", "contact: Ana, 916-555-0100", ""),
    ],
)
def test_addresses_to_write_to(write_folder, path, lines, rule):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            path: f"---\ntitle: A\n"
            f"{'when: on demand' if path[0] == 'e' else 'kind: Book'}\n{lines}\n---\n",
        }
    )
    assert rules(root) == ([(path, 4, rule)] if rule else [])


def _quoted(text):
    return '"' + "".join(sign if sign.isalnum() else f"\\U{ord(sign):08x}" for sign in text) + '"'


def test_every_hostile_address_is_told_with_its_reason_and_no_hidden_sign(write_folder):
    """All of the list in one folder, as links of resources; YAML cannot hold a surrogate."""
    listed = [row for row in REFUSED if row[0] and "\ud800" not in row[0]]
    files = {
        f"resources/{number:03}.md": f"---\ntitle: A\nkind: Book\nlink: {_quoted(url)}\n---\n"
        for number, (url, _) in enumerate(listed)
    }
    problems = check(load(write_folder({"kiosk.yaml": KIOSK, **files})))
    told = {problem.path: problem for problem in problems if problem.rule.startswith("link-")}
    untold = []
    for number, (url, rule) in enumerate(listed):
        found = told.get(f"resources/{number:03}.md")
        # Leading white space is taken off with the rest of the line.
        if (found.rule if found else "") != rule and url == url.strip():
            untold.append((url, rule, found))
    assert untold == []
    words = "".join(problem.message + problem.hint for problem in problems)
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Co") for sign in words)


@pytest.mark.parametrize("allow", ["{ca.gov: yes}", "[[ca.gov]]", "[{a: b}]"])
def test_an_allow_list_that_cannot_be_read_allows_nothing(write_folder, allow):
    event = "---\ntitle: A\nwhen: on demand\nregister: https://forms.cdss.ca.gov/a\n---\n"
    files = {"kiosk.yaml": KIOSK + f"codes:\n  allow: {allow}\n", "events/a.md": event}
    assert ("events/a.md", 4, "link-not-allowed") in rules(write_folder(files))
    files["kiosk.yaml"] = KIOSK + "codes:\n  allow:\n"
    assert rules(write_folder(files)) == []
