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

main() {
    mkdir -p "$bench"
    sh tests/bench/make_plans.sh "$COPIES" "$plans"
    bytes=$(find "$plans" -type f -exec cat {} + | wc -c)
    $CC -std=c17 -O2 -o "$bench/bare_insert" tests/bench/bare_insert.c -lsqlite3

    median grep count_dates
    median dry read_only
    median import import_all
    median bare bare_insert
    export_rows
    report | tee "$bench/import.txt"
}

if command -v taskset > /dev/null 2>&1; then core="taskset -c 0"; else core=; fi

# shellcheck disable=SC2086  # $core is words
count_dates() { find "$plans" -type f | sort | xargs $core pcre2grep -c -- "$date_pattern" > /dev/null; }
read_only() { $core "$program" --db "$bench/bench.db" import --dry-run "$plans" > /dev/null 2>&1; }
import_all() {
    rm -f "$bench/bench.db" "$bench/bench.db-wal" "$bench/bench.db-shm"
    $core "$program" --db "$bench/bench.db" import "$plans" > /dev/null 2>&1
}
bare_insert() { $core "$bench/bare_insert" "$bench/bench.db" "$bench/bare.db" > /dev/null; }
export_rows() { "$program" --db "$bench/bench.db" export --format json > "$bench/bench.json"; }

# median NAME COMMAND: runs it ROUNDS times, keeps the median in milliseconds as $bench/NAME.ms
median() {
    round=0
    : > "$bench/$1.all"
    while [ "$round" -lt "$ROUNDS" ]; do
        begin=$(date +%s%N)
        "$2"
        end=$(date +%s%N)
        echo "$(((end - begin) / 1000))" >> "$bench/$1.all"
        round=$((round + 1))
    done
    sort -n "$bench/$1.all" | awk '{ v[NR] = $1 } END { printf "%.1f\n", v[int((NR + 1) / 2)] / 1000 }' > "$bench/$1.ms"
}

report() {
    actions=$(grep -c '"kind": *"\(action\|chart\)"' "$bench/bench.json" || true)
    awk -v bytes="$bytes" -v files="$COPIES" -v actions="$actions" -v rounds="$ROUNDS" -v bench="$bench" '
    function ms(name,    value) { getline value < (bench "/" name ".ms"); return value }
    function line(name, what, note) {
        printf "%-34s %9.1f ms %8.1f MB/s  %s\n", what, ms(name) + 0, bytes / 1e3 / time[name], note
    }
    BEGIN {
        split("grep dry import bare", names, " ")
        for (i in names) { time[names[i]] = ms(names[i]); close(bench "/" names[i] ".ms") }
        printf "%d plans, %.1f MB, %d actions; one core; medians of %d\n", files, bytes / 1e6, actions, rounds
        line("grep", "pcre2grep -c, one date pattern", "")
        line("dry", "import --dry-run", sprintf("%.2f times the grep (goal: at most 4)", time["dry"] / time["grep"]))
        line("import", "import", sprintf("%.2f times dry run + bare insert (goal: at most 1.5); %d actions/s", \
             time["import"] / (time["dry"] + time["bare"]), actions / time["import"] * 1000))
        line("bare", "bare insert of the same rows", "")
    }'
    echo
    echo "by stage:"
    $core "$program" --db "$bench/bench.db" import --dry-run --timings "$plans" 2>&1 | tail -n 15
}

main
