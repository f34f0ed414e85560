#!/bin/sh
# Pin every package with its hashes, for all platforms:  sh packaging/lock.sh
# Needs uv on the PATH. No address of a registry is written into the files.
#   requirements-wall.txt   what the screen needs: the Debian package
#   requirements.txt        the same and the extra "curator": run.sh and other computers
#   requirements-dev.txt    the same and what the checks need
#   requirements-studio.txt what the built studio needs, and what builds it
set -eu
cd "$(dirname "$0")/.."

lock() {
    file=$1
    shift
    uv pip compile pyproject.toml "$@" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade --quiet \
        --no-emit-package kiosk --output-file "packaging/$file"
}

lock requirements-wall.txt
lock requirements.txt --extra curator
lock requirements-dev.txt --extra dev
lock requirements-studio.txt --extra curator --extra studio-build
