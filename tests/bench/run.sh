#!/bin/sh
# Speed, side by side in one run on one core: reading (import --dry-run), the whole import, a bare insert of the same rows,
# and pcre2grep counting one date pattern on the same bytes. Medians of ROUNDS rounds; the figures are kept in out/bench/.
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

    rounds grep "$bench/timed" xargs -a "$bench/files" pcre2grep -c -- "$date_pattern"
    rounds dry "$bench/timed" "$program" import --dry-run "$plans"
    rounds import import_anew
    rounds bare "$bench/bare_insert" "$bench/bench.db" "$bench/bare.db"
    report | tee "$bench/import.txt"
}

import_anew() {
    rm -f "$bench"/bench.db*
    # shellcheck disable=SC2086  # a command of words, or none
    $one_core "$bench/timed" "$program" --db "$bench/bench.db" import "$plans"
}

# rounds NAME COMMAND: each round prints its wall and processor milliseconds and its MB; all are kept as $bench/NAME.rounds
rounds() {
    name=$1
    shift
    : > "$bench/$name.rounds"
    round=0
    while [ "$round" -lt "$ROUNDS" ]; do
        round=$((round + 1))
        if [ "$1" = import_anew ]; then    # a function, which taskset can't run
            import_anew
        else
            # shellcheck disable=SC2086  # a command of words, or none
            $one_core "$@"
        fi >> "$bench/$name.rounds"
    done
}

# median NAME COLUMN
median() { awk -v column="$2" '{ print $column }' "$bench/$1.rounds" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

report() {
    bytes=$(xargs -a "$bench/files" cat | wc -c)
    $one_core "$program" import --dry-run --timings --quiet "$plans" 2>&1 | tail -n 1 > "$bench/stages"
    $one_core "$program" --db "$bench/again.db" import --timings --quiet "$plans" 2>&1 | tail -n 1 >> "$bench/stages"
    rm -f "$bench"/again.db*
    {
        for name in grep dry import bare; do
            echo "$name $(median "$name" 1) $(median "$name" 2) $(median "$name" 3)"
        done
        sed 's/^/stages /' "$bench/stages"
    } | awk -v bytes="$bytes" -v rounds="$ROUNDS" -f tests/bench/report.awk
}

main
