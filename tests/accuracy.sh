#!/bin/sh
# Holds what is read against gold annotations and prints the tables: the corpus plans (tests/corpus_gold), those of
# tests/unseen, those of tests/held_out, for which no rule was made, and, where ../shared is at hand, the real plans with
# the floors below them. Exit status 1 where a floor is not reached.
# usage: accuracy.sh OUT
set -u
out=$1
judge=../shared/tools/accuracy
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# PLAN FIELD FLOOR: `all` is all plans together.
floors() {
    cat <<'TABLE'
value-for-money               action         0.97
copeland-2010                 action         0.95
norwich-improvement-plan-2009 action         0.90
best-value-review-update      action         0.80
salford-improvement-plan      risk           0.95
salford-improvement-plan      risk.impact    0.95
salford-improvement-plan      indicator      0.90
salford-improvement-plan      chart          0.60
salford-improvement-plan      action         0.50
all                           action            0.95
all                           action.owners     0.95
all                           action.dates      0.95
all                           action.section    0.96
all                           action.ref        0.97
all                           action.measure    0.88
all                           action.milestones 0.90
all                           action.links      0.90
all                           action.status     0.80
all                           action.priority   1.0
all                           action.resources  0.85
all                           action.progress   0.80
all                           action.date_flags 0.85
all                           risk              1.0
all                           risk.impact       1.0
all                           risk.consequence  0.97
all                           risk.mitigation   0.97
all                           indicator         1.0
all                           indicator.values  0.98
all                           chart             0.85
all                           chart.dates       0.85
all                           milestone.dates   0.85
all                           anomaly           0.85
all                           section           0.95
TABLE
}

export_of() {
    "$out/planrisk" --db "$work/$1.db" import "$2" > "$work/log" 2>&1 &&
        "$out/planrisk" --db "$work/$1.db" export --format json > "$work/$1.json" 2>> "$work/log" && return 0
    echo "accuracy: $2 can't be imported and exported:"
    cat "$work/log"
    exit 2
}

if [ ! -f "$judge" ]; then
    echo "accuracy: skipped, ../shared is not here (it holds the plans, their gold annotations and the judge)"
    exit 0
fi

export_of corpus corpus
echo "the corpus, tests/corpus_gold:"
python3 "$judge" --gold tests/corpus_gold "$work/corpus.json"

export_of unseen tests/unseen/plans
echo
echo "layouts kept apart from the corpus, tests/unseen:"
python3 "$judge" --gold tests/unseen/gold --min action=0.93 --min action.owners=0.92 --min action.dates=0.95 --min risk=0.93 \
    "$work/unseen.json" || failed=1

export_of held_out tests/held_out/plans
echo
echo "held out: plans that no rule was made for, tests/held_out (no floor):"
python3 "$judge" --gold tests/held_out/gold "$work/held_out.json"

export_of real ../shared/plans
echo
echo "the real plans, ../shared/gold:"
python3 "$judge" "$work/real.json"
echo
floors > "$work/floors"
while read -r plan field floor; do
    if [ "$plan" = all ]; then set --; else set -- --plan "$plan"; fi
    if python3 "$judge" "$@" --min "$field=$floor" "$work/real.json" > "$work/verdict"; then
        echo "floor reached: $plan $field $floor"
    else
        failed=1
        echo "FLOOR MISSED:  $plan $(tail -n 1 "$work/verdict")"
    fi
done < "$work/floors"
exit "$failed"
