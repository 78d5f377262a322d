# Every target works in .venv, which is made where it is missing or older than what it is made from.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# A point below what the cases reach (docs/benchmarks.md), and what is allowed at most of wrong ones: a guard against going back.
LIMITS = $(if $(KNOWLEDGE),,--right 94.4 --right-or-asked 95.7 --wrong 3.9)
# Of another knowledge base than the one that comes with the bot.
OTHER = $(if $(KNOWLEDGE),--knowledge "$(KNOWLEDGE)")
CASES = $(or $(KNOWLEDGE),knowledge)/cases
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help run try check test unreached lint bench soak docs picture charts previews report coverage schema clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

run: $(VENV)/installed  ## chat in the terminal; piped in, each line is answered
	@$(BIN)/evbot $(ARGS)

try: $(VENV)/installed  ## check the knowledge, ask, and see why: make try Q="how many cars in 2025?"
	@test -n "$$Q" || { echo 'make try: no question; write one: make try Q="how many cars in 2025?"' >&2; exit 2; }
	@$(BIN)/evbot check $(ARGS)
	@$(BIN)/evbot ask --why $(ARGS) -- "$$Q"

check: $(VENV)/installed  ## no mistakes, the cases within limits, no answer worse than before: make check [KNOWLEDGE=DIR LIMITS="--right 80 --wrong 5"]
	@$(BIN)/evbot check $(OTHER)
	@if test -n "$(KNOWLEDGE)" -a ! -d "$(CASES)"; then echo "no cases to count: there is no folder $(CASES)"; \
		else $(BIN)/evbot eval "$(CASES)" $(OTHER) $(LIMITS); fi
	@test -n "$(KNOWLEDGE)" || .ci/compare-knowledge $(BIN)/evbot

# The index of the shipped knowledge is compiled once, by the first of these; so is the code, whatever the caller set.
test unreached: export XDG_CACHE_HOME = $(CURDIR)/$(VENV)/cache
test unreached: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/test-tools  ## all that CI runs
	$(MAKE) -j2 --output-sync=target lint check
	$(BIN)/pytest -n auto --dist worksteal
	sh tests/wheel_smoke.sh $(BIN)/python

# Not a part of `make test`: to watch every line makes the tests take half as long again.
unreached: $(VENV)/test-tools  ## the tests, and the lines that none of them reaches
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --show-missing

lint: $(VENV)/test-tools  ## ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/bench-tools  ## measure on public data: make bench DATA=DIR [QUICK=1] [EVAL=DIR] [MILLION=1] [ONLY="speed parts"]
	@$(BIN)/python -m benchmarks $(if $(DATA),--data "$(DATA)") $(if $(EVAL),--questions "$(EVAL)") \
		$(if $(QUICK),--quick) $(if $(MILLION),--million) $(if $(ONLY),--only $(ONLY))

soak: $(VENV)/test-tools  ## the tests with their long counts
	$(BIN)/pytest -n auto -m "" --hypothesis-profile soak

docs: export XDG_CACHE_HOME = $(CURDIR)/$(VENV)/cache
docs: $(VENV)/installed picture  ## renew what the pages show: run their examples, and draw docs/chat.svg
	@$(BIN)/python docs/examples.py

picture: $(VENV)/installed  ## draw docs/chat.svg from a real session
	$(BIN)/python docs/picture.py docs/chat.svg

charts: $(VENV)/installed  ## draw every series, to look at, and the pictures of docs/charts
	$(BIN)/python docs/contact_sheet.py $(VENV)/charts

previews: $(VENV)/installed  ## draw what Discord and Slack are sent, dark and light, wide and narrow, and the pictures of docs/previews
	$(BIN)/python docs/preview.py $(VENV)/previews

report: $(VENV)/installed  ## make the report of a simulated month, to look at, and its plot docs/report.svg
	$(BIN)/python docs/month.py $(VENV)/report.html

coverage: $(VENV)/installed  ## write docs/coverage.md: what of the article and of the facts is answered
	@$(BIN)/python docs/coverage.py

schema: $(VENV)/installed  ## write docs/knowledge.schema.json, by which editors complete and underline
	@$(BIN)/python docs/schema.py

clean:  ## remove .venv and whatever else was made here
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installing keeps its hands off standard input and output: both belong to `make run`.
$(VENV)/installed: pyproject.toml constraints.txt
	@sh .ci/make-venv "$(PYTHON)" $(VENV) </dev/null 1>&2
	@$(PIP) install --constraint constraints.txt --editable . </dev/null 1>&2
	@touch $@

# With all that is installed, at once; compiled is what is used, when it is.
$(VENV)/test-tools: pyproject.toml constraints.txt
	@sh .ci/make-venv "$(PYTHON)" $(VENV) </dev/null 1>&2
	@$(PIP) install --no-compile --constraint constraints.txt --editable ".[test]" </dev/null 1>&2
	@touch $(VENV)/installed $@

$(VENV)/bench-tools: $(VENV)/installed
	@$(PIP) install --constraint constraints.txt --editable ".[bench]" </dev/null 1>&2
	@touch $@
