#!/bin/sh
# The all-pairs join beside scikit-learn on the same lines, in one run: wall seconds, memory, pairs; how the cost grows is drawn.
# usage: OUT=out [SIZES="10000 50000 100000"] [LARGE=1000000] sh tests/bench/overlap.sh JOIN    (LARGE=0: none)
set -eu
export LC_ALL=C
: "${OUT:=out}" "${SIZES:=10000 50000 100000}" "${LARGE:=1000000}"
join=$1
bench=$OUT/bench
threads=2
peer=
for python in python3 /usr/bin/python3; do
    if [ -z "$peer" ] && "$python" -c 'import sklearn' 2> /dev/null; then peer=$python; fi
done

main() {
    mkdir -p "$bench"
    ${CC:-cc} -std=c17 -D_GNU_SOURCE -O2 -o "$bench/timed" tests/bench/timed.c
    : > "$bench/overlap.tsv"
    for size in $SIZES; do
        lines "$size"
        measure planrisk "$size" 0.5 "$join" "$bench/lines" 0.5 "$threads" "$bench/pairs"
        measure planrisk-one-thread "$size" 0.5 "$join" "$bench/lines" 0.5 1 "$bench/pairs"
        if [ -n "$peer" ]; then
            measure scikit-learn "$size" 0.5 "$peer" tests/bench/overlap_peer.py "$bench/lines" 0.5 "$bench/pairs"
        else
            echo "overlap: scikit-learn skipped at $size, python3-sklearn is not here"
        fi
    done
    if [ "$LARGE" -gt 0 ]; then
        lines "$LARGE"
        measure planrisk "$LARGE" 0.7 "$join" "$bench/lines" 0.7 "$threads" "$bench/pairs"
    fi
    awk -f tests/bench/overlap_report.awk "$bench/overlap.tsv" | tee "$bench/overlap.txt"
    awk -f tests/bench/overlap_plot.awk "$bench/overlap.tsv" > "$bench/overlap.svg"
    rm -f "$bench/lines"
}

lines() { awk -v n="$1" -f tests/bench/overlap_lines.awk > "$bench/lines"; }

# measure NAME SIZE THRESHOLD COMMAND ...: name, size, threshold, wall ms, processor ms, MB, pairs
measure() {
    name=$1 size=$2 least=$3
    shift 3
    figures=$("$bench/timed" "$@")
    printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$size" "$least" "$(echo "$figures" | tr ' ' '\t')" "$(cut -d' ' -f1 "$bench/pairs")" >> "$bench/overlap.tsv"
}

main
