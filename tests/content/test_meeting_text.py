"""Invitations of online meetings in entries' texts: each program, language, form and position."""

import re
from html import escape
from itertools import product

import pytest

from kiosk.content.events.html_text import html_text, is_html
from kiosk.content.events.meeting_addresses import is_help_address, is_meeting_address
from kiosk.content.events.meeting_text import without_meetings

ZOOM = "https://us02web.zoom.us/j/81234567890?pwd=abcDEF.1"
TEAMS = (
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_EXAMPLE%40thread.v2/0"
    "?context=%7b%22Tid%22%3a%2200%22%7d"
)
TEAMS_NEW = "https://teams.microsoft.com/meet/2412223334441?p=AbCdEf"
MEET = "https://meet.google.com/abc-defg-hij"
WEBEX = "https://example.webex.com/example/j.php?MTID=m0123456789abcdef"
GOTO = "https://meet.goto.com/123456789"
OPTIONS = "https://teams.microsoft.com/meetingOptions/?x=1"
PIN = "https://dialin.teams.microsoft.com/usp/pstnconferencing"
RESET_ES = f"[Restablecer el PIN de acceso telefónico]({PIN})"
RESET_FR = f"[Réinitialiser le code PIN de connexion]({PIN})"
DOWNLOAD = "https://www.microsoft.com/en-us/microsoft-teams/download-app"
ON_THE_WEB = "https://www.microsoft.com/microsoft-teams/join-a-meeting"
RULE = "_" * 80
GOOGLE_RULE = "-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-"

# In each invitation [words](address) is a link.
INVITATIONS = {
    ("zoom", "en"): f"""Maria Lopez is inviting you to a scheduled Zoom meeting.

Topic: Artist talk
Time: Dec 15, 2026 06:00 PM Pacific Time (US and Canada)

Join Zoom Meeting
[]({ZOOM})

Meeting ID: 812 3456 7890
Passcode: 123456

---

One tap mobile
+16699006833,,81234567890#,,,,*123456# US (San Jose)
+12532158782,,81234567890#,,,,*123456# US (Tacoma)

---

Dial by your location
• +1 669 900 6833 US (San Jose)
• +1 253 215 8782 US (Tacoma)
877 853 5247 US Toll-free

Meeting ID: 812 3456 7890
Passcode: 123456

Find your local number: [](https://us02web.zoom.us/u/kexample)

---

Join by SIP
• 81234567890@zoomcrc.com

---

Join by H.323
• 162.255.37.11 (US West)
• 162.255.36.11 (US East)

Meeting ID: 812 3456 7890
Passcode: 123456""",
    ("zoom", "es"): f"""Maria Lopez le está invitando a una reunión de Zoom programada.

Tema: Charla
Hora: 15 dic 2026 06:00 p. m. Hora del Pacífico (EE. UU. y Canadá)

Unirse a la reunión Zoom
[]({ZOOM})

ID de reunión: 812 3456 7890
Código de acceso: 123456

---

Móvil con un toque
+16699006833,,81234567890#,,,,*123456# Estados Unidos (San Jose)

---

Marcar según su ubicación
• +1 669 900 6833 Estados Unidos (San Jose)

Encuentre su número local: [](https://us02web.zoom.us/u/kexample)""",
    ("zoom", "de"): f"""Maria Lopez lädt Sie zu einem geplanten Zoom-Meeting ein.

Thema: Gespräch
Zeit: 15.Dez. 2026 06:00 PM Pazifische Zeit

Zoom-Meeting beitreten
[]({ZOOM})

Meeting-ID: 812 3456 7890
Kenncode: 123456

---

Schnelleinwahl mobil
+16699006833,,81234567890#,,,,*123456# Vereinigte Staaten (San Jose)

---

Einwahl per Telefon
• +1 669 900 6833 Vereinigte Staaten (San Jose)

Ortseinwahl suchen: [](https://us02web.zoom.us/u/kexample)""",
    ("zoom", "fr"): f"""Maria Lopez vous invite à une réunion Zoom planifiée.

Sujet : Rencontre
Heure : 15 déc. 2026 06:00 PM Heure du Pacifique

Rejoindre la réunion Zoom
[]({ZOOM})

ID de réunion: 812 3456 7890
Code secret: 123456

---

Composez un numéro selon votre emplacement
• +1 669 900 6833 États-Unis (San Jose)

Trouvez votre numéro local : [](https://us02web.zoom.us/u/kexample)""",
    ("teams old", "en"): f"""{RULE}
Microsoft Teams meeting
Join on your computer, mobile app or room device
[Click here to join the meeting]({TEAMS})
Meeting ID: 241 222 333 444
Passcode: Xy9abc
[Download Teams]({DOWNLOAD}) | [Join on the web]({ON_THE_WEB})
Join with a video conferencing device
teams@vc.example.com
Video Conference ID: 112 345 678 9
[Alternate VTC instructions](https://pexip.me/teams/vc.example.com/1123456789)
Or call in (audio only)
+1 916-555-0100,,12345678# United States, Sacramento
Phone Conference ID: 123 456 78#
[Find a local number](https://dialin.teams.microsoft.com/abc) | [Reset PIN]({PIN})
[Learn More](https://aka.ms/JoinTeamsMeeting) | [Meeting options](https://teams.microsoft.com/meetingOptions/?x=1)
{RULE}""",
    ("teams", "en"): f"""{RULE}
Microsoft Teams [Need help?](https://aka.ms/JoinTeamsMeeting?omkt=en-US)
[Join the meeting now]({TEAMS})
Meeting ID: 241 222 333 444
Passcode: Xy9abc
________________________________
Dial in by phone
+1 916-555-0100,,12345678# United States, Sacramento
[Find a local number](https://dialin.teams.microsoft.com/abc)
Phone conference ID: 123 456 78#
Join on a video conferencing device
Tenant key: example@m.webex.com
Video ID: 112 345 678 9
[More info](https://www.webex.com/msteams?confid=1)
For organizers: [Meeting options]({OPTIONS}) | [Reset dial-in PIN]({PIN})
[Privacy and security](https://example.com/privacy)
{RULE}""",
    ("teams", "es"): f"""{RULE}
Microsoft Teams [¿Necesita ayuda?](https://aka.ms/JoinTeamsMeeting?omkt=es-ES)
[Unirse a la reunión ahora]({TEAMS_NEW})
Id. de reunión: 241 222 333 444
Código de acceso: Xy9abc
________________________________
Marcar por teléfono
+1 916-555-0100,,12345678# United States, Sacramento
[Buscar un número local](https://dialin.teams.microsoft.com/abc)
Id. de conferencia telefónica: 123 456 78#
Para organizadores: [Opciones de la reunión]({OPTIONS}) | {RESET_ES}
{RULE}""",
    ("teams", "de"): f"""{RULE}
Microsoft Teams [Benötigen Sie Hilfe?](https://aka.ms/JoinTeamsMeeting?omkt=de-DE)
[Jetzt an der Besprechung teilnehmen]({TEAMS})
Besprechungs-ID: 241 222 333 444
Passcode: Xy9abc
________________________________
Per Telefon einwählen
+49 30 5550100,,12345678# Germany, Berlin
[Lokale Nummer suchen](https://dialin.teams.microsoft.com/abc)
Telefonkonferenz-ID: 123 456 78#
Für Organisatoren: [Besprechungsoptionen]({OPTIONS}) | [Einwahl-PIN zurücksetzen]({PIN})
{RULE}""",
    ("teams", "fr"): f"""{RULE}
Microsoft Teams [Besoin d’aide ?](https://aka.ms/JoinTeamsMeeting?omkt=fr-FR)
[Rejoindre la réunion maintenant]({TEAMS})
ID de réunion : 241 222 333 444
Code secret : Xy9abc
________________________________
Appeler par téléphone
+33 1 55 50 01 00,,12345678# France, Paris
[Rechercher un numéro local](https://dialin.teams.microsoft.com/abc)
ID de conférence téléphonique : 123 456 78#
Pour les organisateurs : [Options de réunion]({OPTIONS}) | {RESET_FR}
{RULE}""",
    ("teams old", "es"): f"""{RULE}
Reunión de Microsoft Teams
Únase a través de su PC, aplicación móvil o dispositivo de sala
[Haga clic aquí para unirse a la reunión]({TEAMS})
Id. de reunión: 241 222 333 444
Código de acceso: Xy9abc
[Más información](https://aka.ms/JoinTeamsMeeting) | [Opciones de reunión](https://teams.microsoft.com/meetingOptions/?x=1)
{RULE}""",
    ("teams old", "de"): f"""{RULE}
Microsoft Teams-Besprechung
Nehmen Sie auf dem Computer, in der mobilen App oder im Raumgerät teil
[Hier klicken, um an der Besprechung teilzunehmen]({TEAMS})
Besprechungs-ID: 241 222 333 444
Passcode: Xy9abc
[Weitere Informationen](https://aka.ms/JoinTeamsMeeting) | [Besprechungsoptionen](https://teams.microsoft.com/meetingOptions/?x=1)
{RULE}""",
    ("teams old", "fr"): f"""{RULE}
Réunion Microsoft Teams
Rejoignez sur votre ordinateur, application mobile ou appareil de la salle
[Cliquez ici pour rejoindre la réunion]({TEAMS})
ID de la réunion : 241 222 333 444
Code secret : Xy9abc
[En savoir plus](https://aka.ms/JoinTeamsMeeting) | [Options de réunion](https://teams.microsoft.com/meetingOptions/?x=1)
{RULE}""",
    ("meet section", "en"): f"""{GOOGLE_RULE}
Join with Google Meet: []({MEET})
Or dial: (US) +1 555-555-0100 PIN: 123456789#

Learn more about Meet at: [](https://support.google.com/a/users/answer/9282720)

Please do not edit this section.
{GOOGLE_RULE}""",
    ("meet section", "ja"): f"""{GOOGLE_RULE}
Google Meet に参加: []({MEET})
または次の番号にダイヤル: (JP) +81 3-5555-0100 PIN: 123456789#

このセクションは編集しないでください。
{GOOGLE_RULE}""",
    ("meet", "en"): f"""Google Meet joining info
Video call link: []({MEET})
Or dial: (US) +1 555-555-0100 PIN: 123 456 789#
More phone numbers: [](https://tel.meet/abc-defg-hij?pin=123456789)""",
    ("meet", "es"): f"""Información para unirse con Google Meet
Enlace de la videollamada: []({MEET})
O marca: (ES) +34 955 50 01 00 PIN: 123 456 789#""",
    ("meet", "de"): f"""Mit Google Meet teilnehmen: []({MEET})
Oder wähle: (DE) +49 30 555 0100 PIN: 123 456 789#""",
    ("meet", "fr"): f"""Participer avec Google Meet : []({MEET})
Ou composez le : (FR) +33 1 55 50 01 00 PIN : 123 456 789#""",
    ("webex", "en"): f"""-- Do not delete or change any of the following text. --

When it's time, join your Webex meeting here.

[Join meeting]({WEBEX})

More ways to join:

Join from the meeting link
[]({WEBEX})

Join by meeting number
Meeting number (access code): 2555 123 4567
Meeting password: pAsS1234 (72771234 when dialing from a phone)

Tap to join from a mobile device (attendees only)
+1-650-555-0100,,25551234567## United States Toll

Join by phone
+1-650-555-0100 United States Toll
[Global call-in numbers](https://example.webex.com/example/globalcallin.php?MTID=m1)

Join from a video system or application
Dial 25551234567@example.webex.com
You can also dial 173.243.2.68 and enter your meeting number.

Need help? Go to [](https://help.webex.com)""",
    ("webex", "es"): f"""-- No elimine ni cambie nada del siguiente texto. --

[Unirse a la reunión]({WEBEX})

Número de reunión (código de acceso): 2555 123 4567
Contraseña de la reunión: pAsS1234

Toque para unirse desde un dispositivo móvil (solo asistentes)
+1-650-555-0100,,25551234567## Número de pago de los Estados Unidos

Unirse por teléfono
+1-650-555-0100 Número de pago de los Estados Unidos

¿Necesita ayuda? Vaya a [](https://help.webex.com)""",
    ("webex", "de"): f"""-- Löschen oder ändern Sie keinen der folgenden Texte. --

[Meeting beitreten]({WEBEX})

Meeting-Kennnummer (Zugriffscode): 2555 123 4567
Meeting-Passwort: pAsS1234

Per Telefon beitreten
+49-30-5550100 Germany Toll
[Globale Einwahlnummern](https://example.webex.com/example/globalcallin.php?MTID=m1)

Benötigen Sie Hilfe? Gehen Sie zu [](https://help.webex.com)""",
    ("webex", "fr"): f"""-- Ne pas supprimer ou modifier le texte ci-dessous. --

[Rejoindre la réunion]({WEBEX})

Numéro de la réunion (code d'accès) : 2555 123 4567
Mot de passe de la réunion : pAsS1234

Rejoindre par téléphone
+33-1-5550100 France Toll

Besoin d'aide ? Rendez-vous sur [](https://help.webex.com)""",
    ("goto", "en"): f"""Please join my meeting from your computer, tablet or smartphone.
[]({GOTO})

You can also dial in using your phone.
United States: +1 (571) 555-0100
United States (Toll Free): 1 866 555 0100

Access Code: 123-456-789

Join from a video-conferencing room or system.
Meeting ID: 123-456-789
Dial in or type: 67.217.95.2 or inroomlink.goto.com
Or dial directly: 123456789@67.217.95.2 or 67.217.95.2##123456789

Get the app now and be ready when your first meeting starts: [](https://meet.goto.com/install)""",
    ("goto", "es"): f"""Únase a mi reunión desde su ordenador, tableta o teléfono inteligente.
[]({GOTO})

También puede llamar usando su teléfono.
España: +34 955 50 01 00

Código de acceso: 123-456-789""",
    ("goto", "de"): f"""Nehmen Sie an meinem Meeting per Computer, Tablet oder Smartphone teil.
[]({GOTO})

Sie können sich auch über ein Telefon einwählen.
Deutschland: +49 30 5550 100

Zugangscode: 123-456-789""",
    ("goto", "fr"): f"""Participez à ma réunion depuis votre ordinateur, tablette ou smartphone.
[]({GOTO})

Vous pouvez également participer par téléphone.
France: +33 1 5550 0100

Code d'accès: 123-456-789""",
}
BEFORE = """Come and see how the murals are made.
  * Bring a pencil - a<b and c>d, 50% off & more
Need help? Call 1-888-373-7888 or text "BEFREE"
Room ID: 12
Door passcode: 4711"""
AFTER = """Questions: events@example.org, (916) 555-0199
Phone: +1 916 555 0100

Join us with your family afterwards!
Passcode of the gate: 99
10:00 Welcome
----------
Hotline: 1-888-373-7888"""


def written(invitation: str, form: str) -> str:
    """The invitation with its links as a program writes them into plain text or HTML."""
    if form == "html":
        text = "\n".join(map(escape_but_links, invitation.split("\n")))
        return text.replace("\n", "<br>")
    if form == "brackets":
        return re.sub(r"\[(.*?)\]\((.*?)\)", lambda found: f"{found[1]}<{found[2]}>", invitation)
    return re.sub(
        r"\[(.*?)\]\((.*?)\)", lambda found: " ".join(filter(None, found.groups())), invitation
    )


def escape_but_links(line: str) -> str:
    found = re.split(r"\[(.*?)\]\((.*?)\)", line)
    words = escape(found[0])
    for at in range(1, len(found), 3):
        words += f'<a href="{escape(found[at + 1])}">{escape(found[at] or found[at + 1])}</a>'
        words += escape(found[at + 2])
    return words


@pytest.mark.parametrize("form", ["plain", "brackets", "html"])
@pytest.mark.parametrize("key", INVITATIONS, ids=" ".join)
def test_an_invitation_goes_and_the_curators_text_stays(key, form):
    invitation = INVITATIONS[key]
    for before, after in product(("", BEFORE), ("", AFTER)):
        parts = [before, written(invitation, form), after]
        if form == "html":
            parts = [escape(before).replace("\n", "<br>"), parts[1], parts[2].replace("\n", "<br>")]
            text = "<br><br>".join(filter(None, parts))
            assert is_html(text)
            text = html_text(text)
        else:
            text = "\n\n".join(filter(None, parts))
        found = without_meetings(text)
        wanted = "\n\n".join(filter(None, (before, after)))
        if form == "html":
            wanted = wanted.replace("\n  *", "\n*")
        assert found.text == wanted, (before != "", after != "")


@pytest.mark.parametrize("form", ["plain", "brackets"])
@pytest.mark.parametrize("key", INVITATIONS, ids=" ".join)
def test_the_first_address_is_the_meetings_own(key, form):
    found = without_meetings(written(INVITATIONS[key], form))
    assert set(found.addresses) <= {ZOOM, TEAMS, TEAMS_NEW, MEET, WEBEX, GOTO}
    assert found.addresses


@pytest.mark.parametrize(
    "text",
    [
        BEFORE,
        AFTER,
        "Join us on Zoom: https://us02web.zoom.us/j/81234567890",
        "Meeting ID: 12 (the blue door)\nPasscode: 4711",
        "The talk is on Zoom.\nMeeting options: stay, or go.",
        "Microsoft Teams",
        "Learn more\nNeed help?\nPhone\nHelp",
        "________________\nProgramme\n________________\n10:00 Welcome",
        "Dial by your location\n+1 669 900 6833 US (San Jose)",
        "+1 916 555 0100 Maria Lopez\n+1 916 555 0101 Ana Example",
    ],
)
def test_without_a_proof_nothing_is_taken_out(text):
    assert without_meetings(text).text == text


def test_lines_of_guests_addresses_go():
    text = "Come.\nmaria@example.org, ana@example.org\nQuestions: ana@example.org"
    guests = ("maria@example.org", "ana@example.org")
    assert without_meetings(text, guests).text == "Come.\n\nQuestions: ana@example.org"
    assert without_meetings(text).text == text


@pytest.mark.parametrize(
    "address",
    [
        "https://aka.ms/JoinTeamsMeeting?omkt=en-US",
        "https://dialin.teams.microsoft.com/abc",
        "https://teams.microsoft.com/meetingOptions/?x=1",
        "https://support.google.com/a/users/answer/9282720",
        "https://support.zoom.com/hc/en",
        "https://us02web.zoom.us/u/kexample",
        "https://example.webex.com/example/globalcallin.php?MTID=m1",
        "https://help.webex.com",
        "https://tel.meet/abc-defg-hij?pin=1",
        "https://meet.goto.com/install",
    ],
)
def test_a_help_page_is_no_meeting(address):
    assert is_help_address(address)
    assert not is_meeting_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://us02web.zoom.us/webinar/register/WN_example",
        "https://www.example.org/zoom.us/j/1",
        "https://zoom.us.example.org/j/1",
        "https://support.example.org/donate",
    ],
)
def test_other_addresses_are_neither(address):
    assert not is_help_address(address)
    assert not is_meeting_address(address)


# Forms that are older, newer, or of languages that are not in the tables.
OTHER_FORMS = {
    "zoom webinar": """You are invited to a Zoom webinar.
When: Dec 15, 2026 06:00 PM Pacific Time (US and Canada)
Topic: Artist talk

Please click the link below to join the webinar:
https://us02web.zoom.us/j/81234567890?pwd=abc
Passcode: 123456
Or One tap mobile :
    US: +16699006833,,81234567890#,,,,*123456# or +12532158782,,81234567890#,,,,*123456#
Or Telephone:
    Dial(for higher quality, dial a number based on your current location):
        US: +1 669 900 6833 or +1 253 215 8782 or +1 346 248 7799
Webinar ID: 812 3456 7890
    International numbers available: https://us02web.zoom.us/u/kexample""",
    "zoom old": """Hi there,

Maria Lopez is inviting you to a scheduled Zoom meeting.

Join from PC, Mac, Linux, iOS or Android: https://zoom.us/j/123456789

Or iPhone one-tap (US Toll):  +16465588656,123456789# or +14086380968,123456789#

Or Telephone:
    Dial: +1 646 558 8656 (US Toll) or +1 408 638 0968 (US Toll)
    Meeting ID: 123 456 789
    International numbers available: https://zoom.us/u/x""",
    "zoom addon": """Join Zoom Meeting
https://us02web.zoom.us/j/81234567890?pwd=abc (ID: 81234567890, passcode: 123456)

Join by phone
(US) +1 669-900-6833 (passcode: 123456)

Joining instructions: https://www.google.com/url?q=https://applications.zoom.us/addon/invitation/detail?meetingUuid%3Dx&sa=D
Meeting host: maria@example.com""",
    "zoom outlook": """──────────
Maria Lopez is inviting you to a scheduled Zoom meeting.

Join Zoom Meeting<https://us02web.zoom.us/j/81234567890?pwd=abc>

One tap mobile:    US: +16699006833,,81234567890#,,,,*123456#

Meeting URL:
https://us02web.zoom.us/j/81234567890?pwd=abc
Meeting ID:
812 3456 7890
Passcode:
123456
Join by Telephone
For higher quality, dial a number based on your current location.
Dial:
+1 669 900 6833 US (San Jose)
+1 253 215 8782 US (Tacoma)
Meeting ID:
812 3456 7890
Passcode:
123456
International numbers<https://us02web.zoom.us/u/kexample>
Join from an H.323/SIP room system
H.323:
162.255.37.11 (US West)
SIP:
81234567890@zoomcrc.com
Passcode:
123456
──────────""",
    "teams 2025": f"""{RULE}
Microsoft Teams meeting
Join: https://teams.microsoft.com/meet/2412223334441?p=AbCdEf
Meeting ID: 241 222 333 444 1
Passcode: Xy9abc3d
{RULE[:32]}
Need help?<https://aka.ms/JoinTeamsMeeting?omkt=en-US> | System reference<https://teams.microsoft.com/l/meetup-join/x>
Dial in by phone
+1 916-555-0100,,12345678#<tel:+19165550100,,12345678#> United States, Sacramento
Find a local number<https://dialin.teams.microsoft.com/abc?id=1>
Phone conference ID: 123 456 78#
For organizers: Meeting options<https://teams.microsoft.com/meetingOptions/?x> | Reset dial-in PIN<https://dialin.teams.microsoft.com/usp>
{RULE}""",
    "teams gov": f"""{RULE}
Microsoft Teams meeting
Join on your computer, mobile app or room device
Click here to join the meeting<https://gov.teams.microsoft.us/l/meetup-join/19%3agcch>
Meeting ID: 993 123 456 789
Passcode: ab12CD
Download Teams<{DOWNLOAD}> | Join on the web<{ON_THE_WEB}>
Or call in (audio only)
+1 916-535-0984,,123456789#<tel:+19165350984,,123456789#> United States, Sacramento
Phone Conference ID: 123 456 789#
Find a local number<https://dialin.teams.microsoft.com/x?id=1> | Reset PIN<https://mysettings.lync.com/pstnconferencing>
Learn More<https://aka.ms/JoinTeamsMeeting> | Meeting options<https://teams.microsoft.com/meetingOptions/?x>
{RULE}""",
    "teams it": f"""{RULE}
Riunione di Microsoft Teams
Partecipa da computer, app per dispositivi mobili o dispositivo della stanza
Fai clic qui per partecipare alla riunione<https://teams.microsoft.com/l/meetup-join/19%3ax>
ID riunione: 241 222 333 444
Passcode: Xy9abc
Altre informazioni<https://aka.ms/JoinTeamsMeeting> | Opzioni riunione<https://teams.microsoft.com/meetingOptions/?x>
{RULE}""",
    "teams nl": f"""{RULE}
Microsoft Teams Hulp nodig?<https://aka.ms/JoinTeamsMeeting?omkt=nl-NL>
Neem nu deel aan de vergadering<https://teams.microsoft.com/l/meetup-join/19%3ax>
Vergaderings-ID: 241 222 333 444
Wachtwoordcode: Xy9abc
{RULE[:32]}
Voor organisatoren: Opties voor vergadering<https://teams.microsoft.com/meetingOptions/?x>
{RULE}""",
    "webex 2": """Maria Lopez invites you to join this Webex meeting.

Meeting number (access code): 2555 123 4567
Meeting password: abC12 (22212 from phones)

Tuesday, December 15, 2026
6:00 PM  |  (UTC-08:00) Pacific Time (US & Canada)  |  1 hr

Join meeting<https://example.webex.com/example/j.php?MTID=m1>

Tap to join from a mobile device (attendees only)
+1-650-479-3208,,25551234567## Call-in number (US/Canada)

Join by phone
+1-650-479-3208 Call-in number (US/Canada)
Global call-in numbers<https://example.webex.com/example/globalcallin.php?MTID=m2>

Join from a video system or application
Dial 25551234567@example.webex.com<sip:25551234567@example.webex.com>
You can also dial 173.243.2.68 and enter your meeting number.

If you are a host, click here<https://example.webex.com/x> to view host information.

Need help? Go to https://help.webex.com""",
    "goto 2": """Please join my meeting from your computer, tablet or smartphone.
https://www.gotomeet.me/example

You can also dial in using your phone.
(For supported devices, tap a one-touch number below to join instantly.)

United States (Toll Free): 1 866 899 4679
- One-touch: tel:+18668994679,,123456789#

United States: +1 (571) 317-3116
- One-touch: tel:+15713173116,,123456789#

Access Code: 123-456-789

New to GoToMeeting? Get the app now and be ready when your first meeting starts:
https://global.gotomeeting.com/install/123456789""",
}


@pytest.mark.parametrize("name", OTHER_FORMS)
def test_other_forms_of_invitations_go_too(name):
    found = without_meetings(f"{BEFORE}\n\n{OTHER_FORMS[name]}\n\n{AFTER}")
    assert found.text == f"{BEFORE}\n\n{AFTER}"
    assert is_meeting_address(found.addresses[0])


def test_unknown_lines_between_an_invitations_rules_are_told():
    assert without_meetings(OTHER_FORMS["teams it"]).unknown == (
        "Partecipa da computer, app per dispositivi mobili o dispositivo della stanza",
    )
    assert without_meetings(INVITATIONS["teams", "en"]).unknown == ()


def test_a_webex_invitation_in_spanish_is_taken_out_whole():
    typed = (
        "Vengan.\n\n-- No elimine ni modifique el texto siguiente. --\nUnirse a la reunión\n"
        "https://x.webex.com/x/j.php?MTID=m1\nNúmero de la reunión: 123 456\nContraseña: abc\n"
    )
    assert without_meetings(typed).text.strip() == "Vengan."


# Invitations of further programs: (a line of the curator's, the invitation, the address).
FURTHER = {
    "ringcentral": (
        "Join us for the talk.",
        "",
        "RingCentral Meetings",
        "Join from PC, Mac, Linux, iOS or Android: https://v.ringcentral.com/join/123456789?pw=abc",
        "Meeting Password: 1a2b3c",
        "For the best audio experience, please use computer audio.",
        "Or iPhone one-tap :",
        "+1(650)2424929,,123456789# (US)",
        "Or Telephone:",
        "Dial(for higher quality, dial a number based on your current location):",
        "+1(650)2424929 (US)",
        "Access Code / Meeting ID: 123456789",
    ),
    "chime": (
        "Come.",
        "----------Amazon Chime Meeting Information----------",
        "You have been invited to an online meeting, powered by Amazon Chime.",
        "1. Click to join the meeting: https://chime.aws/1234567890",
        "   Meeting ID: 1234 56 7890",
        "2. You can use your computer's microphone and speakers; or, "
        "you can dial-in using your phone:",
        "   Toll-free (US): +1 855-552-4463",
        "   Meeting PIN: 1234 56 7890",
    ),
    "bluejeans": (
        "Bring a pen.",
        "",
        "--------------------------------",
        "To join from a computer or mobile:",
        "https://bluejeans.com/123456789/1234",
        "",
        "Phone Dial-in",
        "+1.408.419.1715 (United States (San Jose))",
        "+1.408.915.6290 (United States (San Jose))",
        "Global Numbers: https://www.bluejeans.com/premium-numbers",
        "",
        "Meeting ID: 123 456 789",
        "Participant Passcode: 1234",
    ),
    "jitsi": (
        "Talk.",
        "To join the meeting, click this link:",
        "https://meet.jit.si/ExampleTalk",
        "To join by phone, dial:",
        "+1.512.647.1431,,1234567890#",
        "PIN: 1234567890#",
    ),
}


@pytest.mark.parametrize("program", FURTHER)
def test_invitations_of_further_programs(program):
    own, *invitation = FURTHER[program]
    found = without_meetings("\n".join([own, *invitation]))
    assert found.text == own
    assert len(found.addresses) == 1


@pytest.mark.parametrize(
    "line",
    ["Passcode: 12345", "Meeting ID: 123 456 789", "PIN: 4321", "+1 650 242 4929,,123456789#"],
)
def test_no_secret_of_an_unknown_invitation_is_left(line):
    text = f"Bring paper.\nOur room: https://zoom.us/j/81234567890\nSee the murals.\n{line}"
    found = without_meetings(text)
    assert line not in found.text
    assert line in found.unknown
    assert "See the murals." in found.text
    alone = f"Bring paper.\n{line}"
    assert without_meetings(alone).text == alone
