"""Programmes of 0, 1, 8, 40 and 200 events, and sheets on which a person sees all of them.

    python tests/audit/programmes.py --out DIR [WORD ...]

Writes DIR/sheet-COUNT-LANGUAGE.jpg: the board's screens in every size, both ways up, at usual and
at large text. Returns 1 when a rule of the audit has a finding. WORDs choose parts, such as ``ar
200events``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.audit.rules import Row

COUNTS = (0, 1, 8, 40, 200)
# The screens that show the programme; of a count of events, the others are like the sample's.
ITEMS = ("list", "board", "month", "tracks", "filters", "filtered")
# A weekday on which the sample exhibition is open.
FIRST = date(2026, 1, 13)
TIMES = ("9 AM - 10 AM", "11 AM - noon", "1 PM - 2 PM", "3 PM - 4:30 PM")
# In English, Spanish and Arabic: one line, two parts, and one long part.
TITLES = (
    ("Open studio", "Taller abierto", "استوديو مفتوح"),
    (
        "Listening First: Young People as Partners",
        "Escuchar primero: los jóvenes como socios",
        "الإصغاء أولا: الشباب شركاء",
    ),
    ("A guided walk", "Visita guiada", "جولة مع مرشد"),
    (
        "From Referral to Relationship - County Partners in Conversation",
        "De la derivación al vínculo - Socios del condado en conversación",
        "من الإحالة إلى العلاقة - حوار مع شركاء المقاطعة",
    ),
    ("All Things Housing Office Hour", "Hora de consulta sobre vivienda", "ساعة استشارة عن السكن"),
    (
        "Trauma-Informed Care for Frontline Staff",
        "Atención informada sobre el trauma",
        "رعاية تراعي الصدمات",
    ),
    ("Poems at noon", "Poemas al mediodía", "قصائد الظهيرة"),
    (
        "Recursos para familias: preguntas y respuestas",
        "Recursos para familias: preguntas y respuestas",
        "موارد للعائلات: أسئلة وأجوبة",
    ),
)
PLACES = (
    ("Auditorium", "Auditorio", "القاعة الكبرى"),
    ("Room 112", "Sala 112", "قاعة 112"),
    ("Room 9", "Sala 9", "قاعة 9"),
)
GROUPS = (("families", "familias", "العائلات"), ("teachers", "docentes", "المعلمون"))


def write_events(folder: Path, count: int) -> None:
    """Put ``count`` events into ``folder`` in place of its own: four sessions at one time on the
    first day, then two a day.
    """
    events = folder / "events"
    shutil.rmtree(events, ignore_errors=True)
    events.mkdir()
    with (folder / "kiosk.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\nboard:\n  beyond_end: yes\n")
    for number in range(count):
        day, hour = _time(number)
        for suffix, at in (("", 0), (".es", 1), (".ar", 2)):
            lines = [f'title: "{TITLES[number % len(TITLES)][at]}"']
            if not at:
                lines.append(f"when: {day:%B} {day.day}, {day.year}, {TIMES[hour]}")
                lines.append(f"language: {'es' if number % 4 == 3 else 'en'}")
            if not at and number % 4 == 3:
                lines += ["online: Webinar", f"register: https://example.org/register/{number}"]
            elif number % 4 < 3:
                lines.append(f"place: {PLACES[number % 4][at]}")
            if not at and number % 11 == 5:
                lines.append("status: full")
            lines.append(f"audience: {GROUPS[number % 2][at]}")
            text = "\n".join(["---", *lines, "---", "", "What happens there.", ""])
            (events / f"e{number:03}{suffix}.md").write_text(text, "utf-8")


def _time(number: int) -> tuple[date, int]:
    """The day, and which of ``TIMES``."""
    if number < 4:
        return FIRST, 2
    workday, hour = divmod(number - 4, 2)
    week, weekday = divmod(workday + 1 + FIRST.weekday(), 5)
    monday = FIRST - timedelta(days=FIRST.weekday())
    return monday + timedelta(weeks=week, days=weekday), 1 + 2 * hour


def sheet(rows: list[Row], file: Path) -> None:
    """Write the pictures of ``rows`` side by side, those of one size in a line."""
    lines: dict[tuple[int, ...], list[Image.Image]] = {}
    for row in rows:
        with Image.open(row["path"]) as picture:
            small = picture.convert("RGB")
        tall = round(small.height * 420 / small.width) if small.width > small.height else 420
        wide = 420 if small.width > small.height else round(small.width * 420 / small.height)
        lines.setdefault((*row["size"], row["text_size"]), []).append(small.resize((wide, tall)))
    gap = 8
    width = max(sum(one.width + gap for one in line) for line in lines.values())
    height = sum(max(one.height for one in line) + gap for line in lines.values())
    whole = Image.new("RGB", (width, height), "#777777")
    y = 0
    for line in lines.values():
        x = 0
        for one in line:
            whole.paste(one, (x, y))
            x += one.width + gap
        y += max(one.height for one in line) + gap
    whole.save(file, quality=85)


def main() -> int:
    from tests.audit import audit

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("words", nargs="*", metavar="WORD")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    found = 0
    chosen = {
        name: call
        for name, call in audit.PROGRAMMES.items()
        if all(word in name.split() for word in arguments.words)
    }
    groups: dict[tuple[str, str], dict[str, list[str]]] = {}
    for name, call in chosen.items():
        count, language = name.split()[:2]
        groups.setdefault((count, language), {})[name] = call
    for (count, language), calls in groups.items():
        with tempfile.TemporaryDirectory(prefix="kiosk-programmes-") as scratch:
            gallery = audit.arabic(Path(scratch))
            rows = audit.shoot_matrix(calls, Path(scratch) / "shots", gallery)
            findings = [one for part in audit.examine(rows).values() for one in part]
            shown = {row["screen"] for row in rows}
            assert ("board" in shown) == (count != "0events"), shown
            sheet(rows, arguments.out / f"sheet-{count}-{language}.jpg")
        found += len(findings)
        for one in findings:
            print(f"{count} {one.row['file']}: {one.what}")
        print(f"{count} {language}: {len(rows)} screens, {len(findings)} findings", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
