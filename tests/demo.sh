#!/bin/sh
# The main job on the corpus: a database, a report, and what was found, plan by plan.
# usage: demo.sh OUT
set -eu
out=$1
program=$out/planrisk
"$program" --db "$out/planrisk.db" import corpus
echo
"$program" --db "$out/planrisk.db" list
"$program" --db "$out/planrisk.db" report -o "$out/report.html"
echo
echo "The database is $out/planrisk.db; the report to open in a browser is $out/report.html"
