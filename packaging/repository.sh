#!/bin/sh
# Make or renew a signed apt repository, a folder for any web server:
#   sh packaging/repository.sh [--trial] KEY FOLDER [PACKAGE...]
# KEY is the owner's key in gpg's ring, by fingerprint or address; its public half is laid beside the packages as kiosk-archive.asc.
# Each package goes to the suite of its release: deb12 for ..+deb12_amd64.deb. With --trial it goes to deb12-trial, which only the
# machines have that try a version first; given again without --trial, it is for all. Older versions stay, as the way back.
set -eu
umask 022
export LC_ALL=C

say() { printf 'kiosk: %s\n' "$*"; }
fail() { say "$*" >&2; exit 2; }

trial=""
[ "${1:-}" != --trial ] || { trial=-trial; shift; }
[ $# -ge 2 ] || fail "sh packaging/repository.sh [--trial] KEY FOLDER [PACKAGE...]"
for tool in apt-ftparchive:apt-utils gpg:gpg dpkg-deb:dpkg; do
    command -v "${tool%:*}" >/dev/null 2>&1 || fail "${tool%:*} is missing (apt install ${tool#*:})"
done
key=$1
folder=$2
shift 2
gpg --batch --list-secret-keys "$key" >/dev/null 2>&1 || fail "gpg has no secret key '$key' here"
# All are looked at before the first is taken.
for package in "$@"; do
    [ "$(dpkg-deb --field "$package" Package 2>/dev/null)" = kiosk ] || fail "$package is no package of the kiosk"
    version=$(dpkg-deb --field "$package" Version)
    suffix=${version##*+}
    [ "$suffix" != "$version" ] || fail "$package does not say for which release it is: its version is $version"
    name=kiosk_${version}_$(dpkg-deb --field "$package" Architecture).deb
    for other in "$folder/pool/$suffix/$name" "$folder/pool/$suffix-trial/$name"; do
        [ ! -e "$other" ] || cmp -s "$package" "$other" || fail "$other is another package of the same version; build a new version"
    done
done
for package in "$@"; do
    version=$(dpkg-deb --field "$package" Version)
    suffix=${version##*+}
    name=kiosk_${version}_$(dpkg-deb --field "$package" Architecture).deb
    mkdir -p "$folder/pool/$suffix" "$folder/pool/$suffix-trial"
    # Under another name until it is whole: a machine may be reading.
    cp "$package" "$folder/pool/.$name"
    chmod 644 "$folder/pool/.$name"
    mv "$folder/pool/.$name" "$folder/pool/$suffix$trial/$name"
    [ "$trial" ] || rm -f "$folder/pool/$suffix-trial/$name"
    say "$suffix$trial: $version"
done
[ -d "$folder/pool" ] || fail "$folder holds no packages yet; name some"

cd "$folder"
fresh=$(mktemp -d ./.dists.XXXXXX)
chmod 755 "$fresh"
trap 'rm -rf "$fresh"' EXIT
for pool in pool/*; do
    suite=${pool#pool/}
    architectures=$(find pool -name '*.deb' | sed 's/.*_//; s/\.deb$//' | sort -u)
    for architecture in $architectures; do
        index=$fresh/$suite/main/binary-$architecture
        mkdir -p "$index"
        apt-ftparchive --arch "$architecture" packages "$pool" >"$index/Packages"
        gzip -9nk "$index/Packages"
    done
    # Nothing expires: a screen must not stop updating because nobody signed for a month.
    apt-ftparchive -o APT::FTPArchive::Release::Origin=Kiosk -o APT::FTPArchive::Release::Label=Kiosk \
        -o APT::FTPArchive::Release::Suite="$suite" -o APT::FTPArchive::Release::Codename="$suite" \
        -o APT::FTPArchive::Release::Components=main -o APT::FTPArchive::Release::Architectures="$(printf '%s ' $architectures)" \
        release "$fresh/$suite" >"$fresh/Release"
    mv "$fresh/Release" "$fresh/$suite/Release"
    gpg --batch --yes --local-user "$key" --clearsign --output "$fresh/$suite/InRelease" "$fresh/$suite/Release"
    gpg --batch --yes --local-user "$key" --armor --detach-sign --output "$fresh/$suite/Release.gpg" "$fresh/$suite/Release"
done
gpg --batch --armor --export "$key" >kiosk-archive.asc
rm -rf dists.old
[ ! -d dists ] || mv dists dists.old
mv "$fresh" dists
rm -rf dists.old
say "the repository is in $PWD"
