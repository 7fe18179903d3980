#!/bin/sh
# Every command that lists or shows something answers in JSON, too, and in JSON that a parser takes.
. tests/tap.sh

PLANRISK_DB=$scratch/plans.db
export PLANRISK_DB
"$PROGRAM" import --quiet corpus/harrowmere-recovery-2010.txt corpus/eskholme-homes-2008.txt corpus/ashfold-equality-2009.txt
"$PROGRAM" correct harrowmere-recovery-2010:H.3 'due date' '30 September 2010' --reason 'asked the service' > /dev/null

# check has findings and so ends with 1
answers_json() {
    "$PROGRAM" "$@" --format json > "$scratch/answer.json"
    [ $? -le 1 ] || { echo "it does not run"; return 1; }
    [ "$(sqlite3 :memory: "SELECT json_valid(readfile('$scratch/answer.json')) AND json_type(readfile('$scratch/answer.json')) = 'object'")" = 1 ] ||
        { echo "no JSON object: $(head -c 200 "$scratch/answer.json")"; return 1; }
}
while read -r words; do
    # shellcheck disable=SC2086  # a command and its arguments
    holds "planrisk $words --format json" answers_json $words
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
show harrowmere-recovery-2010
show harrowmere-recovery-2010:H.3
show --unread harrowmere-recovery-2010
show --spans harrowmere-recovery-2010
explain harrowmere-recovery-2010
explain harrowmere-recovery-2010:H.3
explain eskholme-homes-2008-r001
explain DAT101
search training
score
score --exposure
check
check --coverage
rule
rule impossible-date
overlap
overlap why harrowmere-recovery-2010:H.3 ashfold-equality-2009:EF4
compare harrowmere-recovery-2010 ashfold-equality-2009
themes
gaps ashfold-equality-2009
review
corrections
export
EOF
finish
