# planrisk: legacy council action plans into data that auditors trust.
#
#   make demo     set-up, build, and the main job on corpus/ into out/
#   make test     set-up, build, and the tests
#   make          build only
#   make help     every target

OUT      ?= out
CC       ?= cc
BUILD    ?= release
PACKAGES  = libpcre2-8 libxml-2.0 sqlite3 libzip yaml-0.1 jansson nettle

WARNINGS  = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -Wcast-qual -Wwrite-strings -Wformat=2
HARDENED  = -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2
FLAGS_release = -O2 -g $(HARDENED)
FLAGS_check   = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LINK_release  = -pie -Wl,-z,relro,-z,now
LINK_check    = -fsanitize=address,undefined

OBJ       = $(OUT)/obj/$(BUILD)
CPPFLAGS += -Isrc -I$(OUT)/gen -D_GNU_SOURCE $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
CFLAGS   ?=
ALL_CFLAGS = -std=c17 $(WARNINGS) $(FLAGS_$(BUILD)) $(CFLAGS)
LIBS      = $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lstemmer -lm
TEST_LIBS = $(shell pkg-config --libs cmocka 2>/dev/null)

SOURCES   = $(sort $(wildcard src/*/*.c))
UNIT_TESTS = $(filter %_test.c,$(SOURCES))
MODULES   = $(filter-out %_test.c src/cli/main.c,$(SOURCES))
GENERATED = $(OUT)/gen/embedded_grammars.c $(OUT)/gen/embedded_sql.c
OBJECTS   = $(MODULES:src/%.c=$(OBJ)/%.o) $(GENERATED:$(OUT)/gen/%.c=$(OBJ)/gen/%.o)
TEST_PROGRAMS = $(UNIT_TESTS:src/%.c=$(OBJ)/%)

all: $(OUT)/planrisk

$(OUT)/planrisk: $(OBJ)/planrisk
	@cp $< $@.new && mv $@.new $@

# Everything but main(), so that tests and later programs link only what they use.
$(OBJ)/libplanrisk.a: $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(OBJ)/planrisk: $(OBJ)/cli/main.o $(OBJ)/libplanrisk.a
	$(CC) $(LINK_$(BUILD)) -o $@ $^ $(LIBS)

$(OBJ)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(OBJ)/gen/%.o: $(OUT)/gen/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -Wno-overlength-strings -MMD -MP -c -o $@ $<

# Files become arrays of bytes in the program: embedded_FOLDER[] = { { name, bytes, length }, ... }.
$(OUT)/gen/embedded_grammars.c: $(sort $(wildcard grammars/*.yaml grammars/*/*.yaml)) src/embed.sh
	@mkdir -p $(@D)
	sh src/embed.sh grammars grammars yaml > $@
$(OUT)/gen/embedded_sql.c: $(sort $(wildcard src/store/sql/*.sql)) src/embed.sh
	@mkdir -p $(@D)
	sh src/embed.sh sql src/store/sql sql > $@

$(OBJ)/%_test: $(OBJ)/%_test.o $(OBJ)/libplanrisk.a
	$(CC) $(LINK_$(BUILD)) -o $@ $^ $(LIBS) $(TEST_LIBS)

unit: $(TEST_PROGRAMS)
	@set -e; for t in $(TEST_PROGRAMS); do $$t; done

clean:
	rm -rf $(OUT)/obj $(OUT)/gen $(OUT)/planrisk

.PHONY: all unit clean
.SECONDARY:
-include $(wildcard $(OBJ)/*/*.d)
