"""Print this checkout's version and the time of its newest commit, for the builders.

python packaging/version.py      0.3.1~git20261127.529.ab12cd34 1795741200
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import kiosk  # noqa: E402
from kiosk.version import Build, build_of  # noqa: E402

build = build_of(ROOT) or Build(kiosk.__version__)
print(build.debian, build.time)
