#!/bin/sh
# Runs every test and closes with one line: N passed, N failed[, N skipped].
#
# Each test program or script says its results as TAP lines (ok / not ok / # SKIP); they are kept in
# out/tests/TITLE/, one file each. The kinds:
#   unit      the cmocka programs beside the modules         $TEST_PROGRAMS
#   cases     tests/cases/NAME/: a command with what it must print (tests/case.sh)
#   golden    corpus plans with their expected exports (tests/golden.sh)
#   runs      tests/runs/NAME.sh: what takes more than one command to show
#   build     tests/build/NAME.sh: the Makefile and its scripts, in `make test` only
#
# usage: PROGRAM=out/planrisk [TEST_PROGRAMS="..."] [WRAP="valgrind ..."] [TITLE=tests] [OUT=out] run.sh
set -u
export LC_ALL=C
: "${PROGRAM:?}" "${OUT:=out}" "${TITLE:=tests}" "${WRAP:=}" "${TEST_PROGRAMS:=}"
results=$OUT/tests/$TITLE

main() {
    rm -rf "$results"
    mkdir -p "$results"
    make_wrapper
    export PROGRAM WRAP OUT
    { list_golden; list_unit; list_cases; list_runs; list_build; } > "$results/list"
    xargs -r -P "$(jobs)" -L 1 sh tests/one.sh "$results" < "$results/list"
    tally
}

# The program as the tests call it: by one path, whatever goes before it.
make_wrapper() {
    program=$(cd "$(dirname "$PROGRAM")" && pwd)/$(basename "$PROGRAM")
    mkdir -p "$results/bin"
    export BINARY="$program"
    printf '#!/bin/sh\nexec %s %s "$@"\n' "$WRAP" "$program" > "$results/bin/planrisk"
    chmod +x "$results/bin/planrisk"
    PROGRAM=$(cd "$results/bin" && pwd)/planrisk
}

jobs() { getconf _NPROCESSORS_ONLN 2> /dev/null || echo 2; }

# Under valgrind the unit tests and the golden files, which read every layout and format; with RUNS=1 also what calls the
# program hundreds of times.
under_valgrind_only_if_asked() { [ "$TITLE" != valgrind ] || [ -n "${RUNS:-}" ]; }

# One line per test: its name, then the command. Names and paths hold no spaces.
list_unit() {
    for program in $TEST_PROGRAMS; do
        name=${program#"$OUT"/obj/*/}
        echo "unit.$(echo "$name" | tr / .) $WRAP $program"
    done
}
list_cases() {
    under_valgrind_only_if_asked || return 0
    for folder in tests/cases/*/; do
        [ -f "${folder}command" ] && echo "case.$(basename "$folder") sh tests/case.sh $folder"
    done
}
list_golden() {
    [ -d corpus ] && echo "golden sh tests/golden.sh $PROGRAM"
}
list_runs() {
    under_valgrind_only_if_asked || return 0
    for script in tests/runs/*.sh; do
        [ -f "$script" ] && echo "run.$(basename "$script" .sh) sh $script"
    done
}
list_build() {
    [ "$TITLE" = tests ] || return 0
    for script in tests/build/*.sh; do
        echo "build.$(basename "$script" .sh) sh $script"
    done
}

# Failures and skips by name, then the closing line.
tally() {
    set --
    while read -r name _; do set -- "$@" "$results/$name.tap"; done < "$results/list"
    awk -v title="$TITLE" '
        FNR == 1 { name = FILENAME; sub(/.*\//, "", name); sub(/\.tap$/, "", name); shown = 0 }
        /^(not )?ok .*# SKIP/ { skipped++; sub(/^(not )?ok [0-9]* *-* */, ""); print "SKIPPED " name ": " $0; next }
        /^ok / { passed++; shown = 0; next }
        /^not ok / { failed++; shown = 40; sub(/^not ok [0-9]* *-* */, ""); print "FAILED  " name ": " $0; next }
        /^#/ && shown > 0 { shown--; print "    " substr($0, 3) }
        END {
            printf "%s%d passed, %d failed", title == "tests" ? "" : title ": ", passed, failed
            if (skipped) printf ", %d skipped", skipped
            print ""
            exit failed > 0 || passed == 0
        }' /dev/null "$@"
}

main
