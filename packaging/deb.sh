#!/bin/sh
# Build the Debian package for this machine's Debian and processor:  sh packaging/deb.sh [FOLDER]   (default: out)
# Everything that Python needs is inside, below /opt/kiosk; nothing is downloaded on the target.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh
out=${1:-out}
mkdir -p "$out"

# shellcheck disable=SC2086
needs $PYTHON_PACKAGES git dpkg-dev
# Before any name of ours is set: it sets some of its own.
python_ready packaging/requirements-dev.txt

say "the program and its packages, as they will lie on the target"
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
arch=$(dpkg --print-architecture)
# Each build has its own version, and each release of Debian its own build of it: 0.3.0+deb12 comes before 0.3.0+deb13.
suffix=$(. /etc/os-release && [ "$ID" != debian ] || ID=deb; echo "$ID${VERSION_ID:-$VERSION_CODENAME}")
version=$(.venv/bin/python packaging/version.py | cut -d ' ' -f 1)+$suffix
# Debian's own interpreter: it is what the target has.
python=${KIOSK_PYTHON:-/usr/bin/python3}
[ -x "$python" ] || { say "Debian's python3 is needed (apt: python3 python3-venv)"; exit 1; }
minor=$("$python" -c 'import sys; print(sys.version_info[1])')
packed=$root/opt/kiosk/lib
mkdir -p "$packed"
"$python" -m venv --without-pip "$root/opt/kiosk/python" >/dev/null
# The environment's own paths are the target's.
sed -i "s|$root||g" "$root/opt/kiosk/python/pyvenv.cfg"
rm -f "$root"/opt/kiosk/python/bin/activate* "$root"/opt/kiosk/python/bin/Activate*
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile --only-binary :all: \
    --python-version "3.$minor" --target "$packed" -r packaging/requirements-wall.txt
rm -rf "$packed/bin"
cp -R kiosk "$packed/kiosk"
sed -i "s/^__version__ = .*/__version__ = \"$version\"/" "$packed/kiosk/__init__.py"
mkdir -p "$root/opt/kiosk/assets" "$root/opt/kiosk/gallery"
cp -R assets/fonts "$root/opt/kiosk/assets/"
git ls-files gallery | while read -r file; do
    mkdir -p "$root/opt/kiosk/$(dirname "$file")"
    cp "$file" "$root/opt/kiosk/$file"
done
ln -s ../assets ../gallery "$packed/"
# What only curators need (pyproject's extra "curator") is Debian's own and recommended below. These links let our interpreter
# see it, and nothing else of the system's Python; without the packages they lead nowhere.
mkdir -p "$root/opt/kiosk/curator"
ln -s /usr/lib/python3/dist-packages/openpyxl /usr/lib/python3/dist-packages/et_xmlfile /usr/lib/python3/dist-packages/lxml \
    "$root/opt/kiosk/curator/"
printf '/opt/kiosk/lib\n/opt/kiosk/curator\n' >"$root/opt/kiosk/python/lib/python3.$minor/site-packages/kiosk.pth"

# Of Qt only what a screen needs: no designers, linters, databases, styles and servers.
qt=$packed/PySide6
rm -rf "$qt"/Qt/translations "$qt"/Qt/plugins/designer "$qt"/Qt/plugins/sqldrivers "$qt"/Qt/plugins/printsupport "$qt"/Qt/plugins/qmllint \
    "$qt"/Qt/plugins/qmltooling "$qt"/Qt/plugins/wayland-graphics-integration-server "$qt"/Qt/qml/QtWayland "$qt"/Qt/qml/QtTest \
    "$qt"/Qt/plugins/tls "$qt"/Qt/plugins/networkinformation "$qt"/Qt/libexec "$qt"/include "$qt"/typesystems "$qt"/glue "$qt"/doc
for name in Designer DesignerComponents QuickControls2Imagine QuickControls2Material QuickControls2MaterialStyleImpl QuickControls2Universal \
    QuickControls2Fusion WaylandCompositor Help UiTools PrintSupport Lottie LabsStyleKit Sql QmlCompiler; do
    rm -f "$qt/Qt/lib/libQt6$name".so* "$qt/Qt$name".abi3.so "$qt/Qt$name".pyi
done
for tool in assistant designer linguist lupdate lrelease qmllint qmlformat qmlls qmlcachegen qmltyperegistrar qmlimportscanner rcc uic qsb \
    svgtoqml balsam balsamui; do
    rm -f "$qt/$tool"
done
find "$packed" -name '__pycache__' -prune -exec rm -rf {} + -o -name '*.pyi' -exec rm -f {} + -o -name '*.qmltypes' -exec rm -f {} +

say "what Debian wants to know"
install -d "$root/usr/bin" "$root/lib/systemd/system" "$root/usr/lib/sysusers.d" "$root/etc/default" "$root/usr/share/applications" \
    "$root/usr/share/man/man1" "$root/usr/share/doc/kiosk" "$root/DEBIAN"
install -m 755 packaging/debian/kiosk "$root/usr/bin/kiosk"
install -m 644 packaging/debian/kiosk.service packaging/debian/kiosk-x11.service packaging/debian/kiosk-keys.service \
    "$root/lib/systemd/system/"
install -m 644 packaging/debian/sysusers.conf "$root/usr/lib/sysusers.d/kiosk.conf"
install -m 644 packaging/debian/default "$root/etc/default/kiosk"
install -m 644 packaging/debian/kiosk.desktop "$root/usr/share/applications/"
install -d "$root/etc/pam.d" "$root/etc/X11"
install -m 644 packaging/debian/xorg.conf "$root/etc/X11/kiosk.conf"
install -m 644 packaging/debian/pam "$root/etc/pam.d/kiosk"
gzip -9nc packaging/debian/kiosk.1 >"$root/usr/share/man/man1/kiosk.1.gz"
install -d "$root/usr/share/doc/kiosk/pull"
install -m 644 packaging/pull/* "$root/usr/share/doc/kiosk/pull/"
install -d "$root/usr/share/doc/kiosk/monitoring"
install -m 644 packaging/monitoring/* "$root/usr/share/doc/kiosk/monitoring/"
install -m 644 LICENSE "$root/usr/share/doc/kiosk/copyright"
gzip -9nc CHANGELOG.md >"$root/usr/share/doc/kiosk/changelog.gz"
for file in README.md docs/*.md; do install -m 644 "$file" "$root/usr/share/doc/kiosk/"; done
release=$(. /etc/os-release && echo "$PRETTY_NAME")
sed "s|@PYTHON@|3.$minor|g; s|@SUFFIX@|$suffix|g; s|@RELEASE@|$release|g" packaging/debian/preinst >"$root/DEBIAN/preinst"
chmod 755 "$root/DEBIAN/preinst"
install -m 755 packaging/debian/postinst packaging/debian/prerm packaging/debian/postrm "$root/DEBIAN/"
printf '/etc/default/kiosk\n/etc/pam.d/kiosk\n/etc/X11/kiosk.conf\n' >"$root/DEBIAN/conffiles"
# The libraries that Qt's wheel loads, as packages; on newer releases of Debian glib goes by another name.
# shellcheck disable=SC2086
depends=$(printf '%s, ' $QT_PACKAGES | sed 's/libglib2.0-0,/libglib2.0-0 | libglib2.0-0t64,/; s/, $//')
cat >"$root/DEBIAN/control" <<EOF
Package: kiosk
Version: $version
Architecture: $arch
Maintainer: The kiosk's authors <kiosk@localhost>
Installed-Size: $(du -sk "$root" | cut -f1)
Depends: python3 (>= 3.$minor), python3 (<< 3.$((minor + 1))), adduser | systemd, $depends
Recommends: cage, xwayland, seatd, kbd, libgl1-mesa-dri, python3-openpyxl, python3-lxml
Suggests: xserver-xorg, xinit, x11-xserver-utils, wlopm, ddcutil, v4l-utils, espeak-ng, speech-dispatcher, mpv
Section: misc
Priority: optional
Description: lobby screen for art and events
 Shows a gallery's artworks one after the other, lets people browse them by
 touch, and shows coming events with codes to register. Everything is read from
 one local folder; nothing needs a network. Started with the machine by a
 service, and started again whatever happens to it.
 .
 With python3-openpyxl, kiosk import also reads XLSX files, and with python3-lxml
 saved web pages. A screen that only shows a folder needs neither.
EOF
find "$root" -type d -exec chmod 755 {} +
find "$root/opt" -type f ! -perm -u+x -exec chmod 644 {} +
(cd "$root" && find . -type f ! -path './DEBIAN/*' -exec md5sum {} + | sed 's|  \./|  |' >DEBIAN/md5sums)

say "packing"
# shellcheck disable=SC2086
dpkg-deb --root-owner-group ${KIOSK_DEB_COMPRESSION:--Zxz -z2 --threads-max=2} --build "$root" "$out/kiosk_${version}_$arch.deb" >/dev/null
ls -l "$out/kiosk_${version}_$arch.deb"
