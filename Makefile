# The front door. `make demo` and `make test` do all the set-up on a fresh machine.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= out
JOBS ?= 2

.PHONY: help demo test check bench serve clean lock docs

help:  ## what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

# The environment: exactly what the lock file names, each package checked by its hash.
$(VENV)/.made: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v < (3, 14) else "Travaux needs Python 3.11, 3.12 or 3.13; run: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(VENV)/.made  ## build the bundled real-life example and say where its dossier is
	$(BIN)/travaux build examples/peace-plan-2025 -o $(OUT)/peace-plan-2025
	@echo "Open $(abspath $(OUT))/peace-plan-2025/dossier/index.html in a browser."

test: $(VENV)/.made  ## run the tests
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

check: $(VENV)/.made  ## lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.made  ## measure quality and speed on the data beside the project
	$(BIN)/python -m bench

serve: $(VENV)/.made  ## build the example and open it in the local app
	$(BIN)/travaux build examples/peace-plan-2025 -o $(OUT)/peace-plan-2025
	$(BIN)/travaux serve $(OUT)/peace-plan-2025/record.travaux

docs: $(VENV)/.made  ## make the pages that are generated from the code
	$(BIN)/python -c 'from travaux.workbench.stages import stage_page as p; print(p(), end="")' > docs/stages.md

lock:  ## resolve pyproject.toml anew into requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra web --extra dev \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock

clean:  ## remove what make made
	rm -rf $(VENV) $(OUT)
