#!/bin/sh
# Every fault that a person marked in the five real plans, of the seven kinds that gold/SPEC.md scores, is found by the rule
# that covers its kind. The plans are no part of this project; without them the test is skipped.
. tests/tap.sh

gold=../shared/gold
plans=../shared/plans
if [ ! -d "$gold" ] || [ ! -d "$plans" ]; then
    skips 'the rules find what a person marked in the real plans' 'no ../shared'
    finish
fi

"$PROGRAM" --db "$scratch/db" import --quiet "$plans" 2> /dev/null
"$PROGRAM" --db "$scratch/db" check --format json > "$scratch/check.json"

# The kinds, and the rules that cover each.
covering="
    CREATE TABLE covers (kind TEXT, rule TEXT);
    INSERT INTO covers VALUES ('impossible-date', 'DAT101'), ('start-after-finish', 'DAT102'), ('missing-date', 'DAT103'),
        ('missing-owner', 'OWN001'), ('missing-owner', 'OWN002'), ('duplicate-ref', 'REF502'), ('broken-reference', 'REF501'),
        ('homoglyph', 'PRS901');"
anomalies="
    CREATE TABLE finding AS SELECT value ->> 'rule' AS rule, value ->> 'document' AS document, value ->> 'line' AS line
        FROM json_each(readfile('$scratch/check.json'), '\$.findings');
    CREATE TABLE anomaly (document TEXT, line INTEGER, kind TEXT, words TEXT, optional INTEGER);"
for file in "$gold"/*.json; do
    [ "$(basename "$file")" = overlaps.json ] && continue
    anomalies="$anomalies
        INSERT INTO anomaly SELECT json_extract(readfile('$file'), '\$.document'), value ->> 'line', value ->> 'kind', value ->> 'text',
            coalesce(value ->> 'optional', 0) FROM json_each(readfile('$file'), '\$.anomalies');"
done

# missed KIND: the marked faults of a kind that no rule tells, on the line or the one beside it
missed() {
    sqlite3 :memory: "$covering $anomalies
        SELECT document || ':' || line || ' ' || kind FROM anomaly AS a
         WHERE kind = '$1' AND NOT optional AND NOT EXISTS (
               SELECT 1 FROM finding f JOIN covers c ON c.rule = f.rule AND c.kind = a.kind
                WHERE f.document = a.document AND f.line BETWEEN a.line - 1 AND a.line + 1)"
}
finds_all() {
    missed "$1" > "$scratch/missed"
    [ ! -s "$scratch/missed" ] || { echo 'not found:'; cat "$scratch/missed"; return 1; }
}
for kind in impossible-date start-after-finish duplicate-ref missing-owner missing-date homoglyph broken-reference; do
    holds "every $kind that a person marked is found" finds_all "$kind"
done
finish
