#!/bin/sh
# The report of 20,000 actions in 200 plans: how long it takes to make and how large it is, before `overlap` was ever run (the report
# searches for overlaps itself) and after (it takes those stored); with BROWSER=1 also when Chromium first paints it and how long a
# keystroke in the filter takes. Goals: 3 seconds after `overlap`, 40 MB, 1 second, 100 ms. Figures in out/bench/report.txt.
# usage: OUT=out CC=cc [PLANS=200] [ROUNDS=3] [BROWSER=1] report.sh
set -eu
export LC_ALL=C
: "${OUT:=out}" "${CC:=cc}" "${PLANS:=200}" "${ROUNDS:=3}" "${BROWSER:=0}"
bench=$OUT/bench
program=$OUT/planrisk
database=$bench/report.db

main() {
    rm -rf "$bench/plans_of_report" "$database"*
    mkdir -p "$bench/plans_of_report"
    awk -v count="$PLANS" -v actions=10 -v risks=1 -v words=20000 -v orderly=1 -v folder="$bench/plans_of_report" -f tests/bench/make_registers.awk
    $CC -std=c17 -D_GNU_SOURCE -O2 -o "$bench/timed" tests/bench/timed.c
    "$program" --db "$database" import --quiet "$bench/plans_of_report"
    {
        echo "wall ms  processor ms     MB"
        echo "$(timed report -o "$bench/searched.html")    report that searches for overlaps"
        echo "$("$bench/timed" "$program" --db "$database" overlap -o "$bench/overlaps.txt")    overlap, the first time"
        echo "$(timed report -o "$bench/report.html")    report of stored overlaps"
        cmp "$bench/searched.html" "$bench/report.html"
        wc -c < "$bench/report.html" | awk '{ printf "%.1f MB of HTML\n", $1 / 1e6 }'
        [ "$BROWSER" != 1 ] || node tests/browser/measure.mjs "$bench/report.html"
    } | tee "$bench/report.txt"
}

# timed ARGUMENT ...: the round in the middle
timed() {
    round=0
    while [ "$round" -lt "$ROUNDS" ]; do
        round=$((round + 1))
        "$bench/timed" "$program" --db "$database" "$@"
    done | sort -n | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'
}

main
