#!/bin/sh
# Boot the service on another release of Debian than this machine's:  sh packaging/boot-root.sh SUITE FOLDER
# Makes a root of SUITE in FOLDER by debootstrap, with what the service needs installed in it, builds the package of this checkout's
# newest commit there, and boots copies of the root (tests/package/test_boot.py). Only root may. A FOLDER with a root is used again.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh

[ $# = 2 ] || { say "usage: sh packaging/boot-root.sh SUITE FOLDER"; exit 2; }
suite=$1
mkdir -p "$2"
root=$(cd "$2" && pwd)
[ "$(id -u)" = 0 ] || { say "only root may make and boot a root"; exit 1; }
needs debootstrap
mirror=$(sed -n 's/^URIs: *\([^ ]*debian\)\/\{0,1\}$/\1/p; s/^deb \([^ ]*debian\)\/\{0,1\} .*/\1/p' /etc/apt/sources.list \
    /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)

if [ ! -e "$root/etc/debian_version" ]; then
    say "making a root of $suite in $root"
    # shellcheck disable=SC2086
    debootstrap --variant=minbase --include=ca-certificates,git "$suite" "$root" $mirror >"$root.log" 2>&1 || { tail -n 5 "$root.log"; exit 1; }
fi
# This machine's way to its mirrors and registries.
for name in etc/resolv.conf etc/pip.conf etc/apt/apt.conf.d etc/ssl/certs; do
    [ ! -e "/$name" ] || { mkdir -p "$root/${name%/*}" && cp -rL --remove-destination "/$name" "$root/${name%/*}/"; }
done
rm -rf "$root/srv/kiosk.new"
git clone --quiet . "$root/srv/kiosk.new"
[ ! -d "$root/srv/kiosk/.venv" ] || mv "$root/srv/kiosk/.venv" "$root/srv/kiosk.new/"
rm -rf "$root/srv/kiosk"
mv "$root/srv/kiosk.new" "$root/srv/kiosk"

say "what the service needs, and the package of this commit, in $root"
# shellcheck disable=SC2016
unshare --mount --propagation private sh -euc '
    root=$1
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/tmp"
    exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        PIP_CERT=/etc/ssl/certs/ca-certificates.crt KIOSK_DEB_COMPRESSION=-Znone sh -euc "$2"
' sh "$root" '
    cd /srv/kiosk
    . packaging/setup.sh
    needs $PYTHON_PACKAGES $QT_PACKAGES $BOOT_PACKAGES dpkg-dev
    rm -rf out
    sh packaging/deb.sh out'

say "booting it"
python_ready packaging/requirements-dev.txt
KIOSK_FAULTS=all KIOSK_BOOT_ROOT=$root KIOSK_DEB=$(ls "$root"/srv/kiosk/out/kiosk_*.deb) \
    .venv/bin/python -m pytest -q -s tests/package/test_boot.py
