"""The wheel's version, which is read from git; everything else stands in pyproject.toml."""

import re
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

import kiosk  # noqa: E402
from kiosk.version import build_of  # noqa: E402

BUILD = build_of(ROOT)
VERSION = BUILD.pep440 if BUILD else kiosk.__version__


def stamp(package: Path) -> None:
    """Write the version into a copy of the package, which no git reaches."""
    file = package / "__init__.py"
    line = f'__version__ = "{VERSION}"'
    stamped = re.sub(r"^__version__ = .*", line, file.read_text("utf-8"), flags=re.MULTILINE)
    # The copy may be a link to the checkout's own file.
    file.unlink()
    file.write_text(stamped, "utf-8")


class BuildPy(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            stamp(Path(self.build_lib) / "kiosk")


class SourceDistribution(sdist):
    def make_release_tree(self, base_dir, files):
        super().make_release_tree(base_dir, files)
        stamp(Path(base_dir) / "kiosk")


setup(version=VERSION, cmdclass={"build_py": BuildPy, "sdist": SourceDistribution})
