# Doors for developers: `make run`, `make test`, `make check`, `make audit`, `make cover`, `make mutants`, `make bench`, `make words`. Needs Python 3.11 or newer and make alone.

PYTHON ?= python3
WORKERS ?= auto
UV ?= uv

VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all:
PYTEST := $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadgroup
COVER := $(PYTEST) tests/domain --cov
LOCK := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url $(LOCK_OPTIONS)

.PHONY: help run test check audit cover mutants bench words lock clean venv runtime tools

help:
	@echo 'make run     install, load demo people, serve on http://localhost:8000 (HOST, PORT, DATABASE_URL)'
	@echo 'make test    install the test tools, make check, run every test (WORKERS=1 for one at a time)'
	@echo 'make check   lint, format, types, import contracts, templates, one migration head'
	@echo 'make audit   every page in a real browser, by theme, language and width, then long fuzzing (an hour; AUDIT=--quick: minutes)'
	@echo 'make cover   run the tests of the domain alone, and say which branches none went through'
	@echo 'make mutants break the domain in every small way and count the tests that notice (hours; MODULES="ids entry.dates": those alone)'
	@echo 'make bench   speed and size beside their references'
	@echo 'make words   collect the texts of pages, update and compile every translation'
	@echo 'make lock    choose and pin current versions of every dependency (needs uv; LOCK_OPTIONS=--upgrade)'
	@echo 'make clean   remove what make built; never the database'

run: runtime
	@DIRECTORY_MODE="$${DIRECTORY_MODE:-demo}" && export DIRECTORY_MODE && \
	$(FLASK) prepare && exec $(FLASK) serve

# The tests of the domain run alone, because measuring branches slows down what is measured. With TESTS, only those run.
test: check
ifeq ($(strip $(TESTS)),)
	@$(COVER)
	@$(PYTEST) --ignore tests/domain
else
	@$(PYTEST) $(TESTS)
endif

cover: tools
	@$(COVER)

check: tools
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/python -m tests.one_head

audit: tools
	@$(BIN)/python -m tests.audit $(AUDIT)

mutants: tools
	@$(BIN)/python -m tests.mutants $(MODULES)

bench: tools
	@$(BIN)/python -m tests.benchmarks

words: tools
	@$(BIN)/python -m tests.catalogues

lock:
	@command -v $(UV) >/dev/null || { echo 'make lock needs uv: install it, or say where it is with UV=/path/to/uv.' >&2; exit 1; }
	@$(LOCK) --output-file requirements.lock
	@$(LOCK) --group checks --constraint requirements.lock --output-file tests/requirements.lock

clean:
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# A copy of the lock file inside the environment says what was installed, so that a second run installs nothing. The
# test lock contains the runtime one.
runtime: venv
	@cmp -s requirements.lock $(VENV)/requirements.lock || { \
		echo 'Installing the locked dependencies ...' && \
		$(INSTALL) --requirement requirements.lock && cp requirements.lock $(VENV)/requirements.lock; }

tools: venv
	@cmp -s tests/requirements.lock $(VENV)/tests-requirements.lock || { \
		echo 'Installing the locked dependencies and test tools ...' && \
		$(INSTALL) --requirement tests/requirements.lock && cp requirements.lock $(VENV)/requirements.lock && \
		cp tests/requirements.lock $(VENV)/tests-requirements.lock; }

# Made anew where it is missing, or where the Python it was made with is gone.
venv:
	@$(BIN)/python -c '' 2>/dev/null || { \
		$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
			echo "The directory needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1 || true): say which to use with make PYTHON=/path/to/python3." >&2; \
			exit 1; }; \
		rm -rf $(VENV) && $(PYTHON) -m venv $(VENV) || { \
			echo 'Python could not make a virtual environment: on Debian and Ubuntu, install python3-venv first.' >&2; \
			rm -rf $(VENV); exit 1; }; }
