#!/bin/sh
# Build the Debian package for this machine's Debian and processor:  sh packaging/deb.sh [FOLDER]   (default: out)
# Everything that Python needs is inside, below /usr/lib/kiosk; nothing is downloaded on the target. Two builds of one commit on one
# release of Debian are the same, byte by byte.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh
out=${1:-out}
mkdir -p "$out"

# shellcheck disable=SC2086
needs $PYTHON_PACKAGES $QT_PACKAGES git dpkg-dev
# Before any name of ours is set: it sets some of its own.
python_ready packaging/requirements-dev.txt

umask 022
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
arch=$(dpkg --print-architecture)
# Each build has its own version, and each release of Debian its own build of it: 0.3.0+deb12 comes before 0.3.0+deb13.
suffix=$(. /etc/os-release && [ "$ID" != debian ] || ID=deb; echo "$ID${VERSION_ID:-$VERSION_CODENAME}")
release=$(. /etc/os-release && echo "$PRETTY_NAME")
made=$(.venv/bin/python packaging/version.py)
version=${made% *}+$suffix
# No file is younger than the commit that it was made of, in the archive as well.
export SOURCE_DATE_EPOCH="${made#* }" LC_ALL=C TZ=UTC
# Debian's own interpreter: it is what the target has.
python=${KIOSK_PYTHON:-/usr/bin/python3}
[ -x "$python" ] || { say "Debian's python3 is needed (apt: python3 python3-venv)"; exit 1; }
minor=$("$python" -c 'import sys; print(sys.version_info[1])')

say "the program and its packages, as they will lie on the target"
home=$root/usr/lib/kiosk
packed=$home/lib
mkdir -p "$packed"
"$python" -m venv --without-pip "$home/python" >/dev/null
# The environment's own paths are the target's.
sed -i "s|$root||g" "$home/python/pyvenv.cfg"
rm -rf "$home"/python/bin/activate* "$home"/python/bin/Activate* "$home/python/include"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile --only-binary :all: \
    --python-version "3.$minor" --target "$packed" -r packaging/requirements-wall.txt
rm -rf "$packed/bin"
# What git knows, as it lies here: no caches, and nothing that was forgotten in a folder.
git ls-files -z kiosk | tar --create --null --files-from=- | tar --extract --directory="$packed"
git ls-files -z assets/fonts gallery | tar --create --null --files-from=- | tar --extract --directory="$home"
sed -i "s/^__version__ = .*/__version__ = \"$version\"/" "$packed/kiosk/__init__.py"
ln -s ../assets ../gallery "$packed/"
# What only curators need (pyproject's extra "curator") is Debian's own and recommended below. These links let our interpreter
# see it, and nothing else of the system's Python; without the packages they lead nowhere.
mkdir -p "$home/curator"
ln -s /usr/lib/python3/dist-packages/openpyxl /usr/lib/python3/dist-packages/et_xmlfile /usr/lib/python3/dist-packages/lxml \
    "$home/curator/"
printf '/usr/lib/kiosk/lib\n/usr/lib/kiosk/curator\n' >"$home/python/lib/python3.$minor/site-packages/kiosk.pth"

say "what is in it, and under which licences"
doc=$root/usr/share/doc/kiosk
mkdir -p "$doc"
# First what is to stay: the bill has the hashes of the files that are in the package.
.venv/bin/python packaging/prune.py "$packed"
.venv/bin/python packaging/sbom.py packaging/requirements-wall.txt "$packed" "$doc" "$version"

say "what Debian wants to know"
install -d "$root/usr/bin" "$root/usr/lib/systemd/system" "$root/usr/lib/sysusers.d" "$root/etc/default" "$root/etc/pam.d" \
    "$root/etc/X11" "$root/usr/share/applications" "$root/usr/share/man/man1" "$root/usr/share/lintian/overrides" "$root/DEBIAN"
install -m 755 packaging/debian/kiosk "$root/usr/bin/kiosk"
install -m 644 packaging/debian/kiosk.service packaging/debian/kiosk-x11.service packaging/debian/kiosk-keys.service \
    "$root/usr/lib/systemd/system/"
install -m 644 packaging/debian/sysusers.conf "$root/usr/lib/sysusers.d/kiosk.conf"
install -m 644 packaging/debian/default "$root/etc/default/kiosk"
install -m 644 packaging/debian/kiosk.desktop "$root/usr/share/applications/"
install -m 644 packaging/debian/xorg.conf "$root/etc/X11/kiosk.conf"
install -m 644 packaging/debian/pam "$root/etc/pam.d/kiosk"
install -m 644 packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/kiosk"
gzip -9nc packaging/debian/kiosk.1 >"$root/usr/share/man/man1/kiosk.1.gz"
install -d "$doc/pull"
install -m 644 packaging/pull/* "$doc/pull/"
install -d "$doc/fleet"
install -m 644 packaging/fleet/* docs/fleet/* "$doc/fleet/"
install -d "$doc/monitoring"
install -m 644 packaging/monitoring/* "$doc/monitoring/"
install -d "$doc/apt"
install -m 644 packaging/apt/* "$doc/apt/"
for file in README.md CHANGELOG.md docs/*.md; do install -m 644 "$file" "$doc/"; done
maintainer="The kiosk's authors <kiosk@localhost>"
printf 'kiosk (%s) stable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- %s  %s\n' "$version" "$maintainer" \
    "$(date --rfc-email --date="@$SOURCE_DATE_EPOCH")" | gzip -9n >"$doc/changelog.gz"
sed "s|@PYTHON@|3.$minor|g; s|@SUFFIX@|$suffix|g; s|@RELEASE@|$release|g" packaging/debian/preinst >"$root/DEBIAN/preinst"
install -m 755 packaging/debian/postinst packaging/debian/prerm packaging/debian/postrm "$root/DEBIAN/"
printf '/etc/default/kiosk\n/etc/pam.d/kiosk\n/etc/X11/kiosk.conf\n' >"$root/DEBIAN/conffiles"

# The packages of the libraries that the program's own load, by Debian's own tool. That takes ten seconds, so the answer is kept as
# long as the lock, what is left of Qt, and Debian's release are the same.
libraries_depends() {
    kept=.venv/depends-$(cat packaging/requirements-wall.txt packaging/prune.py packaging/icu_data.py packaging/babel_data.py /etc/os-release | cksum | tr ' ' '-')
    if [ ! -s "$kept" ]; then
        work=$(mktemp -d)
        mkdir "$work/debian"
        printf 'Source: kiosk\n\nPackage: kiosk\nArchitecture: any\n' >"$work/debian/control"
        # shellcheck disable=SC2046
        if ! (cd "$work" && dpkg-shlibdeps -O --ignore-missing-info $(find "$packed" -type f -name '*.so*' -printf '-l%h\n' | sort -u) \
            $(find "$packed" -type f -name '*.so*' -printf '-e%p\n' | sort)) >"$work/told" 2>"$work/said"; then
            grep error "$work/said" >&2
            rm -rf "$work"
            return 1
        fi
        sed -n 's/^shlibs:Depends=//p' "$work/told" >"$kept"
        rm -rf "$work"
    fi
    cat "$kept"
}
depends=$(libraries_depends)

find "$root" -type d -exec chmod 755 {} +
# A library is no program; the interpreter is a link to Debian's.
find "$root" -type f -exec chmod 644 {} +
chmod 755 "$root/usr/bin/kiosk" "$root"/DEBIAN/p*
size=$(find "$root" -type f ! -path '*/DEBIAN/*' -printf '%s\n' | awk '{ sum += int(($1 + 1023) / 1024) } END { print sum }')
cat >"$root/DEBIAN/control" <<END
Package: kiosk
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $size
Depends: python3 (>= 3.$minor), python3 (<< 3.$((minor + 1))), adduser, $depends
Recommends: cage, xwayland, seatd, grim, kbd, libgl1-mesa-dri, python3-openpyxl, python3-lxml, openssh-client, fonts-noto-core, fonts-noto-color-emoji
Suggests: xserver-xorg, xinit, x11-xserver-utils, wlopm, ddcutil, v4l-utils, espeak-ng, speech-dispatcher, mpv
Section: misc
Priority: optional
Description: lobby screen for art and events
 Shows a gallery's artworks one after the other, lets people browse them by
 touch, and shows coming events with codes to register. Everything is read from
 one local folder; nothing needs a network. Started with the machine by a
 service, and started again whatever happens to it.
 .
 With python3-openpyxl, kiosk import also reads XLSX files, and with
 python3-lxml saved web pages. A screen that only shows a folder needs neither.
 .
 This package is for $release.
END
(cd "$root" && find . -type f ! -path './DEBIAN/*' | sort | xargs -d '\n' md5sum | sed 's|  \./|  |' >DEBIAN/md5sums)
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

say "packing"
# shellcheck disable=SC2086
dpkg-deb --root-owner-group ${KIOSK_DEB_COMPRESSION:--Zxz -z6 --threads-max=2} --build "$root" "$out/kiosk_${version}_$arch.deb" >/dev/null
ls -l "$out/kiosk_${version}_$arch.deb"
