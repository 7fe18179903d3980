#!/bin/sh
# A workbook that a person edited comes back as corrections: the cells that were changed, and those alone.
. tests/tap.sh

PLANRISK_DB=$scratch/plans.db
export PLANRISK_DB
"$PROGRAM" import --quiet corpus/harrowmere-recovery-2010.txt corpus/fenwater-risk-register-2013.txt
"$PROGRAM" export --format xlsx -o "$scratch/written.xlsx"
part() { sqlite3 :memory: "SELECT CAST(data AS TEXT) FROM zipfile('$1') WHERE name = '$2'"; }

# Actions are sheet 3, Risks sheet 4, one row an item in the order of their keys: row 2 is H.1 and SR1.
actions=xl/worksheets/sheet3.xml
risks=xl/worksheets/sheet4.xml
words() { printf 's|<c r="%s"[^>]*><v>[^<]*</v></c>|<c r="%s" t="inlineStr"><is><t>%s</t></is></c>|;' "$1" "$1" "$2"; }
number() { printf 's|(<c r="%s"[^>]*>)<v>[^<]*</v>|\\1<v>%s</v>|;' "$1" "$2"; }
empty() { printf 's|<c r="%s"[^>]*><v>[^<]*</v></c>||;' "$1"; }
# edit SHEET SED-SCRIPT BOOK
edit() {
    mkdir -p "$scratch/book/xl/worksheets"
    part "$3" "$1" | sed -E "$2" > "$scratch/book/$1"
    (cd "$scratch/book" && zip -q "$3" "$1")
}
said() { "$PROGRAM" correct --from "$1" --reason 'the service manager, by mail' --by 'A. Auditor' > "$scratch/said" 2> "$scratch/told"; }

unchanged() { said "$scratch/written.xlsx" && [ ! -s "$scratch/said" ] && grep -q '^0 to correct, [1-9][0-9]* passed over, 0 refused$' "$scratch/told"; }
holds "a workbook that nobody edited changes nothing" unchanged

cp "$scratch/written.xlsx" "$scratch/edited.xlsx"
edit $actions "$(words G2 'Ann Lowe; Tom Ashdown (support)')$(number I2 40359)$(words K3 cancelled)$(words F4 'Pilot evening opening')$(empty D5)" "$scratch/edited.xlsx"
edit $risks "$(number G2 2)$(words V2 'Close two leisure centres')$(number X2 41639)" "$scratch/edited.xlsx"
cat > "$scratch/wanted" << 'EOF'
harrowmere-recovery-2010-001 (H.1): owner is Ann Lowe; the plan says "Priya Marlowe"
harrowmere-recovery-2010-001 (H.1): due date is 30 June 2010; the plan says "28/05/10"
harrowmere-recovery-2010-002 (H.2): status is cancelled; the plan says "in_progress"
harrowmere-recovery-2010-003 (H.3): text is Pilot evening opening; the plan says "Pilot evening opening of the contact centre and feed the results into H.6"
harrowmere-recovery-2010-004 (H.4): ref is not stated; the plan says "H.4"
fenwater-risk-register-2013-r001 (SR1): likelihood is 2; the plan says "4"
fenwater-risk-register-2013-r001 (SR1): mitigation is Close two leisure centres; the plan says "Bring forward the review of leisure centres"
fenwater-risk-register-2013-r001 (SR1): review date is 31 December 2013; the plan says "September 2013"
EOF
takes_changed_cells() { said "$1" && diff "$scratch/wanted" "$scratch/said" && grep -q '^8 to correct.*nothing is kept yet' "$scratch/told"; }
holds "the cells that were changed, and no others" takes_changed_cells "$scratch/edited.xlsx"
keeps_nothing() { [ "$("$PROGRAM" corrections --format csv | wc -l)" -eq 1 ] && ends_with 0 "$PROGRAM" correct --from "$scratch/edited.xlsx" --reason x --dry-run; }
holds "without --apply nothing is kept" keeps_nothing

cp "$scratch/edited.xlsx" "$scratch/odd.xlsx"
edit $actions "$(words B6 'Another plan')$(words A7 '')$(words A8 'harrowmere-recovery-2010-999')$(words A9 'harrowmere-recovery-2010-001')$(number I10 1e9)" "$scratch/odd.xlsx"
tells_odd_rows() {
    ends_with 1 "$PROGRAM" correct --from "$scratch/odd.xlsx" --reason x --by y
    sed -n 's/^[^:]*odd.xlsx:\{0,1\}\([0-9]*\): [a-z]*: Actions: /\1 /p' "$scratch/.errors" > "$scratch/told"
    cat "$scratch/.errors"
    grep -q '^6 the column Plan can.t be corrected here (it held "' "$scratch/told" && grep -q '^7 the row has no key' "$scratch/told" &&
        grep -q '^8 no row with this key' "$scratch/told" && grep -q '^9 an earlier row has the same key$' "$scratch/told" &&
        grep -q ' 3 rows are gone' "$scratch/told" && [ "$(wc -l < "$scratch/.output")" -ge 8 ]
}
holds "rows and cells that can't be taken are told, each in a line; the others are taken" tells_odd_rows
other_file() { ends_with 1 "$PROGRAM" correct --from corpus/penhallow-homes-2009.docx --reason x --by y && grep -q 'take a workbook that planrisk export' "$scratch/.errors"; }
holds "another package is no workbook of ours" other_file

changes_that_alone() {
    "$PROGRAM" export --format json > "$scratch/before.json"
    "$PROGRAM" correct --from "$scratch/edited.xlsx" --reason 'the service manager, by mail' --by 'A. Auditor' --apply > /dev/null || return 1
    "$PROGRAM" export --format json > "$scratch/after.json"
    sqlite3 :memory: "
        WITH a AS (SELECT fullkey, atom FROM json_tree(readfile('$scratch/before.json')) WHERE atom IS NOT NULL),
             b AS (SELECT fullkey, atom FROM json_tree(readfile('$scratch/after.json')) WHERE atom IS NOT NULL)
        SELECT DISTINCT substr(replace(replace(k, '\$.plans[1].', ''), '\$.plans[0].', ''), 1, 60)
          FROM (SELECT fullkey AS k FROM (SELECT * FROM b EXCEPT SELECT * FROM a) UNION SELECT fullkey FROM (SELECT * FROM a EXCEPT SELECT * FROM b))
         WHERE k NOT LIKE '%.corrected%' AND k NOT LIKE '%.corrections[%'" | sed 's/\(owners\|dates\)\[.*/\1/' | sort -u > "$scratch/changed"
    printf '%s\n' 'actions[0].dates' 'actions[0].owners' 'actions[1].status' 'actions[2].text' 'actions[3].ref' 'risks[0].dates' \
        'risks[0].likelihood' 'risks[0].mitigation' | diff - "$scratch/changed"
}
holds "--apply changes those fields of the register, and nothing else" changes_that_alone
again() { said "$scratch/edited.xlsx"; grep -q '^0 to correct' "$scratch/told" || { "$PROGRAM" export --format xlsx -o "$scratch/anew.xlsx" && said "$scratch/anew.xlsx" && grep -q '^0 to correct' "$scratch/told"; }; }
holds "the workbook written anew changes nothing" again

if [ ! -e /usr/lib/libreoffice/program/libsclo.so ]; then
    skips "the same when LibreOffice has saved it" "LibreOffice Calc is not here: OFFICE=1 make test installs it"
    finish
fi
saved() {
    "$PROGRAM" corrections --undo 1 --reason x > /dev/null 2>&1
    rm -f "$scratch/plans.db"
    "$PROGRAM" import --quiet corpus/harrowmere-recovery-2010.txt corpus/fenwater-risk-register-2013.txt
    soffice -env:UserInstallation="file://$scratch/profile" --headless --convert-to xlsx --outdir "$scratch/saved" "$scratch/edited.xlsx" > "$scratch/lo" 2>&1 < /dev/null
    takes_changed_cells "$scratch/saved/edited.xlsx"
}
holds "the same when LibreOffice has saved it" saved
finish
