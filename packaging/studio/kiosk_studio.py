"""The built studio's one program: the window, and the processes that it starts beside itself.

What the studio starts, it starts as Python starts a module (``-P -m kiosk.studio...``), by
``sys.executable``. In a built program that is this file, which therefore answers as Python would,
for modules of the kiosk alone. Without such words the window opens, with a folder if one is named.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Sequence

# Flags of Python without an effect here: no module is looked for in the working folder.
_FLAGS = frozenset(("-P", "-I", "-S"))
# What is started only so that the offscreen tour has a voice, which is silent.
_SILENCE = "import time; time.sleep(600)"


def main(words: Sequence[str]) -> int:
    """Open the studio, or run the module that is named."""
    rest = list(words)
    while rest and rest[0] in _FLAGS:
        rest.pop(0)
    if rest[:1] == ["-m"] and len(rest) > 1:
        module = rest[1]
        if module.split(".")[0] != "kiosk":
            print(f"{module} is no module of the kiosk", file=sys.stderr)
            return 2
        sys.argv = [module, *rest[2:]]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return 0
    if rest == ["-c", _SILENCE]:
        import time

        time.sleep(600)
        return 0
    from kiosk.cli.main import main as kiosk

    return kiosk(["studio", *rest])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
