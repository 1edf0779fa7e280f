# Everything a newcomer, a developer and CI call. It needs Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin
# Where this is set Python compiles everything anew in each of the many processes of a test run.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo install test check bench nudges fuzz kill year neighbours lock translations clean

help:  ## What can be called here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */make \1\t/' | expand -t 20

.venv/.runtime: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Penggerak needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

.venv/.developer: .venv/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

SPOKEN := bot/locale/id/LC_MESSAGES/penggerak.mo

$(SPOKEN): bot/locale/id/LC_MESSAGES/penggerak.po .venv/.runtime
	$(BIN)/python -m bot.i18n compile

install: .venv/.runtime $(SPOKEN)  ## Install into .venv what the programme needs to run

demo: install  ## Open a sample programme: the bot, and a phone in the browser
	$(BIN)/penggerak demo

test: .venv/.developer $(SPOKEN)  ## Install what the tests need and pass them
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal

kill: .venv/.developer $(SPOKEN)  ## Kill the bot 20 times under load, four ways; what it came to is in build/kill.json
	@rm -f build/kill.json
	$(BIN)/python -m pytest tests/load/test_siege.py --people=75 --kills=20 --messages=500 --report -v
	@cat build/kill.json

UPDATES ?= 5000

fuzz: .venv/.developer $(SPOKEN)  ## Let 5,000 updates come in on each database, bent in every way (UPDATES=500 for a quick look)
	@rm -f build/fuzz.json
	$(BIN)/python -m pytest tests/fuzz --hypothesis-profile=explore --updates=$(UPDATES) --report -v
	@cat build/fuzz.json

ROUNDS ?= 3

bench: .venv/.developer $(SPOKEN)  ## Measure against what one would write instead, then nudges (ROUNDS=1 for a quick look); it is in build/bench.json and nudges.json
	$(BIN)/python -m tests.load.bench --rounds=$(ROUNDS)
	$(BIN)/python -m tests.load.nudges --rounds=$(ROUNDS) --people=$(TOLD)

TOLD ?= 5000

nudges: .venv/.developer $(SPOKEN)  ## Send 5,000 nudges at Telegram's pace and queue 100,000 (TOLD=500 for a quick look); it is in build/nudges.json
	$(BIN)/python -m tests.load.nudges --rounds=$(ROUNDS) --people=$(TOLD)

PEOPLE ?= 1000

year: .venv/.developer $(SPOKEN)  ## Live through a year of 1,000 people on a moved clock (PEOPLE=100 for a quick look); it is in build/year.json
	$(BIN)/python -m tests.load.year --people=$(PEOPLE)

neighbours: .venv/.developer $(SPOKEN)  ## Measure how well alike problems are found, on the pairs that ship or on PAIRS=FILE; it is in build/neighbours.json
	@$(BIN)/python -m tests.models.neighbours $(if $(PAIRS),"$(PAIRS)")

check: .venv/.developer  ## Style, types, import rules, translations, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot.i18n check
	$(BIN)/python -m models.migrations check

translations: .venv/.developer  ## Bring locale/ up to date with the source
	$(BIN)/python -m bot.i18n update

RESOLVE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --extra build

lock:  ## Resolve the dependencies anew (needs uv)
	$(RESOLVE) --extra dev -o requirements-dev.lock pyproject.toml
	$(RESOLVE) -c requirements-dev.lock -o requirements.lock pyproject.toml

clean:  ## Remove what was installed and built
	rm -rf .venv build
