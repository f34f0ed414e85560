"""The commands that a curator reads speak Spanish, as the check does."""

import re

import pytest
from PIL import Image

from kiosk.cli.main import main
from kiosk.cli.terminal import said, use_language
from kiosk.domain import Message

KIOSK = (
    "title: T\ntimezone: America/Los_Angeles\nlanguages: [es]\n"
    "open:\n  from: 2026-11-27\n  until: 2027-01-31\n"
)
# Words of English sentences that no Spanish one has.
ENGLISH = re.compile(
    r"\b(?:the|is|are|and|not|written|there|with|cannot|files?|that|which|its|this|labels?)\b"
)


@pytest.fixture(autouse=True)
def english_again():
    yield
    use_language("en")


def printed(capsys, *arguments):
    """The exit code and the lines of a command in Spanish, without those of files."""
    code = main([*map(str, arguments), "--language", "es"])
    told = capsys.readouterr()
    lines = [*told.out.split("\n"), *told.err.split("\n")]
    return code, [line for line in lines if line.strip() and not line.startswith("  ")]


def assert_spanish(lines):
    assert lines
    assert [
        line
        for line in lines
        if ENGLISH.search(re.sub(r"\S*[/.]\S*|--\w+|se conocen:.*", "", line))
    ] == []


def test_a_table_is_imported_in_spanish(capsys, tmp_path, write_folder):
    root = write_folder({"kiosk.yaml": KIOSK})
    table = tmp_path / "actividades.csv"
    table.write_text(
        "Actividad,Fecha,Hora inicio,Precio de venta,Zzz,Inscripción,Estado\n"
        "Taller,12 de diciembre de 2026,10:00,5,x,aquí,Confirmado\n"
        ",13 de diciembre de 2026,10:00,,,,\n"
        "Charla,algún día,,,,,\n"
        "Reunión de personal,14 de diciembre de 2026,9:00,,,,\n"
        "Cine,15 de diciembre de 2026,20:00,,,,quizás\n",
        "utf-8",
    )
    code, lines = printed(capsys, "import", table, root)
    assert code == 0
    assert_spanish(lines)
    assert any("la columna «zzz» no se conoce" in line for line in lines)
    assert any(line.startswith("fila 3: no hay título") for line in lines)
    assert any("no se ha escrito nada" in line for line in lines)
    code, lines = printed(capsys, "import", table, root, "--write")
    assert_spanish(lines)
    assert lines[0] == "1 archivos escritos, 0 quedan como están"


def test_a_page_is_imported_in_spanish(capsys, tmp_path, write_folder):
    root = write_folder({"kiosk.yaml": KIOSK})
    page = tmp_path / "p.html"
    page.write_text("<!doctype html><html><body><p>Nada</p></body></html>", "utf-8")
    code, lines = printed(capsys, "import", page, root)
    assert code == 1
    assert_spanish(lines)
    page.write_bytes(b"%PDF-1.7")
    code, lines = printed(capsys, "import", page, root)
    assert_spanish(lines)
    assert "es un PDF" in lines[0]


def test_the_agenda_and_a_new_folder_are_told_in_spanish(qapp, capsys, tmp_path, write_folder):
    text = "---\ntitle: Taller\nwhen: 5 de diciembre de 2026, 18:00\nstatus: cancelled\n---\n"
    root = write_folder({"kiosk.yaml": KIOSK, "events/e.md": text})
    main(["agenda", str(root), "--at", "2026-12-05T08:00", "--language", "es"])
    told = capsys.readouterr().out
    assert told.startswith("A 2026-12-05 08:00 PST:\n  hoy ")
    assert "Taller (cancelado)" in told
    main(["agenda", str(root), "--at", "2027-01-20T08:00", "--language", "es"])
    assert capsys.readouterr().out.endswith("  nada\n")
    code, lines = printed(capsys, "new", tmp_path / "nueva")
    assert code == 0
    assert_spanish(lines)
    code, lines = printed(capsys, "new", tmp_path / "nueva")
    assert code == 2
    assert "no es una carpeta vacía" in lines[0]


def test_a_photo_is_cleaned_in_spanish(capsys, tmp_path):
    picture = tmp_path / "foto.jpg"
    exif = Image.Exif()
    exif[0x013B] = "Ana"
    Image.new("RGB", (40, 30)).save(picture, exif=exif)
    code, lines = printed(capsys, "clean-photo", picture)
    assert code == 0
    assert_spanish(lines)
    assert "se quitó:" in lines[0]
    code, lines = printed(capsys, "clean-photo", picture)
    assert code == 2
    assert_spanish(lines)


def test_items_that_are_set_aside_are_told_in_spanish(capsys, tmp_path):
    code, lines = printed(capsys, "set-aside", tmp_path)
    assert (code, lines) == (0, ["no hay ningún elemento apartado"])


def test_without_a_language_the_locale_decides(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("LANGUAGE", "es_MX")
    main(["import", str(tmp_path / "none.csv"), str(tmp_path)])
    assert "no existe" in capsys.readouterr().err
    monkeypatch.setenv("LANGUAGE", "fr")
    main(["import", str(tmp_path / "none.csv"), str(tmp_path)])
    assert "there is no" in capsys.readouterr().err


def test_only_messages_are_translated():
    use_language("es")
    assert said(Message("nothing")) == "nada"
    assert said("nothing") == "nothing"
