# Two commands for everybody: `make run` and `make test`. The rest is for developers, and
# CONTRIBUTING.md says when to use which.
PORT ?= 8000
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run dev check format test bench lock clean check-python

run: $(VENV)/.run
	@exec $(BIN)/python -m portal.serve --port "$(PORT)"

# Reloads what changes, shows errors in full, keeps no finished pages.
dev: $(VENV)/.run
	@exec $(BIN)/python -m portal.serve --dev --port "$(PORT)"

# The quick loop. One test: make check T=tests/topics/test_diff.py::test_name
check: $(VENV)/.dev
	@$(BIN)/python -m $(if $(T),pytest --quiet $(T),tests.run check)

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

test: $(VENV)/.dev
	@$(BIN)/python -m tests.run test

# Options: make bench BENCH="--topics 100 --database sqlite", see docs/performance.md.
bench: $(VENV)/.dev
	@$(BIN)/python -m tests.bench $(BENCH)

# The environment, made again when the locked versions change.
$(VENV)/.run: requirements.txt | check-python
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python cannot make environments here. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PIP) --require-hashes --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Setting up the tools for tests …"
	@$(PIP) --require-hashes --requirement requirements-dev.txt
	@touch $@

check-python:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.11 or newer, or name it: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: install Python 3.11 or newer, or name it: make run PYTHON=python3.12" >&2; exit 1; }

# New versions of everything, with hashes, for every Python from 3.11 on.
lock: $(VENV)/.dev
	@$(PIP) uv
	@$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --fork-strategy fewest pyproject.toml --output-file requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --fork-strategy fewest pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) var
