#!/bin/sh
# The Excel workbook: the same bytes each time, words that are never formulas, formulas that say what `score` says.
. tests/tap.sh

cat > "$scratch/hostile.txt" <<'PLAN'
Ref	Action	Lead	By when
A1	=HYPERLINK("http://x.example","Review the rent policy")	@Ann Lowe	May 2010
A2	+10% more visits & <b>"as agreed"</b> with tenants	-1+1	30 June 2010
PLAN
part() { sqlite3 :memory: "SELECT CAST(data AS TEXT) FROM zipfile('$1') WHERE name = '$2'"; }
make() {
    "$PROGRAM" --db "$scratch/$1.db" import --quiet "$2" && "$PROGRAM" --db "$scratch/$1.db" export --format xlsx -o "$scratch/$1.xlsx"
}
same_bytes() {
    (export TZ=Asia/Tokyo LC_ALL=C.UTF-8; "$PROGRAM" --db "$scratch/corpus.db" export --format xlsx) | cmp - "$scratch/corpus.xlsx"
}
sheets() {
    part "$scratch/corpus.xlsx" xl/workbook.xml | grep -o 'sheet name="[A-Za-z]*"' | sed 's/.*="//; s/"//' | tr '\n' ' '
}
words_stay_words() {
    part "$scratch/hostile.xlsx" xl/sharedStrings.xml > "$scratch/strings"
    part "$scratch/hostile.xlsx" xl/worksheets/sheet3.xml > "$scratch/actions"
    grep -q '=HYPERLINK("http://x.example"' "$scratch/strings" && grep -q '&lt;b&gt;' "$scratch/strings" &&
        grep -q '<row ' "$scratch/actions" && ! grep -q '<f>' "$scratch/actions" && ! grep -q '<hyperlink' "$scratch/actions"
}
dates_are_dates() { # 30 June 2010 is day 40359 of the sheet
    grep -q '<v>40359</v>' "$scratch/actions"
}
no_file_is_left() {
    mkdir "$scratch/tmp" && TMPDIR=$scratch/tmp "$PROGRAM" --db "$scratch/corpus.db" export --format xlsx -o "$scratch/again.xlsx" &&
        [ -z "$(ls -A "$scratch/tmp")" ] || return 1
    TMPDIR=$scratch/nowhere ends_with 2 "$PROGRAM" --db "$scratch/corpus.db" export --format xlsx -o "$scratch/no.xlsx"
    [ ! -e "$scratch/no.xlsx" ] && grep -q "can't be made" "$scratch/.errors"
}

holds "the corpus as a workbook" make corpus corpus
holds "its sheets" [ "$(sheets)" = "About Matrix Actions Risks Findings Coverage Scope Overlaps Notes " ]
holds "the same plans: the same bytes" same_bytes
holds "hostile words as a workbook" make hostile "$scratch/hostile.txt"
holds "words that look like formulas, links or markup are words" words_stay_words
holds "dates are dates" dates_are_dates
holds "no temporary file is left, and none can be made: one line, no workbook" no_file_is_left

if [ ! -e /usr/lib/libreoffice/program/libsclo.so ]; then
    skips "LibreOffice computes what score says" "LibreOffice Calc is not here: OFFICE=1 make test installs it"
    finish
fi
as_csv() { # every sheet to NAME-SHEET.csv; the formulas are computed anew
    soffice -env:UserInstallation="file://$scratch/profile" --headless --convert-to \
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' --outdir "$scratch/csv" "$1" > "$scratch/said" 2>&1 < /dev/null
    [ -s "$scratch/csv/$(basename "$1" .xlsx)-Matrix.csv" ]
}
# STAGE ROW: the counts of the stage's matrix, whose first line is ROW, by likelihood and impact: "likelihood impact count"
computed() {
    sed -n "$2,$(($2 + 4))p" "$scratch/csv/corpus-Matrix.csv" |
        awk -F , '{ sub(/ .*/, "", $1); for (i = 2; i <= 6; i++) { n = $i; sub(/ .*/, "", n); if (n + 0) print $1, i - 1, n + 0 } }' | sort
}
stated() {
    "$PROGRAM" --db "$scratch/corpus.db" score --stage "$1" --format json > "$scratch/score.json"
    sqlite3 -separator ' ' :memory: "
        SELECT m.value ->> 'likelihood', m.value ->> 'impact', m.value ->> 'count'
          FROM json_each(readfile('$scratch/score.json'), '\$.matrix') m WHERE m.value ->> 'count' > 0" | sort
}
agree() {
    computed "$1" "$2" > "$scratch/computed" && stated "$1" > "$scratch/stated" && diff "$scratch/computed" "$scratch/stated" && [ -s "$scratch/stated" ]
}
holds "LibreOffice opens it" as_csv "$scratch/corpus.xlsx"
holds "its inherent matrix, computed by LibreOffice, is what score says" agree inherent 3
holds "its residual matrix, too" agree residual 13
finish
