"""``python -m kiosk``."""

import os
import sys


def forget_working_folder() -> None:
    """Import nothing from the folder that one stands in: it may be an exhibition's.

    ``python -m`` has put it first, and an empty part of PYTHONPATH names it too. Python itself has
    looked there for this package and for ``runpy``'s own imports by then; only ``-P`` prevents
    that, with which the package and the supervisor start the program.
    """
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    here = os.path.realpath(os.curdir)
    if not sys.flags.safe_path:
        del sys.path[0]
    sys.path[:] = [place for place in sys.path if os.path.realpath(place or here) != here]
    if root not in sys.path:
        # A checkout without an installation. Last, so that nothing in it hides another module.
        sys.path.append(root)
        os.environ["PYTHONPATH"] = root


def start() -> int:
    """Run the command; returns its exit code."""
    forget_working_folder()
    from kiosk.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(start())
