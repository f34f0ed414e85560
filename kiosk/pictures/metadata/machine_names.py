"""Names and captions that cameras, telephones and programs write; no title is among them."""

import re
import unicodedata

_ENDING = re.compile(
    r"(?:\.(?:jpe?g|png|webp|tiff?|gif|avif|hei[cf]|bmp|dng|md|psd|pdf|docx?)){1,3}$"
)
# The order that a curator puts before a name.
_ORDER = re.compile(r"^\d{1,3} ?[-_.)] ?(?=[^\W\d]|_)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HEX = re.compile(r"(?=\D*\d)(?=[0-9]*[a-f])[0-9a-f]{12,}")


def _words(listed: str) -> frozenset[str]:
    """Words and phrases that are parted by semicolons."""
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(";"))


# What stands before a number.
_PREFIXES = _words(
    """
    img; imgp; image; images; imagen; imagem; immagine;
    bild; afbeelding; imag; dsc; dscn; dscf;
    dscx; dcim; mg; mvi; mvimg; pano; pxl; gopr; gp; gh; dji; sam; sany; cimg; pict; kimg; sdc;
    hpim; kif; phto; photo; photos; foto; fotos;
    fotografía; pic; picture; scan; scans; scanned;
    scanned document; scanned image; scn; escaneo; escaneado; escáner; scansione; numérisation;
    skan; doc; document; documento; screenshot; screenshots; screen shot; screen
    capture; screencapture; captura; captura de pantalla; bildschirmfoto; schermata; capture d
    écran; capture d ecran; capture; snapshot; untitled; untitled design; unbenannt; unnamed;
    download; descarga; new project; artboard; fb img;
    received; whatsapp image; whatsapp photo;
    imagen de whatsapp; whatsapp; snapchat; mmexport; wx camera; inshot; psx; picsart; resized;
    compressed; fullsizerender; full size render; adobe scan; adobescan; camscanner; genius
    scan; tiny scanner; office lens; microsoft lens; vlcsnap; ezgif; tmp; temp; thumbnail;
    thumb; attachment; anhang; adjunto; pasted image; pasted graphic; clipboard; viber image;
    ảnh; hình; hình ảnh; ảnh chụp màn hình; 图片; 图像; 照片;
    微信图片; 截屏; 截图; 屏幕截图; 螢幕截圖; スクリーンショット; 画像;
    写真; 사진; 이미지; 스크린샷; صورة; لقطة شاشة; изображение; фото; скриншот; снимок экрана; скан
    """
)
# Before a number of four digits and more only: a few of them may be words of a title.
_VAGUE_PREFIXES = _words(
    """
    p; pa; pb; pc; wp; dp; mov; vid; video; file; archivo; datei; page; página; slide; clip;
    export; render; asset; signal; telegram; instagram; insta; facebook; line; wechat; vsco;
    vscocam; lightroom; polish; canva; notes; note; cropped; edited; collage; cover; poster;
    print; final
    """
)
# Without any number.
_ALONE = _words(
    """
    img; image; photo; foto; picture; pic; scan; scanned document; scanned image; screenshot;
    screen shot; untitled design; unnamed; download; document; fullsizerender; new project;
    captura de pantalla; whatsapp image; jpeg; jpg; png; tiff; thumbnail; attachment; pasted
    image; unbenannt; image asset
    """
)
# What may stand behind the first number.
_TAIL = _words(
    """
    a; am; p; pm; m; at; um; a; las; la; kl; of; wa; copy; copia; kopie; copie; edited; edit;
    editado; bearbeitet; final; web; small; large; hd; hdr; cover; collage; print; lowres;
    hires; crop; cropped; scaled; enhanced; burst; night;
    portrait; mp; lr; ps; px; dpi; kb; mb;
    jan; feb; mar; apr; may; jun; jul; aug; sep; sept; oct; nov; dec; january; february; march;
    april; june; july; august; september; october; november; december; enero; febrero; marzo;
    abril; mayo; junio; julio; agosto; septiembre; octubre; noviembre; diciembre; ver; version;
    original; top; bottom; tile; dng; raw; jpg; jpeg; png;
    exported; resized; compressed; upload
    """
)
_COPIES = _words(
    """
    copy; copia; cópia; copie; kopie; kopia; kopi
    """
)
_OF = _words(
    """
    of; de; von; van; di; do; da; af; av
    """
)
_SCREENSHOTS = ("screenshot", "screen shot", "captura de pantalla", "bildschirmfoto")
# Words, digits: with so many digits and no word it is a serial number or a date.
_PHRASE_WORDS, _MANY_DIGITS, _VAGUE_DIGITS, _SHORT_WORD = 5, 5, 4, 2
_MAX_LETTERS = 160

_CAMERA_CAPTION = re.compile(
    r"(?:[\w.,& -]{0,60} )?digital(?: still)? camera|sony[ _]dsc|default description"
    r"|exif[ _]jpeg(?:[ _]picture)?|<?digimax[^>]{0,60}>?|casio computer co\.?,? ?ltd\.?"
    r"|my beautiful picture|lead technologies.{0,60}|charset=.{0,60}"
)
# Words that some telephones and cameras write into EXIF's field of a description.
_EXIF_CAPTION = re.compile(
    r"sony|dcim|jpeg(?: image| picture)?|digital image|maginon|nikon(?: corporation)?|canon|ascii"
    r"|unicode|(?:image|picture|photo) ?(?:description|title|caption)?|(?:user|file)[ _]?comment"
    r"|description|caption|title|hdrpl|r?hdr|dav|bty|mde|cof|oznor|r?bsh|edf|sdr|fill|picc|ptr|soft"
    r"|binary comment|null|none|n/?a|undefined|untitled|processed with .{1,60}|shot on .{1,60}"
    r"|created with .{1,60}|adobe photoshop.{0,60}|[\W_]{1,60}"
)
_NO_ARTISTS = _words(
    """
    unknown; picasa; user; administrator; admin; owner; photographer; camera; camera owner;
    artist; author; default; name; your name; none; null; microsoft; unbekannt; desconocido;
    anonymous
    """
)


def is_machine_name(name: str) -> bool:
    """True for a file's name, with or without its ending, that no person gave."""
    lower = unicodedata.normalize("NFC", name[:_MAX_LETTERS]).casefold().strip()
    lower = _ORDER.sub("", _ENDING.sub("", lower)).strip()
    if _UUID.search(lower) or _HEX.fullmatch(lower):
        return True
    tokens = _TOKEN.findall(lower)
    if tokens[1:] and tokens[0] in _COPIES and tokens[1] in _OF:
        return True
    digits = sum(len(token) for token in tokens if token.isdecimal())
    words = [token for token in tokens if not token.isdecimal()]
    if digits >= _MANY_DIGITS and all(len(word) <= _SHORT_WORD for word in words):
        return True
    return any(
        _is_numbered(" ".join(tokens[:length]), tokens[length:], digits)
        for length in range(min(len(tokens), _PHRASE_WORDS), 0, -1)
    )


def _is_numbered(phrase: str, rest: list[str], digits: int) -> bool:
    """True when ``rest`` is what programs write behind the words of ``phrase``."""
    if phrase in _SCREENSHOTS and digits > _MANY_DIGITS:
        # The name of the program that was seen stands behind.
        return True
    if phrase not in _PREFIXES and not (phrase in _VAGUE_PREFIXES and digits >= _VAGUE_DIGITS):
        return phrase in _ALONE and not rest
    is_tail = all(one.isdecimal() or one in _TAIL or len(one) == 1 for one in rest)
    return is_tail and (digits > 0 or phrase in _ALONE)


def is_serial_name(words: str) -> bool:
    """True for a title that was surely taken from a file's name: "IMG_2041", "SONY DSC"."""
    has_serial = re.search(r"\d{3}|_", words) is not None
    return (has_serial and is_machine_name(words)) or is_machine_caption(words)


def is_machine_caption(words: str, *, in_exif: bool = False) -> bool:
    """True for what a camera or a program writes into every picture.

    ``in_exif`` for EXIF's description, in which telephones write more words than elsewhere.
    """
    text = " ".join(words[:_MAX_LETTERS].casefold().split())
    if _CAMERA_CAPTION.fullmatch(text):
        return True
    return in_exif and (_EXIF_CAPTION.fullmatch(text) is not None or is_machine_name(text))


def is_machine_artist(words: str) -> bool:
    """True for the name that a camera or a computer gives the owner of every picture."""
    return words.strip().casefold() in _NO_ARTISTS
