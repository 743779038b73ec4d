# make demo: set up, parse the example plan, show its tasks      make test: set up, run all tests
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PLAN := data/raw/zhejiang-2018.txt
PYTHONS := 3.11 3.12 3.13

.PHONY: demo test test-all check schema rules golden bench bench-batch bench-peers corpus clean

demo: $(VENV)/ready
	$(BIN)/plan-extract parse $(PLAN) -f json -o data/out/
	$(BIN)/plan-extract parse $(PLAN) -f yaml -o data/out/
	$(BIN)/plan-extract parse $(PLAN) -f xlsx -o data/out/
	$(BIN)/plan-extract parse $(PLAN) -f html -o data/out/
	$(BIN)/plan-extract show $(PLAN)
	@ls -l data/out

test: $(VENV)/ready-dev
	$(BIN)/python -m pytest -n auto --dist loadgroup -rs

# The tests under every Python of PYTHONS that is found; the others are named.
test-all:
	@for version in $(PYTHONS); do \
	  if python$$version -c "import sys; sys.exit(sys.version_info[:2] != tuple(map(int, '$$version'.split('.'))))" 2>/dev/null; \
	  then echo "== Python $$version"; $(MAKE) --no-print-directory test PYTHON=python$$version VENV=.venv-$$version || exit 1; \
	  else echo "== Python $$version: not found, left out"; fi; \
	done

check: $(VENV)/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

schema: $(VENV)/ready
	$(BIN)/plan-extract schema > schemas/plan.schema.json

rules: $(VENV)/ready
	$(BIN)/plan-extract rule --markdown > docs/RULES.md

# Renew what the golden tests expect; read the diff before you commit it.
golden: $(VENV)/ready-dev
	PLAN_EXTRACT_RENEW=1 $(BIN)/python -m pytest -q tests/test_golden.py; git diff --stat tests/golden

# With CORPUS=folder also how long each document of a folder takes.
bench: $(VENV)/ready-dev
	PYTHONPATH=tests $(BIN)/python -m benchmarks $(if $(CORPUS),"$(CORPUS)")

# Many documents: two workers, a Dask cluster of this machine, memory. Takes minutes.
bench-batch: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks.batches

# Beside what others need for a part of it, each in an environment of its own.
bench-peers: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks.peers

# What is read and what may be missed in a folder of plans: make corpus DIR=folder [BASE=git-revision] [TOP=length of lists]
corpus: $(VENV)/ready-dev
	@test -n "$(DIR)" || { echo "name a folder: make corpus DIR=folder" >&2; exit 2; }
	@$(BIN)/python -m tools.corpus "$(DIR)" $(if $(BASE),--base "$(BASE)") $(if $(TOP),--top "$(TOP)")

clean:
	rm -rf .venv .venv-* .peers .node data/out/* .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/pip:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
	  { echo "plan-extract needs Python 3.11 or newer; name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || \
	  { echo "Python's venv module is missing: install it (on Debian: apt install python3-venv) and run make again" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: $(VENV)/bin/pip pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[xlsx]"
	@touch $@

$(VENV)/ready-dev: $(VENV)/bin/pip pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@ $(VENV)/ready
