#!/bin/sh
# export --format json --complete, imported into another database, is the same database: the same bytes from every command.
. tests/tap.sh

old=$scratch/old.db
new=$scratch/new.db
"$PROGRAM" --db "$old" import --quiet corpus 2> /dev/null
sed 's/Bins are emptied/Bins are all emptied/' corpus/tarnside-environment-2004.txt > "$scratch/again.txt"
printf '\nOne line more.\n' >> "$scratch/again.txt"
"$PROGRAM" --db "$old" import --quiet --edition-of tarnside-environment-2004 "$scratch/again.txt"
correct() { "$PROGRAM" --db "$old" correct "$@" --by 'A. Auditor' --on 2011-03-31 --reason 'asked the service' > /dev/null; }
correct harrowmere-recovery-2010:H.3 'due date' '30 September 2010'
correct harrowmere-recovery-2010:H.3 'due date' '29 September 2010'
correct harrowmere-recovery-2010:K.5 owner 'Ann Lowe / Tom Ashdown'
correct tarnside-environment-2004 title 'Cleaner and Safer'
"$PROGRAM" --db "$old" export --all-editions --format json --complete > "$scratch/complete.json"

plans=$("$PROGRAM" --db "$old" list --all-editions --format csv | sed 1d | wc -l)
restores() { ends_with 0 "$PROGRAM" --db "$new" import "$scratch/complete.json" && grep -q ": $plans plans restored, 0 in the database already\$" "$scratch/.errors"; }
holds "a complete export is restored" restores
same_export() {
    "$PROGRAM" --db "$new" export --all-editions --format json --complete | cmp - "$scratch/complete.json" || return 1
    "$PROGRAM" --db "$old" export --all-editions --format json > "$scratch/old.json"
    "$PROGRAM" --db "$new" export --all-editions --format json | cmp - "$scratch/old.json"
}
holds "exported again: the same bytes" same_export
# What analysis derives is made anew where it is asked for.
counts() {
    sqlite3 "$1" "SELECT 'SELECT ''' || name || ''', count(*) FROM ' || name || ';' FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'
        AND name NOT LIKE 'item_search%' AND name NOT IN ('audit_rule', 'finding', 'not_tested') AND name NOT LIKE 'overlap%' ORDER BY name" | sqlite3 "$1"
}
same_rows() { counts "$old" > "$scratch/rows" && [ "$(wc -l < "$scratch/rows")" -gt 20 ] && counts "$new" | diff "$scratch/rows" -; }
holds "as many rows in every table" same_rows
is_sound() { [ "$(sqlite3 "$new" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ]; }
holds "no key leads nowhere" is_sound
same_answers() {
    while read -r words; do
        # shellcheck disable=SC2086  # a command and its arguments
        "$PROGRAM" --db "$old" $words > "$scratch/a" 2>&1
        # shellcheck disable=SC2086
        "$PROGRAM" --db "$new" $words > "$scratch/b" 2>&1
        cmp "$scratch/a" "$scratch/b" || { echo "planrisk $words"; return 1; }
    done << 'EOF'
check --format json --all-editions
score --format json
overlap --format json
review --format json
explain harrowmere-recovery-2010:H.3
explain sallowby-transport-2010-001
show --spans tarnside-environment-2004
corrections --all
search training
list dates
compare tarnside-environment-2004
EOF
}
holds "every command says the same" same_answers

nothing_new() { "$PROGRAM" --db "$new" import "$scratch/complete.json" 2>&1 | grep -q ": 0 plans restored, $plans in the database already\$" && same_export; }
holds "a second time there is nothing new" nothing_new
plain_is_refused() {
    ends_with 1 "$PROGRAM" --db "$new" import "$scratch/old.json" && [ "$(wc -l < "$scratch/.errors")" -eq 1 ] && grep -q 'with --complete' "$scratch/.errors"
}
holds "an export without records is refused in one line" plain_is_refused
# damaged NAME SED-SCRIPT WHAT-IS-SAID
damaged() {
    sed "$2" "$scratch/complete.json" > "$scratch/$1.json"
    ! cmp -s "$scratch/$1.json" "$scratch/complete.json" || return 1
    rm -f "$scratch/$1.db"
    ends_with 1 "$PROGRAM" --db "$scratch/$1.db" import "$scratch/$1.json"
    cat "$scratch/.errors"
    grep -q "$3" "$scratch/.errors" && [ "$(sqlite3 "$scratch/$1.db" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ]
}
others_go_in() {
    damaged "$@" || return 1
    left=$(sqlite3 "$scratch/$1.db" 'SELECT count(*) FROM edition')
    bad=$(grep -c 'its record is damaged' "$scratch/.errors")
    [ "$bad" -ge 1 ] && [ "$bad" -le 5 ] && [ $((left + bad)) -eq "$plans" ]
}
holds "what is no JSON any more is refused" damaged cut '$d' 'no sound JSON'
holds "a record that leads outside of its plan is refused, the others go in" others_go_in outside 's/"ownership":\[\[2,/"ownership":[[-2,/' 'its record is damaged'
holds "one of another version of the database is refused" damaged version 's/"record": {"schema":[0-9]*/"record": {"schema":1/' 'another version of planrisk'
finish
