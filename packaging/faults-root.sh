#!/bin/sh
# Try the faults in their long form on another release of Debian:  sh packaging/faults-root.sh SUITE FOLDER [FILE_OR_TEST...]
# Makes a root of SUITE in FOLDER by debootstrap, sets up this checkout's newest commit there, and runs tests/faults, or the tests
# that are named, as an ordinary user: its compositors, X server and Python are that release's. Only root may. A FOLDER with a root is
# used again.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh
. packaging/root.sh

[ $# -ge 2 ] || { say "usage: sh packaging/faults-root.sh SUITE FOLDER [FILE_OR_TEST...]"; exit 2; }
make_root "$1" "$2"
shift 2
tests=${*:-tests/faults}

say "what the tests need, in $root"
# shellcheck disable=SC2016
in_root '
    . packaging/setup.sh
    needs $PYTHON_PACKAGES $QT_PACKAGES $TEST_PACKAGES
    id tester >/dev/null 2>&1 || useradd --create-home --home-dir /srv/tester tester
    chown -R tester: .'
in_root -u tester '. packaging/setup.sh; python_ready packaging/requirements-dev.txt'
say "the faults there"
in_root -u tester "KIOSK_FAULTS=all .venv/bin/python -m pytest -q -n 2 $tests"
