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
workers=$(processors)
logs=$(mktemp -d)
trap '[ -z "${build:-}" ] || kill "$build" 2>/dev/null || true; rm -rf "$logs"' EXIT
# The tests start some hundred programs: what is compiled for the first serves all.
export PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX="$PWD/.venv/pycache"

# A test that fails beside others runs once more, alone: this machine may have been busy. What passes
# then is named at the end, to be made steady. More than three failures are no accident.
unsteady=
tests() {
    "$python" -m pytest -q --cache-clear "$@" && return
    failed=$(sed -n 's/^  "\(.*\)": true,*$/\1/p' .pytest_cache/v/cache/lastfailed)
    [ -n "$failed" ] && [ "$(echo "$failed" | wc -l)" -le 3 ] || return 1
    say "what failed, once more and alone"
    "$python" -m pytest -q --last-failed --last-failed-no-failures none tests || return 1
    unsteady="$unsteady
$failed"
}

# The checks keep one core busy. On the other the tests are compiled once: in a new checkout each of
# the workers would do so.
"$python" -m pytest --collect-only -q -p no:cacheprovider tests >"$logs/collected" 2>&1 &
collecting=$!
sh packaging/check.sh style format spelling prose imports types qml
wait "$collecting" || { tail -n 40 "$logs/collected"; exit 1; }
# The package is built in the time in which the tests in a window wait.
build=
if command -v dpkg-deb >/dev/null 2>&1; then
    # Not compressed: it is installed from this disk and then deleted.
    KIOSK_DEB_COMPRESSION=-Znone nice -n 19 sh packaging/deb.sh "$logs/package" >"$logs/build" 2>&1 &
    build=$!
fi
# These mostly wait, for frames, for time-outs and for programs to start, so two of them share a core.
# The longest come first, and each worker takes the next test when it is free.
say "tests in a real window, and of what happens to lobby computers"
tests -n $((2 * workers)) --maxschedchunk 1 --durations=10 -m "not timing" tests/faults tests/window
[ -z "$build" ] || wait "$build" || { cat "$logs/build"; exit 1; }
say "tests that hold the program to seconds, while nothing else computes"
tests -n "$workers" --maxschedchunk 1 -m timing tests/faults
# One worker more than cores: the soak, the reloader's and the package's tests wait half of their time.
# The files that take longest come first (tests/conftest.py), so that none is left for one worker.
package=--ignore=tests/package
if [ -n "$build" ]; then
    KIOSK_DEB=$(ls "$logs"/package/kiosk_*.deb)
    export KIOSK_DEB
    package=
fi
say "tests without a window${build:+, and of the Debian package}"
export QT_QPA_PLATFORM=offscreen
# shellcheck disable=SC2086
tests -n $((workers + 1)) --dist loadscope --no-loadscope-reorder --durations=10 \
    --ignore=tests/window --ignore=tests/faults $package
unset QT_QPA_PLATFORM
say "a short measurement of the start"
"$python" tests/bench/first_light.py --rounds 3
if [ -n "$unsteady" ]; then
    say "passed only when they ran alone; make them steady:$unsteady"
fi
