#!/bin/sh
# Set up what is missing and run every check of a change. Stops at the first part that fails.
# The benchmarks, the long forms and the full matrices are in packaging/nightly.sh.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh

# shellcheck disable=SC2086
needs $PYTHON_PACKAGES $QT_PACKAGES $TEST_PACKAGES
python_ready packaging/requirements-dev.txt
python=.venv/bin/python
workers=$(nproc)
logs=$(mktemp -d)
groups=""    # the process groups that run in the background

# Run a command in the background; its output waits in a file until `joined` prints it. The command
# leads a process group, so that it ends with its children. A shell without job control starts
# background commands with SIGINT ignored; pytest needs SIGINT to end its kiosks.
beside() {
    name=$1
    shift
    setsid env --default-signal=INT "$@" >"$logs/$name" 2>&1 &
    eval "beside_$name=$!"
    groups="$groups $!"
}
joined() {
    say "$2"
    eval "pid=\$beside_$1"
    ended=0
    wait "$pid" || ended=$?
    cat "$logs/$1"
    [ "$ended" = 0 ]
}
# End what still runs in the background: by SIGINT, and by SIGKILL after 30 s.
end_background() {
    for group in $groups; do
        kill -s INT -- "-$group" 2>/dev/null || continue
        seconds=0
        while kill -s 0 -- "-$group" 2>/dev/null && [ "$seconds" -lt 30 ]; do
            sleep 1
            seconds=$((seconds + 1))
        done
        kill -s KILL -- "-$group" 2>/dev/null || true
        wait "$group" || true
    done
}
trap 'end_background; rm -rf "$logs"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

sh packaging/check.sh style format spelling prose imports types qml
# The tests in a window mostly wait for frames, so two of them share a core.
say "tests in a real window"
"$python" -m pytest -q -n $((2 * workers)) --durations=10 tests/window
# The faults mostly wait, so they run beside the tests that compute.
beside faults "$python" -m pytest -q -n "$workers" --durations=10 tests/faults
say "tests without a window"
QT_QPA_PLATFORM=offscreen "$python" -m pytest -q -n "$workers" --dist loadscope --durations=10 \
    --ignore=tests/window --ignore=tests/faults --ignore=tests/package
if command -v dpkg-deb >/dev/null 2>&1; then
    say "the Debian package"
    KIOSK_DEB_COMPRESSION="-Zgzip -z1" sh packaging/deb.sh "$logs/package"
    KIOSK_DEB=$(ls "$logs"/package/kiosk_*.deb) "$python" -m pytest -q tests/package
fi
joined faults "tests of what happens to lobby computers"
say "a short measurement of the start"
"$python" tests/bench/first_light.py --rounds 1
