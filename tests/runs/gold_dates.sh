#!/bin/sh
# Every dated expression of the gold annotations, alone in a cell of its column under its plan's title, is read to the gold's interval
# and flags. Days of bar charts, which the chart's months complete, and dates inside of sentences are proved by `make accuracy`.
. tests/tap.sh
gold=../shared/gold
if [ ! -d "$gold" ] || ! command -v python3 > /dev/null; then
    skips "the dated expressions of the gold" "needs ../shared and python3"
    finish
fi

# One plan a gold file: a row an expression, in the column of its role. Prints what each row must give.
python3 - "$gold" "$scratch" > "$scratch/wanted" << 'PYTHON'
import glob, json, os, sys
gold, scratch = sys.argv[1:]
os.makedirs(scratch + "/plans")
columns = {"start": "Start date", "due": "Target date", "completed": "Date completed", "review": "Review date"}
for path in sorted(glob.glob(gold + "/*.json")):
    plan = json.load(open(path, encoding="utf-8"))
    if "actions" not in plan:
        continue
    seen = {}
    for action in plan["actions"]:
        for date in action["dates"] + [d for m in action["milestones"] for d in m["dates"]]:
            if date.get("text") and not action.get("optional") and action.get("kind") != "chart":
                seen.setdefault((date["role"], date["text"]), date)
    if not seen:
        continue
    name = os.path.basename(path)[:-5] + ".txt"
    with open(scratch + "/plans/" + name, "w", encoding="utf-8") as out:
        out.write((plan["title"] or "Action Plan") + "\n\nRef\tAction\t" + "\t".join(columns.values()) + "\n")
        for number, ((role, text), date) in enumerate(sorted(seen.items()), 1):
            cells = [text if column == role else "" for column in columns]
            out.write("N%d\tReview the matter of number %d\t%s\n" % (number, number, "\t".join(cells)))
            print(name, "N%d" % number, role, date["from"] or "-", date["to"] or "-", ",".join(sorted(date["flags"])) or "-", text, sep="\t")
PYTHON
"$PROGRAM" --db "$scratch/db" import --quiet "$scratch/plans" > "$scratch/log" 2>&1
"$PROGRAM" --db "$scratch/db" export --format json > "$scratch/export.json"
python3 - "$scratch/export.json" "$scratch/wanted" > "$scratch/wrong" << 'PYTHON'
import json, sys
found = {}
for plan in json.load(open(sys.argv[1], encoding="utf-8"))["plans"]:
    for action in plan["actions"]:
        found[plan["document"], action["ref"]] = [
            (d["role"], d["from"] or "-", d["to"] or "-", ",".join(sorted(d["flags"])) or "-") for d in action["dates"]]
for line in open(sys.argv[2], encoding="utf-8"):
    document, ref, role, first, last, flags, text = line.rstrip("\n").split("\t")
    if (role, first, last, flags) not in found.get((document, ref), []):
        print(document, ref, repr(text), "wanted", (role, first, last, flags), "found", found.get((document, ref)))
PYTHON
none_wrong() {
    cat "$scratch/wrong"
    [ ! -s "$scratch/wrong" ] && [ -s "$scratch/wanted" ]
}
holds "$(wc -l < "$scratch/wanted") dated expressions of the gold are read exactly" none_wrong
finish
