#!/bin/sh
# Plans that were cut, joined, shuffled or stripped are read to an end, and what a fuzzer once found stays mended: an import of
# them ends with 0 or 1, never with a crash, and every word of them is accounted for.
. tests/tap.sh
folder=$scratch/plans

mangle() {
    mkdir -p "$folder/$1"
    for plan in corpus/*.txt; do
        half=$(($(wc -c < "$plan") / 2))
        made=$folder/$1/$(basename "$plan")
        "$1" < "$plan" > "$made"
    done
}
headless() { tail -c "$half"; }
cut_off() { head -c "$half"; }
one_line() { tr '\n' '\t'; }
one_cell() { tr '\t' '\n'; }
no_space() { tr -d ' '; }
sorted() { LC_ALL=C sort; }
high_bytes() { LC_ALL=C tr '\141-\172' '\200-\231'; }
twice() { tee "$scratch/once"; cat "$scratch/once"; }

ends_well() {
    "$PROGRAM" --db "$scratch/db" import --quiet "$1" > /dev/null 2> "$scratch/log" < /dev/null
    ended=$?
    [ "$ended" -le 1 ] && return 0
    echo "ends with $ended"
    cat "$scratch/log"
    return 1
}
for kind in headless cut_off one_line one_cell no_space sorted high_bytes twice; do
    mangle "$kind"
    holds "the corpus plans, $kind, are read to an end" ends_well "$folder/$kind"
done
for found in tests/fuzz/found/*/*; do
    [ ! -f "$found" ] || holds "$found" ends_well "$found"
done

# Words that neither a value's evidence nor an account covers.
gaps() {
    sqlite3 "$scratch/db" "
        WITH covered (edition, a, b) AS (
            SELECT item.edition, offset, offset + length FROM v_evidence JOIN item ON item.id = item_id WHERE length > 0
            UNION ALL SELECT edition, offset, offset + length FROM account
            UNION ALL SELECT edition, length(CAST(text AS BLOB)), length(CAST(text AS BLOB)) FROM source_text),
        reached AS (SELECT edition, a, coalesce(max(b) OVER (PARTITION BY edition ORDER BY a, b
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS b FROM covered)
        SELECT plan.key || ': ' || substr(CAST(text AS BLOB), b + 1, a - b)
            FROM reached JOIN edition ON edition.id = reached.edition JOIN plan ON plan.id = edition.plan
                 JOIN source_text ON source_text.edition = edition.id
            WHERE a > b AND substr(CAST(text AS BLOB), b + 1, a - b) GLOB '*[A-Za-z0-9]*'"
}
accounted() {
    [ "$(sqlite3 "$scratch/db" 'SELECT count(*) FROM edition')" -gt 60 ] || { echo "too few plans were read"; return 1; }
    gaps > "$scratch/gaps" || return 1
    [ ! -s "$scratch/gaps" ] || { head -n 5 "$scratch/gaps"; return 1; }
}
holds "every word of what could be read is accounted for" accounted
finish
