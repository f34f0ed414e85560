#!/bin/sh
# Set up what is missing and run every check that CI runs. Stops at the first that fails.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh

# shellcheck disable=SC2086
needs $PYTHON_PACKAGES $QT_PACKAGES xvfb xauth x11-xserver-utils procps strace dbus-daemon at-spi2-core cage xwayland sway seatd xinit libfaketime libxfixes3
python_ready packaging/requirements-dev.txt
bin=.venv/bin

say "style"
"$bin/ruff" check .
say "types"
"$bin/mypy"
say "imports"
"$bin/lint-imports" --no-cache
say "QML"
"$bin/python" packaging/qmllint.py
say "measuring the start"
"$bin/python" tests/bench/first_light.py
say "measuring touch, crossfade, rest and memory"
"$bin/python" tests/bench/pictures.py --short --only at_hand endurance
say "tests in a real window"
QT_QPA_PLATFORM=xcb QT_QUICK_BACKEND=software xvfb-run -a -s "-screen 0 1920x1080x24" "$bin/python" -m pytest -q tests/window
say "tests of what happens to lobby computers"
"$bin/python" -m pytest -q tests/faults
say "tests"
QT_QPA_PLATFORM=offscreen "$bin/python" -m pytest -q --ignore=tests/window --ignore=tests/faults --ignore=tests/package
if command -v dpkg-deb >/dev/null 2>&1; then
    say "the Debian package"
    built=$(mktemp -d)
    trap 'rm -rf "$built"' EXIT
    sh packaging/deb.sh "$built"
    KIOSK_DEB=$(ls "$built"/kiosk_*.deb) "$bin/python" -m pytest -q tests/package
fi
