#!/bin/sh
# Runs each fuzzer for FUZZ_SECONDS from its seeds. What it finds is kept in tests/fuzz/found/NAME/: mend the code, keep
# the file, and `make test` reads it from then on.
# usage: FUZZERS="out/obj/fuzz/fuzz/plan ..." [FUZZ_SECONDS=60] [OUT=out] run.sh
set -u
: "${FUZZERS:?}" "${FUZZ_SECONDS:=60}" "${OUT:=out}"
failures=$OUT/fuzz/failures
jobs=$(getconf _NPROCESSORS_ONLN 2> /dev/null || echo 1)

fuzz() { # FUZZER
    name=$(basename "$1")
    grown=$OUT/fuzz/$name
    found=tests/fuzz/found/$name
    fuzzer=$1
    mkdir -p "$grown" "$found"
    set -- "$grown" corpus
    for folder in "tests/fuzz/seeds/$name" "$found"; do
        [ ! -d "$folder" ] || set -- "$@" "$folder"
    done
    dictionary=
    for words in "$name" "${name%%_*}"; do    # word_flat has the words of word, where it has none of its own
        [ -n "$dictionary" ] || [ ! -f "tests/fuzz/$words.dict" ] || dictionary=-dict=tests/fuzz/$words.dict
    done
    # shellcheck disable=SC2086  # no dictionary must be no argument
    "$fuzzer" -max_total_time="$FUZZ_SECONDS" -max_len=32768 -timeout=10 -rss_limit_mb=3072 -print_final_stats=1 \
        $dictionary -artifact_prefix="$found/" "$@" > "$OUT/fuzz/$name.log" 2>&1 || echo "$name" >> "$failures"
    echo "fuzz: $name for $FUZZ_SECONDS seconds"
    tail -n 12 "$OUT/fuzz/$name.log"
    rmdir "$found" 2> /dev/null
}

mkdir -p "$OUT/fuzz"
: > "$failures"
running=0
for each in $FUZZERS; do
    fuzz "$each" &
    running=$((running + 1))
    [ $((running % jobs)) -ne 0 ] || wait
done
wait
[ ! -s "$failures" ]
