#!/bin/sh
# Set up what is missing and run every check of a change. Stops at the first part that fails.
# The benchmarks, the long forms and the full matrices are in packaging/nightly.sh.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh

# shellcheck disable=SC2086
needs $PYTHON_PACKAGES $QT_PACKAGES $TEST_PACKAGES
python_ready packaging/requirements-dev.txt
python=.venv/bin/python
workers=$(nproc)
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

sh packaging/check.sh style format spelling prose imports types qml
say "tests in a real window"
"$python" -m pytest -q -n "$workers" --durations=10 tests/window
# They hold a restart to three seconds, so nothing else computes meanwhile.
say "tests of what happens to lobby computers"
"$python" -m pytest -q -n "$workers" --durations=10 tests/faults
say "tests without a window"
QT_QPA_PLATFORM=offscreen "$python" -m pytest -q -n "$workers" --dist loadscope --durations=10 \
    --ignore=tests/window --ignore=tests/faults --ignore=tests/package
say "the wheel and the Debian package"
if command -v dpkg-deb >/dev/null 2>&1; then
    KIOSK_DEB_COMPRESSION="-Zgzip -z1" sh packaging/deb.sh "$logs/package"
    KIOSK_DEB=$(ls "$logs"/package/kiosk_*.deb)
    export KIOSK_DEB
fi
"$python" -m pytest -q -n "$workers" --dist loadscope tests/package
say "a short measurement of the start"
"$python" tests/bench/first_light.py --rounds 1
