#!/bin/sh
# Libraries that few commands need are opened on demand: what needs none of them works without them, and what does says so.
. tests/tap.sh

# planrisk where these libraries are files that are none; the database holds a text plan.
mkdir "$scratch/broken"
for library in $(sh src/find_libraries.sh libzip libxml2 libxlsxwriter libstemmer -- "${CC:-cc}" | tr , ' '); do
    echo "no library" > "$scratch/broken/$library"
done
without() { LD_LIBRARY_PATH="$scratch/broken" "$PROGRAM" --db "$scratch/plans.db" "$@"; }

refuses() {
    ends_with 2 without "$@" && one_line "^planrisk: error: the library lib[a-z0-9]* can't be opened: "
}
if without --version > /dev/null 2>&1; then
    holds "a text plan is read without them" without import --quiet corpus/linford-licensing-update.txt
    holds "it is shown without them" without list
    holds "a Word plan needs libzip" refuses import corpus/oxcombe-sheltered-2010.docx
    holds "Word 2003 needs libxml2" refuses import corpus/coldharbour-leisure-2004.xml
    holds "a workbook needs libxlsxwriter" refuses export --format xlsx -o "$scratch/plans.xlsx"
    holds "overlaps need Snowball" refuses overlap
    holds "the plan that was read is still there" sh -c "'$PROGRAM' --db '$scratch/plans.db' list | grep -q linford"
else
    skips "what needs none of the libraries works without them" "they are linked with the program"
fi
finish
