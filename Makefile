# Taper. `make run` and `make test` need Rust, Node and make; the rest they install themselves (scripts/setup).

WEB_SOURCES := $(shell find web/src web/public web/index.html web/package-lock.json web/*.ts web/*.json -type f)

.PHONY: help run test build bench fuzz lighthouse check chaos generate fmt setup-run setup-test

help: ## Says what there is.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: web/dist/index.html ## Builds and starts Taper here; prints where.
	cargo run --locked --package taper -- serve

test: setup-test ## Everything that must hold before a change lands.
	scripts/test

build: web/dist/index.html ## The release binary with the web app inside: target/release/taper.
	cargo build --release --locked --package taper

# CHAOS=R1 PROFILE=distributed make chaos: one scenario in one profile; ARGUMENTS as `chaos --help` says.
chaos: build setup-test ## Kills, cuts and floods the release binary, and counts what was lost: nothing.
	TAPER_BINARY=target/release/taper cargo run --release --locked --package taper-chaos -- \
	    $(or $(CHAOS),all) $(if $(PROFILE),--profile $(PROFILE)) $(ARGUMENTS)

# BENCH=P1 make bench: one measurement.
bench: build setup-test ## Speed and size of the release binary, beside a baseline of the same minute.
	TAPER_BINARY=target/release/taper cargo run --release --locked --package taper-bench -- $(or $(BENCH),all) $(ARGUMENTS)

# ARGUMENTS="60 event" make fuzz: one target for a minute.
fuzz: setup-test ## What clients, strangers and the broker may send: ten minutes for each parser, and every operation of the API.
	cargo build --locked --package taper
	node fuzz/api/run.mjs 600
	scripts/fuzz $(ARGUMENTS)

# TAPER_BINARY=… make lighthouse: another binary than the release build.
lighthouse: $(if $(TAPER_BINARY),,build) setup-test ## The pages as Lighthouse sees a phone on a slow network; alone on the machine.
	TAPER_BINARY=$(or $(TAPER_BINARY),target/release/taper) LIGHTHOUSE=alone node --test web/e2e/lighthouse.test.mjs

check: setup-run ## The quick half of `make test`: does it compile, is it tidy.
	cargo check --workspace --all-targets --locked
	cargo xtask tidy
	cd web && npx tsc --noEmit

generate: web/dist/index.html ## Renews every generated file that is committed.
	cargo xtask prepare
	cargo xtask schemas
	cargo xtask openapi
	cargo xtask docs
	cd web && npm run --silent generate

fmt: setup-run ## Formats everything.
	cargo fmt --all
	cd web && npm run --silent format

setup-run:
	scripts/setup run

setup-test:
	scripts/setup test

# The binary carries what is built here.
web/dist/index.html: $(WEB_SOURCES) | setup-run
	@echo "Building the web app"
	@cd web && npm run --silent build -- --logLevel error
