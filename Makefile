# Front Door. Needs make and Python 3.11 or later; the rest is installed in .venv, once.
#
# Two stamps: .venv/runtime.stamp is enough for `make run`, .venv/dev.stamp adds what tests and checks need.
# Both are remade when what is to be installed changes, and otherwise nothing touches the network.
#
#   make run ARGS="--demo"       arguments for the terminal client
#   make test PYTEST_ARGS="-x"   arguments for pytest
#   make test PYTHON=python3.13  the interpreter that .venv is made with (after `make clean`)
#   make soak SEED=1             the seed to repeat

.POSIX:

VENV = .venv
BIN = $(VENV)/bin
INSTALLED_FROM = setup.cfg setup.py pyproject.toml constraints.txt
PYTHON =
ARGS =
PYTEST_ARGS =
WORKERS = auto
SEED =

help:
	@echo 'make run        open the terminal client, with an API and a database of its own'
	@echo 'make test       lint, types, import contracts and the fast tests (under 5 minutes)'
	@echo 'make test-slow  the slow tests (under 15 minutes)'
	@echo 'make coverage   the fast tests again, and the lines and branches that none of them runs'
	@echo 'make soak       the soak tests; writes docs/soak.md'
	@echo 'make bench      measure how fast it is'
	@echo 'make lint       lint, types and import contracts alone'
	@echo 'make format     put the code in the house style'
	@echo 'make clean      remove .venv and what tests and builds leave behind'
	@echo
	@echo 'make run ARGS="..." and make test PYTEST_ARGS="..." pass arguments on.'

run: $(VENV)/runtime.stamp
	@exec $(BIN)/triage $(ARGS)

test: lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(PYTEST_ARGS)

test-slow: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m slow --hypothesis-profile=slow --timeout=600 -n $(WORKERS) --dist worksteal $(PYTEST_ARGS)

coverage: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term $(PYTEST_ARGS)

soak: $(VENV)/dev.stamp
	@seed=$(SEED); seed=$${seed:-$$($(BIN)/python -c 'import secrets; print(secrets.randbelow(2**32))')}; \
	set -x; \
	$(BIN)/python -m pytest -m soak -p tests.house.soak_report --soak-report=docs/soak.md --timeout=0 \
		--hypothesis-profile=soak --hypothesis-seed=$$seed $(PYTEST_ARGS)

bench: $(VENV)/dev.stamp
	@exec $(BIN)/python -m benchmarks $(ARGS)

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist *.egg-info htmlcov .coverage .coverage.* .hypothesis
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The first interpreter that runs and is new enough makes the environment.
$(VENV)/python.stamp:
	@candidates='$(PYTHON)'; \
	for python in $${candidates:-python3 python3.14 python3.13 python3.12 python3.11}; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			$$python -m venv --clear $(VENV) || { \
				echo "make: $$python could not make a virtual environment; on Debian and Ubuntu, install python3-venv." >&2; \
				exit 1; \
			}; \
			: >$@; exit 0; \
		fi; \
	done; \
	echo "make: Front Door needs Python 3.11 or later. None of these is one:" \
		"$${candidates:-python3 python3.14 python3.13 python3.12 python3.11}." >&2; \
	echo 'make: install one, or name one: make run PYTHON=/path/to/python3' >&2; \
	exit 1

# What pip says is shown only when it fails. setuptools comes first because it is pinned like all else.
$(VENV)/runtime.stamp: $(VENV)/python.stamp $(INSTALLED_FROM)
	@echo 'Setting up Front Door in $(VENV), once; this takes about half a minute.'
	@{ $(BIN)/python -m pip install --constraint constraints.txt setuptools && \
	$(BIN)/python -m pip install --constraint constraints.txt --no-build-isolation --editable . ; \
	} >$(VENV)/setup.log 2>&1 || { cat $(VENV)/setup.log >&2; exit 1; }
	@: >$@

$(VENV)/dev.stamp: $(VENV)/python.stamp $(INSTALLED_FROM)
	@echo 'Setting up Front Door with its tests in $(VENV), once; this takes about a minute.'
	@{ $(BIN)/python -m pip install --constraint constraints.txt setuptools && \
	$(BIN)/python -m pip install --constraint constraints.txt --no-build-isolation --editable '.[dev]' ; \
	} >$(VENV)/setup.log 2>&1 || { cat $(VENV)/setup.log >&2; exit 1; }
	@: >$(VENV)/runtime.stamp
	@: >$@

.PHONY: help run test test-slow coverage soak bench lint format clean
