#!/bin/sh
# Holds the export of each corpus plan against the one kept in tests/golden/, byte for byte.
# usage: golden.sh PROGRAM [renew]      renew writes them anew: a person reads the diff
set -u
program=$1
renew=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p tests/golden
count=0
failed=0

say() {
    count=$((count + 1))
    [ "$1" = ok ] || failed=1
    echo "$1 $count - $2"
}

for plan in corpus/*; do
    name=$(basename "$plan")
    # each alone in its own database, so that one plan's reading can't change another's golden file
    if ! "$program" --db "$work/$name.db" import "$plan" > "$work/log" 2>&1 ||
        ! "$program" --db "$work/$name.db" export --format json > "$work/$name.json" 2>> "$work/log"; then
        say "not ok" "$name is imported and exported"
        sed 's/^/# /' "$work/log"
    elif [ "$renew" = renew ]; then
        cp "$work/$name.json" "tests/golden/$name.json"
        say ok "$name renewed"
    elif diff -u "tests/golden/$name.json" "$work/$name.json" > "$work/diff" 2>&1; then
        say ok "$name"
    else
        say "not ok" "$name"
        head -n 40 "$work/diff" | sed 's/^/# /'
    fi
    rm -f "$work/$name.db"*
done
for golden in tests/golden/*.json; do
    [ -f "$golden" ] || continue
    [ -f "corpus/$(basename "$golden" .json)" ] || say "not ok" "$golden has no plan in corpus/"
done
exit "$failed"
