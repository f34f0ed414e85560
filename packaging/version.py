"""Print this checkout's version and the time of its newest commit, for the builders.

python packaging/version.py      0.3.1~git20261127.529.ab12cd34 1795741200

Ends with 1 when a tag names another release than the program's files and the change log do: people
would see a version that no page describes.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# Python takes a compiled file for current by its size and whole second: "0.2.0" that becomes
# "0.3.0" within a second would be read as before.
sys.dont_write_bytecode = True

import kiosk  # noqa: E402
from kiosk.version import Build, build_of  # noqa: E402

build = build_of(ROOT) or Build(kiosk.__version__)
newest = re.search(r"^## \[(\d[\w.]*)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
told = {"kiosk/__init__.py": kiosk.__version__, "CHANGELOG.md": newest[1] if newest else "none"}
for name, release in told.items():
    if build.is_release and release != build.release:
        sys.exit(f"the tag says {build.release}, and {name} {release} (CONTRIBUTING.md, A release)")
print(build.debian, build.time)
