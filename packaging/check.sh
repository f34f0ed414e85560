#!/bin/sh
# Run the checks that need no window, the cheapest first; stop at the first that fails.
#   sh packaging/check.sh           all of them
#   sh packaging/check.sh STEP...   only these steps, in this order, with what is installed already
# The steps: style format spelling prose imports types qml units
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh
bin=.venv/bin

style() { "$bin/ruff" check --quiet .; }
format() { "$bin/ruff" format --quiet --check .; }
spelling() { "$bin/codespell"; }
# The style of the documents; .proselintrc.json says which of its rules are left out.
prose() { "$bin/proselint" --config .proselintrc.json check -- *.md docs/*.md; }
imports() { "$bin/lint-imports" --no-cache; }
types() { "$bin/mypy"; }
qml() { "$bin/python" packaging/qmllint.py; }
# The packages without Qt, the commands, the supervisor and the rules of the project. Tests that need
# a window, a compositor or the whole program run in test.sh; those among them are marked "programs".
units() {
    QT_QPA_PLATFORM=offscreen "$bin/python" -m pytest -q -n "$(processors)" -m "not programs" tests/authoring \
        tests/check tests/cli tests/content tests/doctor tests/project tests/qr tests/schedule \
        tests/session tests/staff tests/supervisor tests/text tests/test_paths.py tests/test_settings.py
}

run() {
    for step in "$@"; do
        case $step in
        style | format | spelling | prose | imports | types | qml | units) ;;
        *)
            say "there is no step '$step'; the steps are named in packaging/check.sh"
            exit 2
            ;;
        esac
        say "$step"
        "$step"
    done
}

if [ "${1:-}" ]; then
    run "$@"
    exit
fi
# shellcheck disable=SC2086
needs $PYTHON_PACKAGES $QT_PACKAGES
python_ready packaging/requirements-dev.txt
run style format spelling prose imports
# The unit tests wait now and then, and mypy has one thread: together they keep two processors busy.
told=$(mktemp)
run types qml >"$told" 2>&1 &
beside=$!
failed=0
run units || failed=1
wait "$beside" || failed=1
cat "$told"
rm -f "$told"
exit "$failed"
