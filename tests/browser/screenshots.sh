#!/bin/sh
# Pictures of each page of the report of corpus/, wide and narrow, light and dark, and its print as PDF, in $OUT/screenshots.
# usage: OUT=out screenshots.sh
set -eu
: "${OUT:=out}"
folder=$OUT/screenshots
rm -rf "$folder"
mkdir -p "$folder"
"$OUT/planrisk" --db "$folder/corpus.db" import --quiet corpus 2> /dev/null
"$OUT/planrisk" --db "$folder/corpus.db" report -o "$folder/report.html"
node tests/browser/screenshots.mjs "$folder/report.html" "$folder"
rm -f "$folder/corpus.db"
echo "the pictures are in $folder"
