# Everything that is built, checked and measured here; README.md explains it.

GO          ?= go
BIN         := bin/dixit
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
# Annotated articles from outside the repository, used by `make eval` if present.
DIXIT_EVAL_DATA ?= ../shared
SAMPLE      := corpus/sample
DEMO        := demo
SETS        := fresh unseen2 unseen3 unseen4 daily daily2 daily3 daily4 daily5 daily6 unseen1 crawl crawl2 crawl3 crawl4 domestic world wires wires2 wires3 wires4 wires5 press press2 press3 features varied ordinary
FUZZTIME    ?= 10s

.PHONY: build demo screenshots test race eval bench lint fuzz clean

# The program starts sooner without what it has no use for: the C library, and the
# writer of manual pages in the command line's library.
build:
	CGO_ENABLED=0 $(GO) build -trimpath -tags urfave_cli_no_docs -o $(BIN) ./cmd/dixit

# From nothing to search results and an exported table.
demo: build
	$(BIN) extract --format table --explain $(SAMPLE)/01-agence-meridienne.txt
	rm -rf $(DEMO) && mkdir $(DEMO)
	$(BIN) ingest --archive $(DEMO)/archive $(SAMPLE)
	$(BIN) search --archive $(DEMO)/archive --format table --speaker vardek --limit 5 secours
	$(BIN) remarks --archive $(DEMO)/archive --format table --limit 3
	$(BIN) variants --archive $(DEMO)/archive --format table secours --speaker vardek
	$(BIN) variants --archive $(DEMO)/archive secours --speaker vardek -o $(DEMO)/remark.html
	$(BIN) speakers --archive $(DEMO)/archive --format table | head -6
	$(BIN) export --archive $(DEMO)/archive -o $(DEMO)/quotations.csv
	$(BIN) export --archive $(DEMO)/archive --format jsonl | $(BIN) align - > $(DEMO)/remarks.jsonl
	@echo
	@echo "Search on: $(BIN) search --archive $(DEMO)/archive blé"
	@echo "The table, one row a quotation: $(DEMO)/quotations.csv; which of them are one remark: $(DEMO)/remarks.jsonl"
	@echo "A page to print, one remark in all its wordings: $(DEMO)/remark.html"
	@echo "A page to check, articles in full: $(BIN) extract -o $(DEMO)/sample.html $(SAMPLE)"

# The pictures of the README: pages of dixit serve with the sample corpus.
screenshots:
	mkdir -p cmd/web/screenshots
	DIXIT_REQUIRE_BROWSER=1 $(GO) test -count=1 ./cmd/web/browsertest -run TestScreenshots -screenshots ../screenshots

test:
	$(GO) test ./...

# The archive with concurrent readers and writers under the race detector, which
# needs a C compiler.
race:
	CGO_ENABLED=1 $(GO) test -race ./index/...

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
	$(GO) test -run '^$$' -bench . -benchmem -timeout 60m ./...

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
	rm -rf bin $(DEMO)
