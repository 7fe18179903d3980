#!/bin/sh
# The same file again is nothing; changed, it is a new edition; a bad file harms no good one; forgotten is gone.
. tests/tap.sh
database=$scratch/db
folder=$scratch/plans
mkdir "$folder"
cp corpus/quenby-parks-2010.txt corpus/linford-licensing-update.txt "$folder"
planrisk() { "$PROGRAM" --db "$database" "$@"; }
export_to() { planrisk export --format json "$@"; }

holds "two plans go in" planrisk import "$folder"
export_to > "$scratch/before.json"
sqlite3 "$database" .dump > "$scratch/before.sql"
holds "the same files go in again" planrisk import "$folder"
sqlite3 "$database" .dump > "$scratch/after.sql"
holds "and leave the database as it was" cmp "$scratch/before.sql" "$scratch/after.sql"

sed -i 's/guided walks/guided bat walks/' "$folder/quenby-parks-2010.txt"
holds "a changed file goes in" planrisk import "$folder"
editions() { [ "$(export_to --all-editions | grep -c '"document"')" -eq 3 ]; }
holds "as a new edition of its plan" editions
latest() { export_to | grep -q 'guided bat walks' && [ "$(export_to | grep -c '"document"')" -eq 2 ]; }
holds "and exports take the latest edition" latest

: > "$folder/empty.txt"
sed 's/Lets/lets/' corpus/eskholme-homes-2008.txt > "$folder/eskholme.txt"
holds "a file that is refused makes the exit status 1" ends_with 1 planrisk import "$folder"
holds "with one line that names it" one_line 'empty.txt'
others() { export_to | grep -q '"eskholme.txt"'; }
holds "and the others go in" others

holds "a plan is forgotten" planrisk forget quenby-parks-2010
gone() { ! export_to --all-editions | grep -q quenby; }
holds "with all its editions" gone
searched() { ! planrisk search 'bat walks' | grep -q quenby; }
holds "and from the search" searched
whole() { [ "$(sqlite3 "$database" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ]; }
holds "the database is sound" whole

from_pipe() { planrisk import --name council/plan.txt --council 'Given Council' --date 2010-01-31 - < corpus/wexcombe-value-for-money.txt; }
holds "a plan comes from standard input, with particulars" from_pipe
given() { export_to > "$scratch/given.json" && grep -q '"2010-01-31"' "$scratch/given.json"; }
holds "which are kept" given
finish
