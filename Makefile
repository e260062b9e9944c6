# Two commands for a fresh machine: `make demo` and `make test`. Both set up what they need.
BIN := .venv/bin

.PHONY: demo test setup lint types imports tests benchmark clean

demo: setup
	$(BIN)/gongkai demo

test: lint types imports tests

setup: .venv/ready

.venv/ready: pyproject.toml constraints.txt setup.sh
	./setup.sh

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

tests: setup
	$(BIN)/pytest -n 2 -q

benchmark: setup
	$(BIN)/python -m benchmarks.extraction

clean:
	rm -rf .venv demo-data build *.egg-info
