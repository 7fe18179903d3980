#!/bin/sh
# Holds the overlaps of the real plans against labelled pairs, where ../shared is at hand.
# usage: overlap_quality.sh OUT [JUDGE OPTION ...]
set -eu
program=$1/planrisk
shift
judge=../shared/tools/overlap-quality
if [ ! -f "$judge" ]; then
    echo "overlap-quality: skipped, ../shared is not here (it holds the plans, the labelled pairs and the judge)"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" --db "$work/db" import ../shared/plans
"$program" --db "$work/db" export --format json > "$work/export.json"
"$program" --db "$work/db" overlap --min 0 --format json > "$work/overlaps.json"
python3 "$judge" "$@" "$work/export.json" "$work/overlaps.json"
