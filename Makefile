# Every target does all of its own set-up. It presumes make, git and python3 (3.11 or newer, with venv).

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/stamps
NODE   := PATH="$(CURDIR)/$(BIN):$$PATH"
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
WORKERS ?= 2
PORT    ?= 8000

CATALOGUE := src/kommune/project/locale/de/LC_MESSAGES/django
FRONTEND  := $(shell find frontend -type f 2>/dev/null) $(wildcard vite.config.*)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test check lint messages build bench lock clean

help: ## List every target with its sentence.
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMPS)/package $(STAMPS)/build $(CATALOGUE).mo ## Set up the product in .venv, ready as .venv/bin/kommune.
	@:

demo: setup ## Show a running town: set up, load the demo town, serve it at http://127.0.0.1:8000.
	@$(BIN)/kommune demo --port $(PORT)

test: setup $(STAMPS)/dev ## Test everything, on SQLite and on PostgreSQL.
	@$(BIN)/python tools/system_packages.py chromium
	@$(BIN)/python tools/system_packages.py libatomic1
	$(BIN)/pytest -q -n $(WORKERS)
	$(BIN)/python tools/postgres.py run -- $(BIN)/pytest -q -n $(WORKERS) -m "not browser and not pure"

check: setup $(STAMPS)/dev ## Check all that needs no test run: style, types, architecture, budgets, texts, licences.
	@$(BIN)/python tools/check.py

lint: $(STAMPS)/dev ## Mend the form of the code where a tool can, and name the rest.
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

messages: $(STAMPS)/dev ## Bring new strings into the German catalogue and say what lacks a translation.
	@$(BIN)/python tools/messages.py extract --prune
	@$(BIN)/python tools/messages.py compile
	@$(BIN)/python tools/messages.py check

build: $(STAMPS)/build ## Build the front end (styles and scripts) with Node from the environment.

bench: setup $(STAMPS)/dev ## Measure speed and write bench/RESULTS.md.
	@$(BIN)/python -m bench

lock: $(STAMPS)/dev ## Write the exact versions in use to requirements/, after a change in pyproject.toml.
	@$(BIN)/python tools/lock.py

clean: ## Remove what set-up and build left; the data in var/ stays.
	@rm -rf $(VENV) node_modules build src/*.egg-info $(CATALOGUE).mo

$(STAMPS)/run: requirements/lock-run.txt requirements/lock-build.txt
	@test -x $(BIN)/python || echo "Setting up the Python environment in $(VENV) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install -r requirements/lock-run.txt -r requirements/lock-build.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/package: pyproject.toml $(STAMPS)/run
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: requirements/lock-dev.txt $(STAMPS)/package
	@echo "Setting up the tools for tests and checks …"
	@$(PIP) install -r requirements/lock-dev.txt
	@touch $@

$(STAMPS)/node: package.json package-lock.json .npmrc $(STAMPS)/run
	@echo "Setting up the packages of the front end …"
	@$(NODE) npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(STAMPS)/build: $(STAMPS)/node $(FRONTEND)
	@echo "Building the front end …"
	@$(NODE) npm run --silent build >$(STAMPS)/build.log 2>&1 || { cat $(STAMPS)/build.log; exit 1; }
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po $(STAMPS)/run
	@$(BIN)/python tools/messages.py compile
