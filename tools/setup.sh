#!/bin/sh
# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Installs one lock (run or dev) into .venv, with hashes: tools/setup.sh run|dev
# The environment comes from the standard library, a pinned uv installs quickly, pip is the fallback.
set -eu
cd "$(dirname "$0")/.."
lock=$1
python=.venv/bin/python
supported='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))'

say_which() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo "no Python"; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if "$candidate" -c "$supported" 2>/dev/null; then echo "$candidate"; return; fi
    done
    echo "Partnernetz needs Python 3.11, 3.12, 3.13 or 3.14, but ${PYTHON:-python3} is $(say_which "${PYTHON:-python3}"):" \
        "install one of them, or name one you have: make setup PYTHON=python3.13" >&2
    return 1
}

if [ -x $python ] && ! $python -c "$supported" 2>/dev/null; then
    echo "The Python of .venv is $(say_which $python), but Partnernetz needs 3.11, 3.12, 3.13 or 3.14: type make clean, then again." >&2
    exit 1
fi
if ! $python -m pip --version >/dev/null 2>&1; then
    chosen=$(find_python)
    echo "Making .venv with $("$chosen" --version) ..."
    "$chosen" -m venv --clear .venv
fi

echo "Installing requirements/$lock.txt ..."
quiet_pip="$python -m pip --quiet --disable-pip-version-check"
if .venv/bin/uv --version >/dev/null 2>&1 || $quiet_pip install --require-hashes --no-deps -r requirements/uv.txt; then
    .venv/bin/uv pip install --quiet --python $python --require-hashes -r "requirements/$lock.txt"
else
    echo "uv is not to be had here, so pip installs, which takes longer."
    $quiet_pip install --require-hashes --no-deps -r "requirements/$lock.txt"
fi
touch ".venv/installed-$lock"
