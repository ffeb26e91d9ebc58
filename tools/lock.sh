#!/bin/sh
# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Writes the locks: exact versions with hashes for Python 3.11 to 3.14 and every platform, no registry named.
# Give --upgrade to take newer versions.
set -eu
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-emit-index-url --no-header "$@"
}

compile requirements/uv.in -o requirements/uv.txt "$@" >/dev/null
compile pyproject.toml -o requirements/run.txt "$@" >/dev/null
compile pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt "$@" >/dev/null
npm install --package-lock-only --no-progress
