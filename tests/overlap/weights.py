#!/usr/bin/env python3
"""Chooses the figures of grammars/overlap.yaml on the labelled pairs, and says how well such a choice holds on others.

usage: weights.py PROGRAM [ROUNDS]

Each figure in turn takes the value of its grid that does best on the aim, round after round. Every set of figures that was
tried is remembered with the scores that it gave, so that the choice can be made again on a part of the pairs only: on four
fifths of them (cross-validation), and on those that do not touch one of the plans (leave one plan out). What is printed is the
aim on the part that was left out, beside that of the figures chosen on all pairs: the difference is what fitting gained.
Nothing is written; the figures printed last are for overlap.yaml. Needs ../shared (plans, labels, tools).
"""
import collections, importlib.machinery, importlib.util, json, os, random, subprocess, sys, tempfile

SHARED = "../shared"
GRID = {
    "genre": [0, 0.1, 0.25, 0.5, 1],
    "concept": [1, 2, 4, 6, 10],
    "step": [0, 0.15, 0.3, 0.5, 1],
    "section": [0, 0.4, 0.8, 1.2, 1.6, 2],
    "issue": [0, 0.3, 0.6, 0.9, 1.2],
    "context": [0, 0.2, 0.4, 0.6, 0.8],
    "context-mass": [1, 2, 4, 8],
    "mass": [2, 4, 8, 16, 32],
    "evenness": [0, 0.5, 1, 1.5, 2],
    "more": [0, 0.15, 0.3, 0.5],
}


def load(name):
    path = os.path.join(SHARED, "tools", name)
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


class Bench:
    """The labelled pairs, and the program that scores them."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.quality, self.accuracy = load("overlap-quality"), load("accuracy")
        self.run("import", "--quiet", SHARED + "/plans")
        plans = json.loads(self.run("export", "--format", "json"))["plans"]
        self.place = self.find_items(plans)
        labels = json.load(open(SHARED + "/gold/overlaps.json", encoding="utf-8"))["pairs"]
        self.pairs = [p for p in labels if p["a"] in self.place and p["b"] in self.place]
        self.tried = {}

    def run(self, *words):
        done = subprocess.run([self.program, "--db", self.folder + "/db", *words], stdout=subprocess.PIPE, check=True)
        return done.stdout

    def find_items(self, plans):
        """Where the gold's items were read: key to (plan, line, words)."""
        a = self.accuracy
        read = {a.stem(p["document"]): p for p in plans}
        place = {}
        for name in sorted(os.listdir(SHARED + "/gold")):
            gold = json.load(open(f"{SHARED}/gold/{name}", encoding="utf-8")) if name.endswith(".json") else None
            if not isinstance(gold, dict) or "document" not in gold:
                continue
            stem = a.stem(gold["document"])
            got = read.get(stem, {}).get("actions") or []
            for i, j, _ in a.pair(gold["actions"], got):
                place[gold["actions"][i]["key"]] = (stem, a.line_of(got[j]), a.squash(got[j]["text"]))
        return place

    def scores(self, figures):
        """The score of each labelled pair with these figures."""
        key = tuple(sorted(figures.items()))
        if key not in self.tried:
            with open(self.folder + "/overlap.yaml", "w", encoding="utf-8") as file:
                file.write("weights:\n" + "".join(f"  {name}: {value}\n" for name, value in figures.items()))
            out = json.loads(self.run("--grammars", self.folder, "overlap", "--min", "0", "--format", "json"))
            found = collections.defaultdict(float)
            a = self.accuracy
            for row in out["pairs"]:
                ends = frozenset((a.stem(x["document"]), a.line_of(x), a.squash(x["text"])) for x in (row["a"], row["b"]))
                found[ends] = max(found[ends], row["score"])
            self.tried[key] = [found[frozenset((self.place[p["a"]], self.place[p["b"]]))] for p in self.pairs]
        return self.tried[key]

    def aim(self, scores, wanted):
        """(same.ap, topic.ap) over the pairs that `wanted` names by number."""
        labels = [(scores[i], self.pairs[i]["label"]) for i in wanted]
        return (self.quality.average_precision([(s, l == "same") for s, l in labels]),
                self.quality.average_precision([(s, l != "different") for s, l in labels]))

    def best_of(self, wanted):
        return max(self.tried, key=lambda key: (sum(self.aim(self.tried[key], wanted)), key))


def search(bench, figures, rounds):
    everything = range(len(bench.pairs))
    for _ in range(rounds):
        for name, values in GRID.items():
            for value in values:
                bench.scores({**figures, name: value})
            figures = dict(bench.best_of(everything))
    return figures


def report(bench, title, parts, chosen):
    """parts: (name, pairs left out). Prints the aim on them, of the choice without them and of the choice on all."""
    print(title)
    sums = [0.0] * 4
    for name, left_out in parts:
        kept = [i for i in range(len(bench.pairs)) if i not in left_out]
        without = bench.aim(bench.tried[bench.best_of(kept)], left_out)
        of_all = bench.aim(bench.tried[chosen], left_out)
        print(f"  {name:<34} same.ap {without[0]:.3f} (chosen on all: {of_all[0]:.3f})  topic.ap {without[1]:.3f} ({of_all[1]:.3f})")
        sums = [s + x / len(parts) for s, x in zip(sums, without + of_all)]
    print(f"  {'mean':<34} same.ap {sums[0]:.3f} (chosen on all: {sums[2]:.3f})  topic.ap {sums[1]:.3f} ({sums[3]:.3f})")


def folds(count, parts):
    order = list(range(count))
    random.Random(1).shuffle(order)
    return [(f"fold {i + 1}", set(order[i::parts])) for i in range(parts)]


def plans_of(bench):
    names = sorted({bench.place[p[side]][0] for p in bench.pairs for side in "ab"})
    parts = [(name, {i for i, p in enumerate(bench.pairs) if name in (bench.place[p["a"]][0], bench.place[p["b"]][0])}) for name in names]
    return [(name, left_out) for name, left_out in parts if len({bench.pairs[i]["label"] for i in left_out}) == 3]


def current():
    """The figures as they stand in the grammar."""
    figures = {}
    for line in open("grammars/overlap.yaml", encoding="utf-8"):
        name, _, value = line.split("#")[0].strip().partition(":")
        if name in GRID and value.strip() and name not in figures and line.startswith(" "):
            figures[name] = float(value)
    return figures


def main():
    if not os.path.isdir(SHARED + "/gold"):
        print("overlap-weights: skipped, ../shared is not here (it holds the plans and the labelled pairs)")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(sys.argv[1], folder)
        start = current()
        chosen = search(bench, start, int(sys.argv[2]) if len(sys.argv) > 2 else 2)
        everything = range(len(bench.pairs))
        print(f"{len(bench.pairs)} pairs, {len(bench.tried)} sets of figures")
        print("as they stand: same.ap %.3f topic.ap %.3f" % bench.aim(bench.scores(start), everything))
        print("best of all:   same.ap %.3f topic.ap %.3f" % bench.aim(bench.scores(chosen), everything))
        key = tuple(sorted(chosen.items()))
        report(bench, "cross-validation: chosen on four fifths, held against the rest", folds(len(bench.pairs), 5), key)
        report(bench, "leave one plan out: chosen on pairs without the plan, held against those with it", plans_of(bench), key)
        print("weights:\n" + "\n".join(f"  {name}: {value:g}" for name, value in chosen.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
