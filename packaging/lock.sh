#!/bin/sh
# Pin every package with its hashes, for all platforms:  sh packaging/lock.sh
# Needs uv on the PATH. No address of a registry is written into the files.
set -eu
cd "$(dirname "$0")/.."
for extra in "" dev; do
    uv pip compile pyproject.toml ${extra:+--extra "$extra"} --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade --quiet \
        --output-file "packaging/requirements${extra:+-$extra}.txt"
done
