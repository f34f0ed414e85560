"""What the tests of the check have in common: a folder that passes it, and what is told of one that
does not.
"""

from kiosk.check import check
from kiosk.content.load import load

KIOSK = (
    "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\nhelp_line:\n"
    "  phone: 1-888\n  verified_on: 2026-01-05\n"
)
WORK = "---\ntitle: Field\nmedium: photography\ncredit: Lent\nalt: Grass in wind\n---\nText.\n"
PAGE = "---\ntitle: P\nmedium: poetry\ncredit: c\n---\nOne\n"


def rules(root, **more):
    return [(problem.path, problem.line, problem.rule) for problem in check(load(root), **more)]
