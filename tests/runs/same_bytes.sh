#!/bin/sh
# The same input gives the same bytes: no clock, no locale, no time zone, no id that differs.
. tests/tap.sh

# outputs DATABASE FOLDER
outputs() {
    mkdir -p "$2"
    for format in json csv markdown ics xlsx; do
        "$PROGRAM" --db "$1" export --format "$format" -o "$2/export.$format" || return 1
    done
    "$PROGRAM" --db "$1" report -o "$2/report.html" &&
        "$PROGRAM" --db "$1" list > "$2/list" &&
        "$PROGRAM" --db "$1" score > "$2/score" &&
        "$PROGRAM" --db "$1" overlap --format json -o "$2/overlap.json" || return 1
    "$PROGRAM" --db "$1" check --format json -o "$2/check.json"
    [ $? -le 1 ]
}
again() {
    "$PROGRAM" --db "$scratch/$1-a.db" import --quiet "$2" && outputs "$scratch/$1-a.db" "$scratch/$1-a" || return 1
    (
        export TZ=Asia/Tokyo LC_ALL=C.UTF-8 LANG=de_DE.UTF-8
        "$PROGRAM" --db "$scratch/$1-b.db" import --quiet "$2" && outputs "$scratch/$1-b.db" "$scratch/$1-b"
    ) && diff -r "$scratch/$1-a" "$scratch/$1-b"
}

holds "the corpus twice: the same exports, report, list, score, check and overlap" again corpus corpus
if [ -d ../shared/plans ]; then
    holds "the real plans twice: the same" again real ../shared/plans
else
    skips "the real plans twice: the same" "../shared/plans is not here"
fi

order() {
    "$PROGRAM" --db "$scratch/o1.db" import --quiet corpus/ashfold-equality-2009.txt corpus/quenby-parks-2010.txt &&
        "$PROGRAM" --db "$scratch/o2.db" import --quiet corpus/quenby-parks-2010.txt corpus/ashfold-equality-2009.txt &&
        outputs "$scratch/o1.db" "$scratch/o1" && outputs "$scratch/o2.db" "$scratch/o2" && diff -r "$scratch/o1" "$scratch/o2"
}
holds "two plans in the other order: the same" order
finish
