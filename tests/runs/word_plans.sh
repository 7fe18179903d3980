#!/bin/sh
# A plan's Word renderings (docx transitional and strict, Flat OPC, Word 2003 XML) say what its text says: the same values, led
# back to the same words.
. tests/tap.sh

values() { # FILE DATABASE
    "$PROGRAM" --db "$2" import --quiet "$1" && sqlite3 -separator '	' "$2" < tests/runs/stated_values.sql | LC_ALL=C sort
}
characters() { # FILE: the encoding that its bytes are in
    case $(head -c 2 "$1" | od -An -tx1) in
    ' ff fe'*) echo UTF-16 ;;
    *) if iconv -f UTF-8 -t UTF-16 "$1" > /dev/null 2>&1; then echo UTF-8; else echo WINDOWS-1252; fi ;;
    esac
}
says_the_same() { # TEXT FORM
    plan=$(basename "$1" .txt)
    folder=$scratch/$2
    mkdir -p "$folder"
    case $2 in docx | strict) file=$folder/$plan.docx ;; *) file=$folder/$plan.xml ;; esac
    iconv -f "$(characters "$1")" -t UTF-8 "$1" | awk -v form="$2" -f tests/word/render.awk | sh tests/word/make_word.sh "$2" "$file" &&
        values "$file" "$folder/$plan.db" > "$folder/$plan.values" && diff "$scratch/$plan.values" "$folder/$plan.values"
}

for text in corpus/*.txt; do
    plan=$(basename "$text" .txt)
    values "$text" "$scratch/$plan.db" > "$scratch/$plan.values"
    for form in docx strict flat 2003; do
        holds "$plan as $form says what its text says" says_the_same "$text" $form
    done
done
finish
