#!/bin/sh
# Every rule on plans that have its fault, have it not, and give it nothing to test. tests/rules/RULE.txt holds the plans,
# each under a line "=== has it", "=== has it not" or "=== can't be tested". (PRS903 can be tested on every file: see below.)
. tests/tap.sh

families='OWN DAT MEA RES RSK REF DUP STA IND PRS'
plans=$scratch/plans
mkdir "$plans"

# split RULE FILE: its plans become RULE-1.txt (has it), RULE-2.txt (has it not), RULE-3.txt (can't be tested). A plan that
# recurs gets another council, since a file of the same bytes would be no other plan.
split() {
    LC_ALL=C awk -v rule="$1" -v folder="$plans" '
        /^=== has it$/ { number = 1 }
        /^=== has it not$/ { number = 2 }
        /^=== can.t be tested$/ { number = 3 }
        /^=== / { out = folder "/" rule "-" number ".txt"; next }
        { if (!begun[out]++) sub(/HEATHBY/, "HEATHBY " rule " " number); print > out }' "$2"
}
for file in tests/rules/*.txt; do
    split "$(basename "$file" .txt)" "$file"
done
"$PROGRAM" --db "$scratch/db" import --quiet "$plans" 2> /dev/null

# answers FILE OPTION ...: lines "found RULE DOCUMENT", "tested RULE DOCUMENT" and "silent RULE DOCUMENT" of one check
answers() {
    answer=$1
    shift
    "$PROGRAM" --db "$scratch/db" check --format json "$@" > "$scratch/check.json"
    sqlite3 :memory: "CREATE TABLE j AS SELECT readfile('$scratch/check.json') AS t;
        SELECT 'found ' || (value ->> 'rule') || ' ' || (value ->> 'document') FROM j, json_each(j.t, '\$.findings');
        SELECT 'tested ' || (value ->> 'rule') || ' ' || (value ->> 'document') FROM j, json_each(j.t, '\$.tested');
        SELECT 'silent ' || (value ->> 'rule') || ' ' || (value ->> 'document') FROM j, json_each(j.t, '\$.not_tested')
            WHERE value ->> 'why' <> '';" > "$answer"
}
# shellcheck disable=SC2086  # families and options are lists of words
all=$(printf -- '--select %s ' $families)
# shellcheck disable=SC2086
answers "$scratch/answers" $all --scheme npsa-5x5 --appetite Moderate

says() { grep -qx "$1" "$scratch/answers"; }
is_told_apart() {
    [ -f "tests/rules/$1.txt" ] || { echo "there is no tests/rules/$1.txt"; return 1; }
    says "found $1 $1-1.txt" || { echo "not found in the plan that has it"; return 1; }
    says "tested $1 $1-2.txt" || { echo "not tested on the plan that has it not"; return 1; }
    ! says "found $1 $1-2.txt" || { echo "found in the plan that has it not"; return 1; }
    [ "$1" = PRS903 ] || says "silent $1 $1-3.txt" || { echo "the plan that can't be tested is not said to be"; return 1; }
}
rules=$("$PROGRAM" rule | sed -n 's/^  \([A-Z]\{3\}[0-9]\{3\}\) .*/\1/p' | grep -v '^SUP')
for rule in $rules; do
    holds "$rule is found where it is, not where it is not, and says when it can't be tested" is_told_apart "$rule"
done

# Without a scheme, an appetite or a day there is nothing to hold ratings and dates against.
answers "$scratch/answers"
holds 'RSK406 is not tested without a scheme' says 'silent RSK406 RSK406-1.txt'
holds 'RSK410 is not tested without an appetite' says 'silent RSK410 RSK410-1.txt'
holds 'rules that are off are not asked' sh -c "! grep -q '^[a-z]* OWN003 ' '$scratch/answers'"

# A database can hold a plan without its text: made by hand, or cut down.
sqlite3 "$scratch/db" "DELETE FROM source_text WHERE edition IN (SELECT id FROM edition WHERE document = 'PRS903-2.txt')"
answers "$scratch/answers" --plan prs903-2
holds 'PRS903 is not tested on a plan whose text is not held' says 'silent PRS903 PRS903-2.txt'

# A date that moves from edition to edition.
move() {
    sed "s|31/03/10|$1|" "$plans/DAT101-2.txt" > "$scratch/moving.txt" && "$PROGRAM" --db "$scratch/moves" import --quiet "$scratch/moving.txt"
}
moved() {
    "$PROGRAM" --db "$scratch/moves" check --select DAT110 --format gcc | grep -q "moving.txt:[0-9:]*: warning: the due date was moved 2 times"
}
move 31/03/10 && move 30/06/10
holds 'a date that moved once is not told' sh -c "! '$PROGRAM' --db '$scratch/moves' check --select DAT110 --format gcc | grep -q warning"
move 30/09/10
holds 'a date that moved twice between editions is' moved

explains() {
    for rule in $("$PROGRAM" rule | sed -n 's/^  \([A-Z]\{3\}[0-9]\{3\}\) .*/\1/p'); do
        "$PROGRAM" --db /nowhere/at/all rule "$rule" > "$scratch/page" || return 1
        for part in "$rule" 'looks for' matters example 'to do' source; do
            grep -q "^$part" "$scratch/page" || { echo "$rule: no $part"; return 1; }
        done
    done
    "$PROGRAM" rule --manual > "$scratch/rules.7"
    [ "$(grep -c '^\.Ss ' "$scratch/rules.7")" -eq "$("$PROGRAM" rule | grep -c '^  [A-Z]\{3\}[0-9]\{3\} ')" ]
}
holds 'every rule is explained without a database, and in the manual' explains
finish
