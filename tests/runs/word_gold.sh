#!/bin/sh
# The real plans in normal form: their gold annotations, rendered as a Word table with a column per field, come back whole.
# shellcheck disable=SC1091,SC2154  # scratch comes from tap.sh
. tests/tap.sh

judge=../shared/tools/accuracy
fields='action action.owners action.dates action.section action.ref action.measure section
    risk risk.impact risk.consequence risk.mitigation risk.section indicator indicator.values'
if [ ! -x "$judge" ] || ! command -v python3 > /dev/null 2>&1; then
    for field in $fields; do skips "the real plans in normal form: $field" "../shared or python3 is not here"; done
    finish
fi

mkdir "$scratch/gold" "$scratch/plans" "$scratch/parts"
cp tests/word/parts/styles.xml "$scratch/parts/"
for gold in ../shared/gold/*.json; do
    plan=$(basename "$gold" .json)
    [ "$plan" = overlaps ] || { python3 tests/word/render_gold.py "$gold" "$scratch/body" "$scratch/gold/$plan.json" &&
        sh tests/word/make_word.sh docx "$scratch/plans/$plan.docx" "$scratch/parts" < "$scratch/body"; }
done
"$PROGRAM" --db "$scratch/db" import --quiet "$scratch/plans" && "$PROGRAM" --db "$scratch/db" export --format json > "$scratch/export.json"
comes_back() {
    "$judge" --gold "$scratch/gold" --misses 3 --min "$1=1" "$scratch/export.json" > "$scratch/judged" && return 0
    grep -A 2 "^$1[ :]" "$scratch/judged"
    return 1
}
for field in $fields; do holds "the real plans in normal form: $field" comes_back "$field"; done
finish
