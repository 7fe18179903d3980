#!/bin/sh
# Every link of the corpus report leads to one place on it, and it is XML that any reader of XML takes.
set -u
. tests/tap.sh

"$PROGRAM" --db "$scratch/corpus.db" import --quiet corpus 2> /dev/null
"$PROGRAM" --db "$scratch/corpus.db" report -o "$scratch/report.html"
grep -o ' id="[^"]*"' "$scratch/report.html" | sed 's/ id="//; s/"//' | sort > "$scratch/ids"
grep -o ' href="[^"]*"' "$scratch/report.html" | sed 's/ href="#//; s/"//' | sort -u > "$scratch/links"

many_links() { [ "$(wc -l < "$scratch/links")" -gt 500 ]; }
no_name_twice() { [ -z "$(uniq -d "$scratch/ids" | tee /dev/stderr)" ]; }
no_link_astray() { [ -z "$(comm -13 "$scratch/ids" "$scratch/links" | tee /dev/stderr)" ]; }
holds "the corpus report has hundreds of links" many_links
holds "no two places have one name" no_name_twice
holds "every link leads to a place on the page" no_link_astray
finish
