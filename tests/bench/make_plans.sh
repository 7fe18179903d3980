#!/bin/sh
# Makes COUNT copies with changes of the plans in corpus/: other verbs, other things, other days, numbers and years, a row left
# out here and there; each plan in its own encoding and line ends. The same arguments make the same bytes.
# usage: make_plans.sh COUNT FOLDER
set -eu
export LC_ALL=C
count=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

plans=$(find corpus -name '*.txt' | sort)
total=$(echo "$plans" | wc -l)
number=0
for plan in $plans; do
    stem=$(basename "$plan" .txt)
    source=$plan
    wide=$(od -An -tx1 -N2 "$plan" | tr -d ' \n')
    if [ "$wide" = fffe ]; then
        iconv -f UTF-16 -t UTF-8 "$plan" > "$work/$stem"
        source=$work/$stem
    fi
    awk -v stem="$stem" -v folder="$folder" -v first="$number" -v step="$total" -v count="$count" \
        -f tests/bench/vary.awk "$source"
    if [ "$wide" = fffe ]; then
        for copy in "$folder/$stem"-*.txt; do
            { printf '\377\376'; iconv -f UTF-8 -t UTF-16LE "$copy"; } > "$work/copy"
            mv "$work/copy" "$copy"
        done
    fi
    number=$((number + 1))
done
