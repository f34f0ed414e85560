#!/bin/sh
# Put the studio into this user's menu of programs. "install.sh remove" takes it out again.
set -eu
cd "$(dirname "$0")/../.."
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/kiosk-studio.desktop
icon=$data/icons/hicolor/scalable/apps/kiosk-studio.svg
if [ "${1:-}" = remove ]; then
    rm -f "$entry" "$icon"
    exit 0
fi
command="$PWD/.venv/bin/kiosk"
[ -x "$command" ] || { echo "run  sh packaging/run.sh  first: it sets the program up" >&2; exit 1; }
mkdir -p "$(dirname "$entry")" "$(dirname "$icon")"
cp assets/icons/kiosk-studio.svg "$icon"
# A path in Exec= is quoted, and its own quotes and signs are escaped.
quoted=$(printf '%s' "$command" | sed 's/[\\"`$]/\\\\&/g')
sed "s|^Exec=kiosk |Exec=\"$(printf '%s' "$quoted" | sed 's/[&|\\]/\\&/g')\" |" packaging/studio/kiosk-studio.desktop >"$entry"
command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database "$(dirname "$entry")" || true
