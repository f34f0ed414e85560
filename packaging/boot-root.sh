#!/bin/sh
# Boot the service on another release of Debian than this machine's:  sh packaging/boot-root.sh SUITE FOLDER
# Makes a root of SUITE in FOLDER by debootstrap, with what the service needs installed in it, builds the package of this checkout's
# newest commit there, and boots copies of the root (tests/package/test_boot.py). Only root may. A FOLDER with a root is used again.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh
. packaging/root.sh

[ $# = 2 ] || { say "usage: sh packaging/boot-root.sh SUITE FOLDER"; exit 2; }
make_root "$1" "$2"

say "what the service needs, and the package of this commit, in $root"
# shellcheck disable=SC2016
in_root '
    . packaging/setup.sh
    needs $PYTHON_PACKAGES $QT_PACKAGES $BOOT_PACKAGES dpkg-dev
    rm -rf out
    sh packaging/deb.sh out'

say "booting it"
python_ready packaging/requirements-dev.txt
KIOSK_FAULTS=all KIOSK_BOOT_ROOT=$root KIOSK_DEB=$(ls "$root"/srv/kiosk/out/kiosk_*.deb) \
    .venv/bin/python -m pytest -q -s tests/package/test_boot.py
