#!/bin/sh
# The Word plans of corpus/ are what tests/word/build_corpus.sh makes of tests/word/plans/, byte for byte, and each form of the
# same plan is read alike.
# shellcheck disable=SC1091,SC2154  # scratch comes from tap.sh
. tests/tap.sh

built=$scratch/built
sh tests/word/build_corpus.sh "$built"
for folder in tests/word/plans/*/; do
    plan=$(basename "$folder")
    holds "$plan is built from its sources, byte for byte" cmp "$built/$plan" "corpus/$plan"
done

reads_alike() { # PLAN FORM
    sh tests/word/build_corpus.sh --form "$2" "$scratch/$2" "$1" &&
        values "$scratch/$2/$1" "$scratch/$1.$2.db" > "$scratch/$1.$2" && diff "$scratch/$1.read" "$scratch/$1.$2"
}
forms='docx strict flat'
[ -z "${WRAP:-}" ] || forms=flat    # slow under a wrapper
for folder in tests/word/plans/*/; do
    plan=$(basename "$folder")
    made=$(cat "$folder/form")
    [ "$made" != 2003 ] || continue
    values "corpus/$plan" "$scratch/$plan.db" > "$scratch/$plan.read" 2> /dev/null
    for form in $forms; do
        [ "$form" = "$made" ] || holds "$plan is read alike as $form" reads_alike "$plan" "$form"
    done
done
finish
