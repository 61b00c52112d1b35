# Two commands matter: `make run` starts the application, `make test` proves everything.
# Nothing is installed outside .venv, except what tests need of the system (see .ci/system-packages).

.DEFAULT_GOAL := help
.PHONY: run test types style others coverage bench format help rubrics

BIN := .venv/bin
PY := $(BIN)/python
RUN_READY := .venv/.ready-to-run
TEST_READY := .venv/.ready-to-test
CODE := streamlit_app.py audit exports rubrics tests bench
# One test more at once than there are processors: they often wait.
BROWSER := tests/browser tests/web/test_in_browser.py
OTHERS := -n 3 --dist loadgroup $(BROWSER:%=--ignore=%)
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

run: $(RUN_READY) ## Install what is needed, then start the application and print its address
	@exec $(PY) -m audit serve $(ARGS)

test: $(TEST_READY) ## Install what tests need, then check everything; nothing is skipped
	@bash .ci/system-packages
	@$(MAKE) --no-print-directory --jobs 3 style types others
	$(BIN)/pytest -n 3 --dist loadgroup $(BROWSER)

types: $(TEST_READY)
	$(BIN)/mypy $(CODE)

others: $(TEST_READY)
	$(BIN)/pytest $(OTHERS)

style: $(TEST_READY)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/lint-imports
	$(BIN)/yamllint --strict -c .ci/yamllint.yaml rubrics audit exports tests
	@$(MAKE) --no-print-directory rubrics

coverage: $(TEST_READY) ## Measure which lines and branches the tests run; fails below the floor
	@bash .ci/system-packages
	$(BIN)/pytest $(OTHERS) --cov --cov-report=term:skip-covered

rubrics: $(TEST_READY) ## Check every rubric that is shipped
	@set -e; for folder in rubrics/data/*/*/rubric.yaml; do \
	  $(PY) -m audit rubric check "$${folder%/rubric.yaml}"; done

bench: $(TEST_READY) ## Measure against the budgets and write docs/performance.md
	@bash .ci/system-packages
	$(PY) -m bench

format: $(TEST_READY) ## Format the code, and mend what can be mended by itself
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

.venv/bin/python:
	@bash .ci/environment

$(RUN_READY): requirements.lock | .venv/bin/python
	@test -f $(TEST_READY) && test ! requirements.lock -nt $(TEST_READY) || bash .ci/install requirements.lock
	@touch $@

$(TEST_READY): requirements.lock .ci/tests.lock | .venv/bin/python
	@bash .ci/install .ci/tests.lock
	@touch $@
