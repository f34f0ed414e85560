"""Lists as offices and museums keep them: their headings, their order, their names of pictures."""

from datetime import datetime

import pytest

from kiosk.authoring.headings import column_of, split_capitals
from kiosk.authoring.import_table import propose
from kiosk.authoring.picture_search import pictures_in
from kiosk.content.front_matter.document import read_document
from kiosk.content.problems import Report
from tests.authoring.test_import import excel

KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\nopen:\n  from: 2026-11-27\n"


def imported(root, table):
    """The keys of each draft by its path, and what was told."""
    proposal = propose(table, root=root)
    found = {}
    for one in proposal.drafts:
        path = root / one.path
        path.parent.mkdir(exist_ok=True)
        path.write_text(one.text, "utf-8")
        document = read_document(root, one.path, Report(path=one.path))
        found[one.path] = {**document.values, **({"": document.body} if document.body else {})}
    return found, [f"{place}: {message}" for place, message in proposal.notes]


HEADINGS = {
    "work": {
        "title": "Title of Work|TITLE|Artwork|Título de la obra|Dublin Core:Title|Work Title:",
        "artist": "creator|Artist Display Name|ArtistName|Autor/a|dcterms:creator|Maker|Artist(s)",
        "year": "Date|Object Date|Año|Fecha|DateCreated|Year (YYYY)",
        "medium": "Media|Técnica|Materials|Medio",
        "dimensions": "Size (H x W)|Dimensions (cm)|Medidas|Tamaño",
        "credit": "CreditLine|Credit line|Courtesy of|Créditos|Rights",
        "accession": "AccessionNumber|Object Number|Accession No.|Núm. de inventario|Inventory #",
        "object id": "objectid|ID|Object ID",
        "file": "Image file|Filename|Foto|Archivo|Image Filename",
        "content_note": "Content warning|Trigger warning|Advertencia",
        "body": "Wall text|Description|Descripción|Label copy",
        "order": "No.|#|Nº|Orden|Sort order",
    },
    "event": {
        "title": "Event Name|Event|Nombre del evento|Subject|Program",
        "when": "Date|Fecha|Start Date|Date/Time|Event Date",
        "start time": "Start Time|Start|Hora de inicio|Hora",
        "end time": "End Time|Hora de fin|Until",
        "place": "Location|Venue|Lugar|Where",
        "room": "Room|Sala|Salón",
        "register": "RSVP Link|Registration|Sign-up link|Inscripción|Tickets",
        "price": "Cost|Fee|Precio|Admission",
        "notes": "Notes|Notas|Comments",
        "contact": "Contact Person|Contacto|E-mail",
        "people": "Speakers|Ponentes|Instructor",
    },
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_headings_of_offices_are_known(kind):
    found = {
        head: column_of(split_capitals(head), kind).key
        for heads in HEADINGS[kind].values()
        for head in heads.split("|")
    }
    wanted = {head: key for key, heads in HEADINGS[kind].items() for head in heads.split("|")}
    assert found == wanted


def test_an_unknown_heading_is_asked_about_with_near_words(tmp_path, write_folder):
    table = tmp_path / "t.csv"
    table.write_text("Title,Artist,Mediun,Colour of frame\nA,B,oil,red\n", "utf-8")
    _, told = imported(write_folder({"kiosk.yaml": KIOSK}), table)
    assert told[0] == (
        "row 1: the column 'mediun' is not known and is left out; did you mean 'medium'?"
    )
    assert "'colour of frame' is not known and is left out; known are: title, artist" in told[1]


def test_names_of_pictures_are_found_in_other_spellings(tmp_path, write_folder):
    names = ("Scan_60MP.tif", "e\u0301te\u0301.JPG", "Big wave.png", "two.jpg", "two.png")
    root = write_folder({"kiosk.yaml": KIOSK, **{f"works/{name}": "picture" for name in names}})
    find = pictures_in(root).find

    def found(typed):
        one = find(typed)
        return one.name.removeprefix("works/"), bool(one.note)

    assert found("Scan_60MP") == ("Scan_60MP.tif", False)
    assert found("scan_60mp.TIF") == ("Scan_60MP.tif", False)
    assert found("Scan_60MP.jpg") == ("Scan_60MP.tif", True)
    assert found("scan 60MP") == ("Scan_60MP.tif", True)
    assert found("\u00e9t\u00e9") == (names[1], False)
    assert found("C:\\Users\\ana\\Big_Wave.PNG") == ("Big wave.png", True)
    assert found("two.png") == ("two.png", False)
    assert found("two") == ("", True)
    assert "two.jpg or two.png" in find("two").note
    assert found("none.jpg") == ("", True)


def test_the_order_column_orders(tmp_path, write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/b.jpg": "picture"})
    rows = ["#,Title,Medium,File,Poem", "10,Ten,poetry,,x", "2,Two,poetry,,y"]
    table = tmp_path / "t.csv"
    table.write_text("\n".join(rows), "utf-8")
    found, told = imported(root, table)
    assert (list(found), told) == (["works/02-two.md", "works/10-ten.md"], [])
    # Pictures hang by their own names, which nobody but the curator changes.
    table.write_text("#,Title,Medium,File\n1,B,oil,b.jpg\n2,A,oil,a.jpg\n", "utf-8")
    _, told = imported(root, table)
    assert "the order of their names, which is not the order of the table" in told[0]


def test_days_of_spreadsheets_in_a_column_of_years(tmp_path, write_folder):
    heads = ["Title", "Artist", "Date"]
    cells = [datetime(2019, 1, 1), datetime(2019, 6, 15), 43466, 2025, 2025.0, "c. 1998", "2024-25"]
    table = excel(tmp_path / "t.xlsx", heads, *([f"W{n}", "A", c] for n, c in enumerate(cells)))
    found, told = imported(write_folder({"kiosk.yaml": KIOSK}), table)
    years = [keys["year"] for keys in found.values()]
    assert years == ["2019", "2019", "2019", "2025", "2025", "c. 1998", "2024-25"]
    assert told == ["row 3: of the day 2019-06-15 the year 2019 is taken"]


@pytest.mark.parametrize(
    ("head", "typed", "written", "is_told"),
    [
        (["Size (H x W)"], ["16 x 24 in"], "16 x 24 in", False),
        (["Size (W x H)"], ["24 x 16 in"], "16 x 24 in", True),
        (["Size (W x H x D)"], ["24 x 16 x 3 cm"], "16 x 24 x 3 cm", True),
        (["Size (W x H)"], ["large"], "large", True),
        (["Dimensions (cm)"], ["30 x 20"], "30 x 20 cm", False),
        (["Dimensions (cm)"], ["12 x 8 in"], "12 x 8 in", False),
        (["Height (in)", "Width (in)"], [16, 24], "16 × 24 in", False),
        (["Height", "Width", "Depth"], ["16 cm", "24 cm", "3 cm"], "16 cm × 24 cm × 3 cm", False),
        (["Height", "Width"], [16, 24], "16 × 24", True),
    ],
)
def test_sizes_have_their_height_first(tmp_path, write_folder, head, typed, written, is_told):
    table = excel(tmp_path / "t.xlsx", ["Title", "Artist", *head], ["A", "B", *typed])
    found, told = imported(write_folder({"kiosk.yaml": KIOSK}), table)
    assert [keys["dimensions"] for keys in found.values()] == [written]
    assert bool(told) == is_told


def test_rows_that_are_no_works(tmp_path, write_folder):
    rows = [
        "Show 2026 (draft),,",
        ",,",
        "Title,Artist,Price",
        "Total,Ana,5",
        ",,",
        "Title,Artist,Price",
        "Shore,Ana,5",
        "Total,,10",
        "Sub-total:,,$1 200.00",
        ",Nobody,",
    ]
    table = tmp_path / "t.csv"
    table.write_text("\n".join(rows), "utf-8")
    found, told = imported(write_folder({"kiosk.yaml": KIOSK}), table)
    assert [keys["title"] for keys in found.values()] == ["Total", "Shore"]
    assert [line.partition(":")[0] for line in told] == ["row 3", "row 8", "row 9", "row 10"]


def test_what_an_office_writes_about_events(tmp_path, write_folder):
    heads = "Evento,Fecha,Hora,Lugar,Sala,Inscripción,Estado,Notas,Privado"
    rows = [
        "Uno,2026-12-05,18:00,Casa,Sala 2,www.example.org/a,Confirmado,Traiga agua,no",
        "Dos,2026-12-06,18:00,Casa,por confirmar,http://example.org/b,Cancelado,,",
        "Tres,2026-12-07,18:00,,,rsvp@example.org,agotado,Interno: no anunciar,",
        "Cuatro,2026-12-08,18:00,,,,quizás,,",
        "Cinco,2026-12-09,18:00,,,,,,sí",
        "Seis,2026-12-10,18:00,n/a,,https://user@example.org/,,,",
    ]
    table = tmp_path / "t.csv"
    table.write_text("\n".join([heads, *rows]), "utf-8")
    found, told = imported(write_folder({"kiosk.yaml": KIOSK}), table)
    when = {"when": "2026-12-05, 18:00"}
    assert list(found.values()) == [
        {
            "title": "Uno",
            **when,
            "place": "Casa, Sala 2",
            "register": "https://www.example.org/a",
            "": "Traiga agua",
        },
        {"title": "Dos", "when": "2026-12-06, 18:00", "place": "Casa", "status": "cancelled"},
        {
            "title": "Tres",
            "when": "2026-12-07, 18:00",
            "register": "mailto:rsvp@example.org",
            "status": "full",
        },
        {"title": "Seis", "when": "2026-12-10, 18:00"},
    ]
    everything = "\n".join(told)
    for words in (
        "'Dos': 'por confirmar' is left out of 'room'",
        "'Dos': the address 'http://example.org/b' is left out",
        "'Tres': its note 'Interno: no anunciar' is not taken over",
        "'Cuatro': its status 'quizás' is not known, so the row is left out",
        "'Cinco': it is marked as private, so the row is left out",
        "'Seis': the address 'https://user@example.org/' is left out",
    ):
        assert words in everything


def test_a_list_of_concerts_and_cells_that_a_spreadsheet_could_not_fill(tmp_path, write_folder):
    table = tmp_path / "t.csv"
    table.write_text("Artist,Date,Time,Venue,Fee\nThe Reeds,2026-12-05,19:00,#REF!,#N/A\n", "utf-8")
    found, told = imported(write_folder({"kiosk.yaml": KIOSK}), table)
    assert list(found.values()) == [{"title": "The Reeds", "when": "2026-12-05, 19:00"}]
    assert told == []


def test_exports_of_calendars_have_a_last_day_and_whole_days(tmp_path, write_folder):
    table = tmp_path / "t.csv"
    table.write_text(
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Private\n"
        "Fair,12/13/2026,9:00 AM,12/13/2026,5:00 PM,False,False\n"
        "Camp,12/14/2026,12:00 AM,12/16/2026,12:00 AM,True,False\n"
        "Dentist,12/17/2026,9:00 AM,12/17/2026,10:00 AM,False,True\n",
        "utf-8",
    )
    found, told = imported(write_folder({"kiosk.yaml": KIOSK}), table)
    assert [(keys["title"], keys["when"]) for keys in found.values()] == [
        ("Fair", "12/13/2026, 9:00 AM - 5:00 PM"),
        ("Camp", "12/14/2026 - 12/16/2026"),
    ]
    assert told == ["row 4: 'Dentist': it is marked as private, so the row is left out"]


def test_titles_that_all_have_their_language(tmp_path, write_folder):
    table = tmp_path / "t.csv"
    table.write_text("Title (English),Title (Spanish),Artist\nShore,Orilla,Ana\n", "utf-8")
    root = write_folder({"kiosk.yaml": KIOSK.replace("[en]", "[en, es]")})
    found, _ = imported(root, table)
    assert found == {
        "works/01-shore.md": {"title": "Shore", "artist": "Ana"},
        "works/01-shore.es.md": {"title": "Orilla"},
    }


SPANISH_EVENTS = {
    "title": "Nombre de la actividad|Actividad|Título del evento|Taller|Nombre actividad",
    "when": "Fecha|Fecha inicio|Fecha del evento|Fecha de la actividad|Día|Fecha/Hora",
    "end date": "Fecha fin|Fecha de fin|Fecha final|Fecha término|Fecha de finalización|Último día",
    "start time": "Hora inicio|Hora de inicio|Hora del inicio|Hora|Hora comienzo|HORA INICIO:",
    "end time": "Hora fin|Hora de fin|Hora final|Hora término|Hora de finalización|Hora de cierre",
    "place": "Lugar|Lugar del evento|Sede|Ubicación|Recinto|LUGAR|Dirección",
    "room": "Sala|Salón|Aula|Espacio|Auditorio",
    "online": "Modalidad|En línea|Virtual|Enlace de Zoom",
    "register": "Inscripción|Inscripciones|Enlace inscripción|Boletos|Link de registro|Reservas",
    "register_until": "Fecha límite|Fecha límite inscripción|Cierre de inscripciones",
    "contact": "Contacto|Correo electrónico|Correo de contacto|Responsable|Informes",
    "price": "Precio|Costo|Coste|Cuota|Tarifa|Cuota de recuperación|Aportación",
    "hosted_by": "Organiza|Organizado por|Entidad organizadora",
    "people": "Imparte|Ponente|Ponentes|Impartido por|Tallerista|Artista invitada",
    "status": "Estado|Estatus|Estado del evento",
    "body": "Descripción|Reseña|Sinopsis|Resumen|Descripción de la actividad|Detalles",
    "notes": "Observaciones|Notas|Comentarios",
    "repeats": "Repetición|Frecuencia|Recurrencia|Se repite",
}
SPANISH_WORKS = {
    "title": "Título|Título de la obra|Obra|Título obra|Pieza|Nombre de la pieza",
    "artist": "Artista|Autor|Autora|Nombre del artista|Nombre artista|Autor/a",
    "year": "Año|Año de creación|Año creación|Fecha de ejecución|Datación",
    "medium": "Técnica|Técnica y soporte|Materiales|Técnica/Materiales",
    "dimensions": "Medidas|Dimensiones|Medidas (cm)|Tamaño",
    "credit": "Cortesía|Cortesía de|Colección|Línea de crédito|Línea crédito|Cedido por",
    "accession": "Núm. inventario|N.º de inventario|Número de inventario|Nº de registro",
    "file": "Archivo|Nombre de archivo|Nombre archivo|Archivo de la imagen|Imagen|Foto|Fotografía",
    "alt": "Texto alternativo|Descripción de la imagen|Descripción imagen",
    "content_note": "Advertencia|Advertencia de contenido|Advertencia contenido|Nota de contenido",
    "body": "Texto de sala|Texto sala|Texto de pared|Cédula|Texto curatorial|Descripción",
    "order": "Orden|Nº|Número|Orden de montaje|Número de obra",
    "height": "Alto|Alto (cm)|Altura",
    "width": "Ancho|Ancho (cm)",
}


@pytest.mark.parametrize(("kind", "table"), [("event", SPANISH_EVENTS), ("work", SPANISH_WORKS)])
def test_spanish_headings_are_known(kind, table):
    wrong = [
        (head, key, found)
        for key, heads in table.items()
        for head in heads.split("|")
        if (found := column_of(split_capitals(head), kind).key) != key
    ]
    assert wrong == []


def test_a_spanish_list_of_events_becomes_events(tmp_path, write_folder):
    root = write_folder({"kiosk.yaml": KIOSK.replace("[en]", "[es]")})
    table = tmp_path / "actividades.csv"
    table.write_text(
        "Nombre de la actividad;Fecha inicio;Fecha fin;Hora inicio;Hora fin;Lugar;Sala;Costo;"
        "Inscripción;Imparte;Estado;Descripción\n"
        "Taller de grabado;12/12/2026;12/12/2026;10:00;13:30;Centro Cultural;Sala 2;Gratis;"
        "https://example.org/g;Ana Ruiz;Confirmado;Traiga un delantal.\n"
        "Cine al aire libre;18 de diciembre de 2026;;19:30;;Patio;;;;;Cancelado;\n",
        "utf-8",
    )
    drafts, notes = imported(root, table)
    assert notes == []
    first, second = drafts.values()
    assert first == {
        "title": "Taller de grabado",
        "when": "12/12/2026, 10:00 - 13:30",
        "place": "Centro Cultural, Sala 2",
        "price": "Gratis",
        "register": "https://example.org/g",
        "people": "Ana Ruiz",
        "": "Traiga un delantal.",
    }
    assert second["when"] == "18 de diciembre de 2026, 19:30"
    assert second["status"] == "cancelled"


def test_the_addresses_behind_the_words_of_cells(tmp_path, write_folder):
    from openpyxl import Workbook

    root = write_folder({"kiosk.yaml": KIOSK})
    book = Workbook()
    sheet = book.active
    heads = ["Event Name", "Date", "Start Time", "RSVP", "Contact", "Description", "Website"]
    for row in (
        heads,
        ["Drawing", "December 5, 2026", "10:00 AM", "Sign up here", "Kim", "Read more", ""],
        ["Poetry", "December 6, 2026", "7:00 PM", "Register", "Lee (lee@example.org)", "Text", ""],
        ["Chalk", "December 7, 2026", "6:00 PM", "", "", "Plain", "more"],
    ):
        sheet.append(row)
    sheet["D2"].hyperlink = "https://example.org/draw?a=1&b=2"
    sheet["E2"].hyperlink = "mailto:kim@example.org?subject=Hello"
    sheet["F2"].hyperlink = "https://example.org/more"
    sheet["D3"] = '=HYPERLINK("https://example.org/poem","Register")'
    sheet["E3"].hyperlink = "mailto:lee@example.org"
    sheet["A4"].hyperlink = "https://example.org/chalk"
    sheet["G4"].hyperlink = "https://example.org/site"
    table = tmp_path / "events.xlsx"
    book.save(table)
    drafts, notes = imported(root, table)
    drawing, poetry, chalk = drafts.values()
    assert drawing["register"] == "https://example.org/draw?a=1&b=2"
    assert drawing["contact"] == "Kim (kim@example.org)"
    assert drawing[""] == "Read more"
    assert [note for note in notes if "example.org/more" in note] == [
        "row 2: the address behind 'Read more' is not taken over: https://example.org/more"
    ]
    assert poetry["register"] == "https://example.org/poem"
    assert poetry["contact"] == "Lee (lee@example.org)"
    assert chalk["link"] == "https://example.org/site"


def test_the_formula_of_a_link_in_a_csv(tmp_path, write_folder):
    root = write_folder({"kiosk.yaml": KIOSK})
    table = tmp_path / "events.csv"
    table.write_text(
        'Event,Date,Start Time,RSVP\nDrawing,"December 5, 2026",10:00 AM,'
        '"=HYPERLINK(""https://example.org/draw"",""Sign up"")"\n',
        "utf-8",
    )
    (draft,) = imported(root, table)[0].values()
    assert draft["register"] == "https://example.org/draw"
