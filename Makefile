# Vestibule: everything a person types.
.PHONY: run demo build test test-web test-rust test-browser gallery lighthouse bench check advisories package web api fmt demo-device

WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*')

# Builds and serves on http://localhost:8080 with an embedded database; prints the one-time setup link.
run: build
	@echo "Starting. The first time, open the setup link below in your browser; later, the address of the ready line."
	@target/release/vestibule serve

# The same on a throw-away database with a sample organization; prints the sign-in and what to open.
# A debug build of the whole workspace, as `make test` leaves it behind: then the demo is there at once.
demo: web/dist/.built
	@echo "Building the demo (some minutes the first time, seconds later)…"
	cargo build --workspace --bin demo
	@target/debug/demo

# Quick to build, for whoever tries or changes it. What is shipped takes longer and runs faster: profile dist in Cargo.toml.
build: step = $(1)/3
build: web/dist/.built
	@echo $(call step,3) "Building the server (some minutes the first time)…"
	cargo build --release --bin vestibule

web/node_modules/.installed: web/package.json web/package-lock.json
	@sh .ci/toolchain
	@echo $(call step,1) "Fetching what the web pages are built with (about half a minute)…"
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

web/dist/.built: web/node_modules/.installed $(WEB_SOURCES)
	@echo $(call step,2) "Building the web pages (a few seconds)…"
	cd web && npm run build
	touch $@

web: web/dist/.built

# Runs every suite, whichever fails. What it needs (PostgreSQL, OpenSSL, browsers) it installs as root on Debian and Ubuntu;
# anybody else is told what is missing. An ordinary user can run all of it.
test:
	@sh .ci/toolchain
	@sh .ci/install
	@$(MAKE) --no-print-directory --keep-going test-web test-rust test-browser

test-web: web/node_modules/.installed
	cd web && npm test

test-rust: web/dist/.built
	cargo test --workspace --no-fail-fast

# In real browsers; one suite or file: make test-browser ONLY=landing
test-browser: web/dist/.built
	cargo build --workspace --bin testserver --bin demo
	cd web && npm run --silent test:browser -- $(ONLY)

# Takes every picture of docs/gallery anew; wants ImageMagick.
gallery: web/dist/.built
	cargo build --workspace --bin testserver --bin demo
	rm -rf docs/gallery
	cd web && npx --no-install playwright test --config ../tests/browser/gallery.config.ts

# Lighthouse's mobile profile on the landing page; npm fetches Lighthouse.
lighthouse: web/dist/.built
	cargo build --workspace --bin testserver --bin demo
	cd web && npx --no-install playwright test --config ../tests/browser/lighthouse.config.ts

# Ratios of what a device's message costs to the least it can cost, in one run; fails beyond the bounds it prints.
bench:
	cargo bench --package vestibule-tests --bench device

# Static checks: spelling, dependencies, formatting, lints, documentation, types.
check: web/node_modules/.installed target/tools/.installed
	target/tools/bin/typos
	target/tools/bin/cargo-machete
	target/tools/bin/cargo-deny --locked check licenses bans sources
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items
	cd web && npm run api:check && npm run types && npm run lint

target/tools/.installed: .ci/tools .ci/tools.txt
	@sh .ci/tools
	@touch $@

# Known faults of what we depend on; wants the internet.
advisories: target/tools/.installed
	target/tools/bin/cargo-deny --locked check advisories
	cd web && npm audit --omit dev

# What a release carries for this kind of machine, in target/package: docs/releasing.md.
package: web/dist/.built
	sh .ci/package

# Makes openapi.yaml from the code, and the console's types from openapi.yaml.
api: web/node_modules/.installed
	cargo run --quiet --bin vestibule -- openapi > openapi.yaml
	cd web && npm run api

fmt: web/node_modules/.installed
	cargo fmt --all
	cd web && npm run format

# Enrolls a simulated Mac: make demo-device URL=http://localhost:8080/e/TOKEN [PASSCODE=…]
demo-device: export URL := $(value URL)
demo-device: export PASSCODE := $(value PASSCODE)
demo-device:
	cargo run --quiet --package vestibule-tests --bin demo-device
