#!/bin/sh
# Bring the interface's translations up to date: collect the words, then compile what the translators wrote.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
i18n=kiosk/ui/i18n
"$bin/pyside6-lupdate" -no-obsolete -locations none $(find kiosk/i18n kiosk/viewmodels kiosk/speech kiosk/window -name '*.py') $(find kiosk/ui/KioskUi -name '*.qml') -ts "$i18n"/*.ts
for file in "$i18n"/*.ts; do
    "$bin/pyside6-lrelease" -silent "$file" -qm "${file%.ts}.qm"
done
"$bin/python" packaging/messages.py
