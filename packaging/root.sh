# Makes a root of another release of Debian, and runs commands in it: sourced, after setup.sh, by
# boot-root.sh and faults-root.sh. Only root may.
#   make_root SUITE FOLDER   by debootstrap, with this checkout's newest commit in /srv/kiosk; FOLDER's root is used again
#   in_root [-u USER] COMMANDS

make_root() {
    suite=$1
    mkdir -p "$2"
    root=$(cd "$2" && pwd)
    [ "$(id -u)" = 0 ] || { say "only root may make a root and work in it"; exit 1; }
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
}

in_root() {
    who=root
    [ "$1" != -u ] || { who=$2; shift 2; }
    # shellcheck disable=SC2016
    unshare --mount --propagation private sh -euc '
        root=$1
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
        mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
        exec chroot --userspec="$2" "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$3" LC_ALL=C.UTF-8 \
            DEBIAN_FRONTEND=noninteractive PIP_CERT=/etc/ssl/certs/ca-certificates.crt KIOSK_DEB_COMPRESSION=-Znone \
            sh -euc "cd /srv/kiosk; $4"
    ' sh "$root" "$who" "$([ "$who" = root ] && echo /root || echo "/srv/$who")" "$1"
}
