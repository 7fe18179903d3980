#!/bin/sh
# Speed, side by side in one run on one core: reading (import --dry-run), the whole import, a bare insert of the same rows,
# and pcre2grep counting one date pattern on the same bytes. What is held against each other runs in turns, and each of ROUNDS
# rounds has ratios of its own: a machine's speed may change from second to second. Medians; the figures are kept in out/bench/.
# usage: OUT=out CC=cc [COPIES=1000] [ROUNDS=5] run.sh
set -eu
export LC_ALL=C
: "${OUT:=out}" "${CC:=cc}" "${COPIES:=1000}" "${ROUNDS:=5}"
bench=$OUT/bench
program=$OUT/planrisk
plans=$bench/plans
date_pattern='(?i)\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b'
if command -v taskset > /dev/null 2>&1; then one_core="taskset -c 0"; else one_core=; fi

main() {
    mkdir -p "$bench"
    sh tests/bench/make_plans.sh "$COPIES" "$plans"
    find "$plans" -type f | sort > "$bench/files"
    for tool in timed bare_insert; do
        $CC -std=c17 -D_GNU_SOURCE -O2 -o "$bench/$tool" "tests/bench/$tool.c" -lsqlite3
    done

    for name in grep dry import bare; do
        : > "$bench/$name.rounds"
    done
    rounds read_once
    rounds write_once
    report | tee "$bench/import.txt"
}

rounds() {
    round=0
    while [ "$round" -lt "$ROUNDS" ]; do
        round=$((round + 1))
        "$1"
    done
}

read_once() {
    measure grep "$bench/timed" xargs -a "$bench/files" pcre2grep -c -- "$date_pattern"
    measure dry "$bench/timed" "$program" import --dry-run "$plans"
}

write_once() {
    rm -f "$bench"/bench.db*
    measure import "$bench/timed" "$program" --db "$bench/bench.db" import "$plans"
    measure bare "$bench/bare_insert" "$bench/bench.db" "$bench/bare.db"
}

# measure NAME COMMAND: its wall and processor milliseconds and its MB, a line in $bench/NAME.rounds
measure() {
    name=$1
    shift
    # shellcheck disable=SC2086  # a command of words, or none
    $one_core "$@" >> "$bench/$name.rounds"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# column NAME COLUMN
column() { awk -v column="$2" '{ print $column }' "$bench/$1.rounds"; }

# ratio NAME NAME...: of the processor time of the first to that of the others together, in each round
ratio() {
    first=$bench/$1.rounds
    shift
    for name in "$@"; do cat "$bench/$name.rounds"; done | awk -v rounds="$ROUNDS" -v first="$first" '
        { rest[(NR - 1) % rounds] += $2 }
        END { for (i = 0; i < rounds; i++) { getline < first; print $2 / rest[i] } }'
}

report() {
    bytes=$(xargs -a "$bench/files" cat | wc -c)
    $one_core "$program" import --dry-run --timings --quiet "$plans" 2>&1 | tail -n 1 > "$bench/stages"
    $one_core "$program" --db "$bench/again.db" import --timings --quiet "$plans" 2>&1 | tail -n 1 >> "$bench/stages"
    rm -f "$bench"/again.db*
    {
        for name in grep dry import bare; do
            echo "$name $(column "$name" 1 | median) $(column "$name" 2 | median) $(column "$name" 3 | median)"
        done
        echo "ratio reading $(ratio dry grep | median)"
        echo "ratio import $(ratio import dry bare | median)"
        sed 's/^/stages /' "$bench/stages"
    } | awk -v bytes="$bytes" -v rounds="$ROUNDS" -f tests/bench/report.awk
}

main
