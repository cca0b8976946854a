# Two commands on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes
WORKERS ?= 2
PORT ?= 8000
SOAK ?= tests/consistency/test_patterns.py tests/web/test_long_requests.py tests/feed/test_feed_texts.py tests/doors tests/web/test_titles.py tests/api tests/property/test_linkage.py tests/property/test_contact_gate.py tests/integration tests/unit/vault tests/engine/test_gate_at_scale.py tests/web/test_audit.py tests/spark

.PHONY: help setup setup-dev spark spark-small frontend browser demo test check consistency types style bench soak lock docs site screenshots clean

help:  ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

.venv/.made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tilth needs Python 3.11 or later: set PYTHON=...")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: .venv/.made locks/runtime.txt pyproject.toml
	$(PIP) -r locks/runtime.txt
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.runtime locks/dev.txt
	$(PIP) -r locks/dev.txt
	@touch $@

.venv/.spark: .venv/.dev locks/spark.txt
	$(PIP) --no-build-isolation -r locks/spark.txt
	@touch $@

frontend: .venv/.runtime
	@$(BIN)/python scripts/build_frontend.py
	@$(BIN)/python scripts/compile_messages.py

setup: .venv/.runtime frontend  ## Make .venv/bin/tilth ready

setup-dev: .venv/.dev frontend

spark: .venv/.spark  ## Add what a night on Spark needs (half a gigabyte)

demo: setup  ## A demo bank, its nights, and the pages
	@$(BIN)/tilth demo --port $(PORT)

browser: .venv/.dev
	@$(BIN)/python scripts/bring_chromium.py

test: setup-dev browser  ## All tests, the browser's included
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not spark" $(PYTEST)

# by itself, and on one worker: a cluster is five programs
spark-small: setup-dev .venv/.spark  ## Small banks on a Spark cluster, in some minutes
	$(BIN)/python -m pytest -n 0 -q -m spark_small tests/spark

check: setup-dev  ## Style, types, rooms, sizes, templates, translations, migrations, site
	@$(MAKE) --no-print-directory --jobs $(WORKERS) --output-sync consistency types style

# the parts of `check`, the longest first: two at a time, each says what it found when it is done;
# the site is built by the first, in tests/consistency/test_site.py
consistency:
	$(BIN)/python -m pytest -q -n 0 tests/consistency

types:
	$(BIN)/mypy
	$(BIN)/python scripts/make_migrations.py --check

style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint src/tilth/web --lint --quiet

bench: setup-dev  ## Speed and memory, side by side; takes a while
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.load
	$(BIN)/python -m bench.worked
	$(BIN)/python -m bench.growth
	$(BIN)/python -m bench.weight
	$(BIN)/python -m bench.subjects
	$(BIN)/python -m bench.sections
	$(BIN)/python -m bench.values
	$(BIN)/python -m bench.suitability
	$(BIN)/python -m bench.library

docs: setup-dev  ## Print the generated pages of docs/
	$(BIN)/python scripts/print_docs.py
	$(BIN)/python scripts/print_rules.py
	$(BIN)/python scripts/print_requirements.py
	$(BIN)/python scripts/print_api.py

site: setup-dev  ## Build the site of docs/ into build/site
	$(BIN)/mkdocs build --strict --quiet

screenshots: setup-dev browser  ## Take the pictures of every page again, from a demo bank made for them
	$(BIN)/python scripts/screenshots.py

soak: setup-dev .venv/.spark  ## The long tiers: permission matrix, foreign ids, gate oracle, Spark, tampers, races; prints every figure
	TILTH_SOAK=1 $(BIN)/python -m pytest -n 0 -rP -q -o faulthandler_timeout=3600 $(SOAK) | grep -E "FIGURE|passed|failed"

lock:  ## Resolve the dependencies anew (needs uv)
	$(PYTHON) scripts/lock.py

clean:  ## Remove what was built
	rm -rf .venv node_modules src/tilth/web/static/dist src/tilth/web/fonts bench/out
