"""The headings that offices and museums give to the columns of their lists, by key.

Case, accents, spaces and signs do not count, nor do small words between others. Sources: lists of
museums that publish their collections (MoMA, Tate, The Met), Dublin Core, CollectionBuilder,
exports of Google Calendar, Outlook and Eventbrite, and offices' lists in English and Spanish.
"""

from collections.abc import Mapping

WORKS: Mapping[str, str] = {
    "title": (
        "title; title of work; title of the work; title of artwork; work title; artwork title; "
        "artwork; work; work name; name; name of work; object title; object name; título; titulo "
        "de la obra; obra; nombre de la obra; titulo obra; nombre; pieza; título de la pieza; "
        "título pieza; nombre de la pieza"
    ),
    "artist": (
        "artist; artist name; artists; artist's name; name of artist; maker; made by; author; "
        "creator; created by; photographer; poet; artist display name; artist full name; artista; "
        "artistas; nombre del artista; autor; autora; autor/a; autoría; fotógrafo; poeta; "
        "creador; nombre del autor; nombre de la artista; artista/autor; autores; nombre y "
        "apellidos"
    ),
    "year": (
        "year; date; dates; date made; date created; creation date; year made; year created; year "
        "of creation; object date; date text; dating; año; fecha; año de creación; fecha de "
        "creación; año de realización; datación; año de ejecución; fecha de ejecución; "
        "cronología; época"
    ),
    "medium": (
        "medium; media; mediums; materials; material; medium/materials; technique; art form; type "
        "of work; medio; técnica; materiales; técnica y materiales; técnica/materiales; soporte; "
        "técnica y soporte; técnica artística"
    ),
    "dimensions": (
        "dimensions; dimension; size; sizes; measurements; framed size; image size; dimensiones; "
        "medidas; tamaño; medidas y peso"
    ),
    "height": "height; alto; altura",
    "width": "width; ancho; anchura",
    "depth": "depth; fondo; profundidad",
    "credit": (
        "credit; credits; credit line; courtesy; courtesy of; lender; lent by; owner; collection; "
        "rights; rights statement; copyright; crédito; créditos; línea de crédito; cortesía; "
        "cortesía de; prestador; propietario; colección; derechos; propiedad; crédito de la foto; "
        "préstamo de; cedido por"
    ),
    "accession": (
        "accession; accession number; accession no; inventory number; inventory no; inventory; "
        "object number; object no; catalogue number; catalog number; registration number; número "
        "de inventario; núm de inventario; no de inventario; inventario; número de registro; "
        "número de objeto; signatura; número de catálogo; número inventario; nº inv; nº de "
        "registro"
    ),
    "object id": "object id; id; identifier; item id; work id; identificador",
    "alt": (
        "alt; alt text; alternative text; alternate text; image description; visual description; "
        "image alt text; texto alternativo; descripción de la imagen; descripción visual; "
        "descripción para lectores de pantalla"
    ),
    "excerpt": "excerpt; excerpt for the loop; quotation; extracto; fragmento; cita",
    "content_note": (
        "content note; content notes; content warning; content warnings; content advisory; "
        "trigger warning; warning; warnings; advisory; sensitive content; advertencia; "
        "advertencias; advertencia de contenido; aviso; aviso de contenido; nota de contenido; "
        "advertencias de contenido; contenido sensible"
    ),
    "withdrawn": "withdrawn; removed; taken down; retirado; retirada",
    "status": "status; state; estado; estatus; situación",
    "link": (
        "link; url; website; web page; web; weblink; link resource; enlace; página web; sitio "
        "web; enlace web; vínculo; web de la obra"
    ),
    "file": (
        "file; file name; files; image; image file; image filename; image file name; image name; "
        "picture; picture file; photo; photo file; photograph file; jpg; jpeg; digital file; "
        "media file; image path; archivo; nombre del archivo; archivo de imagen; imagen; foto; "
        "fotografía archivo; fichero; nombre de archivo; nombre de la imagen; nombre del fichero; "
        "archivo imagen; archivo de la foto; fotografía; imagen/foto"
    ),
    "body": (
        "text; wall text; label text; label copy; description; descriptions; body; poem; text of "
        "poem; statement; artist statement; artist's statement; caption; texto; texto de sala; "
        "descripción; poema; texto de la cartela; declaración del artista; texto de pared; texto "
        "curatorial; cédula; texto de la obra; comentario curatorial; reseña; sinopsis"
    ),
    "order": (
        "order; no; nr; number; num; sequence; sort; sort order; hanging order; wall order; "
        "position; work no; work number; list no; item no; item number; orden; número; núm; n; "
        "posición; orden de montaje; número de orden; número de obra; nº obra"
    ),
    "show.from": "show from; shown from; on view from; display from; mostrar desde",
    "show.until": "show until; shown until; on view until; display until; mostrar hasta",
}
EVENTS: Mapping[str, str] = {
    "title": (
        "title; what; event; event name; event title; name; name of event; subject; summary; "
        "program; programme; program name; activity; session; session title; workshop; class; "
        "título; evento; nombre del evento; título del evento; actividad; nombre; asunto; nombre "
        "de la actividad; título de la actividad; nombre actividad; taller; charla; concierto; "
        "espectáculo"
    ),
    "short": "short title; short name; short event title; título corto; título breve; nombre corto",
    "when": (
        "when; date; dates; day; days; event date; date and time; date/time; date & time; start "
        "date; event start date; begin date; schedule; fecha; fechas; día; días; fecha del "
        "evento; fecha y hora; fecha de inicio; cuándo; horario; fecha evento; fecha actividad; "
        "fecha de la actividad; día y hora; fecha/hora; cuando; fecha de comienzo; fecha de "
        "realización; días y horario"
    ),
    "end date": (
        "end date; event end date; last day; last date; fecha de fin; fecha final; fecha de "
        "término; fecha de finalización; fecha de terminación; fecha de cierre; último día; hasta "
        "el día"
    ),
    "start time": (
        "time; times; start; start time; starts at; begins; begin time; begin; from; event start "
        "time; event time; hora; horas; hora de inicio; inicio; comienza; empieza; desde; hora de "
        "comienzo; hora comienzo; comienzo; hora del evento; hora de la actividad; hora de "
        "apertura; horario de inicio; de; a las"
    ),
    "end time": (
        "end; end time; ends at; until; to; finish; finish time; event end time; hora de fin; "
        "hora final; hora de término; fin; termina; hasta; hora de finalización; hora de "
        "terminación; hora de cierre; final; término; finaliza; acaba; horario de fin; horario de "
        "término"
    ),
    "all day": "all day; all day event; todo el día; día completo",
    "repeats": (
        "repeats; repeat; recurrence; recurring; frequency; repetición; se repite; frecuencia; "
        "periodicidad; recurrencia; cada cuánto; repite; días de la semana"
    ),
    "place": (
        "place; location; venue; venue name; address; where; lugar; ubicación; sede; dirección; "
        "dónde; lugar del evento; lugar de la actividad; recinto; localización; sitio; centro; "
        "dónde es; domicilio"
    ),
    "audience": (
        "audience; target audience; intended audience; for whom; who is it for; age group; ages; "
        "público; destinatarios; dirigido a; para quién; edades; público destinatario"
    ),
    "language": "language; languages; spoken language; idioma; idiomas; lengua; lenguas",
    "room": "room; room name; space; hall; sala; salón; espacio; aula; auditorio",
    "online": (
        "online; virtual; platform; format; en línea; plataforma; formato; modalidad; virtual o "
        "presencial; enlace de zoom; formato de la actividad"
    ),
    "register": (
        "register; registration; registration link; registration url; register link; rsvp; rsvp "
        "link; rsvp url; sign up; sign-up link; signup; sign up link; tickets; ticket link; "
        "ticket url; booking; booking link; eventbrite; eventbrite link; inscripción; "
        "inscripciones; enlace de inscripción; registro; enlace de registro; entradas; reservas; "
        "reservación; inscríbete; enlace inscripción; enlace para inscribirse; link de "
        "inscripción; link de registro; boletos; enlace de boletos; reserva; enlace de reserva; "
        "compra de entradas; formulario de inscripción; formulario"
    ),
    "register_until": (
        "register until; rsvp by; registration deadline; deadline; registration closes; fecha "
        "límite; inscripción hasta; límite de inscripción; fecha límite de inscripción; cierre de "
        "inscripción; cierre de inscripciones; inscripción antes del"
    ),
    "link": (
        "link; url; website; web page; event page; event url; event link; more information; more "
        "info; info link; enlace; página web; sitio web; más información; enlace web; vínculo; "
        "página del evento; más info"
    ),
    "contact": (
        "contact; contact person; contact name; contact email; contact info; contact information; "
        "email; e-mail; organizer; organiser; whom to ask; contacto; persona de contacto; correo; "
        "correo electrónico; organizador; correo de contacto; informes; email de contacto; "
        "contacto email; responsable; información y reservas"
    ),
    "price": (
        "price; cost; fee; fees; admission; ticket price; price of admission; precio; costo; "
        "coste; tarifa; entrada; cuota; cuota de recuperación; precio de la entrada; aportación; "
        "donativo; importe"
    ),
    "presented_by": (
        "presented by; presenter organization; sponsor; sponsored by; presenta; presentado por; "
        "patrocinador; institución; entidad"
    ),
    "hosted_by": (
        "hosted by; host; hosting organization; organized by; organizado por; anfitrión; "
        "organiza; organizan; entidad organizadora; convoca"
    ),
    "people": (
        "people; speaker; speakers; presenter; presenters; instructor; instructors; teacher; "
        "facilitator; facilitators; artist; guest; guests; ponente; ponentes; orador; oradora; "
        "instructora; facilitador; facilitadora; docente; invitados; imparte; impartido por; "
        "conferencista; tallerista; artista invitado; artista invitada; intérpretes; moderador; "
        "con"
    ),
    "status": "status; state; event status; estado; estatus; situación; estado del evento",
    "timezone": "timezone; time zone; zona horaria; huso horario",
    "body": (
        "text; description; details; about; about the event; event description; body; blurb; "
        "summary text; descripción; detalles; texto; acerca del evento; resumen; sinopsis; "
        "reseña; detalle; descripción de la actividad; descripción del evento; contenido"
    ),
    "notes": (
        "notes; note; comments; remarks; notas; observaciones; comentarios; nota; aclaraciones"
    ),
    "private": "private; confidential; sensitivity; internal; privado; confidencial; interno",
    "observance": "observance; commemoration; conmemoración",
    "order": "order; no; nr; number; num; id; event id; orden; número; núm; n; nº",
}
