#!/bin/sh
# A plan is read in time proportional to its size, whatever it holds most of: four times the lines must not take eight times
# as long (what grows with the square takes sixteen). The program runs bare: under valgrind the times would only be longer.
. tests/tap.sh
lines=10000
header='Ref\tAction\tLead officer\tTarget date\tMeasure\n'

# Each prints a plan of `n` lines or so: awk, with n and the header line given.
rows='BEGIN { printf h; for (i = 0; i < n; i++) printf "A%d\tReview park %d\tAnn Lee\tMay 2010\tFewer complaints\n", i, i }'
continued='BEGIN { printf h "A1\tReview the parks and\tAnn Lee,\tMay 2010 and\tFewer and\n"
    for (i = 0; i < n; i++) printf "\tand mend them\tBob Ray,\t%d May 20%d and\tbetter and\n", i % 28 + 1, i % 90 + 10 }'
headings='BEGIN { for (i = 0; i < n; i++) printf "KT%d.%d Title %d\nRef\tAction\tLead\nA%d\tReview %d\tAnn Lee\n", i % 99, i / 99, i, i, i }'
prefixes='BEGIN { for (i = 0; i < n; i++) printf "%c%c%c%c 1.%d Some title\n", 65 + i % 26, 65 + i / 26 % 26, 65 + i / 676 % 26, 65 + i / 17576, i % 99 }'
themes='BEGIN { for (i = 0; i < n; i++) printf "KEY THEME %d.%d.%d: Some title %d\n", i % 99, i / 99 % 99, i / 9801, i }'
titles='BEGIN { for (i = 0; i < n; i++) printf "PARKS AND GARDENS %c%c%c%c\nRef\tAction\tLead\nA%d\tReview it\tAnn Lee\n", 65 + i % 26, 65 + i / 26 % 26, 65 + i / 676 % 26, 65 + i / 17576, i }'
abbreviations='BEGIN { print "Key"; for (i = 0; i < n; i++) printf "%c%c%c%c = Meaning %d\n", 65 + i % 26, 65 + i / 26 % 26, 65 + i / 676 % 26, 65 + i / 17576, i }'
flat='BEGIN { print "ACTION\nLEAD OFFICER\nTARGET DATE\nMEASURE"; for (i = 0; i < n; i++) printf "Review park %d\nAnn Lee\nMay 2010\nFewer complaints\n", i }'
headers='BEGIN { for (i = 0; i < n; i++) print "ACTION\nLEAD OFFICER" }'
chart='BEGIN { print "Task\tJan\tFeb\tMar\tApr"; for (i = 0; i < n; i++) printf "Mend gate %d\t\t%d\t\t\n", i, i % 28 + 1 }'
charts='BEGIN { for (i = 0; i < n; i++) printf "KT%d - Title\nTask\tJan\tFeb\tMar\nMend gate %d\t\t3\t\n", i, i }'
risks='BEGIN { print "Ref\tRisk\tImpact\tLikelihood\tOwner"; for (i = 0; i < n; i++) printf "R%d\tLoss of data\tHigh\tLow\tAnn Lee\n", i }'
milestones='BEGIN { print "Ref\tAction\tMilestones\tLead\tWhen\nA1\tReview it\t1. Begin\tAnn Lee\tMay 2010"
    for (i = 0; i < n; i++) printf "\t\t%d. go on\tAnn Lee\tMay 20%d\n", i % 90, i % 90 + 10 }'
one_line='BEGIN { for (i = 0; i < n; i++) printf "a\tb\tc\td\t"; print "" }'
one_cell='BEGIN { printf h "A1\tReview it (see "; for (i = 0; i < n; i++) printf "A%d.%d, ", i % 99, i / 99
    printf ")\t"; for (i = 0; i < n; i++) printf "Ann Lee, "
    printf "\t"; for (i = 0; i < n; i++) printf "%d May 20%d, ", i % 28 + 1, i % 90 + 10; print "\tx" }'
marks='BEGIN { printf h "A1\tReview it "; for (i = 0; i < n; i++) printf ") ( - ; "; print "\tAnn Lee\tMay 2010\tx" }'
prose='BEGIN { for (i = 0; i < n; i++) print "The council met in May 2010, and Ann Lee (AL) spoke of parks." }'

# Hundredths of a second that reading the file takes the processor, at best of two.
hundredths() {
    for round in 1 2; do
        ("$BINARY" import --dry-run --quiet "$1" 2> /dev/null < /dev/null; times) | awk -v round="$round" '
            NR == 2 { split($1, t, /[ms]/); print (t[1] * 60 + t[2]) * 100 }'
    done | sort -n | head -n 1
}

grows_evenly() {
    awk -v n="$lines" -v h="$header" "$1" > "$scratch/one.txt"
    awk -v n=$((4 * lines)) -v h="$header" "$1" > "$scratch/four.txt"
    for attempt in 1 2 3; do    # a slow moment of the machine passes, a square does not
        one=$(hundredths "$scratch/one.txt")
        four=$(hundredths "$scratch/four.txt")
        echo "attempt $attempt: $one hundredths of a second, then $four"
        awk -v one="$one" -v four="$four" 'BEGIN { exit !(four < 8 * (one > 5 ? one : 5)) }' && return
    done
    return 1
}

even() { holds "four times the $1 in less than eight times the time" grows_evenly "$2"; }
even "rows" "$rows"
even "rows that go on" "$continued"
even "headings" "$headings"
even "prefixes" "$prefixes"
even "themes" "$themes"
even "titles" "$titles"
even "abbreviations" "$abbreviations"
even "cells by themselves" "$flat"
even "headers" "$headers"
even "rows of a chart" "$chart"
even "charts" "$charts"
even "risks" "$risks"
even "milestones" "$milestones"
even "cells of one line" "$one_line"
even "words of one cell" "$one_cell"
even "marks" "$marks"
even "prose" "$prose"
finish
