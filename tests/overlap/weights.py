#!/usr/bin/env python3
"""Chooses the figures of grammars/overlap.yaml on labelled pairs, and says how well such a choice holds on others.

usage: weights.py PROGRAM SCORE_PAIRS [ROUNDS]

There are two sets of pairs: those of ../shared/gold/overlaps.json, over real plans, and those of tests/overlap/pairs.json, over
the invented plans of corpus/ and tests/unseen/. Each figure in turn takes the value of its grid that does best on the aim, round
after round; the aim is same.ap + topic.ap of the real pairs and, for half as much, of the invented. Every set of figures that was
tried is remembered with the scores that it gave, so that the choice can be made again on a part of the real pairs only: on four
fifths of them (cross-validation), and on those that do not touch one of the plans (leave one plan out). What is printed is the
aim on the part that was left out, beside that of the figures chosen on all pairs: the difference is what fitting gained.
Nothing is written; the figures printed last are for overlap.yaml. Without ../shared the invented pairs stand alone.
"""
import importlib.machinery, importlib.util, json, os, random, subprocess, sys, tempfile

SHARED = "../shared"
OWN = "tests/overlap/pairs.json"
GRID = {
    "weights.genre": [0, 0.1, 0.25, 0.5],
    "weights.concept": [2, 3, 4, 5, 6, 8, 10],
    "weights.wide": [0.4, 0.5, 0.6, 0.7, 0.85, 1],
    "weights.step": [0, 0.15, 0.3, 0.5],
    "weights.section": [0.8, 1.2, 1.6, 1.8, 2, 2.5],
    "weights.issue": [0, 0.3, 0.6, 0.9],
    "weights.before": [0, 0.5, 1, 1.5, 2.5],
    "weights.context": [0, 0.2, 0.3, 0.4, 0.6],
    "weights.context-mass": [2, 3, 4, 6, 8],
    "weights.method": [0, 0.25, 0.5, 0.75, 1],
    "weights.words": [0.1, 0.25, 0.5, 0.75],
    "weights.mass": [8, 14, 20, 30],
    "weights.evenness": [0.2, 0.4, 0.6, 0.8, 1],
    "weights.more": [0, 0.15, 0.3, 0.5],
    "weights.aside": [0, 0.15, 0.3, 0.45],
    "weights.apart": [0, 0.2, 0.4, 0.6, 0.8],
    "weights.outside": [0, 0.3, 0.6, 0.8],
    "weights.other-words": [0.4, 0.8, 0.95],
    "activity.least": [0, 0.1, 0.2, 0.3, 0.5, 1],
    "activity.apart": [0, 0.1, 0.2],
    "activity.fade": [0.3, 0.4, 0.5, 0.7],
    "activity.unknown": [0.5, 0.6, 0.7, 0.85],
}


def load(path, name):
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader(name, path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


def average_precision(scored):
    """scored: (score, relevant). Equal scores count as one step."""
    scored = sorted(scored, key=lambda x: -x[0])
    total = sum(r for _, r in scored)
    seen = hits = 0
    area, i = 0.0, 0
    while i < len(scored):
        k = i
        while k < len(scored) and scored[k][0] == scored[i][0]:
            k += 1
        here = sum(r for _, r in scored[i:k])
        seen, hits, i = k, hits + here, k
        area += here * hits / seen
    return area / total if total else 1.0


class Pairs:
    """Labelled pairs of the plans of some folders, and the program that scores them."""

    def __init__(self, program, scorer, folder, name, plans, labels, find):
        self.name, self.scorer, self.db = name, scorer, f"{folder}/{name}.db"
        for path in plans:
            subprocess.run([program, "--db", self.db, "import", "--quiet", path], stderr=subprocess.DEVNULL)
        export = subprocess.run([program, "--db", self.db, "export", "--format", "json"], stdout=subprocess.PIPE, check=True)
        place = find(json.loads(export.stdout)["plans"])
        labels = json.load(open(labels, encoding="utf-8"))["pairs"]
        self.pairs = [p for p in labels if p["a"] in place and p["b"] in place]
        self.plans = [(place[p["a"]][0], place[p["b"]][0]) for p in self.pairs]
        self.list = f"{folder}/{name}.tsv"
        with open(self.list, "w", encoding="utf-8") as file:
            for p in self.pairs:
                file.write("\t".join(str(x) for x in place[p["a"]] + place[p["b"]]) + "\n")

    def score(self, sets):
        lines = "".join(" ".join(f"{n}={v:g}" for n, v in figures) + "\n" for figures in sets)
        done = subprocess.run([self.scorer, self.db, self.list], input=lines, stdout=subprocess.PIPE, text=True, check=True)
        return [[float(x) for x in line.split()] for line in done.stdout.splitlines()]

    def aim(self, scores, wanted=None):
        """(same.ap, topic.ap) over the pairs that `wanted` names by number."""
        labels = [(scores[i], self.pairs[i]["label"]) for i in (range(len(self.pairs)) if wanted is None else wanted)]
        return (average_precision([(s, l == "same") for s, l in labels]),
                average_precision([(s, l != "different") for s, l in labels]))


def by_key(plans):
    return {a["key"]: (p["document"], i) for p in plans for i, a in enumerate(p.get("actions") or [])}


def by_gold(plans):
    """Where the gold's items were read: key to document and index."""
    a = load(SHARED + "/tools/accuracy", "accuracy")
    read = {a.stem(p["document"]): p for p in plans}
    place = {}
    for name in sorted(os.listdir(SHARED + "/gold")):
        gold = json.load(open(f"{SHARED}/gold/{name}", encoding="utf-8")) if name.endswith(".json") else None
        if not isinstance(gold, dict) or "document" not in gold:
            continue
        plan = read.get(a.stem(gold["document"]), {})
        for i, j, _ in a.pair(gold["actions"], plan.get("actions") or []):
            place[gold["actions"][i]["key"]] = (plan["document"], j)
    return place


class Bench:
    """All sets of pairs, the first of which is cut for cross-validation; `tried` remembers the scores of each set of figures."""

    def __init__(self, sets):
        self.sets, self.tried = sets, {}

    def try_all(self, choices):
        new = [key for key in dict.fromkeys(choices) if key not in self.tried]
        for key, *scores in zip(new, *(s.score(new) for s in self.sets)) if new else []:
            self.tried[key] = scores

    def worth(self, key, wanted=None):
        aims = [s.aim(scores, wanted if i == 0 else None) for i, (s, scores) in enumerate(zip(self.sets, self.tried[key]))]
        return sum(sum(aim) / (1 + i) for i, aim in enumerate(aims))

    def best_of(self, wanted=None):
        return max(self.tried, key=lambda key: (self.worth(key, wanted), key))


def search(bench, figures, rounds):
    bench.try_all([tuple(sorted(figures.items()))])
    for _ in range(rounds):
        before = bench.best_of()
        for name, values in GRID.items():
            figures = dict(bench.best_of())
            bench.try_all([tuple(sorted({**figures, name: value}.items())) for value in values])
        if bench.best_of() == before:
            break
    return bench.best_of()


def report(bench, title, parts, chosen):
    """parts: (name, pairs left out). Prints the aim on them, of the choice without them and of the choice on all."""
    pairs = bench.sets[0]
    print(title)
    sums = [0.0] * 4
    for name, left_out in parts:
        kept = [i for i in range(len(pairs.pairs)) if i not in left_out]
        without = pairs.aim(bench.tried[bench.best_of(kept)][0], left_out)
        of_all = pairs.aim(bench.tried[chosen][0], left_out)
        print(f"  {name:<34} same.ap {without[0]:.3f} (chosen on all: {of_all[0]:.3f})  topic.ap {without[1]:.3f} ({of_all[1]:.3f})")
        sums = [s + x / len(parts) for s, x in zip(sums, without + of_all)]
    print(f"  {'mean':<34} same.ap {sums[0]:.3f} (chosen on all: {sums[2]:.3f})  topic.ap {sums[1]:.3f} ({sums[3]:.3f})")


def folds(count, parts):
    order = list(range(count))
    random.Random(1).shuffle(order)
    return [(f"fold {i + 1}", sorted(order[i::parts])) for i in range(parts)]


def plans_of(pairs):
    names = sorted({name for ends in pairs.plans for name in ends})
    parts = [(name, [i for i, ends in enumerate(pairs.plans) if name in ends]) for name in names]
    return [(name, left_out) for name, left_out in parts if len({pairs.pairs[i]["label"] for i in left_out}) == 3 and len(left_out) > 9]


def current():
    """The figures as they stand in the grammar."""
    figures, group = {}, ""
    for line in open("grammars/overlap.yaml", encoding="utf-8"):
        name, _, value = line.split("#")[0].rstrip().partition(":")
        if not line.startswith(" "):
            group = name
        elif f"{group}.{name.strip()}" in GRID and value.strip():
            figures[f"{group}.{name.strip()}"] = float(value)
    return figures


def show(bench, title, key):
    aims = [s.aim(scores) for s, scores in zip(bench.sets, bench.tried[key])]
    print(f"{title:<16}" + "   ".join(f"{s.name}: same.ap {a:.3f} topic.ap {b:.3f}" for s, (a, b) in zip(bench.sets, aims)))


def main():
    program, scorer = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        sets = [Pairs(program, scorer, folder, "invented", ["corpus", "tests/unseen/plans"], OWN, by_key)]
        if os.path.isdir(SHARED + "/gold"):
            sets.insert(0, Pairs(program, scorer, folder, "real", [SHARED + "/plans"], SHARED + "/gold/overlaps.json", by_gold))
        bench = Bench(sets)
        start = tuple(sorted(current().items()))
        bench.try_all([start])
        chosen = search(bench, dict(start), int(sys.argv[3]) if len(sys.argv) > 3 else 3)
        print(f"{' and '.join(str(len(s.pairs)) for s in sets)} pairs, {len(bench.tried)} sets of figures")
        show(bench, "as they stand", start)
        show(bench, "best of all", chosen)
        report(bench, "cross-validation: chosen on four fifths, held against the rest", folds(len(sets[0].pairs), 5), chosen)
        report(bench, "leave one plan out: chosen on pairs without the plan, held against those with it", plans_of(sets[0]), chosen)
        print("".join(f"  {name}: {value:g}\n" for name, value in chosen), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
