#!/bin/sh
# Build the Debian package of the studio, for a curator's computer:  sh packaging/studio/deb.sh [FOLDER]   (default: out)
# It lies over the package "kiosk" of the same version, which a wall has alone: the studio's window needs Qt's widgets, the wall does not.
set -eu
cd "$(dirname "$0")/../.."
. packaging/setup.sh
out=${1:-out}
umask 022
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
arch=$(dpkg --print-architecture)
suffix=$(. /etc/os-release && [ "$ID" != debian ] || ID=deb; echo "$ID${VERSION_ID:-$VERSION_CODENAME}")
made=$(.venv/bin/python packaging/version.py)
version=${made% *}+$suffix
export SOURCE_DATE_EPOCH="${made#* }" LC_ALL=C TZ=UTC

# The same wheel as the wall's: its module is for every Python 3 (abi3).
qt=$(.venv/bin/python -c 'import PySide6, os; print(os.path.dirname(PySide6.__file__))')
packed=$root/usr/lib/kiosk/lib/PySide6
install -d "$packed/Qt/lib" "$root/usr/share/applications" "$root/usr/share/icons/hicolor/scalable/apps" "$root/usr/share/doc/kiosk-studio" \
    "$root/DEBIAN" "$out"
install -m 644 "$qt/QtWidgets.abi3.so" "$packed/"
install -m 644 "$qt/Qt/lib/libQt6Widgets.so.6" "$packed/Qt/lib/"
strip --strip-unneeded "$packed/QtWidgets.abi3.so" "$packed/Qt/lib/libQt6Widgets.so.6"
install -m 644 packaging/studio/kiosk-studio.desktop "$root/usr/share/applications/"
install -m 644 assets/icons/kiosk-studio.svg "$root/usr/share/icons/hicolor/scalable/apps/"
install -m 644 docs/STUDIO.md "$root/usr/share/doc/kiosk-studio/"
find "$root" -type d -exec chmod 755 {} +
size=$(find "$root" -type f ! -path '*/DEBIAN/*' -printf '%s\n' | awk '{ sum += int(($1 + 1023) / 1024) } END { print sum }')
cat >"$root/DEBIAN/control" <<END
Package: kiosk-studio
Version: $version
Architecture: $arch
Maintainer: The kiosk's authors <kiosk@localhost>
Installed-Size: $size
Depends: kiosk (= $version)
Recommends: python3-openpyxl, python3-lxml
Section: misc
Priority: optional
Description: editor of exhibitions for a lobby screen
 Opens a window in which a curator makes and changes the folder that the lobby
 screen shows, with the screen itself beside the form. Adds the menu entry and
 the part of Qt that only this window needs; all else is in the package kiosk.
END
(cd "$root" && find . -type f ! -path './DEBIAN/*' | sort | xargs -d '\n' md5sum | sed 's|  \./|  |' >DEBIAN/md5sums)
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
# shellcheck disable=SC2086
dpkg-deb --root-owner-group ${KIOSK_DEB_COMPRESSION:--Zxz -z6 --threads-max=2} --build "$root" "$out/kiosk-studio_${version}_$arch.deb" >/dev/null
ls -l "$out/kiosk-studio_${version}_$arch.deb"
