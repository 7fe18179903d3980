# planrisk: legacy council action plans into data that auditors trust.
#
#   make demo     set-up, build, and the main job on corpus/ into out/
#   make test     set-up, build, and the tests
#   make          build only
#   make help     every target

OUT      ?= out
CC       ?= cc
BUILD    ?= release
PREFIX   ?= /usr/local
DESTDIR  ?=
PACKAGES  = libpcre2-8 sqlite3 yaml-0.1 nettle
LATER_PACKAGES = libzip libxml-2.0 xlsxwriter
TEST_PACKAGES  = cmocka jansson

WARNINGS  = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -Wcast-qual -Wwrite-strings -Wformat=2
SANITIZED = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

# Kinds of build, each in its own folder of out/obj/.  release: what is installed, and run under valgrind;
# check: AddressSanitizer and UndefinedBehaviorSanitizer; fuzz: the same and coverage for libFuzzer (clang only).
FLAGS_release = -O3 -g -fstack-protector-strong -fstack-clash-protection -fPIE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
LINK_release  = -pie -Wl,-z,relro,-z,now
FLAGS_check   = $(SANITIZED)
LINK_check    = -fsanitize=address,undefined
FLAGS_fuzz    = $(SANITIZED) -fsanitize=fuzzer-no-link
LINK_fuzz     = -fsanitize=address,undefined
ifeq ($(FLAGS_$(BUILD)),)
$(error BUILD is release, check or fuzz)
endif

OBJ       := $(OUT)/obj/$(BUILD)
CPPFLAGS  ?=
CFLAGS    ?=
LDFLAGS   ?=
LIBRARY_CPPFLAGS := $(shell pkg-config --cflags $(PACKAGES) $(LATER_PACKAGES) 2>/dev/null)
LIBRARY_LINK     := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lm
LATER_LINK       := $(shell pkg-config --libs $(LATER_PACKAGES) 2>/dev/null) -lstemmer
TEST_LINK        := $(LATER_LINK) $(shell pkg-config --libs $(TEST_PACKAGES) 2>/dev/null)

# Starting is mostly the linking of shared libraries. Those that few commands need are opened when they are first used
# (src/base/library.h); of those that every command needs the program takes the archives in, where there are some.
# SHARED=1 links all of them as shared libraries, as a distribution wants them.
SHARED ?=
ON_DEMAND := $(if $(SHARED),,$(shell sh src/find_libraries.sh libzip libxml2 libxlsxwriter libstemmer -- $(CC)))
ifneq ($(ON_DEMAND),)
LIBRARY_CPPFLAGS += -DLIBRARIES_ON_DEMAND=$(ON_DEMAND)
LIBRARY_LINK     += -ldl
else
LIBRARY_LINK     += $(LATER_LINK)
endif
comma := ,
archive_or_flag = $(or $(filter /%,$(shell $(CC) -print-file-name=$(1:-l%=lib%.a))),$(1))
ARCHIVED        := $(if $(SHARED)$(filter-out release,$(BUILD)),,$(filter -l%,$(shell pkg-config --libs-only-l $(PACKAGES) 2>/dev/null)))
PROGRAM_LINK    := $(foreach flag,$(ARCHIVED),$(call archive_or_flag,$(flag))) $(if $(ARCHIVED),-Wl$(comma)--as-needed) $(LIBRARY_LINK)
ALL_CPPFLAGS = -Isrc -D_GNU_SOURCE $(LIBRARY_CPPFLAGS) $(CPPFLAGS)
ALL_CFLAGS   = -std=c17 $(WARNINGS) $(FLAGS_$(BUILD)) $(CFLAGS)
COMPILE      = $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS)
LINK         = $(CC) $(FLAGS_$(BUILD)) $(CFLAGS) $(LINK_$(BUILD)) $(LDFLAGS)
LIBRARIES    = $(LIBRARY_LINK) $$(cat $(OBJ)/iconv.link)

SOURCES      := $(sort $(wildcard src/*/*.c))
UNIT_TESTS   := $(filter %_test.c,$(SOURCES))
MODULES      := $(filter-out %_test.c src/cli/main.c,$(SOURCES))
GENERATED    := $(patsubst %,$(OUT)/gen/embedded_%.c,grammars sql schema schemas style script)
OBJECTS      := $(MODULES:src/%.c=$(OBJ)/%.o) $(GENERATED:$(OUT)/%.c=$(OBJ)/%.o)
TEST_PROGRAMS := $(UNIT_TESTS:src/%.c=$(OBJ)/%)
GRAMMARS     := $(sort $(wildcard grammars/*.yaml grammars/*/*.yaml))
PACKERS      := $(filter-out %_test.c,$(wildcard src/base/*.c src/grammar/*.c))
SCHEMA_PACKERS := $(filter-out %_test.c,$(wildcard src/base/*.c)) src/plan/plan.c src/document/place.c \
                  $(patsubst %,src/store/%.c,schema database statement row_feed plan_field)
STATEMENTS   := $(sort $(wildcard src/store/sql/*.sql src/store/sql/*/*.sql))
SCHEMAS      := $(sort $(wildcard schemas/*.json))
STYLES       := $(sort $(wildcard src/report/page/*.css))
SCRIPTS      := $(sort $(wildcard src/report/page/*.js))
FUZZERS      := $(patsubst tests/fuzz/%.c,$(OBJ)/fuzz/%,$(sort $(wildcard tests/fuzz/*.c)))

# The release program is out/planrisk; a program of another kind stays with its objects, so neither passes for the other.
PROGRAM   := $(OBJ)/planrisk
ifeq ($(BUILD),release)
PROGRAM   := $(OUT)/planrisk
endif

# V=1 prints whole commands; otherwise one word and the file's name.
V ?=
say = $(if $(V),,@echo "$(1) $(2)" &&)

all: $(PROGRAM)

help:
	@sed -n 's/^## //p' $(firstword $(MAKEFILE_LIST))

## make                  build out/planrisk
## make demo             set up, build, import corpus/ into out/planrisk.db, write out/report.html
## make test             set up, build, run every test
## make check            every test under AddressSanitizer and UBSan, then the unit and golden tests under valgrind (RUNS=1: all)
## make unit             the unit tests alone, straight from the programs
## make accuracy         the readings held against gold annotations, with floors
## make overlap-quality  the overlaps held against labelled pairs
## make overlap-weights  the figures of grammars/overlap.yaml tried on the labelled pairs, with cross-validation
## make overlap-rarity   count anew how rare words and concepts are
## make golden           write the corpus plans' expected exports anew: read the diff
## make screenshots      the report's pages as pictures, and in print, into out/screenshots (installs Chromium)
## make bench            speed, side by side with peers on the same input (PEERS=1 installs them)
## make fuzz             libFuzzer from bytes to a plan, FUZZ_SECONDS=60 for each target
## make torture          imports killed at random moments, TORTURE_ROUNDS=50
## make lint             clang-tidy, cppcheck, shellcheck, layers
## make layers           includes that point against the pipeline
## make format           clang-format over src/ and tests/
## make install          DESTDIR= PREFIX=/usr/local; make uninstall takes it away
## make clean            take the build away; databases and reports stay
##
## V=1 make ...         whole command lines
## BUILD=check make ...  a build with sanitizers (out/obj/check/planrisk); CC=clang and CFLAGS=... work as usual

# --- the program -----------------------------------------------------------------------------------------------

$(OUT)/planrisk: $(OBJ)/planrisk
	@cp $< $@.new && mv $@.new $@

# Everything but main(), so that tests and later programs link only what they use.
$(OBJ)/libplanrisk.a: $(OBJECTS) $(OBJ)/objects.list
	@rm -f $@
	@$(AR) rcs $@ $(OBJECTS)

$(OBJ)/planrisk: $(OBJ)/cli/main.o $(OBJ)/libplanrisk.a
	$(call say,link,$@) $(LINK) -o $@ $(filter %.o %.a,$^) $(PROGRAM_LINK) $$(cat $(OBJ)/iconv.link)

$(OBJ)/%_test: $(OBJ)/%_test.o $(OBJ)/libplanrisk.a
	$(call say,link,$@) $(LINK) -o $@ $(filter %.o %.a,$^) $(LIBRARIES) $(TEST_LINK)

$(OBJ)/%.o: src/%.c $(OBJ)/flags $(OBJ)/iconv.link
	@mkdir -p $(@D)
	$(call say,compile,$<) $(COMPILE) -MMD -MP -c -o $@ $<

$(OBJ)/gen/%.o: $(OUT)/gen/%.c $(OBJ)/flags
	@mkdir -p $(@D)
	$(call say,compile,$<) $(COMPILE) -Wno-overlength-strings -MMD -MP -c -o $@ $<

# Holds the compiler and its flags, and is touched only when they change: everything is then compiled anew.
$(OBJ)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' "$$($(CC) --version 2>/dev/null | head -n 1) $(COMPILE) | $(LINK) $(PROGRAM_LINK)" > $@.$$$$; \
	if cmp -s $@.$$$$ $@; then rm -f $@.$$$$; else mv $@.$$$$ $@; fi

# iconv is in the C library (glibc, musl) or in a library of its own.
$(OBJ)/iconv.link: $(OBJ)/flags src/find_iconv.sh
	@sh src/find_iconv.sh $(CC) $(ALL_CPPFLAGS) $(LDFLAGS) > $@.new && mv $@.new $@

# Files become arrays of bytes in the program: embedded_NAME[] = { { name, bytes, length }, ... }. The grammars are loaded
# here, too, so that the program need not read and check them each time it starts: a fault in one stops the build. So is
# a new database made, that the program need not make its hundred tables, indexes and views one by one.
# A list of names is a file too, so that one taken away or added counts as a change.
$(OUT)/gen/embedded_grammars.c: $(GRAMMARS) $(OUT)/gen/grammars.list $(OUT)/gen/pack_grammars
	$(call say,embed,$@) $(OUT)/gen/pack_grammars grammars $(GRAMMARS:grammars/%.yaml=%) > $@.new && mv $@.new $@
$(OUT)/gen/pack_grammars: src/pack_grammars.c $(PACKERS) $(wildcard src/base/*.h src/grammar/*.h)
	@mkdir -p $(@D)
	$(call say,compile,$@) $(CC) $(ALL_CPPFLAGS) -std=c17 $(WARNINGS) -O1 -o $@ $(filter %.c,$^) $(LDFLAGS) $(LIBRARY_LINK)
$(OUT)/gen/embedded_sql.c: $(STATEMENTS) $(OUT)/gen/sql.list src/embed.sh
	$(call say,embed,$@) sh src/embed.sh sql src/store/sql sql > $@.new && mv $@.new $@
$(OUT)/gen/embedded_schema.c: $(OUT)/gen/pack_schema
	$(call say,embed,$@) rm -f $(OUT)/gen/new.db && $(OUT)/gen/pack_schema $(OUT)/gen/new.db > $@.new && mv $@.new $@
$(OUT)/gen/pack_schema: src/pack_schema.c $(SCHEMA_PACKERS) $(OUT)/gen/embedded_sql.c \
                        $(wildcard src/base/*.h src/document/*.h src/plan/*.h src/store/*.h)
	$(call say,compile,$@) $(CC) $(ALL_CPPFLAGS) -std=c17 $(WARNINGS) -Wno-overlength-strings -O1 -o $@ $(filter %.c,$^) $(LDFLAGS) $(LIBRARY_LINK)
$(OUT)/gen/embedded_schemas.c: $(SCHEMAS) $(OUT)/gen/schemas.list src/embed.sh
	$(call say,embed,$@) sh src/embed.sh schemas schemas json > $@.new && mv $@.new $@
$(OUT)/gen/embedded_style.c: $(STYLES) $(OUT)/gen/style.list src/embed.sh
	$(call say,embed,$@) sh src/embed.sh style src/report/page css > $@.new && mv $@.new $@
$(OUT)/gen/embedded_script.c: $(SCRIPTS) $(OUT)/gen/script.list src/embed.sh
	$(call say,embed,$@) sh src/embed.sh script src/report/page js > $@.new && mv $@.new $@
$(OUT)/gen/grammars.list: NAMES = $(GRAMMARS)
$(OUT)/gen/sql.list: NAMES = $(STATEMENTS)
$(OUT)/gen/schemas.list: NAMES = $(SCHEMAS)
$(OUT)/gen/style.list: NAMES = $(STYLES)
$(OUT)/gen/script.list: NAMES = $(SCRIPTS)
$(OBJ)/objects.list: NAMES = $(OBJECTS)
%.list: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(NAMES) > $@.$$$$; if cmp -s $@.$$$$ $@; then rm -f $@.$$$$; else mv $@.$$$$ $@; fi

# --- what is done with it --------------------------------------------------------------------------------------

setup-%:
	@OUT=$(OUT) sh tests/setup.sh $*

demo: setup-build
	@$(MAKE) --no-print-directory all
	@sh tests/demo.sh $(OUT)

test: setup-test
	@$(MAKE) --no-print-directory test-only
check: setup-check
	@failed=0; \
	$(MAKE) --no-print-directory BUILD=check test-only TITLE=sanitizers || failed=1; \
	$(MAKE) --no-print-directory BUILD=release test-only TITLE=valgrind WRAP='$(VALGRIND)' || failed=1; \
	exit $$failed

# "possibly lost" is left out: SQLite points into the middle of its pages, and a child that a test forks just ends.
VALGRIND = valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect \
           --errors-for-leak-kinds=definite,indirect --suppressions=$(CURDIR)/tests/valgrind.supp

# TITLE names the run and its folder of results; WRAP goes before every program that is run.
TITLE ?= tests
WRAP  ?=
test-only: $(PROGRAM) $(TEST_PROGRAMS)
	@PROGRAM=$(PROGRAM) TEST_PROGRAMS='$(TEST_PROGRAMS)' OUT=$(OUT) TITLE=$(TITLE) WRAP='$(WRAP)' sh tests/run.sh

unit: $(TEST_PROGRAMS)
	@set -e; for program in $(TEST_PROGRAMS); do $$program; done

accuracy: setup-accuracy
	@$(MAKE) --no-print-directory all
	@sh tests/accuracy.sh $(OUT)
overlap-quality: setup-accuracy
	@$(MAKE) --no-print-directory all
	@sh tests/overlap_quality.sh $(OUT)
# The figures of grammars/overlap.yaml and the counts of grammars/rarity.yaml, made anew: read the diff.
overlap-rarity: setup-build
	@$(MAKE) --no-print-directory all $(OBJ)/overlap/count_rarity
	@sh tests/overlap/rarity.sh $(OUT)/planrisk $(OBJ)/overlap/count_rarity > $(OUT)/rarity.yaml && cp $(OUT)/rarity.yaml grammars/rarity.yaml
overlap-weights: setup-accuracy
	@$(MAKE) --no-print-directory all $(OBJ)/overlap/score_pairs
	@python3 tests/overlap/weights.py $(OUT)/planrisk $(OBJ)/overlap/score_pairs
reach-weights: setup-accuracy
	@$(MAKE) --no-print-directory all
	@python3 tests/reach_weights.py $(OUT)/planrisk
$(OBJ)/overlap/%: tests/overlap/%.c $(OBJ)/libplanrisk.a
	@mkdir -p $(@D)
	$(call say,compile,$<) $(COMPILE) -MMD -MP -o $@ $< $(OBJ)/libplanrisk.a $(LINK_$(BUILD)) $(LIBRARIES)
$(OBJ)/bench/%: tests/bench/%.c $(OBJ)/libplanrisk.a
	@mkdir -p $(@D)
	$(call say,compile,$<) $(COMPILE) -MMD -MP -o $@ $< $(OBJ)/libplanrisk.a $(LINK_$(BUILD)) $(LIBRARIES)
golden: setup-build
	@$(MAKE) --no-print-directory all
	@sh tests/golden.sh $(OUT)/planrisk renew
bench: setup-bench
	@$(MAKE) --no-print-directory all $(OBJ)/bench/overlap_join
	@OUT=$(OUT) CC='$(CC)' sh tests/bench/run.sh
	@OUT=$(OUT) CC='$(CC)' sh tests/bench/word.sh
	@OUT=$(OUT) CC='$(CC)' sh tests/bench/overlap.sh $(OBJ)/bench/overlap_join
	@OUT=$(OUT) CC='$(CC)' sh tests/bench/analysis.sh
	@OUT=$(OUT) CC='$(CC)' sh tests/bench/report.sh
screenshots: setup-screenshots
	@$(MAKE) --no-print-directory all
	@OUT=$(OUT) sh tests/browser/screenshots.sh

FUZZ_SECONDS ?= 60
fuzz: setup-fuzz
	@$(MAKE) --no-print-directory BUILD=fuzz CC=clang fuzz-only
fuzz-only: $(FUZZERS)
	@FUZZERS='$(FUZZERS)' FUZZ_SECONDS=$(FUZZ_SECONDS) OUT=$(OUT) sh tests/fuzz/run.sh
$(OBJ)/fuzz/%: tests/fuzz/%.c $(OBJ)/libplanrisk.a
	@mkdir -p $(@D)
	$(call say,compile,$<) $(COMPILE) -fsanitize=fuzzer -MMD -MP -o $@ $< $(OBJ)/libplanrisk.a $(LIBRARIES) $(LATER_LINK)

TORTURE_ROUNDS ?= 50
torture: setup-test
	@$(MAKE) --no-print-directory all
	@PROGRAM=$(OUT)/planrisk OUT=$(OUT) TORTURE_ROUNDS=$(TORTURE_ROUNDS) sh tests/torture.sh

# --- the code ----------------------------------------------------------------------------------------------------

layers:
	@sh tests/layers.sh
lint: setup-lint layers
	@$(MAKE) --no-print-directory lint-only
lint-only: $(GENERATED)
	@COMPILE_FLAGS='$(ALL_CPPFLAGS) -std=c17 $(WARNINGS)' sh tests/lint.sh
format: setup-lint
	clang-format -i $(wildcard src/*/*.[ch] tests/*/*.c)

# --- install -----------------------------------------------------------------------------------------------------

INSTALL = install
BINDIR  = $(DESTDIR)$(PREFIX)/bin
MANDIR  = $(DESTDIR)$(PREFIX)/share/man/man1
RULEDIR = $(DESTDIR)$(PREFIX)/share/man/man7
DATADIR = $(DESTDIR)$(PREFIX)/share/planrisk
MANUAL  := $(wildcard src/cli/planrisk.1)

# The manual's page of rules is made from the table that `check` works by. The grammars are in the program; these copies are what a user's own folder of grammars starts from.
install: all
	$(INSTALL) -d $(BINDIR) $(DATADIR)
	$(INSTALL) -m 755 $(OUT)/planrisk $(BINDIR)/planrisk
	for file in $(GRAMMARS:grammars/%=%); do $(INSTALL) -D -m 644 grammars/$$file $(DATADIR)/grammars/$$file || exit 1; done
	for file in $(SCHEMAS:schemas/%=%); do $(INSTALL) -D -m 644 schemas/$$file $(DATADIR)/schemas/$$file || exit 1; done
	$(INSTALL) -d $(RULEDIR)
	$(PROGRAM) rule --manual > $(RULEDIR)/planrisk-rules.7
	$(if $(MANUAL),$(INSTALL) -d $(MANDIR) && $(INSTALL) -m 644 $(MANUAL) $(MANDIR)/planrisk.1)
uninstall:
	rm -f $(BINDIR)/planrisk $(MANDIR)/planrisk.1 $(RULEDIR)/planrisk-rules.7
	rm -rf $(DATADIR)

clean:
	rm -rf $(OUT)/obj $(OUT)/gen $(OUT)/tests $(OUT)/planrisk $(OUT)/planrisk.new

FORCE:
.PHONY: all help demo test check unit test-only accuracy overlap-quality overlap-rarity overlap-weights reach-weights golden screenshots bench fuzz fuzz-only torture layers lint \
        lint-only format install uninstall clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:
-include $(wildcard $(OBJ)/*/*.d)
