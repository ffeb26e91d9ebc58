# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
#
# The table of contents of the habits. `make` or `make help` lists them.
# Needed: make and Python 3.11, 3.12, 3.13 or 3.14 (PYTHON=... chooses one); `make check` needs Node.js with npm, curl and
# Chromium too.

.DEFAULT_GOAL := help
.PHONY: help setup serve test check format bench docs lock clean

PY := .venv/bin/python
RUN := .venv/installed-run
DEV := .venv/installed-dev
NODE := node_modules/.package-lock.json
# Each commit of a store waits for the disk: where the system has files in memory, those of the tests lie there.
IN_MEMORY := $(if $(wildcard /dev/shm/.),TMPDIR=/dev/shm)

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(RUN) $(DEV) ## Make .venv with everything the lock names; a second run does nothing

serve: $(RUN) ## Start the service, with the Hannover sample if the store is empty (PORT=8000 STORE=sqlite:data/partnernetz.db)
	@$(PY) server.py serve --sample $(if $(PORT),--port $(PORT)) $(if $(STORE),--store $(STORE))

test: $(DEV) ## Run the tests that need nothing else and take seconds (ARGS="-k folding" chooses)
	@$(IN_MEMORY) $(PY) -m pytest -n auto --dist worksteal --quiet $(ARGS)

check: $(DEV) $(NODE) ## Check everything before you land: style, types, directions, documents, tests, package
	@tools/check.sh

format: $(DEV) ## Lay out the code and sort its imports
	@$(PY) -m ruff check --fix --quiet --select I,UP,D212,C4,PIE . ; $(PY) -m ruff format .

bench: $(DEV) ## Measure the speed and write docs/reference/speed.md (takes minutes)
	@$(PY) -m tests.speed $(ARGS)

docs: $(DEV) ## Write the generated reference pages anew
	@$(PY) -m tools.reference

lock: $(DEV) ## Resolve the dependencies of pyproject.toml and package.json anew (UPGRADE=1 takes newer versions)
	@tools/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## Remove what the other targets made, except data/
	@rm -rf .venv node_modules build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): requirements/run.txt requirements/uv.txt
	@tools/setup.sh run

$(DEV): requirements/dev.txt requirements/uv.txt | $(RUN)
	@tools/setup.sh dev

$(NODE): package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "make check needs Node.js 18 or newer with npm: install them first."; exit 1; }
	@npm ci --no-progress
	@touch $@
