#!/bin/sh
# Run what takes too long for every change: benchmarks, the soak, long forms and full matrices.
#   sh packaging/nightly.sh           all parts
#   sh packaging/nightly.sh PART...   only these
# The parts: bench soak fuzz hostile calendars pictures dates monkey examples audit faults faults13 engines stops studio window package boot provision roots
# Reports are written below out/nightly. A part that fails does not stop the others.
set -u
cd "$(dirname "$0")/.."
. packaging/setup.sh
python=.venv/bin/python
out=$PWD/out/nightly

screen() { xvfb-run -a -s "-screen 0 1920x1080x24" "$@"; }
bench() {
    "$python" tests/bench/first_light.py --rounds 5 --goal &&
        "$python" tests/bench/rest.py --seconds 600 &&
        "$python" tests/bench/checking.py &&
        "$python" tests/bench/studio.py &&
        "$python" tests/bench/decoder_memory.py &&
        "$python" tests/bench/peers.py --loaded --out "$out/peers" &&
        "$python" tests/bench/pictures.py --out "$out/measured"
}
soak() { "$python" tests/soak/soak.py --slides 50000 --out "$out/soak"; }
fuzz() {
    "$python" tests/fuzz/fuzz.py --cases 100000 --seed "$(date +%j)" &&
        "$python" tests/fuzz/program.py --cases 100000 --seed "$(date +%j)"
}
# With them the signals in more phases of a start.
hostile() {
    KIOSK_FAULTS=all "$python" -m pytest -q tests/hostile tests/app/test_early_signals.py tests/content/test_folder_limits.py \
        tests/cli/test_shared_commands.py
}
# Against ical.js, which is installed by: cd tests/calendars && npm install --no-package-lock
calendars() {
    if [ ! -d tests/calendars/node_modules/ical.js ] || ! command -v node >/dev/null; then
        skipped="$skipped calendars (no Node, or no ical.js in tests/calendars)"
        return 0
    fi
    "$python" tests/calendars/compare.py --calendars 2000 --seed "$(date +%j)000"
}
monkey() { QT_QPA_PLATFORM=xcb QT_QUICK_BACKEND=software screen "$python" tests/monkey.py --steps 100000 --seed "$(date +%j)"; }
examples() { STUDIO_FOLDERS=1000 QT_QPA_PLATFORM=offscreen "$python" -m pytest -q -n 2 --hypothesis-profile=long $(grep -rl --include='test_*.py' "^from hypothesis" tests); }
audit() { "$python" tests/audit/audit.py --out "$out/audit"; }
# With Debian's prometheus and prometheus-node-exporter, each alarm is made to fire and to go out too.
faults() {
    if ! command -v prometheus >/dev/null || ! command -v prometheus-node-exporter >/dev/null; then
        skipped="$skipped alarms (no prometheus, or no prometheus-node-exporter)"
    fi
    KIOSK_FAULTS=all KIOSK_FAULTS_REPORT="$out/faults" "$python" -m pytest -q -n 2 tests/faults
}
# Releases by real engines to real screens, in namespaces: only root may make these.
engines() {
    for program in syncthing rclone rsync sshd smbd; do
        command -v "$program" >/dev/null || skipped="$skipped engines by $program"
    done
    # The fleet's page by axe in Chromium. axe is installed by: cd tests/fleet && npm install --no-package-lock
    if [ ! -d tests/fleet/node_modules/axe-core ] || ! command -v chromium >/dev/null; then
        skipped="$skipped axe (no Chromium, or no axe-core in tests/fleet)"
    fi
    KIOSK_FAULTS=all KIOSK_FAULTS_REPORT="$out/faults" "$python" -m pytest -q tests/fleet
}
# 200 in each state; the service's own display server where it is installed.
stops() {
    platform=xcb
    command -v cage >/dev/null && platform=wayland
    "$python" tests/stops/stops.py --stops 200 --platform "$platform"
}
pictures() { "$python" -m tests.pictures.generated 500 "$(date +%j)"; }
dates() { "$python" -m tests.content.date_corpus --lines 3000 --seed "$(date +%j)"; }
# Where PyInstaller is installed (packaging/requirements-studio.txt), the studio is built and tried.
studio() {
    if ! "$python" -c "import PyInstaller" 2>/dev/null; then
        skipped="$skipped studio (no PyInstaller: pip install --require-hashes -r packaging/requirements-studio.txt)"
        return 0
    fi
    "$python" packaging/studio/build.py --out "$out/studio" --try && sh packaging/studio/deb.sh "$out"
}
window() { KIOSK_FAULTS=all "$python" -m pytest -q -n 2 tests/window; }
package() {
    rm -f "$out"/kiosk_*.deb    # an older version's package would be tested too
    sh packaging/deb.sh "$out" &&
        KIOSK_FAULTS=all KIOSK_DEB=$(ls "$out"/kiosk_*.deb) "$python" -m pytest -q tests/package
}
# The service of Debian 13, booted; the part "package" boots this machine's release.
boot() {
    if [ "$(id -u)" != 0 ]; then
        skipped="$skipped boot (only root may boot a copy of a machine)"
        return 0
    fi
    sh packaging/boot-root.sh trixie "$out/trixie"
}
# The faults in their long form on Debian 13: its compositors switch what those of Debian 12 do not.
faults13() {
    if [ "$(id -u)" != 0 ]; then
        skipped="$skipped faults13 (only root may work in a root of another release)"
        return 0
    fi
    sh packaging/faults-root.sh trixie "$out/trixie"
}
provision() {
    [ -n "$(ls "$out"/kiosk_*.deb 2>/dev/null)" ] || sh packaging/deb.sh "$out" || return 1
    KIOSK_DEB=$(ls -t "$out"/kiosk_*.deb | head -n 1) sh packaging/provision/check.sh "$out/provision"
}
# The suite in empty roots of Debian 12 and 13. KIOSK_FRESH_ROOT names a script, which is not part of
# this repository, that makes a root, copies the checkout there and runs the command:
# SUITE=bookworm sh SCRIPT FOLDER test
roots() {
    script=${KIOSK_FRESH_ROOT:-}
    if [ ! -f "$script" ]; then
        skipped="$skipped roots (KIOSK_FRESH_ROOT names no script)"
        return 0
    fi
    SUITE=bookworm sh "$script" . test && SUITE=trixie sh "$script" . test
}

# shellcheck disable=SC2086
needs $PYTHON_PACKAGES $QT_PACKAGES $TEST_PACKAGES $PACKAGE_TEST_PACKAGES
python_ready packaging/requirements-dev.txt
mkdir -p "$out"
failed=""
skipped=""
for part in ${*:-bench soak fuzz hostile calendars pictures dates monkey examples audit faults faults13 engines stops studio window package boot provision roots}; do
    case $part in
    bench | soak | fuzz | hostile | calendars | pictures | dates | monkey | examples | audit | faults | faults13 | engines | stops | studio | window | package | boot | provision | roots) ;;
    *)
        say "there is no part '$part'; the parts are named in packaging/nightly.sh"
        exit 2
        ;;
    esac
    say "$part"
    "$part" || failed="$failed $part"
done
[ -z "$skipped" ] || say "skipped:$skipped"
if [ "$failed" ]; then
    say "failed:$failed"
    exit 1
fi
if [ "$skipped" ]; then
    say "all other parts passed"
else
    say "all parts passed"
fi
