# Sets the machine up: sourced by run.sh and test.sh, from the project's root. Says one line a step, and nothing
# when everything is there already.
#   needs PACKAGE...      Debian packages, installed by apt when allowed, else named
#   python_ready FILE     .venv with the pinned packages of FILE, and the libraries that they load

say() { printf 'kiosk: %s\n' "$*"; }

# The packages of "$@" that are not installed. One that another package provides is there: newer
# releases have glib as libglib2.0-0t64, which provides libglib2.0-0.
missing() {
    there=$(dpkg-query -W -f='${Status}|${Package}, ${Provides}\n' 2>/dev/null |
        sed -n 's/^install ok installed|//p' | tr ',' '\n' | sed 's/^ *//; s/[ (:].*//')
    for name in "$@"; do
        printf '%s\n' "$there" | grep -qxF "$name" || printf '%s ' "$name"
    done
}

needs() {
    command -v dpkg-query >/dev/null 2>&1 || return 0    # not Debian: python_ready asks the loader
    wanted=$(missing "$@")
    [ -n "$wanted" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        apt="apt-get"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        apt="sudo apt-get"
    else
        say "these Debian packages are missing: $wanted"
        say "ask an administrator to run:  apt-get install -y --no-install-recommends $wanted"
        exit 1
    fi
    say "installing with apt: $wanted"
    log=$(mktemp)
    # shellcheck disable=SC2086
    if ! { $apt update && DEBIAN_FRONTEND=noninteractive $apt install -y --no-install-recommends $wanted; } >"$log" 2>&1; then
        tail -n 20 "$log"
        say "apt could not install them; see above"
        exit 1
    fi
    rm -f "$log"
}

python_ready() {
    requirements=$1
    python=$(command -v python3 || true)
    if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        say "Python 3.11 or newer is needed; this machine has $("${python:-false}" --version 2>/dev/null || echo none)"
        exit 1
    fi
    stamp=.venv/ready-$(basename "$requirements" .txt)
    # The virtual environment holds absolute paths, so a moved checkout counts as a new one.
    sum=$(cat "$requirements" pyproject.toml | cksum)" $PWD"
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return 0
    say "installing the Python packages of $requirements into .venv"
    [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$requirements"
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    pwd >"$site/kiosk-checkout.pth"
    printf '#!/bin/sh\nexec "%s/.venv/bin/python" -P -m kiosk "$@"\n' "$PWD" >.venv/bin/kiosk
    chmod +x .venv/bin/kiosk
    libraries_ready
    printf '%s' "$sum" >"$stamp"
}

processors() { nproc 2>/dev/null || getconf _NPROCESSORS_ONLN; }

# True where a window can be opened. macOS has no variable that says so.
has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; }

# What a library that Qt loads is for.
purpose() {
    case $1 in
    libEGL* | libGL* | libOpenGL*) echo "drawing" ;;
    libxkbcommon-x11* | libxcb* | libX11*) echo "windows under X11" ;;
    libxkbcommon*) echo "keyboards" ;;
    libwayland*) echo "windows under Wayland" ;;
    libfontconfig* | libfreetype*) echo "typefaces" ;;
    libdbus*) echo "screen readers" ;;
    libglib* | libgthread*) echo "the loop of events" ;;
    *) echo "Qt" ;;
    esac
}

# Name the libraries that the loader does not find, one by one. Without those of Qt's core nothing
# starts; without those of a window system the program runs under the other one.
libraries_ready() {
    command -v ldd >/dev/null 2>&1 || return 0    # macOS: its packages bring all of them
    qt=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/PySide6/Qt
    core=$(not_found "$qt/lib/libQt6Core.so.6" "$qt/lib/libQt6Gui.so.6" "$qt/lib/libQt6Quick.so.6")
    window=$(not_found "$qt"/plugins/platforms/libqxcb.so "$qt"/plugins/platforms/libqwayland*.so)
    every=$(printf '%s\n%s\n' "$core" "$window" | sed '/^$/d' | sort -u)
    [ -n "$every" ] || return 0
    for library in $every; do
        say "the library $library is missing; it is for $(purpose "$library")"
    done
    # shellcheck disable=SC2086
    say "$(advice $every)"
    [ -z "$core" ] && return 0
    say "then run this again"
    exit 1
}

os_release=/etc/os-release
# How this system installs the libraries "$@": some ask for a package by what it holds.
advice() {
    # shellcheck disable=SC1090
    system=$([ ! -r "$os_release" ] || { . "$os_release"; echo "${ID:-} ${ID_LIKE:-}"; })
    asked=
    [ "$(getconf LONG_BIT 2>/dev/null)" = 32 ] && word="()" || word="()(64bit)"
    for library in "$@"; do asked="$asked '$library$word'"; done
    case " $system " in
    *" fedora "* | *" rhel "* | *" centos "*) echo "install them:  sudo dnf install$asked" ;;
    *" suse "* | *" opensuse "*) echo "install them:  sudo zypper install$asked" ;;
    *" arch "*) echo "find their packages:  sudo pacman -Fy && pacman -F $*   and install them with pacman -S" ;;
    *" debian "* | *" ubuntu "*) echo "find their packages:  apt-file search NAME   and install them with apt-get install" ;;
    *) echo "install the packages of this system that hold these libraries" ;;
    esac
}

not_found() {
    for file in "$@"; do
        [ -f "$file" ] && ldd "$file" 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p'
    done | sort -u
}

# What PySide6's wheel loads and does not bring, found in an empty Debian 12 root.
QT_PACKAGES="libegl1 libgl1 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0
    libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1
    libdbus-1-3 libfontconfig1 libfreetype6 libwayland-client0 libwayland-cursor0 libwayland-egl1"
PYTHON_PACKAGES="python3 python3-venv"
# Displays, compositors and tools that the tests start.
TEST_PACKAGES="xvfb xauth x11-xserver-utils procps strace dbus-daemon at-spi2-core cage xwayland sway seatd xinit grim
    libfaketime libxfixes3 wlr-randr git dpkg-dev"
# What the long tests of the package need beyond that.
PACKAGE_TEST_PACKAGES="lintian apt-utils gpg unattended-upgrades"
# What a root needs so that the service boots in a copy of it.
BOOT_PACKAGES="systemd systemd-sysv libpam-systemd dbus seatd cage xwayland xinit xvfb xauth kbd procps adduser
    x11-xserver-utils libgl1-mesa-dri"
