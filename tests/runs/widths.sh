#!/bin/sh
# What is printed in tables fits the terminal's width: words are wrapped, then broken, and a table of many plans comes in parts.
. tests/tap.sh

PLANRISK_DB=$scratch/plans.db
export PLANRISK_DB
"$PROGRAM" import --quiet corpus 2> /dev/null

# fits WIDTH COMMAND ...
fits() {
    COLUMNS=$1
    export COLUMNS
    shift
    "$PROGRAM" "$@" > "$scratch/shown" 2>&1
    [ $? -le 1 ] && [ -s "$scratch/shown" ] || return 1
    widest=$(LC_ALL=C.UTF-8 wc -L < "$scratch/shown")
    [ "$widest" -le "$COLUMNS" ] || { LC_ALL=C.UTF-8 awk -v most="$COLUMNS" 'length > most' "$scratch/shown" | head -n 3; return 1; }
}
both_fit() { fits 80 "$@" && fits 120 "$@"; }
while read -r words; do
    # shellcheck disable=SC2086  # a command and its arguments
    holds "planrisk $words fits 80 and 120 columns" both_fit $words
done << 'EOF'
list
list actions
list risks
list indicators
list sections
list owners
list dates
list abbreviations
list anomalies
score
score --exposure
check --coverage
rule
explain fenwater-risk-register-2013:SR4
themes
review
overlap
compare ashfold-equality-2009 harrowmere-recovery-2010
EOF
parts_hold_all() {
    COLUMNS=80 "$PROGRAM" themes > "$scratch/narrow"
    COLUMNS=900 "$PROGRAM" themes > "$scratch/wide"
    [ "$(grep -c '^Theme ' "$scratch/narrow")" -gt 2 ] && [ "$(grep -c '^Theme ' "$scratch/wide")" -eq 1 ] || return 1
    for row in customers environment; do    # all numbers of a row, in order, but for the plans' count, which stands in the first part alone
        grep "^$row " "$scratch/wide" | grep -o '[0-9][0-9]*' > "$scratch/wanted"
        grep "^$row " "$scratch/narrow" | grep -o '[0-9][0-9]*' | diff "$scratch/wanted" - || return 1
    done
}
holds "a table in parts holds what the whole one holds" parts_hold_all
finish
