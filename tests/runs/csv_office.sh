#!/bin/sh
# Hostile cells of an exported CSV file do nothing in a spreadsheet: LibreOffice takes none of them for a formula.
. tests/tap.sh

if [ ! -e /usr/lib/libreoffice/program/libsclo.so ]; then
    skips "LibreOffice takes no cell of ours for a formula" "LibreOffice Calc is not here: OFFICE=1 make test installs it"
    finish
fi
# Tabs between the cells; in them =, +, -, @, quotes, full-width forms.
cat > "$scratch/hostile.txt" << 'PLAN'
Ref	Action	Lead	By when	Success measure
A1	=HYPERLINK("http://x.example","Review the rent policy")	@Ann Lowe	May 2010	=1+1
A2	+10% more visits & "as agreed" with tenants	-1+1	30 June 2010	@SUM(1+1)
A3	Review "=1+1" in the policy, as asked	Head of Housing	June 2010	=cmd|' /C calc'!A0
A4	＝1+1 is what the tenants asked for	＋Ann	July 2010	－5% of all visits
PLAN
"$PROGRAM" --db "$scratch/db" import --quiet "$scratch/hostile.txt"
"$PROGRAM" --db "$scratch/db" export --format csv -o "$scratch/safe"
"$PROGRAM" --db "$scratch/db" export --format csv --raw -o "$scratch/raw"

# formulas FOLDER: how many cells LibreOffice takes for formulas, with every cell evaluated that can be
formulas() {
    soffice -env:UserInstallation="file://$scratch/profile" --headless --infilter='CSV:44,34,76,1,,0,false,true,false,false,false,-1,true' \
        --convert-to fods --outdir "$scratch/$1-fods" "$scratch/$1/actions.csv" > "$scratch/said" 2>&1 < /dev/null
    [ -s "$scratch/$1-fods/actions.fods" ] || { cat "$scratch/said" >&2; return 1; }
    grep -o 'table:formula=' "$scratch/$1-fods/actions.fods" | wc -l
}
holds "with --raw there are formulas, so that this test can fail" [ "$(formulas raw)" -gt 0 ]
holds "without it LibreOffice takes no cell for a formula" [ "$(formulas safe)" -eq 0 ]
words_are_there() { grep -q "'=1+1" "$scratch/safe-fods/actions.fods" || grep -q '&apos;=1+1' "$scratch/safe-fods/actions.fods"; }
holds "and the words are there, behind an apostrophe" words_are_there
choice_is_told() {
    grep -q "a cell that a spreadsheet would take as a formula has a ' before it" "$scratch/safe/datapackage.json" &&
        grep -q 'cells are as the plans have them' "$scratch/raw/datapackage.json" &&
        grep -q 'cells are as the plans have them' "$scratch/raw/csv-metadata.json"
}
holds "the metadata says which it is" choice_is_told
finish
