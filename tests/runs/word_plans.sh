#!/bin/sh
# A plan's Word renderings (docx transitional and strict, Flat OPC, Word 2003 XML) say what its text says: the same export but for
# places, and the same values led back to the same words.
# shellcheck disable=SC1091,SC2154  # scratch comes from tap.sh
. tests/tap.sh

stated() { # DATABASE: every value with its words
    sqlite3 -separator '	' "$1" < tests/runs/stated_values.sql | LC_ALL=C sort
}
# The export without places and what names the file and its form. Anomalies come in the order of their places: here, of their words.
without_places() {
    "$PROGRAM" --db "$1" export --format json | sed -e 's/"line": \(\[[0-9, ]*\]\|[0-9]*\|null\),\{0,1\} *//' \
        -e 's/"place": \({[^}]*}\|null\),\{0,1\} *//' -e '/^ *$/d' | awk '
        /^ *"(document|key|path|sha256|encoding|encoding_why)":/ { next }
        /"anomalies": \[/ { told = 1 }
        told && /\]/ { told = 0; close("sort") }
        !told { print; next }
        { object = object $0 }
        /}/ { sub(/,$/, "", object); print object | "sort"; object = "" }'
}
reads() { # FILE NAME: leaves $scratch/NAME.values and .export
    "$PROGRAM" --db "$scratch/$2.db" import --quiet "$1" && stated "$scratch/$2.db" > "$scratch/$2.values" && [ -s "$scratch/$2.values" ] &&
        without_places "$scratch/$2.db" > "$scratch/$2.export"
}
characters() { # FILE: the encoding that its bytes are in
    case $(head -c 2 "$1" | od -An -tx1) in
    ' ff fe'*) echo UTF-16 ;;
    *) if iconv -f UTF-8 -t UTF-16 "$1" > /dev/null 2>&1; then echo UTF-8; else echo WINDOWS-1252; fi ;;
    esac
}
says_the_same() { # TEXT FORM
    plan=$(basename "$1" .txt)
    case $2 in docx | strict) file=$scratch/$plan.docx ;; *) file=$scratch/$plan.xml ;; esac
    iconv -f "$(characters "$1")" -t UTF-8 "$1" | awk -v form="$2" -f tests/word/render.awk | sh tests/word/make_word.sh "$2" "$file" &&
        reads "$file" "$plan.$2" && diff "$scratch/$plan.values" "$scratch/$plan.$2.values" &&
        diff "$scratch/$plan.export" "$scratch/$plan.$2.export"
}

forms='docx strict flat 2003'
[ -z "${WRAP:-}" ] || forms=2003    # slow under a wrapper: what another form could show there is shown by word_corpus.sh
for text in corpus/*.txt; do
    plan=$(basename "$text" .txt)
    reads "$text" "$plan"
    for form in $forms; do
        holds "$plan as $form says what its text says" says_the_same "$text" "$form"
    done
done
finish
