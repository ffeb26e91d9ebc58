#!/bin/sh
# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Everything that must hold before a change lands, one step after the other; stops at the first that fails.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PWD/node_modules/.bin:$PATH"
export PATH
began=$(date +%s)
AXE_CORE=${AXE_CORE:-$PWD/node_modules/axe-core/axe.min.js}
export AXE_CORE

# What is missing must not let a check pass: tests that skip for want of a tool do so outside `make check` only.
need() {
    printf '✗ make check needs %s. Nothing has run.\n' "$1" >&2
    exit 1
}

command -v node >/dev/null || need "Node.js 18 or newer (node): install the package nodejs"
command -v npm >/dev/null || need "npm: install the package npm"
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' || need "Node.js 18 or newer: update it"
command -v curl >/dev/null || need "curl: install the package curl"
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    need "the browser Chromium: install the package chromium"
[ -f "$AXE_CORE" ] || need "axe-core: install the Node packages with npm ci"

step() {
    title=$1
    shift
    printf '\n━━ %s  (%s)\n' "$title" "$*"
    if ! "$@"; then
        printf '\n✗ %s: see above. The steps after it have not run.\n' "$title" >&2
        exit 1
    fi
}

step "Layout" ruff format --check .
step "Style" ruff check .
step "Types (mypy, strict)" mypy
step "Types (pyright, basic)" pyright
step "Types of the pages' scripts" tsc -p web/jsconfig.json
step "Import directions" lint-imports
step "Licences" reuse lint --quiet
step "Printed schema has not drifted" python server.py schema --check
step "Documents" python -m pytest tests/docs -m "not browser and not neo4j" --quiet
step "Package, installed alone and asked" python tools/ask_wheel.py
# What measures how soon an answer comes needs the machine to itself, and no tracer that slows it.
timed=tests/schema/http/test_under_attack.py
step "Tests with branch coverage, side by side" python -m pytest -n auto --dist worksteal --quiet -rs \
    --ignore=tests/docs --ignore="$timed" --hypothesis-profile=thorough -m "not browser and not neo4j" \
    --cov --cov-report=term
step "Tests of delay, alone" python -m pytest "$timed" --quiet -m "not browser and not neo4j"
step "Pages in a browser" python -m pytest -m browser --quiet -rs

printf '\n✓ Everything holds (%s s).\n' "$(($(date +%s) - began))"
