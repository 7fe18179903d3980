#!/bin/sh
# Counts the rarity of words and concepts over the plans at hand. usage: rarity.sh PROGRAM COUNTER
set -eu
program=$1 counter=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for folder in corpus tests/unseen/plans ../shared/plans; do
    [ ! -d "$folder" ] || "$program" --db "$work/db" import --quiet "$folder" 2> /dev/null || [ $? -eq 1 ]
done
"$counter" "$work/db"
