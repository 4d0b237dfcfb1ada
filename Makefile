# `make demo` and `make test` set up all they need; everything else is for people who work on it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo setup test check bench tables screenshots fuzz soak clean

demo: $(VENV)/.run  ## open the program on a throw-away copy of the sample study
	@$(BIN)/focusgroup demo

setup: $(VENV)/.dev  ## everything needed to work on the code

$(VENV)/.run: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt pip
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP) install --constraint constraints.txt --group dev
	@touch $@

check: $(VENV)/.dev  ## style, types and the floors of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check  ## all that CI runs
	TEXTUAL_ANIMATIONS=none $(BIN)/python -m pytest --numprocesses 4 --dist loadgroup

bench: $(VENV)/.dev  ## figures as ratios, measured side by side in one run
	$(BIN)/python -m benchmarks

soak: $(VENV)/.dev  ## the long runs: hundreds of kills, faults in their full length
	TEXTUAL_ANIMATIONS=none $(BIN)/python -m pytest -m soak --capture=no

# atheris has wheels for Linux and macOS only; without it the targets are fuzzed blindly.
fuzz: $(VENV)/.dev  ## fuzz each target for FUZZ_SECONDS (60), coverage-guided, and print counts
	@$(BIN)/python -c "import atheris" 2>/dev/null || \
	  $(PIP) install --constraint constraints.txt --only-binary :all: atheris || \
	  echo "atheris is not to be had here: fuzzing without coverage"
	@$(BIN)/python -m fuzz

tables: $(VENV)/.dev  ## docs/keys.md and docs/features.md from code and tests
	$(BIN)/python docs/make_tables.py

screenshots: $(VENV)/.dev  ## docs/images from the running program
	$(BIN)/python docs/make_screenshots.py

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
