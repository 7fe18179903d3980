#!/bin/sh
# Imports killed at random moments: each time the database is sound, holds whole documents only, and importing again
# completes it to the same export as an import that nobody disturbed.
# usage: PROGRAM=... [TORTURE_ROUNDS=50] [TORTURE_FILES=500] [TORTURE_SEED=n] torture.sh      prints TAP
. tests/tap.sh
: "${PROGRAM:?}" "${TORTURE_ROUNDS:=50}" "${TORTURE_FILES:=500}" "${TORTURE_SEED:=20101}"
plans=$scratch/plans
database=$scratch/killed.db

# The moments are a sequence of places between the end of an import of one file and the end of an import of all, the same for the same TORTURE_SEED (a linear congruential
# generator). Sets $moment: in $(...) the next seed would be lost.
seed=$TORTURE_SEED
next_moment() {
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    moment=$(awk -v seed="$seed" -v whole="$whole" -v first="$first" \
        'BEGIN { printf "%.4f", first + (whole - first) * (seed / 2147483648) }')
}

import_killed_after() {
    rm -f "$database" "$database"-*
    "$PROGRAM" --db "$database" import --quiet "$plans" > /dev/null 2>&1 &
    victim=$!
    sleep "$1"
    kill -9 "$victim" 2> /dev/null
    wait "$victim" 2> /dev/null
}

is_sound() {
    [ ! -e "$database" ] || [ "$(sqlite3 "$database" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ]
}

# One line for each plan: its key and how many items of each kind it has, milestones, owners and evidence included.
count_plans() {
    sqlite3 "$1" "SELECT plan.key, edition.sha256, length(source_text.text), group_concat(n, ' ')
        FROM edition JOIN plan ON plan.id = edition.plan JOIN source_text ON source_text.edition = edition.id
        JOIN (SELECT edition, kind || ' ' || count(*) AS n FROM item GROUP BY edition, kind ORDER BY kind) AS counted
            ON counted.edition = edition.id
        GROUP BY edition.id" | sort
}
# Search completes first what the import left out.
finds_what_is_there() {
    "$PROGRAM" --db "$database" search council > /dev/null || return 1
    sqlite3 "$database" "INSERT INTO item_search (item_search, rank) VALUES ('integrity-check', 1)"
}
is_whole() {
    [ -e "$database" ] && [ "$(sqlite3 "$database" 'SELECT count(*) FROM sqlite_schema')" -gt 0 ] || return 0
    count_plans "$database" > "$scratch/killed.plans"
    wc -l < "$scratch/killed.plans" >> "$scratch/survivors"
    finds_what_is_there || return 1
    [ -z "$(comm -23 "$scratch/killed.plans" "$scratch/whole.plans")" ]
}

completes() {
    "$PROGRAM" --db "$database" import --quiet "$plans" 2> "$scratch/again.log" || { cat "$scratch/again.log"; return 1; }
    "$PROGRAM" --db "$database" export --format json > "$scratch/again.json" && cmp "$scratch/whole.json" "$scratch/again.json"
}

survives() { import_killed_after "$1"; is_sound && is_whole && completes; }

sh tests/bench/make_plans.sh "$TORTURE_FILES" "$plans"
# Sets $seconds: how long an undisturbed import of these plans into this database takes.
time_import() {
    begin=$(date +%s%N)
    "$PROGRAM" --db "$1" import --quiet "$2" 2> /dev/null
    seconds=$(awk -v ns="$(($(date +%s%N) - begin))" 'BEGIN { printf "%.4f", ns / 1e9 }')
}
time_import "$scratch/first.db" "$(find "$plans" -type f | head -n 1)"
first=$seconds
time_import "$scratch/whole.db" "$plans"
whole=$seconds
"$PROGRAM" --db "$scratch/whole.db" export --format json > "$scratch/whole.json"
count_plans "$scratch/whole.db" > "$scratch/whole.plans"
holds "an undisturbed import holds all $TORTURE_FILES plans" [ "$(wc -l < "$scratch/whole.plans")" -eq "$TORTURE_FILES" ]

round=0
while [ "$round" -lt "$TORTURE_ROUNDS" ]; do
    round=$((round + 1))
    next_moment
    holds "killed after $moment of $whole seconds: sound, whole documents only, completed by the next import" survives "$moment"
done
# Kills before the first document or after the last prove little.
holds "kills came in the midst: some documents were in, some not" \
    awk -v files="$TORTURE_FILES" '$1 > 0 && $1 < files { midst++ } END { exit midst == 0 }' "$scratch/survivors"
finish
