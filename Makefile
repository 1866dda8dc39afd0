# Bare `make` prints this help. Every target first makes the environment it needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
UV := $(VENV)/tools/bin/uv
MEMBERS := shared services/partners services/conventions services/programming services/notifications services/audit infra/demo infra/local
SERVICES := partners conventions programming notifications audit
READY := $(VENV)/.ready
T ?=
WORKERS ?= 0

.PHONY: help
help: ## Show this help
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n\033[1m%s\033[0m\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  \033[36mmake %-11s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Run
.PHONY: setup demo up down
setup: $(READY) ## Make the environment: packages by hash, then Kafka's jars
	@$(BIN)/mithaq fetch

demo: setup ## Play ten published conventions, as published and completed, on the whole stack (ONCE=1: end afterwards)
	@$(BIN)/mithaq demo $(if $(ONCE),--once)

up: setup ## Start the whole stack and leave it running
	@$(BIN)/mithaq up

down: ## Stop whatever this checkout started
	@if [ -x $(BIN)/mithaq ]; then $(BIN)/mithaq down; else echo "nothing was set up here"; fi

##@ Test
.PHONY: test test-crash test-model test-fuzz simulate bench soak
test: setup ## Every test, on real PostgreSQL and Kafka (T=path narrows; WORKERS=2: two at a time)
	@$(BIN)/pytest $(if $(T),$(T),-n $(WORKERS) --dist loadgroup --no-loadscope-reorder)

test-crash: setup ## KILLS=n SEED=s: so many kills, then count. Without: 200, and every other long failure test (T narrows)
ifdef KILLS
	@$(BIN)/python -m tests.crash.run --kills $(KILLS) $(if $(SEED),--seed $(SEED))
else
	@$(if $(T),,$(BIN)/python -m tests.crash.run $(if $(SEED),--seed $(SEED)))
	@MITHAQ_OUTAGE_S=60 $(BIN)/pytest -m "campaign or not campaign" $(or $(T),shared/tests/failures shared/tests/edge shared/tests/deadlines tests/end_to_end/test_kills.py tests/end_to_end/test_outage.py tests/end_to_end/test_rebuild.py tests/end_to_end/test_wipes.py shared/tests/operations/test_flat.py tests/crash/upgrade tests/bench/test_migrating.py)
endif

test-model: setup ## Long property and model campaigns (EXAMPLES=n, OPERATIONS=n, SEED=s)
	@MITHAQ_EXAMPLES=$(or $(EXAMPLES),2000) $(BIN)/pytest --timeout 0 -k "test_model or test_property" shared services
	@$(BIN)/pytest --timeout 0 -m campaign services/conventions/tests/campaign
	@$(BIN)/python -m services.conventions.tests.campaign.run --operations $(or $(OPERATIONS),1000000) $(if $(SEED),--seed $(SEED))

test-fuzz: setup ## Requests made from the five API descriptions, by every role (CASES=n SEED=s)
	@MITHAQ_FUZZ_CASES=$(or $(CASES),50000) MITHAQ_FUZZ_SEED=$(or $(SEED),1) $(BIN)/pytest --timeout 0 -s tests/fuzz

soak: setup ## Ten minutes of steady load: does anybody's memory grow? Then what an idle stack costs (MINUTES=n, DOCS=1: to docs/bench too)
	@$(BIN)/python -m tests.bench.soak $(if $(DOCS),--write-docs)
	@$(BIN)/pytest -m campaign tests/end_to_end/test_idle.py

simulate: setup ## Ten years of a ministry, 5 million events: what everything costs after 1, 5 and 10 (SEED=s CONVENTIONS=n EVENTS=n; DOCS=1: to docs/bench too)
	@$(BIN)/python -m tests.simulate.run --seed $(or $(SEED),1) --conventions $(or $(CONVENTIONS),2000) --events $(or $(EVENTS),5000000) $(if $(DOCS),--write-docs)

bench: setup ## Measure the kernel beside its peers; medians go to build/bench.json (DOCS=1: to docs/bench too)
	@$(BIN)/pytest -q -m campaign tests/bench
	@$(BIN)/python -m tests.bench.run $(if $(DOCS),--write-docs)

##@ Check
.PHONY: lint format typecheck contracts rules words
lint: $(READY) ## Ruff and the import boundaries
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports --no-cache

format: $(READY) ## Rewrite the code in the house style
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

typecheck: $(READY) ## mypy, strict
	@$(BIN)/mypy

contracts: $(READY) ## Write the schemas and missing golden bytes of published events and the kernel's surface, lock them
	@$(BIN)/python -m tests.contract.lock --check
	@$(BIN)/python -m mithaq.contracts shared/contracts partners conventions programming
	@$(BIN)/python -m tests.contract.topics
	@$(BIN)/python -m tests.contract.golden
	@$(BIN)/python -m tests.contract.lock
	@$(BIN)/python -m tests.contract.surface
	@$(BIN)/python -m tests.contract.rules
	@$(BIN)/python -m services.conventions.tests.golden_state
	@$(BIN)/python -m tests.contract.alerts

rules: setup ## Run the tests over HTTP, note which rule each shows refused and allowed, write docs/rules.md (T narrows)
	@$(BIN)/python -m services.conventions.tests.over_http.plays
	@$(BIN)/python -m tests.contract.shown $(T)
	@$(BIN)/python -m tests.contract.rules

words: $(READY) ## Bring the catalogues in line with the code, say what is missing, write build/words.html
	@$(BIN)/python -m mithaq.words build $(SERVICES)

##@ Keep
.PHONY: lock clean
lock: $(UV) ## Resolve requirements.lock afresh from the members' pyproject files
	@$(UV) pip compile -q --upgrade --universal --generate-hashes --no-emit-package mithaq --no-emit-package mithaq-demo \
	  --custom-compile-command "make lock" --python-version 3.11 --group dev \
	  $(addsuffix /pyproject.toml,$(MEMBERS)) -o requirements.lock

clean: down ## Remove the environment and the stack's state; per-user caches stay
	@rm -rf $(VENV) .mithaq build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)/tools || { echo "This Python has no venv module: install it (on Debian: python3-venv) or set PYTHON to another one"; exit 1; }
	@$(VENV)/tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# The stamp is newer than the lock and every member's metadata, so a changed dependency is installed at the next call.
$(READY): $(UV) requirements.lock $(addsuffix /pyproject.toml,$(MEMBERS))
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip sync --compile-bytecode --require-hashes requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --no-deps --no-build-isolation $(addprefix -e ./,$(MEMBERS))
	@touch $@
