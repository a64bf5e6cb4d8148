# Everything runs in .local/venv, made from the locks by .ci/environment.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help environment environment-of-demo demo demo-reset test quick sweep durations sabotage check bench audit screens sentences lock clean

python := .local/venv/bin/python
export PYTHONUNBUFFERED := 1
# Compiled once for all processes that a run starts, also where the machine asks for none to be kept.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.local/pycache
unexport PYTHONDONTWRITEBYTECODE

help: ## show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1	/p' Makefile | expand -t 22

environment: ## make or refresh .local/venv (every other target does it first)
	@sh .ci/environment

environment-of-demo:
	@sh .ci/environment demo

demo: begun := $(shell date +%s)
demo: environment-of-demo ## run the site with the October 2025 scenario on http://localhost:8000
	@exec $(python) -m consular.server $(begun)

demo-reset: environment-of-demo ## drop the demo's data; the next demo starts over
	@$(python) -m consular.reset data

test: environment ## the whole suite (browser tests need Chromium, and fail without it when CI=true)
	@CONSULAR_MODE=test $(python) -m pytest -n 2 --dist worksteal -m "not sweep" --cov --cov-report=term --budget test $(ARGS)

quick: environment ## the suite without browser tests and without the dear ones
	@CONSULAR_MODE=test $(python) -m pytest -n 2 --dist worksteal -m "not browser and not slow and not sweep" --cheapest 380 --budget quick $(ARGS)

sweep: environment ## one of twenty parts of what is tried on hundreds: make sweep SHARD=3
	@CONSULAR_MODE=test SWEEP_SHARD=$(or $(SHARD),$(shell git rev-list --count HEAD)) \
		$(python) -m pytest -n 2 --dist worksteal -m sweep $(ARGS)

durations: environment ## the whole suite, and what each test function cost, kept in tests/durations.tsv
	@CONSULAR_MODE=test $(python) -m pytest -n 2 --dist worksteal -m "not sweep" --cov --cov-report= --keep-durations

sabotage: environment ## faults put in on purpose, and which test notices each: make sabotage SHARD=3
	@$(python) -m tests.sabotage $(if $(SHARD),--shard $(SHARD)) $(ARGS)

check: environment ## format, lint, layers, types, migrations, settings of production
	@sh .ci/check $(ARGS)

bench: environment ## print timings on a generated register: make bench ARGS="--cases 1000000"
	@$(python) manage.py bench $(ARGS)

audit: environment ## everything, with many more examples: hours; a twentieth of it: make audit PART=3
	@CONSULAR_MODE=test HYPOTHESIS_PROFILE=audit SWEEP_SHARD=$(PART) $(python) -m pytest -n 2 --dist worksteal $(ARGS)

screens: environment ## pictures of every page in .local/screens: make screens ARGS="--only worklist --language vi"
	@$(python) -m tests.screens $(ARGS)

sentences: environment ## every kind of sentence of a briefing in three languages, over told, ranged and untold numbers
	@CONSULAR_MODE=test $(python) -m tests.briefings

lock: environment ## write the locks anew from pyproject.toml: production's, the demo's, everything's
	@sh .ci/environment --lock

clean: ## stop our servers and remove everything made, the demo's data too
	@if [ -x $(python) ]; then $(python) -m consular.reset stop; fi
	@rm -rf .local .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
