"""Times how long the GUI thread is held when a text of any length is opened.

    python tests/bench/long_texts.py

Prints for each text the CPU time until its first page is set, the costliest turn of the event loop,
and the CPU time until all pages are counted, in milliseconds; the floor is a text of one page.
"""

import gc
import os
import random
import sys
from pathlib import Path
from time import thread_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QGuiApplication

from kiosk.typesetting.typesetter import Typesetter
from kiosk.window.app_window import load_typefaces
from tests.stall_detector import StallDetector

WORDS = ("lorem", "ipsum", "dolor", "sit", "amet", "of", "the", "morning", "kept", "harvest")


def prose(count: int) -> str:
    """So many words in paragraphs of a hundred."""
    choose = random.Random(count)
    return "\n\n".join(
        " ".join(choose.choice(WORDS) for _ in range(100)) for _ in range(count // 100)
    )


def texts() -> dict[str, tuple[str, bool]]:
    """The texts by name, each with whether it is verse."""
    return {
        "one page (floor)": (prose(100), False),
        "100,000 words": (prose(100_000), False),
        "1,000,000 words": (prose(1_000_000), False),
        "100,000 words, Markdown": (prose(100_000).replace("lorem", "*lorem*"), False),
        "100,000 words, one paragraph": (prose(100_000).replace("\n\n", " "), False),
        "a word of 100,000 letters": ("a" * 100_000, False),
        "100,000 lines": ("Six words on each of these\n" * 100_000, True),
        "10,000 stanzas": ("Four words a line\nand two lines\n\n" * 10_000, True),
        "100,000 combining marks": ("a" + "\u0301" * 100_000, False),
        "Arabic, 70,000 words": ("الحياة في المدينة اتصل على 1-888-373-7888 " * 12_000, False),
        "Chinese, 200,000 characters": ("漢字仮名交" * 40_000, False),
    }


def main() -> None:
    """Print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication(sys.argv[:1])
    load_typefaces()
    # As in the program, which collects when no visitor waits (GcScheduler).
    gc.disable()
    print(f"{'text':<32}{'first page':>12}{'longest turn':>14}{'all pages':>12}{'pages':>8}")
    for name, (text, verse) in texts().items():
        setter = Typesetter(app)
        setter.family, setter.width, setter.height = "Source Serif 4", 900.0, 700.0
        setter.maxCharacters, setter.verse = 70, verse
        firsts: list[float] = []
        setter.laidOut.connect(lambda firsts=firsts: firsts.append(thread_time()))
        with StallDetector() as detector:
            began = thread_time()
            setter.source = text
            while not firsts or not setter.counted:
                app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            ended = thread_time()
        first, longest = (firsts[0] - began) * 1000, detector.longest * 1000
        print(
            f"{name:<32}{first:>12.0f}{longest:>14.0f}{(ended - began) * 1000:>12.0f}"
            f"{setter.pageCount:>8}"
        )


if __name__ == "__main__":
    main()
