<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_US">
<context>
    <name>AboutScreen</name>
    <message>
        <source>Presented by</source>
        <translation>Presenta</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>Hosted by</source>
        <translation>Organiza</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message>
        <source>By place</source>
        <translation>Por lugar</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Mostrar solo</translation>
    </message>
    <message>
        <source>No events are announced at the moment.</source>
        <translation>Por ahora no hay eventos anunciados.</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Home</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Artworks</source>
        <translation>Obras</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Recursos</translation>
    </message>
    <message>
        <source>About</source>
        <translation>La exposición</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Anterior</translation>
    </message>
    <message>
        <source>Go on by itself</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Stop reading aloud</source>
        <translation>Detener la lectura</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Escuchar</translation>
    </message>
    <message>
        <source>Aa Display</source>
        <translation>Aa Pantalla</translation>
    </message>
    <message>
        <source>Display: text size, contrast, motion</source>
        <translation>Pantalla: tamaño del texto, contraste, movimiento</translation>
    </message>
    <message>
        <source>Need help? %1</source>
        <translation>¿Necesita ayuda? %1</translation>
    </message>
    <message>
        <source>Help %1</source>
        <translation>Ayuda %1</translation>
    </message>
</context>
<context>
    <name>Code</name>
    <message>
        <source>Scan to register</source>
        <translation>Escanee para inscribirse</translation>
    </message>
    <message>
        <source>QR code: %1</source>
        <translation>Código QR: %1</translation>
    </message>
</context>
<context>
    <name>ContentNote</name>
    <message>
        <source>About this work</source>
        <translation>Sobre esta obra</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Omitir</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Show the picture large</source>
        <translation>Mostrar la imagen en grande</translation>
    </message>
</context>
<context>
    <name>DisplayPanel</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>Text size %1</source>
        <translation>Tamaño del texto: %1</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Menos movimiento</translation>
    </message>
    <message>
        <source>Everything lower down</source>
        <translation>Todo más abajo</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Leer en voz alta</translation>
    </message>
    <message>
        <source>Speech and keys</source>
        <translation>Voz y teclas</translation>
    </message>
    <message>
        <source>Rate of speech: %1</source>
        <translation>Velocidad de la voz: %1</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Más lento</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Más rápido</translation>
    </message>
    <message>
        <source>Pitch of speech: %1</source>
        <translation>Tono de la voz: %1</translation>
    </message>
    <message>
        <source>Lower voice</source>
        <translation>Voz más grave</translation>
    </message>
    <message>
        <source>Higher voice</source>
        <translation>Voz más aguda</translation>
    </message>
    <message>
        <source>Pause after a sentence: %1</source>
        <translation>Pausa tras cada frase: %1</translation>
    </message>
    <message>
        <source>Shorter pause</source>
        <translation>Pausa más corta</translation>
    </message>
    <message>
        <source>Longer pause</source>
        <translation>Pausa más larga</translation>
    </message>
    <message>
        <source>Dark screen, speech only</source>
        <translation>Pantalla oscura, solo voz</translation>
    </message>
    <message>
        <source>A second press of a key counts</source>
        <translation>Una segunda pulsación cuenta</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>A second press of a key counts after %1</source>
        <translation>Una segunda pulsación cuenta tras %1</translation>
    </message>
    <message>
        <source>A second press of a key counts at once</source>
        <translation>Una segunda pulsación cuenta al instante</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>al instante</translation>
    </message>
    <message>
        <source>Back to display</source>
        <translation>Volver a la pantalla</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
</context>
<context>
    <name>EmergencyNotice</name>
    <message>
        <source>QR code: %1</source>
        <translation>Código QR: %1</translation>
    </message>
</context>
<context>
    <name>EventStrip</name>
    <message>
        <source>Event: %1</source>
        <translation>Evento: %1</translation>
    </message>
    <message>
        <source>QR code: %1</source>
        <translation>Código QR: %1</translation>
    </message>
</context>
<context>
    <name>FilterView</name>
    <message>
        <source>Show only</source>
        <translation>Mostrar solo</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>If you, or someone you know, could use help</source>
        <translation>Si usted o alguien que conoce necesita ayuda</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>Mensaje de texto</translation>
    </message>
    <message>
        <source>TTY, for people who are deaf or hard of hearing</source>
        <translation>TTY, para personas sordas o con dificultades auditivas</translation>
    </message>
    <message>
        <source>In an emergency</source>
        <translation>En una emergencia</translation>
    </message>
    <message>
        <source>Scan to call</source>
        <translation>Escanee para llamar</translation>
    </message>
    <message>
        <source>Scan to text</source>
        <translation>Escanee para enviar un mensaje</translation>
    </message>
    <message>
        <source>Code to call</source>
        <translation>Para llamar</translation>
    </message>
    <message>
        <source>Code to text</source>
        <translation>Para mensajes</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>TTY, for people who are deaf or hard of hearing</source>
        <translation>TTY, para personas sordas o con dificultades auditivas</translation>
    </message>
    <message>
        <source>In an emergency</source>
        <translation>En una emergencia</translation>
    </message>
    <message>
        <source>QR code: %1</source>
        <translation>Código QR: %1</translation>
    </message>
    <message>
        <source>If you, or someone you know, could use help</source>
        <translation>Si usted o alguien que conoce necesita ayuda</translation>
    </message>
    <message>
        <source>Scan to call</source>
        <translation>Escanee para llamar</translation>
    </message>
    <message>
        <source>Scan to text</source>
        <translation>Escanee para enviar un mensaje</translation>
    </message>
</context>
<context>
    <name>IdlePrompt</name>
    <message>
        <source>Still here?</source>
        <translation>¿Sigue aquí?</translation>
    </message>
    <message>
        <source>Take all the time you need. Touch anywhere, and everything stays as it is.</source>
        <translation>Tómese todo el tiempo que necesite. Toque en cualquier parte y todo quedará como está.</translation>
    </message>
    <message>
        <source>When the line has thinned away, the screen goes back to the exhibition.</source>
        <translation>Cuando la línea se haya desvanecido, la pantalla volverá a la exposición.</translation>
    </message>
    <message>
        <source>Yes, I am here</source>
        <translation>Sí, aquí estoy</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Empezar de nuevo</translation>
    </message>
</context>
<context>
    <name>ListenBar</name>
    <message>
        <source>Again from the beginning</source>
        <translation>Otra vez desde el principio</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Bajar el volumen</translation>
    </message>
    <message>
        <source>Volume %1</source>
        <translation>Volumen %1</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Subir el volumen</translation>
    </message>
</context>
<context>
    <name>LoopScreen</name>
    <message>
        <source>Touch to explore</source>
        <translation>Toque para explorar</translation>
    </message>
</context>
<context>
    <name>MonthView</name>
    <message>
        <source>Show only</source>
        <translation>Mostrar solo</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>Mes anterior</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Mes siguiente</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Previous page</source>
        <translation>Página anterior</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Página siguiente</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>Página %1</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Página %1 de %2</translation>
    </message>
</context>
<context>
    <name>PictureLabel</name>
    <message>
        <source>Touch the picture to read on</source>
        <translation>Toque la imagen para seguir leyendo</translation>
    </message>
</context>
<context>
    <name>PictureTurner</name>
    <message>
        <source>Picture %1 of %2</source>
        <translation>Imagen %1 de %2</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Imagen anterior</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Imagen siguiente</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Open %1</source>
        <translation>Abrir: %1</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Staff</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>Type the PIN. “Close” leads back to the exhibition.</source>
        <translation>Escriba el PIN. Con “Cerrar” se vuelve a la exposición.</translation>
    </message>
    <message>
        <source>Digits typed: %1</source>
        <translation>Dígitos escritos: %1</translation>
    </message>
    <message>
        <source>Too many wrong tries. The next one is possible in %1 s.</source>
        <translation>Demasiados intentos fallidos. Podrá probar de nuevo en %1 s.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Take the last digit back</source>
        <translation>Borrar el último dígito</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>Poster</name>
    <message>
        <source>Scan for all events</source>
        <translation>Escanee para ver todos los eventos</translation>
    </message>
</context>
<context>
    <name>PosterCode</name>
    <message>
        <source>QR code: %1</source>
        <translation>Código QR: %1</translation>
    </message>
</context>
<context>
    <name>ProgrammeCode</name>
    <message>
        <source>QR code: %1</source>
        <translation>Código QR: %1</translation>
    </message>
</context>
<context>
    <name>ProgrammeView</name>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Mostrar solo</translation>
    </message>
    <message>
        <source>By place</source>
        <translation>Por lugar</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No events are announced at the moment.</source>
        <translation>Por ahora no hay eventos anunciados.</translation>
    </message>
    <message>
        <source>Touch a line to read more.</source>
        <translation>Toque una línea para leer más.</translation>
    </message>
    <message>
        <source>Scan for all events</source>
        <translation>Escanee para ver todos los eventos</translation>
    </message>
</context>
<context>
    <name>ResourcesScreen</name>
    <message>
        <source>Resources</source>
        <translation>Recursos</translation>
    </message>
    <message>
        <source>No resources are listed at the moment.</source>
        <translation>Por ahora no hay recursos en la lista.</translation>
    </message>
</context>
<context>
    <name>ScreenTest</name>
    <message>
        <source>Next test</source>
        <translation>Prueba siguiente</translation>
    </message>
</context>
<context>
    <name>SlideView</name>
    <message>
        <source>Open the events</source>
        <translation>Ver los eventos</translation>
    </message>
    <message>
        <source>Open the event</source>
        <translation>Ver el evento</translation>
    </message>
</context>
<context>
    <name>StaffNotices</name>
    <message>
        <source>Notices</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>Previous notices</source>
        <translation>Avisos anteriores</translation>
    </message>
    <message>
        <source>Next notices</source>
        <translation>Avisos siguientes</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Staff</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Test the screen</source>
        <translation>Probar la pantalla</translation>
    </message>
    <message>
        <source>Clean it (60 s)</source>
        <translation>Limpiar (60 s)</translation>
    </message>
    <message>
        <source>Clean it: for 60 seconds touch does nothing</source>
        <translation>Limpiar: durante 60 segundos la pantalla no responde al tacto</translation>
    </message>
    <message>
        <source>Read the folder</source>
        <translation>Leer la carpeta</translation>
    </message>
    <message>
        <source>Read the folder again, and go back to the exhibition</source>
        <translation>Volver a leer la carpeta y regresar a la exposición</translation>
    </message>
    <message>
        <source>End the program</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Brillo</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>Brightness %1</source>
        <translation>Brillo %1</translation>
    </message>
</context>
<context>
    <name>StaffScreen</name>
    <message>
        <source>End the program?</source>
        <translation>¿Terminar el programa?</translation>
    </message>
    <message>
        <source>The exhibition leaves the screen. It comes back when the machine is switched off and on again, or when it is started by hand: systemctl start kiosk</source>
        <translation>La exposición desaparece de la pantalla. Vuelve al apagar y encender el equipo, o al iniciarla a mano: systemctl start kiosk</translation>
    </message>
    <message>
        <source>No, go back</source>
        <translation>No, volver</translation>
    </message>
    <message>
        <source>Yes, end it</source>
        <translation>Sí, terminar</translation>
    </message>
    <message>
        <source>This screen is being cleaned. Touch does nothing until the seconds are over.</source>
        <translation>Estamos limpiando esta pantalla. No responderá al tacto hasta que termine la cuenta.</translation>
    </message>
</context>
<context>
    <name>TilePicture</name>
    <message>
        <source>Open %1</source>
        <translation>Abrir: %1</translation>
    </message>
    <message>
        <source>Look closer at %1</source>
        <translation>Ver de cerca: %1</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>Back in the list</source>
        <translation>Atrás en la lista</translation>
    </message>
    <message>
        <source>Further in the list</source>
        <translation>Más de la lista</translation>
    </message>
</context>
<context>
    <name>TracksView</name>
    <message>
        <source>Day before</source>
        <translation>Día anterior</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>Día siguiente</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Mostrar solo</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No events are announced at the moment.</source>
        <translation>Por ahora no hay eventos anunciados.</translation>
    </message>
    <message>
        <source>Scan for all events</source>
        <translation>Escanee para ver todos los eventos</translation>
    </message>
</context>
<context>
    <name>WallScreen</name>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
</context>
<context>
    <name>WorkScreen</name>
    <message>
        <source>Previous work</source>
        <translation>Obra anterior</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Next work</source>
        <translation>Obra siguiente</translation>
    </message>
</context>
<context>
    <name>WorkTools</name>
    <message>
        <source>Next work</source>
        <translation>Obra siguiente</translation>
    </message>
    <message>
        <source>Volume %1</source>
        <translation>Volumen %1</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Alejar</translation>
    </message>
    <message>
        <source>Closer</source>
        <translation>Acercar</translation>
    </message>
    <message>
        <source>Work %1 of %2</source>
        <translation>Obra %1 de %2</translation>
    </message>
    <message>
        <source>Previous work</source>
        <translation>Obra anterior</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Mover hacia arriba</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Mover hacia abajo</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Mover a la izquierda</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Mover a la derecha</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Imagen completa</translation>
    </message>
</context>
<context>
    <name>WrittenSlide</name>
    <message>
        <source>Touch to read the whole poem</source>
        <translation>Toque para leer el poema completo</translation>
    </message>
    <message>
        <source>Touch to read the whole story</source>
        <translation>Toque para leer el relato completo</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Abrir: %1</translation>
    </message>
</context>
<context>
    <name>i18n</name>
    <message>
        <source>Scan to write an email</source>
        <translation>Escanee para escribir un correo</translation>
    </message>
    <message>
        <source>Scan to open</source>
        <translation>Escanee para abrir</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>Próxima fecha: %1</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Inscripción</translation>
    </message>
    <message>
        <source>Scan to register</source>
        <translation>Escanee para inscribirse</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Sitio web</translation>
    </message>
    <message>
        <source>Scan to open the website</source>
        <translation>Escanee para abrir el sitio web</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Scan to call</source>
        <translation>Escanee para llamar</translation>
    </message>
    <message>
        <source>Add to calendar</source>
        <translation>Agregar al calendario</translation>
    </message>
    <message>
        <source>Scan to add to your calendar</source>
        <translation>Escanee para agregarlo a su calendario</translation>
    </message>
    <message>
        <source>Also on: %1</source>
        <translation>También: %1</translation>
    </message>
    <message>
        <source>Not on: %1</source>
        <translation>Excepto: %1</translation>
    </message>
    <message>
        <source>Online meeting</source>
        <translation>Reunión en línea</translation>
    </message>
    <message>
        <source>Scan to join online</source>
        <translation>Escanee para unirse en línea</translation>
    </message>
    <message>
        <source>For: %1</source>
        <translation>Para: %1</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>Idioma: %1</translation>
    </message>
    <message>
        <source>Hosted by %1</source>
        <translation>Organiza: %1</translation>
    </message>
    <message>
        <source>Questions: %1</source>
        <translation>¿Preguntas? %1</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>En cualquier momento</translation>
    </message>
    <message>
        <source>Show at %1</source>
        <translation>Función: %1</translation>
    </message>
    <message>
        <source>Happening now, until %1</source>
        <translation>Ahora mismo · Termina: %1</translation>
    </message>
    <message>
        <source>Happening now</source>
        <translation>Ahora mismo</translation>
    </message>
    <message>
        <source>Soon, at %1</source>
        <translation>Muy pronto: %1</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Mañana</translation>
    </message>
    <message>
        <source>On demand, at any time</source>
        <translation>Disponible en cualquier momento</translation>
    </message>
    <message>
        <source>all day</source>
        <translation>todo el día</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En línea</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Postponed</source>
        <translation>Pospuesto</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Cupo lleno</translation>
    </message>
    <message>
        <source>Photography</source>
        <translation>Fotografía</translation>
    </message>
    <message>
        <source>Graphic art</source>
        <translation>Arte gráfico</translation>
    </message>
    <message>
        <source>Poetry</source>
        <translation>Poesía</translation>
    </message>
    <message>
        <source>Creative writing</source>
        <translation>Escritura creativa</translation>
    </message>
    <message>
        <source>Back of the work</source>
        <translation>Reverso</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Installation view</source>
        <translation>Vista de la instalación</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detalle</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Lado</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Marco</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Desde el %1</translation>
    </message>
    <message>
        <source>The folder has not been read.</source>
        <translation>La carpeta no se ha leído.</translation>
    </message>
    <message>
        <source>The folder has no problems.</source>
        <translation>La carpeta no tiene problemas.</translation>
    </message>
    <message>
        <source>Errors: %1, warnings: %2, advice: %3</source>
        <translation>Errores: %1, advertencias: %2, consejos: %3</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Hasta el %1</translation>
    </message>
    <message>
        <source>That was not the PIN.</source>
        <translation>Ese no era el PIN.</translation>
    </message>
    <message>
        <source>everything works</source>
        <translation>todo funciona</translation>
    </message>
    <message>
        <source>Safe mode (after 3 crashes)</source>
        <translation>Modo seguro (tras 3 fallos)</translation>
    </message>
    <message>
        <source>too old: set date and time</source>
        <translation>atrasado: ajuste fecha y hora</translation>
    </message>
    <message>
        <source>has jumped: set date and time, or restart</source>
        <translation>cambió de golpe: ajuste fecha y hora, o reinicie</translation>
    </message>
    <message>
        <source>good</source>
        <translation>bien</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Contenido</translation>
    </message>
    <message>
        <source>%1 works, edition %2</source>
        <translation>%1 obras, edición %2</translation>
    </message>
    <message>
        <source>Missing pictures</source>
        <translation>Imágenes que faltan</translation>
    </message>
    <message>
        <source>Running for</source>
        <translation>Activo desde hace</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Reinicios</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Reloj</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Pantalla</translation>
    </message>
    <message>
        <source>All times: %1</source>
        <translation>Todos los horarios: %1</translation>
    </message>
    <message>
        <source>Text message: write %1, in %2</source>
        <translation>Mensaje de texto: escriba %1, en %2</translation>
    </message>
    <message>
        <source>Text message, in %1</source>
        <translation>Mensaje de texto, en %1</translation>
    </message>
    <message>
        <source>Open today until %1</source>
        <translation>Hoy abierto hasta las %1</translation>
    </message>
    <message>
        <source>Books and other resources are still here.</source>
        <translation>Los libros y otros recursos siguen aquí.</translation>
    </message>
    <message>
        <source>This exhibition has ended</source>
        <translation>Esta exposición ha terminado</translation>
    </message>
    <message>
        <source>It closed on %1. Thank you to everyone who made it, and to everyone who came to look.</source>
        <translation>Cerró el %1. Gracias a quienes la hicieron, y a quienes vinieron a verla.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Le damos la bienvenida</translation>
    </message>
    <message>
        <source>Opens on %1</source>
        <translation>Abre el %1</translation>
    </message>
    <message>
        <source>Opens tomorrow, %1</source>
        <translation>Abre mañana, %1</translation>
    </message>
    <message>
        <source>The artworks are being hung. Please come by again.</source>
        <translation>Estamos montando las obras. Vuelva pronto a visitarnos.</translation>
    </message>
    <message>
        <source>events: %1</source>
        <translation>eventos: %1</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>Mensaje de texto</translation>
    </message>
    <message>
        <source>TTY, for people who are deaf or hard of hearing</source>
        <translation>TTY, para personas sordas o con dificultades auditivas</translation>
    </message>
    <message>
        <source>In an emergency</source>
        <translation>En una emergencia</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>En %1</translation>
    </message>
    <message>
        <source>%1, selected</source>
        <translation>%1, seleccionado</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Sin título</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>hasta el %1</translation>
    </message>
    <message>
        <source>On several days</source>
        <translation>En varias fechas</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>Todos los días</translation>
    </message>
    <message>
        <source>Every other day</source>
        <translation>Cada dos días</translation>
    </message>
    <message numerus="yes">
        <source>Every %n days</source>
        <translation>
            <numerusform>Cada día</numerusform>
            <numerusform>Cada %n días</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, every other week</source>
        <translation>%1, cada dos semanas</translation>
    </message>
    <message numerus="yes">
        <source>%1, every %n weeks</source>
        <translation>
            <numerusform>%1, cada semana</numerusform>
            <numerusform>%1, cada %n semanas</numerusform>
        </translation>
    </message>
    <message>
        <source>Mondays</source>
        <translation>los lunes</translation>
    </message>
    <message>
        <source>Tuesdays</source>
        <translation>los martes</translation>
    </message>
    <message>
        <source>Wednesdays</source>
        <translation>los miércoles</translation>
    </message>
    <message>
        <source>Thursdays</source>
        <translation>los jueves</translation>
    </message>
    <message>
        <source>Fridays</source>
        <translation>los viernes</translation>
    </message>
    <message>
        <source>Saturdays</source>
        <translation>los sábados</translation>
    </message>
    <message>
        <source>Sundays</source>
        <translation>los domingos</translation>
    </message>
    <message>
        <source>last day</source>
        <translation>último día</translation>
    </message>
    <message>
        <source>day %1</source>
        <translation>día %1</translation>
    </message>
    <message>
        <source>days %1</source>
        <translation>días %1</translation>
    </message>
    <message>
        <source>%1 of each month</source>
        <translation>%1 de cada mes</translation>
    </message>
    <message numerus="yes">
        <source>%1, every %n months</source>
        <translation>
            <numerusform>%1, cada mes</numerusform>
            <numerusform>%1, cada %n meses</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, every year</source>
        <translation>%1, todos los años</translation>
    </message>
    <message numerus="yes">
        <source>%1, every %n years</source>
        <translation>
            <numerusform>%1, cada año</numerusform>
            <numerusform>%1, cada %n años</numerusform>
        </translation>
    </message>
    <message>
        <source>first %1</source>
        <translation>primer %1</translation>
    </message>
    <message>
        <source>second %1</source>
        <translation>segundo %1</translation>
    </message>
    <message>
        <source>third %1</source>
        <translation>tercer %1</translation>
    </message>
    <message>
        <source>fourth %1</source>
        <translation>cuarto %1</translation>
    </message>
    <message>
        <source>fifth %1</source>
        <translation>quinto %1</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>último %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Emergencia</translation>
    </message>
    <message>
        <source>In danger, call %1</source>
        <translation>En peligro, llame al %1</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrado</translation>
    </message>
    <message>
        <source>It stands now. Touch to take it down.</source>
        <translation>Está puesto. Toque para quitarlo.</translation>
    </message>
    <message>
        <source>Touch to put it up.</source>
        <translation>Toque para ponerlo.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Speech is on.</source>
        <translation>La voz está activada.</translation>
    </message>
    <message>
        <source>Down goes through the controls, Select chooses one. Help lets you try the keys.</source>
        <translation>Abajo recorre los botones y Elegir usa uno. Con Ayuda puede probar las teclas.</translation>
    </message>
    <message>
        <source>The screen is dark now. A touch on it lights it and goes home.</source>
        <translation>La pantalla está oscura. Al tocarla se enciende y vuelve al inicio.</translation>
    </message>
    <message>
        <source>Nothing is chosen yet. Press Down.</source>
        <translation>Aún no hay nada elegido. Pulse Abajo.</translation>
    </message>
    <message>
        <source>The keys work again.</source>
        <translation>Las teclas vuelven a funcionar.</translation>
    </message>
    <message>
        <source>Try the keys</source>
        <translation>Probar las teclas</translation>
    </message>
    <message>
        <source>Each key says what it does. Press Help again to use them.</source>
        <translation>Cada tecla dice lo que hace. Pulse Ayuda otra vez para usarlas.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Arriba</translation>
    </message>
    <message>
        <source>To the control before.</source>
        <translation>Va al botón anterior.</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Abajo</translation>
    </message>
    <message>
        <source>To the next control.</source>
        <translation>Va al botón siguiente.</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Elegir</translation>
    </message>
    <message>
        <source>Uses the control that was named last.</source>
        <translation>Usa el botón que se nombró por último.</translation>
    </message>
    <message>
        <source>One step back.</source>
        <translation>Vuelve un paso atrás.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>To the next page or the next work.</source>
        <translation>Pasa a la página o a la obra siguiente.</translation>
    </message>
    <message>
        <source>Rewind</source>
        <translation>Retroceder</translation>
    </message>
    <message>
        <source>Says the sentence before.</source>
        <translation>Dice la frase anterior.</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Avanzar</translation>
    </message>
    <message>
        <source>Says the next sentence.</source>
        <translation>Dice la frase siguiente.</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Subir el volumen</translation>
    </message>
    <message>
        <source>Speech becomes louder.</source>
        <translation>La voz suena más fuerte.</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Bajar el volumen</translation>
    </message>
    <message>
        <source>Speech becomes softer.</source>
        <translation>La voz suena más baja.</translation>
    </message>
    <message>
        <source>First switch</source>
        <translation>Primer pulsador</translation>
    </message>
    <message>
        <source>Moves to the next group or control.</source>
        <translation>Pasa al grupo o botón siguiente.</translation>
    </message>
    <message>
        <source>Second switch</source>
        <translation>Segundo pulsador</translation>
    </message>
    <message>
        <source>Chooses what is framed.</source>
        <translation>Elige lo que está enmarcado.</translation>
    </message>
    <message>
        <source>Still ahead</source>
        <translation>Lo que viene</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Recursos</translation>
    </message>
    <message>
        <source>Group: from %1 to %2</source>
        <translation>Grupo: de %1 a %2</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>y %1 más</translation>
    </message>
    <message>
        <source>At one time: %1</source>
        <translation>A la vez: %1</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>Para quién</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>%1 of %2 events</source>
        <translation>%1 de %2 eventos</translation>
    </message>
    <message>
        <source>Digit key</source>
        <translation>Tecla de cifra</translation>
    </message>
</context>
</TS>
