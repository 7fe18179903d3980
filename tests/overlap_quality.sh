#!/bin/sh
# Holds overlaps against labelled pairs: those of the real plans, where ../shared is at hand, and those of the invented
# plans in corpus/ and tests/unseen/ (tests/overlap/pairs.json, whose keys are those of the export).
# usage: overlap_quality.sh OUT [JUDGE OPTION ...]      the options are for the real plans
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

# find_overlaps NAME FOLDER ...: NAME.export.json and NAME.overlaps.json
find_overlaps() {
    name=$1
    shift
    "$program" --db "$work/$name" import --quiet "$@" 2> /dev/null || [ $? -eq 1 ]
    "$program" --db "$work/$name" export --format json > "$work/$name.export.json"
    "$program" --db "$work/$name" overlap --min 0 --format json > "$work/$name.overlaps.json"
}

find_overlaps invented corpus tests/unseen/plans
mkdir "$work/gold"
python3 - "$work" <<'END'
import json, sys
for plan in json.load(open(sys.argv[1] + "/invented.export.json", encoding="utf-8"))["plans"]:
    with open(f"{sys.argv[1]}/gold/{plan['document']}.json", "w", encoding="utf-8") as file:
        json.dump(plan, file)
END
echo "invented plans:"
python3 "$judge" --gold "$work/gold" --labels tests/overlap/pairs.json "$work/invented.export.json" "$work/invented.overlaps.json"
echo "real plans:"
find_overlaps real ../shared/plans
python3 "$judge" "$@" "$work/real.export.json" "$work/real.overlaps.json"
