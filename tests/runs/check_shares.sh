#!/bin/sh
# Many plans are audited by two threads: what is found is what is found of each plan alone, and comes in the same order each time.
. tests/tap.sh

mkdir "$scratch/plans"
find tests/unseen/plans -type f | LC_ALL=C sort | head -n 40 | while read -r file; do cp "$file" "$scratch/plans"; done
"$PROGRAM" --db "$scratch/db" import --quiet "$scratch/plans" 2> /dev/null
keys=$("$PROGRAM" --db "$scratch/db" list --format csv | sed '1d; s/,.*//')
all() { "$PROGRAM" --db "$scratch/db" check --format gcc; }
one_by_one() { for key in $keys; do "$PROGRAM" --db "$scratch/db" check --format gcc --plan "$key"; done; }
the_same() {
    [ "$(echo "$keys" | wc -l)" -ge 32 ] || return 1
    all | LC_ALL=C sort > "$scratch/all"
    one_by_one | LC_ALL=C sort > "$scratch/each"
    [ -s "$scratch/all" ] && diff "$scratch/all" "$scratch/each"
}
holds "what two threads find is what is found plan by plan" the_same
in_order() {
    all > "$scratch/first"
    all > "$scratch/second"
    cmp "$scratch/first" "$scratch/second"
}
holds "a second time it is the same, byte for byte" in_order
finish
