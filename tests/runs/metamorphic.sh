#!/bin/sh
# The same plan told otherwise gives the same actions: its columns permuted, its headings respelt with every phrase that the
# vocabulary knows, its tabs turned to aligned columns or pipes, its lines wrapped at 60 and 100 columns, what a page carries put
# in its midst, its characters in another encoding.
. tests/tap.sh
folder=$scratch/plans
mkdir "$folder"

# The rows of the plan: ref, action, owner, date, measure.
cat > "$scratch/rows" <<'ROWS'
P1	Draw up a register of unsafe walls	Head of Estates	30/06/2011	Register on the website
P2	Mend the roof of the market hall before winter	Works Manager	October 2011	No leaks in a year
P3	Ask stallholders what they think of the rents	Markets Officer, Legal Services Manager	by March 2012	Half of the stalls reply
P4	Train two members of staff in first aid	Personnel Manager	Q1 2012/13	Two certificates
P5	Sell the old depot in Canal Street	Director of Finance	end of May 2012	£250,000 received
P6	Review the opening hours with the traders' group, the bus companies and the people who live in the streets beside the halls	Markets Officer	Spring 2012	Hours agreed
P7	Replace the broken clock over the east door	Works Manager	w/c 3 October 2011	Clock keeps time
P8	Publish a map of free parking on paper and on line	Web Editor	TBC	Map – both forms – published
ROWS
header='Ref	Action	Lead officer	Target date	Outcome'
title() { printf 'Marksby Borough Council\nMarket Halls Action Plan 2011/12\n\n'; }
by_tabs() { title; printf '%s\n' "$1"; cat "$scratch/rows"; }
columns() { awk -F '\t' -v OFS='\t' -v order="$1" '{ n = split(order, c, " "); for (i = 1; i <= n; i++) printf "%s%s", $c[i], i < n ? OFS : "\n" }'; }

# Cells wrapped into columns of so many characters each; a blank line behind each row where gap is 1; furniture where page is 1.
by_spaces() {
    awk -F '\t' -v widths="$1" -v gap="$2" -v page="$3" '
        function wrap(cell, width, c,    n, w, words, line) {
            lines[c] = 0
            n = split(cell, words, " ")
            line = ""
            for (w = 1; w <= n; w++) {
                if (line != "" && length(line) + 1 + length(words[w]) > width) { text[c, ++lines[c]] = line; line = "" }
                line = line == "" ? words[w] : line " " words[w]
            }
            if (line != "") text[c, ++lines[c]] = line
        }
        function row(    c, l, most, out) {
            most = 0
            for (c = 1; c <= columns; c++) { wrap($c, width[c], c); if (lines[c] > most) most = lines[c] }
            for (l = 1; l <= most; l++) {
                out = ""
                for (c = 1; c <= columns; c++) out = out sprintf("%-" (width[c] + 2) "s", l <= lines[c] ? text[c, l] : "")
                sub(/ +$/, "", out)
                print out
            }
            if (gap) print ""
        }
        BEGIN { columns = split(widths, width, " ") }
        NR == 1 { heading = $0 }
        { row() }
        page && NR > 1 && NR % 3 == 0 {
            printf "\n%40sPage %d of 9\n\f", "", ++number
            kept = $0; $0 = heading; row(); $0 = kept
        }'
}
by_labels() {
    awk -F '\t' '{ printf "Ref: %s\nAction: %s\nLead officer: %s\nTarget date: %s\nOutcome: %s\n\n", $1, $2, $3, $4, $5 }' "$scratch/rows"
}
table() { printf '%s\n' "$header"; cat "$scratch/rows"; }

by_tabs "$header" > "$folder/base.txt"
for order in '5 4 3 2 1' '2 3 4 5 1' '1 3 4 2 5' '1 2 5 3 4' '4 1 2 3 5'; do
    { title; table | columns "$order"; } > "$folder/permuted-$(echo "$order" | tr -d ' ').txt"
done
{ title; table | by_spaces '4 46 24 16 24' 0 0; } > "$folder/aligned.txt"
{ title; table | by_spaces '4 46 24 16 24' 1 0; } > "$folder/aligned-apart.txt"
{ title; table | by_spaces '4 34 20 14 20' 0 0; } > "$folder/wrapped-100.txt"
{ title; table | by_spaces '4 17 13 11 10' 0 0; } > "$folder/wrapped-60.txt"
{ title; table | by_spaces '4 17 13 11 10' 1 0; } > "$folder/wrapped-60-apart.txt"
{ title; table | by_spaces '4 34 20 14 20' 0 1; } > "$folder/pages.txt"
{ title; table | by_spaces '4 17 13 11 10' 1 1; } > "$folder/pages-60-apart.txt"
{ title; table | sed 's/	/ | /g; s/^/| /; s/$/ |/'; } > "$folder/pipes.txt"
{ title; table | sed 's/"/""/g; s/	/","/g; s/^/"/; s/$/"/'; } > "$folder/commas.csv"
{ title; by_labels; } > "$folder/labels.txt"
{ title; by_labels | fold -s -w 60; } > "$folder/labels-60.txt"
{ title; by_labels | fold -s -w 100; } > "$folder/labels-100.txt"
{ title; table | awk '1; NR == 4 || NR == 7 { printf "\nPage %d of 9\n\f", ++n }'; } > "$folder/tabs-pages.txt"
for encoding in UTF-16LE UTF-16BE WINDOWS-1252; do
    { [ "$encoding" = WINDOWS-1252 ] || printf '\357\273\277'; cat "$folder/base.txt"; } |
        iconv -f UTF-8 -t "$encoding" > "$folder/$encoding.txt"
done
sed 's/$/\r/' "$folder/base.txt" > "$folder/crlf.txt"

# Every phrase of the vocabulary for a column of this plan, each in a plan of its own.
phrases() {
    awk -v entry="  $1: [" 'index($0, entry) == 1 { on = 1; $0 = substr($0, length(entry) + 1) }
        on { line = $0; last = sub(/\].*/, "", line); n = split(line, p, ","); for (i = 1; i <= n; i++) { gsub(/^ +| +$|"/, "", p[i]); if (p[i] != "") print p[i] } if (last) exit }' grammars/columns.yaml
}
respell() {
    column=$2
    phrases "$1" | while read -r phrase; do
        by_tabs "$(printf '%s\n' "$header" | awk -F '\t' -v OFS='\t' -v c="$column" -v p="$phrase" '{ $c = toupper(substr(p, 1, 1)) substr(p, 2); print }')" \
            > "$folder/respelt-$1-$(echo "$phrase" | tr ' /' '__').txt"
    done
    for plan in "$folder/respelt-$1-"*; do    # the heading as it was: the same bytes are no plan more
        ! cmp -s "$plan" "$folder/base.txt" || rm "$plan"
    done
}
respell ref 1
respell action 2
respell owner 3
respell due 4
respell measure 5

"$PROGRAM" --db "$scratch/db" import --quiet "$folder" > "$scratch/log" 2>&1
sqlite3 -separator '	' "$scratch/db" "SELECT document, coalesce(ref, ''), text, coalesce(owners, ''), coalesce(start, ''), coalesce(due, ''), coalesce(measure, '') FROM v_action ORDER BY document, line_first, action" > "$scratch/read"

actions_of() { awk -F '\t' -v OFS='\t' -v plan="$1" '$1 == plan { $1 = ""; print }' "$scratch/read" | LC_ALL=C sort; }
actions_of base.txt > "$scratch/base"
same() { actions_of "$1" | diff "$scratch/base" -; }
eight_of_them() { [ "$(wc -l < "$scratch/base")" -eq 8 ] && [ "$(cut -f 4 "$scratch/base" | grep -c .)" -eq 8 ]; }
holds "the plan itself has eight actions, each with an owner" eight_of_them
for plan in "$folder"/[!br]* ; do
    name=$(basename "$plan")
    holds "the same actions: $name" same "$name"
done
for meaning in ref action owner due measure; do
    all_same() {
        for plan in "$folder/respelt-$meaning-"*; do
            same "$(basename "$plan")" > "$scratch/difference" || { basename "$plan"; head -n 3 "$scratch/difference"; }
        done | { ! grep .; }
    }
    holds "the same actions: every phrase for $meaning ($(phrases $meaning | wc -l) of them)" all_same
done
finish
