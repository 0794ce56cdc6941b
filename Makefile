# Everything that is built, checked and measured here; README.md explains it.

GO          ?= go
BIN         := bin/dixit
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
# Annotated articles from outside the repository, used by `make eval` if present.
DIXIT_EVAL_DATA ?= ../shared
SAMPLE      := corpus/sample
SETS        := fresh domestic world wires press features varied ordinary
FUZZTIME    ?= 10s

.PHONY: build demo test eval bench lint fuzz clean

build:
	$(GO) build -trimpath -o $(BIN) ./cmd/dixit

demo: build
	$(BIN) extract --format table --explain $(SAMPLE)
	@echo
	@echo "The same as a page, articles in full: $(BIN) extract -o sample.html $(SAMPLE)"

test:
	$(GO) test ./...

eval: build
	@for set in $(SETS); do \
		echo "== $$set"; \
		$(BIN) eval quote/extract/testdata/$$set/gold.jsonl quote/extract/testdata/$$set || exit; \
	done
	@if [ -d "$(DIXIT_EVAL_DATA)/seeds" ]; then \
		echo "== seeds"; \
		$(BIN) eval "$(DIXIT_EVAL_DATA)/gold/seeds.jsonl" "$(DIXIT_EVAL_DATA)/seeds"; \
	fi

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

lint:
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "gofmt -w needed:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

# One short run of every fuzz test; go test takes one at a time.
fuzz:
	@for pkg in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$f"; \
			$(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done

clean:
	rm -rf bin sample.html
