#!/bin/sh
# Plans that were cut, joined, shuffled or stripped are read to an end, and what a fuzzer once found stays mended: an import of
# them ends with 0 or 1, never with a crash, and every byte of them is accounted for.
. tests/tap.sh
folder=$scratch/plans
mkdir "$folder"

for plan in corpus/*.txt; do
    name=$(basename "$plan" .txt)
    half=$(($(wc -c < "$plan") / 2))
    head -c "$half" "$plan" > "$folder/$name-head.txt"
    tail -c "$half" "$plan" > "$folder/$name-tail.txt"
    tr '\n' '\t' < "$plan" > "$folder/$name-one-line.txt"
    tr '\t' '\n' < "$plan" > "$folder/$name-one-cell.txt"
    tr -d ' ' < "$plan" > "$folder/$name-no-space.txt"
    LC_ALL=C sort "$plan" > "$folder/$name-sorted.txt"
    LC_ALL=C tr '\141-\172' '\200-\231' < "$plan" > "$folder/$name-high.txt"
    cat "$plan" "$plan" > "$folder/$name-twice.txt"
done
for found in tests/fuzz/found/*/*; do
    [ ! -f "$found" ] || cp "$found" "$folder/found-$(basename "$found").txt"
done

ends_well() {
    "$PROGRAM" --db "$scratch/db" import --quiet "$1" > /dev/null 2> "$scratch/log" < /dev/null
    ended=$?
    [ "$ended" -le 1 ] && return 0
    echo "ends with $ended"
    cat "$scratch/log"
    return 1
}
all_end_well() {
    for plan in "$folder"/*"$1".txt; do
        ends_well "$plan" || { echo "$plan"; return 1; }
    done
}
for kind in head tail one-line one-cell no-space sorted high twice; do
    holds "every corpus plan, $kind, is read to an end" all_end_well "$kind"
done
for plan in "$folder"/found-*; do
    [ ! -f "$plan" ] || holds "$(basename "$plan")" ends_well "$plan"
done

accounted() {
    sqlite3 "$scratch/db" "SELECT key FROM plan" > "$scratch/keys"
    [ "$(wc -l < "$scratch/keys")" -gt 60 ] || { echo "only $(wc -l < "$scratch/keys") plans"; return 1; }
    while read -r key; do
        "$PROGRAM" --db "$scratch/db" show --spans --format json "$key" > "$scratch/spans.json" || return 1
        gaps=$(sqlite3 :memory: "
            CREATE TABLE span AS SELECT key AS n, value ->> 'from' AS a, value ->> 'to' AS b
                FROM json_each(readfile('$scratch/spans.json'), '\$.spans');
            SELECT count(*) FROM span WHERE a <> coalesce((SELECT b FROM span AS before WHERE before.n = span.n - 1), 0);
            SELECT max(b) = json_extract(readfile('$scratch/spans.json'), '\$.length') FROM span;")
        [ "$gaps" = "$(printf '0\n1')" ] || { echo "$key: $gaps"; return 1; }
    done < "$scratch/keys"
}
holds "every byte of what could be read is accounted for" accounted
finish
