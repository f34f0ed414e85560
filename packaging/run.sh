#!/bin/sh
# Set up what is missing and open the demo. Without a display: a picture of every screen instead.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh

# shellcheck disable=SC2086
needs $PYTHON_PACKAGES $QT_PACKAGES
python_ready packaging/requirements.txt

if has_display; then
    say "opening the demo; close its window to end it"
    exec .venv/bin/kiosk demo --windowed 1600x900
fi
say "there is no display here, so every screen is made as a picture instead"
.venv/bin/kiosk shots gallery --out out/shots --size 1920x1080 --size 1080x1920 --at "2026-01-13 13:10"
say "the pictures are in $PWD/out/shots"
