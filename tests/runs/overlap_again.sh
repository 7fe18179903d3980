#!/bin/sh
# The same overlaps, whatever the order in which plans came, the number of threads, and what was compared before.
# shellcheck disable=SC1091,SC2154  # tests/tap.sh, and what it sets
. tests/tap.sh
planrisk() { "$PROGRAM" --db "$database" "$@"; }
plans='marlbrook-libraries-2011 wexcombe-value-for-money harrowmere-recovery-2010 tarnside-environment-2004 ashfold-equality-2009 eskholme-homes-2008 quenby-parks-2010'
stored='SELECT a_key, b_key, class, score, shared FROM v_overlap ORDER BY overlap_id'

database=$scratch/all
# shellcheck disable=SC2086  # a list of words
for plan in $plans; do planrisk import --quiet "corpus/$plan.txt"; done
planrisk overlap --format json > "$scratch/all.json"
sqlite3 "$database" "$stored" > "$scratch/all.rows"
some() { [ "$(wc -l < "$scratch/all.rows")" -gt 10 ]; }
holds "plans share some work" some
again() { planrisk overlap --format json | cmp - "$scratch/all.json"; }
holds "asked again, the answer is the same" again
for threads in 1 2 3; do
    with_threads() { planrisk overlap --threads "$threads" --min 0.2 --format json | cksum; }
    with_threads >> "$scratch/sums"
done
same_sums() { [ "$(sort -u "$scratch/sums" | wc -l)" -eq 1 ]; }
holds "with one thread, two or three it is the same" same_sums

database=$scratch/later
# shellcheck disable=SC2086
for plan in $(printf '%s\n' $plans | sort -r); do
    planrisk import --quiet "corpus/$plan.txt"
    planrisk overlap > /dev/null
done
later() { planrisk overlap --format json | cmp - "$scratch/all.json"; }
holds "plans that came one by one, in another order, share the same" later
rows() { sqlite3 "$database" "$stored" | cmp - "$scratch/all.rows"; }
holds "and the same is kept" rows
# shellcheck disable=SC2086
compared() { [ "$(sqlite3 "$database" 'SELECT count(*) FROM overlap_compared')" -eq "$(printf '%s\n' $plans | wc -l)" ]; }
holds "every plan counts as compared" compared

planrisk forget quenby-parks-2010
planrisk overlap > /dev/null
planrisk import --quiet corpus/quenby-parks-2010.txt
back() { planrisk overlap --format json | cmp - "$scratch/all.json"; }
holds "a plan that went and came back shares what it did" back

planrisk report -o "$scratch/known.html"
cp "$database" "$scratch/searched"
sqlite3 "$scratch/searched" 'DELETE FROM overlap_search'
searched() { "$PROGRAM" --db "$scratch/searched" report -o "$scratch/searched.html" && cmp "$scratch/searched.html" "$scratch/known.html"; }
holds "a report of what is known is that of a search" searched

# Past the limit pairs are let go: the same plans are known all the same, and others are not.
mkdir "$scratch/few"
sed 's/^limit: .*/limit: 5/' grammars/overlap.yaml > "$scratch/few/overlap.yaml"
database=$scratch/past
few() { planrisk --grammars "$scratch/few" "$@"; }
# shellcheck disable=SC2086
for plan in $plans; do planrisk import --quiet "corpus/$plan.txt"; done
cp "$database" "$scratch/none_known"
few overlap --format json > "$scratch/few.json"
let_go() { [ "$(sqlite3 "$database" 'SELECT beyond > 0 FROM overlap_search')" -eq 1 ]; }
holds "past the limit pairs are let go" let_go
few_again() { few overlap --format json | cmp - "$scratch/few.json"; }
holds "asked again, the same are left" few_again
few_report() { few report -o "$scratch/few.html" && "$PROGRAM" --db "$scratch/none_known" --grammars "$scratch/few" report -o "$scratch/fresh.html" && cmp "$scratch/few.html" "$scratch/fresh.html"; }
holds "and in a report" few_report
planrisk forget quenby-parks-2010
few_without() {
    few overlap --format json > "$scratch/few_without.json"
    "$PROGRAM" --db "$scratch/none_known" forget quenby-parks-2010
    "$PROGRAM" --db "$scratch/none_known" --grammars "$scratch/few" overlap --format json | cmp - "$scratch/few_without.json"
}
holds "a plan that went leaves room for those let go" few_without
database=$scratch/later

# A pair that is taken away by hand stays away while nothing asks for it, so nothing is compared twice.
sqlite3 "$database" 'PRAGMA foreign_keys = ON; DELETE FROM overlap WHERE id = (SELECT max(id) FROM overlap)'
one_less() { planrisk overlap --format json | grep -c '"class"' > "$scratch/less" && [ "$(cat "$scratch/less")" -eq "$(($(grep -c '"class"' "$scratch/all.json") - 1))" ]; }
holds "plans that were compared are not compared again" one_less
report_one_less() { planrisk report -o "$scratch/less.html" && ! cmp -s "$scratch/less.html" "$scratch/known.html"; }
holds "nor for a report" report_one_less
sqlite3 "$database" "UPDATE overlap_search SET grammar = 'another'"
fresh() { planrisk overlap --format json | cmp - "$scratch/all.json"; }
holds "what another grammar found is not built upon" fresh
finish
