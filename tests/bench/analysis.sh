#!/bin/sh
# Speed of what is asked of a large database: 100,000 actions and 20,000 risks in 400 plans, scored and checked with all rules.
# The goal is 5 seconds for both. Medians of ROUNDS rounds; the figures are kept in out/bench/analysis.txt.
# usage: OUT=out CC=cc [PLANS=400] [ROUNDS=3] analysis.sh
set -eu
export LC_ALL=C
: "${OUT:=out}" "${CC:=cc}" "${PLANS:=400}" "${ROUNDS:=3}"
bench=$OUT/bench
program=$OUT/planrisk
database=$bench/registers.db

main() {
    rm -rf "$bench/registers" "$database"*
    mkdir -p "$bench/registers"
    awk -v count="$PLANS" -v folder="$bench/registers" -f tests/bench/make_registers.awk
    $CC -std=c17 -D_GNU_SOURCE -O2 -o "$bench/timed" tests/bench/timed.c
    "$program" --db "$database" import --quiet "$bench/registers"
    {
        "$program" --db "$database" list | awk 'END { print NR - 1 " plans" }'
        echo "command            wall ms  processor ms     MB"
        timed score score --format json
        timed check check --format json
    } | tee "$bench/analysis.txt"
}

# timed NAME ARGUMENT ...: the medians of its rounds
timed() {
    name=$1
    shift
    round=0
    while [ "$round" -lt "$ROUNDS" ]; do
        round=$((round + 1))
        "$bench/timed" "$program" --db "$database" "$@" || :    # check ends with 1 where it finds something
    done > "$bench/$name.rounds"
    printf '%-16s %9s %13s %6s\n' "$name" "$(median 1)" "$(median 2)" "$(median 3)"
}

median() { awk -v column="$1" '{ print $column }' "$bench/$name.rounds" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

main
