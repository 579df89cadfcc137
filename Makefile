# Two commands do all the set-up: `make demo` and `make test`. Each works alone, from a fresh clone.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# PyTorch is pinned and installed first, so that nothing else picks a larger build.
TORCH ?= torch==2.13.0
CHROMIUM ?= chromium
UV ?= uv
EXAMPLES = tests/examples/iraq
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo docs examples test test-cluster lint lock train train-same clean

demo: $(VENV)/.installed
	$(BIN)/checker check $(EXAMPLES) --fail-on never --output markdown=reports/demo.md --output html=reports/demo.html
	@echo "Written: reports/demo.md reports/demo.html" >&2

# The committed examples; the picture needs Chromium and is left as it is where there is none.
examples: $(VENV)/.installed
	$(BIN)/checker check $(EXAMPLES) --fail-on never --quiet --output-format concise \
		--output markdown=reports/examples/iraq.md --output html=reports/examples/iraq.html
	if command -v $(CHROMIUM) >/dev/null; then \
		profile=$$(mktemp -d) && $(CHROMIUM) --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
			--disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
			--user-data-dir="$$profile" --window-size=1200,1500 --screenshot=reports/examples/report.png \
			"file://$(CURDIR)/reports/examples/iraq.html"; rm -rf "$$profile"; fi

# The site of checker/docs, into build/site; a link that leads nowhere is an error (not --quiet, which hides these).
docs: $(VENV)/.documented
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --config-file .ci/mkdocs.yml

test: $(VENV)/.tested
	$(BIN)/python -m pytest

test-cluster: $(VENV)/.tested
	CHECKER_TEST_CLUSTER=1 $(BIN)/python -m pytest tests/engine/test_engine_cluster.py

lint: $(VENV)/.tested
	$(BIN)/ruff check checker tests models
	$(BIN)/ruff format --check checker tests models
	$(BIN)/mypy

# The versions and hashes that LOCKED=1 installs, on every platform. PyTorch is no part of them: its builds for one CPU
# or another, or a GPU, have hashes of their own, and which one is wanted is said by TORCH.
# `make lock UPGRADE=` keeps the versions that are locked and adds what is new.
UPGRADE ?= --upgrade
lock:
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra test --extra docs $(UPGRADE) \
		--no-emit-index-url --custom-compile-command "make lock" --override .ci/no-torch.txt \
		--output-file requirements-ci.txt pyproject.toml .ci/build.txt

# Trains the weights of links, of sameness and of sentences anew; SHARED is the folder with bench/ and corpus/, see
# models/same/README.md.
SHARED ?= ../shared
train-same: $(VENV)/.tested
	$(BIN)/python -m checker_models.same.links --shared $(SHARED)
	$(BIN)/python -m checker_models.same.train --shared $(SHARED)
	$(BIN)/python -m checker_models.same.statements --shared $(SHARED)

# Trains the NLI model anew; DATA is a folder of premise/hypothesis/label files, see models/nli/README.md.
train: $(VENV)/.installed
	$(PIP) -e '.[train]'
	$(BIN)/python -m checker_models.nli.train --data $(DATA)

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) $(TORCH)
ifdef LOCKED
	$(PIP) --no-deps --require-hashes -r requirements-ci.txt
	$(PIP) --no-deps --no-build-isolation -e .
else
	$(PIP) -e .
endif
	touch $@

$(VENV)/.tested: $(VENV)/.installed
ifndef LOCKED
	$(PIP) -e '.[test]'
endif
	touch $@

$(VENV)/.documented: $(VENV)/.installed
ifndef LOCKED
	$(PIP) -e '.[docs]'
endif
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
