# Sets the machine up: sourced by run.sh and test.sh, from the project's root. Says one line a step, and nothing
# when everything is there already.
#   needs PACKAGE...      Debian packages, installed by apt when allowed, else named
#   python_ready FILE     .venv with the pinned packages of FILE

say() { printf 'kiosk: %s\n' "$*"; }

missing() {
    for name in "$@"; do
        [ "$(dpkg-query -W -f='${Status}' "$name" 2>/dev/null)" = "install ok installed" ] || printf '%s ' "$name"
    done
}

needs() {
    command -v dpkg-query >/dev/null 2>&1 || return 0    # not Debian: what is missing will show
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
    printf '%s' "$sum" >"$stamp"
}

# What PySide6's wheel loads and does not bring, found in an empty Debian 12 root.
QT_PACKAGES="libegl1 libgl1 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0
    libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1
    libdbus-1-3 libfontconfig1 libfreetype6 libwayland-client0 libwayland-cursor0 libwayland-egl1"
PYTHON_PACKAGES="python3 python3-venv"
# Displays, compositors and tools that the tests start.
TEST_PACKAGES="xvfb xauth x11-xserver-utils procps strace dbus-daemon at-spi2-core cage xwayland sway seatd xinit
    libfaketime libxfixes3"
