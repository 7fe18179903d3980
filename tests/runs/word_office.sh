#!/bin/sh
# LibreOffice opens every Word plan of corpus/, and reads the same words in the same order as planrisk does, but for the
# differences that tests/word/office_differences lists, each with its reason.
# shellcheck disable=SC1091,SC2154  # scratch comes from tap.sh
. tests/tap.sh

plans=$(find corpus -name '*.doc*' -o -name '*.dotx' -o -name '*.xml' | LC_ALL=C sort)
if ! command -v soffice > /dev/null 2>&1; then
    for plan in $plans; do
        skips "LibreOffice reads $(basename "$plan") as planrisk does" "LibreOffice is not here: OFFICE=1 make test installs it"
    done
    finish
fi

# As LibreOffice can open it: it has no reader for Flat OPC, whose parts it gets zipped.
for_office() {
    if grep -q '<pkg:package' "$1"; then
        rm -rf "$scratch/flat"
        mkdir -p "$scratch/flat/_rels" "$scratch/flat/word/_rels"
        awk -v folder="$scratch/flat" -f tests/word/unflatten.awk "$1"
        (cd "$scratch/flat" && zip -q -r "$2.docx" .)
    else
        cp "$1" "$2.${1##*.}"
    fi
}
mkdir "$scratch/in"
for plan in $plans; do for_office "$plan" "$scratch/in/$(basename "$plan" | tr . _)"; done
soffice -env:UserInstallation="file://$scratch/profile" --headless --convert-to 'txt:Text (encoded):UTF8' --outdir "$scratch/out" \
    "$scratch"/in/* > "$scratch/said" 2>&1 < /dev/null

# One a line. A field that prints the day of looking prints TODAY.
today=$(date '+%-d %B %Y')
words() { sed "s/^\xEF\xBB\xBF//; s/$today/TODAY/" "$1" | tr -s ' \t\r\f' '\n' | sed '/^$/d'; }
ours() {
    "$PROGRAM" --db "$scratch/$1.db" import --quiet "corpus/$1" 2> /dev/null &&
        sqlite3 "$scratch/$1.db" 'SELECT text FROM source_text' > "$scratch/$1.text" && words "$scratch/$1.text" > "$scratch/$1.ours"
}
# The differences of two lists of words, one a line: NAME | OURS | THEIRS
differences() {
    diff "$scratch/$1.ours" "$scratch/$1.theirs" | awk -v name="$1" '
        function told() { if (seen) print name " |" ours " |" theirs; ours = theirs = ""; seen = 0 }
        /^[0-9]/ { told(); seen = 1 }
        /^< / { ours = ours " " substr($0, 3) }
        /^> / { theirs = theirs " " substr($0, 3) }
        END { told() }'
}
agree() {
    ours "$1" && words "$scratch/out/$(echo "$1" | tr . _).txt" > "$scratch/$1.theirs" && [ -s "$scratch/$1.theirs" ] || return 1
    differences "$1" > "$scratch/$1.found"
    sed -n "s/^\($1 |.*\) | [^|]*\$/\1/p" tests/word/office_differences > "$scratch/$1.listed"
    diff "$scratch/$1.listed" "$scratch/$1.found"
}
for plan in $plans; do holds "LibreOffice reads $(basename "$plan") as planrisk does" agree "$(basename "$plan")"; done
silent() { ! grep -v '^convert \|javaldx' "$scratch/said"; }
holds "LibreOffice has nothing to say of them" silent
finish
