# Protection Hub. `make demo` shows it, `make test` proves it; the rest is for developers.
PYTHON ?= python3
RUN = $(PYTHON) -m hub.bootstrap
PY = .venv/bin/python

.PHONY: help demo demo-remove test test-fast test-cluster lint format types messages catalogues lock elasticsearch pictures bench

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /: /'

demo: ## the site with a sample library and directory, at http://127.0.0.1:8000 (PORT=, RESOURCES=, DIRECTORY=, SEARCH_ENGINE=)
	@$(RUN) demo

demo-remove: ## remove every sample this machine has made
	@$(RUN) demo-remove

test: ## everything: SQLite and PostgreSQL, browser journeys, slow suites; ends with one table
	@$(RUN) test

test-fast: ## without the slow suites and the browser, on SQLite
	@$(RUN) test-fast

test-cluster: ## three real nodes of Elasticsearch, one killed under load (a JDK of 21 or later, Maven, 1.5 GB of memory)
	@$(PY) -m pytest -m cluster

lint: ## style, types, migrations, templates
	@$(RUN) lint

format: ## let ruff rewrite what it can
	@$(PY) -m ruff check --fix . && $(PY) -m ruff format .

messages: ## bring the catalogues up to the texts of code and templates
	@$(PY) manage.py collect_messages

catalogues: ## compile the translations
	@$(PY) manage.py compile_catalogues

lock: ## resolve requirements*.in again
	@for set in -uv "" -server -dev; do .venv/bin/uv pip compile -q --upgrade --generate-hashes --python-version 3.11.2 requirements$$set.in -o requirements$$set.txt; done

elasticsearch: ## a real Elasticsearch without Docker, until Ctrl-C (NODES=3); needs a JDK of 21 or later and Maven
	@$(PYTHON) -m hub.elasticsearch_server $(NODES)

pictures: ## take the README's pictures from the demo
	@$(RUN) pictures

bench: ## measure: pages, search quality, import, intake (see benchmarks/README.md)
	@$(RUN) bench
