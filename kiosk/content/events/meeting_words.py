"""The words of online meetings' invitations: Zoom, Teams, Meet, Webex and GoTo, by language.

Each phrase is a regular expression for a whole line in lower case, without the addresses in it and
without the signs around it. They are what these programs write, in English, Spanish, German and
French, and the most usual ones in Italian, Portuguese and Dutch.
"""

import re


def _any(*phrases: str) -> str:
    return "|".join(f"(?:{phrase})" for phrase in phrases)


# Names of the programs alone; what a place says when a meeting is online.
PROGRAM = re.compile(
    _any(
        r"(?:microsoft )?teams",
        r"zoom(?:\.us)?",
        r"google meet",
        r"(?:cisco )?webex",
        r"goto ?(?:meeting|webinar)?",
        r"(?:microsoft )?teams[- ](?:meeting|besprechung|vergadering)",
        r"reunión de (?:microsoft )?teams",
        r"réunion (?:microsoft )?teams",
        r"riunione di microsoft teams",
        r"reunião do microsoft teams",
        r"zoom[- ]?(?:meeting|webinar|besprechung)",
        r"(?:reunión|seminario web) (?:de|por|en) zoom",
        r"réunion (?:sur )?zoom",
        r"webex[- ](?:meeting|besprechung)",
        r"reunión de webex",
        r"réunion webex",
        r"skype[- ]meeting",
    )
)
# Lines that no person writes: they begin an invitation, or are part of one.
CERTAIN = re.compile(
    _any(
        # Zoom.
        r".{1,100} (?:is inviting|has invited|invites|invited) you to (?:join )?a (?:scheduled"
        r" )?zoom"
        r" (?:meeting|webinar)",
        r"(?:when: .*|hi there, ?)?you are invited to a zoom (?:meeting|webinar)",
        r"join (?:our |the )?zoom (?:meeting|webinar|event)(?: now)?",
        r".{1,100} (?:le|te|lo|os|la) (?:está|esta) invitando a una reunión (?:de zoom programada"
        r"|programada (?:de|por|en) zoom)",
        r"(?:unirse|únase|únete|entrar|entre|ingresar|ingrese) a (?:la |una )?reunión (?:de |por"
        r" )?zoom",
        r".{1,100} lädt sie zu einem geplanten zoom-? ?(?:meeting|webinar) ein",
        r"(?:dem )?zoom-? ?(?:meeting|webinar) beitreten",
        r".{1,100} vous invite à (?:participer à )?une réunion zoom (?:planifiée|programmée"
        r"|prévue)",
        r"(?:participer|rejoindre|se joindre|joindre) ?(?:à )?(?:la |une )?réunion zoom",
        r".{1,100} (?:la|ti|vi) sta invitando a una riunione pianificata (?:in|di|su) zoom",
        r"entra nella riunione (?:in |di |su )?zoom",
        r".{1,100} está convidando você para uma reunião (?:agendada do zoom|zoom agendada)",
        r"(?:entrar|ingressar|participar) (?:na|da) reunião (?:do )?zoom",
        r".{1,100} nodigt u uit voor een geplande zoom-?(?:meeting|vergadering)",
        r"deelnemen aan (?:de )?zoom-?(?:meeting|vergadering)",
        r".{1,100} invites you to (?:join )?(?:this|a|the) (?:scheduled )?webex meeting",
        # Teams.
        r"microsoft teams (?:need help\??|¿necesit(?:a|as) ayuda\??|(?:benötigen sie|brauchen sie"
        r"|benötigst du|brauchst du) hilfe ?\??|hilfe (?:erforderlich|benötigt|gefällig) ?\??"
        r"|besoin"
        r" d['’]aide ?\??"
        r"|serve aiuto\??|precisa de ajuda\??|hulp nodig\??)",
        r"join (?:the )?microsoft teams meeting",
        r"join on your computer(?:, mobile app or room device| or mobile app)",
        r"click here to join the meeting",
        r"(?:unirse|únase) (?:a través de su pc|en (?:su|el) (?:equipo|ordenador)|desde su"
        r" (?:equipo"
        r"|ordenador))"
        r"(?:, | o )(?:la )?(?:aplicación móvil|a través de la aplicación móvil).*",
        r"haga clic aquí para unirse a la reunión",
        r"nehmen sie (?:auf|über|von|an|per) .{0,40}computer.{0,60} teil",
        r"(?:klicken sie hier|hier klicken), um an der besprechung teilzunehmen",
        r"rejoi(?:gnez|ndre) (?:la réunion )?sur votre ordinateur.*",
        r"cliquez ici pour (?:rejoindre|participer à) la réunion",
        # Meet.
        r"join with google meet",
        r"google meet joining (?:info|information)",
        r"(?:unirse|únete|únase) (?:con|a|mediante) google meet",
        r"información para unirse (?:a|con) (?:la reunión de )?google meet",
        r"(?:mit|über|per) google meet (?:teilnehmen|beitreten)",
        r"google meet[- ]?(?:informationen zur teilnahme|teilnahmeinformationen"
        r"|besprechungsinfos?)",
        r"(?:participer|rejoindre)(?: l['’]appel| à l['’]appel| la réunion)? (?:avec|via|sur)"
        r" google"
        r" meet",
        r"informations (?:de connexion|pour (?:participer|rejoindre)).{0,30}google meet",
        r"partecipa con google meet",
        r"participar com o google meet",
        r"deelnemen (?:met|via) google meet",
        # Webex.
        r"do not (?:delete|edit) or change any of the following text",
        r"no (?:elimine|suprima|borre) ni (?:cambie|modifique) (?:nada del|ninguna parte del|el)"
        r" (?:siguiente texto|texto siguiente|texto a continuación)",
        r"(?:löschen oder ändern sie|bitte löschen oder ändern sie) (?:keinen der|nicht den|den)"
        r" (?:folgenden|nachfolgenden) texte?s?(?: nicht)?",
        r"ne (?:pas supprimer ou modifier|supprimez pas ou ne modifiez pas|pas supprimer ni"
        r" modifier)"
        r" (?:le texte ci-dessous|le texte suivant|de texte ci-dessous)",
        r"(?:when it['’]s time, )?join (?:your|the|my)? ?webex meeting(?: here)?",
        r"(?:únase|unirse) a (?:la|su|mi) reunión (?:de )?webex(?: aquí)?",
        r"(?:ihrem |dem |am )?webex-?meeting (?:hier )?(?:beitreten|teilnehmen)",
        r"(?:rejoindre|rejoignez|participer à) (?:la |votre |ma )?réunion webex(?: ici)?",
        r"can['’]?t join the meeting\??",
        # GoTo.
        r"please join my (?:meeting|gotomeeting).{0,60}(?:computer|tablet|smartphone).*",
        r"únase a mi reunión desde .{0,80}",
        r"nehmen sie an meinem (?:meeting|gotomeeting) .{0,80}teil",
        r"(?:participez|rejoignez|joignez-vous) (?:à )?ma réunion depuis .{0,80}",
        # RingCentral, Chime, BlueJeans, Jitsi.
        r"join (?:the )?ringcentral (?:video )?meetings?(?: now)?",
        r"ringcentral (?:video )?meetings?",
        r"join from pc, mac, linux, ios or android",
        r"(?:join by |)amazon chime meeting information",
        r"you have been invited to an online meeting, powered by amazon chime",
        r"to join (?:the meeting )?from a computer or mobile(?: device)?",
        r"to join the meeting(?: on .{1,30})?, click (?:on )?this link",
        r"new to goto(?:meeting)?\? get the app now and be ready when your first meeting starts",
    )
)
# The names of numbers that a program gives to a meeting; each has its value after it.
NUMBER_NAME = re.compile(
    _any(
        r"(?:zoom |webex )?(?:meeting|webinar|conference|video|video conference|phone"
        r" conference)[- ](?:id|number)"
        r"(?: \(access code\))?|meeting-id|video-id",
        r"(?:besprechungs|meeting|webinar|konferenz|telefonkonferenz|videokonferenz)-?(?:id|kennung"
        r"|kennnummer|nummer)"
        r"(?: \((?:zugriffscode|zugangscode)\))?|teilnehmer-id",
        r"(?:id\.?|identificador) (?:de )?(?:la )?(?:reunión|seminario web|videoconferencia"
        r"|conferencia(?: telefónica)?)",
        r"número de (?:la )?reunión(?: \(código de acceso\))?",
        r"(?:id|identifiant|n°|numéro) de (?:la )?(?:réunion|conférence(?: téléphonique| vidéo)?"
        r"|vidéoconférence|webinaire)"
        r"(?: \(code d['’]accès\))?",
        r"id (?:della )?riunione|id conferenza telefonica|id da reunião|vergaderings-id|id de"
        r" conferência",
        r"(?:meeting |phone |webinar |telephone |numeric )?(?:passcode|password|access code|pin)",
        r"kenncode|passwort|kennwort|zugangscode|zugriffscode|wachtwoord|wachtwoordcode"
        r"|meeting-(?:passwort|kennwort|kenncode)"
        r"|telefon-?(?:kenncode|passcode)",
        r"(?:código|codigo) de (?:acceso|acesso)(?: (?:del teléfono|telefónico))?|(?:contraseña"
        r"|clave)(?: de (?:la )?reunión)?",
        r"(?:code secret|code d['’]accès|mot de passe)(?: de (?:la )?réunion| du téléphone|"
        r" téléphonique)?",
        r"senha|codice d['’]accesso|passcode telefono",
        r"tenant key|video id|mandantenschlüssel|clave de inquilino|clé (?:de )?locataire|id de"
        r" v[ií]deo|id vidéo",
        r"audio pin|host key|host pin|meeting pin|participant passcode|moderator passcode",
        r"access code / meeting id|meeting id / access code",
    )
)
_DEVICE = (
    r"(?:a |an |your |the |un |una |su |el |la |une |votre |l['’]|einem? |einen? |den |dem |der "
    r"|das |ihrem? |ihr )?"
    r"(?:pc|mac|computer|ordenador|ordinateur|phone|téléphone|teléfono|telefon|sip|h\.?323|video"
    r"|vídeo|vidéo|dispositivo|dispositif"
    r"|appareil|gerät|videokonferenz|videogerät|mobil|móvil|device|web|meeting|browser|navegador"
    r"|navigateur|skype"
    r"|microsoft|app|sistema|système|system|reunión|réunion|meeting-?link|enlace|lien)"
)
# Lines of an invitation that a person could write too: they are taken out within one only.
POSSIBLE = re.compile(
    _any(
        r"(?:please )?join (?:the )?meeting(?: now)?|join(?:ing)?(?: instructions| info| link)?"
        r"|meeting link|invite link",
        rf"join (?:from|by|using|via|with|on) {_DEVICE}.{{0,80}}",
        r"for the best audio experience,.{0,80}|(?:or )?telephone ?:?|or iphone one-tap ?:?",
        r"dial ?\(for higher quality.{0,120}|to join by phone, dial ?:?|phone dial-in"
        r"|global numbers",
        r"(?:\d\. )?click to join the meeting",
        r"(?:\d\. )?you can use your computer['’]s microphone and speakers.{0,80}",
        r"(?:more|other) ways to join|view more joining options|more joining options",
        r"(?:or )?(?:one[- ]tap mobile|iphone one-tap.{0,30}|one-touch|telephone|audio only)",
        r"(?:or )?(?:call|dial)[- ]?in(?: by phone)?(?: \(audio only\))?|(?:join|dial) by phone"
        r"|phone",
        r"(?:or )?dial(?: by your location.*| ?\(for higher quality.*)?",
        r"(?:find|search for) (?:a|your) local number|(?:local|global call-in|international)"
        r" numbers(?: available)?"
        r"|view all numbers|more phone numbers|toll[- ]free calling restrictions",
        r"reset (?:dial-in )?pin|learn more(?: about (?:meet|teams)(?: at)?)?|need help\??(?: go"
        r" to)?"
        r"|meeting options|more info"
        r"|alternate vtc (?:dialing )?instructions|org help|privacy and security|system"
        r" requirements"
        r"|download teams"
        r"|join on the web|for organi[sz]ers|help|legal|video call link",
        r"please (?:do not|don['’]t) edit this section(?: of the description)?",
        r"view meeting insights with zoom ai companion",
        r"please click (?:the (?:link|url) below|this url) to join(?: the (?:webinar|meeting))?",
        r"tap to join from a mobile device(?: \(attendees only\))?|if you are a host, .{1,60}"
        r"|important notice: .*webex.*",
        r"you can also dial (?:in using your phone|.*\d.*)|dial \S+@\S+.*|dial in or type.*|or dial"
        r" directly.*"
        r"|get the app now and be ready.*|meeting host(?::.*)?",
        r"(?:united states|canada|mexico|france|germany|spain|united kingdom)(?: \(toll(?:"
        r" free)?\))?",
        r"meeting url|sip|h\.?323|join by telephone|(?:for higher quality, )?dial a number based on"
        r" your current location|join from an h\.323/sip room system|hi there,?",
        r"\(for supported devices, tap a one-touch number below to join instantly\.\)?",
        # Spanish.
        r"(?:unirse|únase|únete|entrar)(?: ahora)?(?: a la reunión)?(?: ahora)?",
        rf"(?:unirse|únase) (?:por|desde|con|en|mediante|a través de) {_DEVICE}.{{0,80}}",
        r"(?:o )?(?:llame|llamar)(?: por teléfono)?(?: \(solo audio\))?|marcar por teléfono"
        r"|marcación"
        r" por teléfono|acceso telefónico"
        r"|móvil(?:es)? con un (?:solo )?toque|(?:marcar|marque) (?:según|\S*[\d@]).*|por teléfono"
        r"|teléfono",
        r"(?:buscar|encuentre|encontrar|busque) (?:un|su) número local|números (?:locales"
        r"|internacionales|de llamada.{0,40})",
        r"restablecer (?:el )?pin(?: de .{1,40})?|(?:más|obtenga más|obtener más) información(?:"
        r" sobre meet)?(?: en)?"
        r"|opciones de (?:la )?reunión|para (?:los )?organizadores|¿necesit(?:a|as) ayuda\??(?:"
        r" vaya"
        r" a)?|descargar teams"
        r"|unirse en la web|privacidad y seguridad|ayuda",
        r"(?:por favor, ?)?no (?:edite|editar|modifique|edites) esta sección(?: de la descripción)?"
        r"|enlace (?:de|a) la videollamada"
        r"|(?:más|otras) (?:formas|maneras) de unirse|toque para unirse desde .{1,60}|también puede"
        r" (?:llamar usando|marcar) .{1,60}",
        # German.
        r"(?:jetzt )?an (?:der besprechung|dem meeting) teilnehmen|(?:jetzt )?(?:der besprechung"
        r"|dem"
        r" meeting|meeting) (?:jetzt )?beitreten"
        r"|treten sie der besprechung (?:jetzt )?bei|teilnehmen",
        rf"(?:mit|über|per|von|auf|aus|im) {_DEVICE}.{{0,60}} ?(?:beitreten|teilnehmen|einwählen)",
        r"(?:oder )?(?:einwählen|anrufen)(?: \(nur audio\))?|einwahl per telefon|(?:per|über)"
        r" telefon(?: einwählen)?"
        r"|schnelleinwahl mobil|mobil mit einem (?:fingertipp|klick)|telefon|sie können sich auch"
        r" .{1,60}einwählen"
        r"|wählen sie (?:nach ihrem standort|.*[\d@].*)",
        r"(?:eine |ihre )?(?:lokale|örtliche) (?:einwahl|ruf)?nummer (?:suchen|finden)|ortseinwahl"
        r" suchen"
        r"|(?:globale|internationale) (?:einwahl|ruf)?nummern",
        r"(?:einwahl-?)?pin zurücksetzen|weitere informationen(?: zu meet)?(?: unter)?"
        r"|(?:besprechungs|meeting)-?optionen"
        r"|für (?:den )?organisator(?:en)?|(?:benötigen|brauchen) sie hilfe\??(?: gehen sie zu)?"
        r"|teams herunterladen"
        r"|im web beitreten|datenschutz und sicherheit|hilfe",
        r"(?:bitte )?(?:bearbeiten sie diesen abschnitt nicht|diesen abschnitt (?:bitte )?nicht"
        r" bearbeiten)"
        r"|link zu[mr] (?:videoanruf|videokonferenz)|videoanruflink|weitere möglichkeiten zur"
        r" teilnahme"
        r"|tippen sie, um .{1,60}mobilgerät.*",
        # French.
        r"(?:participer|rejoindre|se joindre)(?: maintenant)?(?: (?:à )?la réunion)?(?:"
        r" maintenant)?",
        rf"(?:participer|rejoindre|se joindre) (?:à (?:partir d['’e]|l['’]aide d['’e]) ?|par |via "
        rf"|avec |sur |depuis ){_DEVICE}.{{0,80}}",
        r"(?:ou )?(?:composer|composez|appelez|appeler)(?: le numéro| par téléphone)?(?: \(audio"
        r" (?:uniquement|seulement)\))?"
        r"|(?:composez|composer) .*[\d@].*|composez un numéro selon .*|accès (?:par )?téléphon(?:e"
        r"|ique)"
        r"|mobile en une (?:touche|pression)|une (?:seule )?touche sur mobile"
        r"|par téléphone|téléphone",
        r"(?:rechercher|trouver|trouvez) (?:un|votre) numéro local|numéros (?:locaux|internationaux"
        r"|d['’]appel.{0,40})",
        r"réinitialiser le (?:code )?pin.{0,40}|en savoir plus(?: sur meet)?(?: à l['’]adresse)?"
        r"|options de (?:la )?réunion"
        r"|pour les organisateurs|besoin d['’]aide ?\??(?: rendez-vous sur)?|télécharger teams"
        r"|rejoindre sur le web"
        r"|confidentialité et sécurité|aide",
        r"(?:veuillez |merci de )?ne (?:pas )?modifie[rz]? (?:pas )?cette section|lien (?:de|vers)"
        r" l['’]appel vidéo"
        r"|autres (?:façons|moyens) de (?:participer|rejoindre).{0,40}|appuyez pour (?:rejoindre"
        r"|participer) .{1,60}"
        r"|vous pouvez également (?:participer|composer|appeler) .{1,60}",
    )
)
# Lines after "is inviting you to a scheduled Zoom meeting": what the entry itself says.
AFTER_INVITATION = re.compile(
    _any(
        r"(?:topic|time|when|tema|hora|thema|uhrzeit|zeit|sujet|heure|subject) ?: .*",
        r"every .{1,60}(?:occurrence|times?).*",
        r"[a-zé]{3,4}\.? \d{1,2}, \d{4},? \d{1,2}:\d\d.*",
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day, [a-z]{3,9} \d{1,2}, \d{4}",
        r"\d{1,2}:\d\d [ap]m \| .*",
        r"please download and import the following icalendar.*|(?:daily|weekly|monthly)",
    )
)
# Words that begin a list of telephone numbers.
TELEPHONE = re.compile(
    _any(
        r".*\b(?:dial|call|phone|telephone|one[- ]tap|one-touch|toll|llam|marc|teléfono|móvil"
        r"|einwähl"
        r"|einwahl|telefon|rufnummer|appel"
        r"|compos|téléphon|mobile)\b.*",
        r".*(?:einwähl|einwahl|telefon|téléphon|llam|marca|compos|appel).*",
    )
)
# A number to dial on the line of its words, and the numbers of a meeting in brackets.
OR_DIAL = re.compile(
    r"(?:or dial|o marca|o marque|oder wähle|oder wählen sie|ou composez le) ?: .{5,80}"
)
IN_BRACKETS = re.compile(
    r"\((?:id|passcode|meeting id|kennwort|código|code|mot de passe)\b[^()]{3,90}\)"
)
# A country and a number of its own, or a number for one touch.
COUNTRY_NUMBER = re.compile(
    r"(?:united states|canada|united kingdom|australia|germany|france|spain|mexico|estados unidos"
    r"|deutschland|españa|méxico|vereinigte staaten|états-unis)(?: \(toll(?: free)?\))?"
    r" ?: ?\+?[\d ()-]{8,22}|one-touch: tel:.{8,40}"
)
GREETING = re.compile(r"hi there,?")
