#!/bin/sh
# Runs each fuzzer for FUZZ_SECONDS from its seeds. What it finds is kept in tests/fuzz/found/NAME/: mend the code, keep
# the file, and `make test` reads it from then on.
# usage: FUZZERS="out/obj/fuzz/fuzz/plan ..." [FUZZ_SECONDS=60] [OUT=out] run.sh
set -u
: "${FUZZERS:?}" "${FUZZ_SECONDS:=60}" "${OUT:=out}"
failed=0
for fuzzer in $FUZZERS; do
    name=$(basename "$fuzzer")
    grown=$OUT/fuzz/$name
    found=tests/fuzz/found/$name
    mkdir -p "$grown" "$found"
    set -- "$grown" corpus
    for folder in "tests/fuzz/seeds/$name" "$found"; do
        [ ! -d "$folder" ] || set -- "$@" "$folder"
    done
    dictionary=
    [ ! -f "tests/fuzz/$name.dict" ] || dictionary=-dict=tests/fuzz/$name.dict
    echo "fuzz: $name for $FUZZ_SECONDS seconds"
    # shellcheck disable=SC2086  # no dictionary must be no argument
    "$fuzzer" -max_total_time="$FUZZ_SECONDS" -max_len=32768 -timeout=10 -rss_limit_mb=3072 -print_final_stats=1 \
        $dictionary -artifact_prefix="$found/" "$@" > "$OUT/fuzz/$name.log" 2>&1 || failed=1
    tail -n 12 "$OUT/fuzz/$name.log"
    rmdir "$found" 2> /dev/null
done
exit "$failed"
