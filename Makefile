# Two commands matter: `make run` starts the program on sample documents, `make test` runs every check.
# Both set up what is missing first, by stamps, so that a second call starts at once.

PYTHON ?= python3
STAMPS := .stamps
BIN := .venv/bin

.PHONY: run test lint types unit setup bench survive fuzz screenshots translations samples package package-twice test-package lock clean

DATA ?= ../shared/data

run: setup
	@$(BIN)/python -m setup.run

test: setup lint types unit

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

unit: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

setup: $(STAMPS)/system $(STAMPS)/python $(STAMPS)/engine $(STAMPS)/models

$(STAMPS)/system: setup/system_packages.sh
	sh setup/system_packages.sh
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/venv:
	$(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/python: $(STAMPS)/venv requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/engine: $(STAMPS)/system $(STAMPS)/python setup/ollama.py
	$(BIN)/python -m setup.ollama
	@touch $@

$(STAMPS)/models: $(STAMPS)/python setup/models.py setup/models.lock
	$(BIN)/python -m setup.models
	@touch $@

# The long runs: each prints what it measured, beside a baseline where there is one.

bench: setup
	$(BIN)/python -m benchmarks.reading $(DATA)/formats
	$(BIN)/python -m benchmarks.retrieval
	$(BIN)/python -m benchmarks.ingest $(DATA)/financebench/pdfs
	$(BIN)/python -m benchmarks.many
	$(BIN)/python -m benchmarks.filings
	$(BIN)/python -m benchmarks.summaries
	$(BIN)/python -m benchmarks.claims
	$(BIN)/python -m benchmarks.diagnosis
	$(BIN)/python -m benchmarks.refusal
	$(BIN)/python -m benchmarks.engine
	$(BIN)/python -m benchmarks.window
	$(BIN)/python -m benchmarks.scale

survive: setup
	$(BIN)/python -m benchmarks.survive

fuzz: setup
	$(BIN)/python -m benchmarks.reading $(DATA)/formats --damaged 300

screenshots: setup
	$(BIN)/python -m setup.screenshots

translations: setup
	$(BIN)/python -m setup.translations $(LANGUAGES)

samples: setup
	$(BIN)/python -m setup.samples

# The files that Linux is installed from, into dist/; then all of them tried out on a bare Debian with no network (as root).

package: setup
	$(BIN)/python -m setup.package

test-package:
	$(BIN)/python -m setup.package.trial

# Whether two fresh clones of the last commit make the same files, byte for byte.
package-twice: setup
	$(BIN)/python -m setup.package.twice

lock:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --output-file requirements.lock

clean:
	rm -rf .venv .tools $(STAMPS) build dist
