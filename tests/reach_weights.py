#!/usr/bin/env python3
"""Choose the figures of grammars/reach.yaml: a coarse grid, judged by F1 over labelled links, each risk held out in turn.

usage: reach_weights.py PROGRAM [SHARED]      SHARED (default ../shared) holds plans/, gold/overlaps.json and tools/accuracy

planrisk lists every pair of a risk and an action that has any evidence (thresholds laid over with 0), with the share to which
each kind is found; the scores are made here, with the formula of src/analysis/risk_reach.h. For each relation it prints the
shipped figures' F1 and precision, the best of the grid, and what the figures chosen without a risk do for that risk, added up
over all risks: that is what to expect of risks that nobody has labelled.
"""
import importlib.machinery, importlib.util, itertools, json, os, re, subprocess, sys, tempfile

sys.dont_write_bytecode = True

GRIDS = {
    "threatens": {
        "concept": [0, 0.1, 0.2, 0.3, 0.5], "section": [0.3, 0.5, 0.7], "around": [0, 0.1, 0.25, 0.4], "title": [0.5, 0.75, 1], "subject": [0.5, 0.75, 1],
        "threshold": [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45],
    },
    "mitigated_by": {
        "concept": [0, 0.1, 0.2, 0.3, 0.5], "step": [1], "own-word": [0.25, 0.5, 1], "mass": [1, 2, 4],
        "threshold": [0.05, 0.1, 0.15, 0.2, 0.25, 0.3],
    },
}
THRESHOLDS = {"threatens": "threatens", "mitigated_by": "mitigated-by"}    # names in reach.yaml


def load_accuracy(shared):
    loader = importlib.machinery.SourceFileLoader("accuracy", os.path.join(shared, "tools", "accuracy"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("accuracy", loader))
    loader.exec_module(module)
    return module


def shipped_figures():
    """The figures in grammars/reach.yaml, by name."""
    text = open("grammars/reach.yaml", encoding="utf-8").read()
    return {name: float(value) for name, value in re.findall(r"^ *([a-z-]+): +([0-9.]+)", text, re.M)}


class Planrisk:
    """The program with the plans in a database of its own."""

    def __init__(self, program, shared, folder):
        self.program, self.folder = program, folder
        self.run("import", os.path.join(shared, "plans"))
        self.plans = json.loads(self.run("export", "--format", "json"))["plans"]

    def run(self, *arguments):
        command = [self.program, "--db", os.path.join(self.folder, "db"), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def links(self, concept, own_word, mass):
        """Every pair with evidence: {(risk line, action line, relation): {kind: share}}."""
        overlay = os.path.join(self.folder, "grammars")
        os.makedirs(overlay, exist_ok=True)
        with open(os.path.join(overlay, "reach.yaml"), "w", encoding="utf-8") as file:
            file.write(f"threatens: 0\nmitigated-by: 0\nconcept: {concept}\nown-word: {own_word}\nmass: {mass}\n")
        rows = json.loads(self.run("--grammars", overlay, "overlap", "--min", "1", "--format", "json"))["risk_links"]
        return {
            (row["risk"]["document"], row["risk"]["line"], row["action"]["line"], row["action"]["text"], row["relation"]):
                {piece["kind"]: piece["share"] for piece in row["evidence"]}
            for row in rows
        }


def labelled_pairs(accuracy, plans, shared):
    """Labels whose risk and action were both read: [(label, key without relation)]."""
    gold_folder = os.path.join(shared, "gold")
    labels = json.load(open(os.path.join(gold_folder, "overlaps.json"), encoding="utf-8"))["risk_links"]
    read = {accuracy.stem(plan["document"]): plan for plan in plans}
    found = {}
    for name in sorted(name for name in os.listdir(gold_folder) if name.endswith(".json")):
        gold = json.load(open(os.path.join(gold_folder, name), encoding="utf-8"))
        plan = read.get(accuracy.stem(gold["document"])) if "document" in gold else None
        for member in ("actions", "risks") if plan else ():
            for i, j, _ in accuracy.pair(gold[member], plan[member]):
                found[gold[member][i]["key"]] = (plan["document"], plan[member][j])
    return [
        (label, (found[label["risk"]][0], accuracy.line_of(found[label["risk"]][1]),
                 accuracy.line_of(found[label["action"]][1]), found[label["action"]][1]["text"]))
        for label in labels if label["risk"] in found and label["action"] in found
    ]


def score(shares, figures):
    doubt = 1.0
    for kind, share in shares.items():
        doubt *= 1 - figures.get(kind, 1.0) * share
    return 1 - doubt


def tally(said, pairs, relation, keep):
    """True positives, false positives, false negatives among the pairs that `keep` lets through."""
    tp = fp = fn = 0
    for claim, (label, _) in zip(said, pairs):
        if keep(label):
            tp += claim and label[relation]
            fp += claim and not label[relation]
            fn += (not claim) and label[relation]
    return tp, fp, fn


def f1(counts):
    tp, fp, fn = counts
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def describe(counts):
    tp, fp, _ = counts
    return f"F1 {f1(counts):.3f}, precision {tp / (tp + fp) if tp + fp else 0:.3f}"


def middle(candidates):
    """Of figures that do equally well the one nearest to their mean: far from where any of them begins to fail."""
    mean = {name: sum(c[name] for c in candidates) / len(candidates) for name in candidates[0]}
    return min(candidates, key=lambda c: sum((c[name] - mean[name]) ** 2 for name in mean))


def judge(relation, pairs, links_for, shipped):
    grid = GRIDS[relation]
    candidates = [dict(zip(grid, values)) for values in itertools.product(*grid.values())]
    usual = shipped
    shipped = {name: shipped[THRESHOLDS[relation] if name == "threshold" else name] for name in grid}

    def claims(figures):
        links = links_for(*(figures.get(name, usual[name]) for name in ("concept", "own-word", "mass")))
        return [score(links.get((*key, relation), {}), figures) >= figures["threshold"] for _, key in pairs]

    said = [claims(figures) for figures in candidates]

    def best(keep):
        values = [f1(tally(claim, pairs, relation, keep)) for claim in said]
        return middle([c for c, value in zip(candidates, values) if value >= max(values) - 1e-9])

    def everything(_):
        return True

    chosen = best(everything)
    held_out = [0, 0, 0]
    for risk in sorted({label["risk"] for label, _ in pairs}):
        figures = best(lambda label: label["risk"] != risk)
        counts = tally(said[candidates.index(figures)], pairs, relation, lambda label: label["risk"] == risk)
        held_out = [a + b for a, b in zip(held_out, counts)]
    print(relation)
    print(f"  shipped   {describe(tally(claims(shipped), pairs, relation, everything))}  {shipped}")
    print(f"  best      {describe(tally(claims(chosen), pairs, relation, everything))}  {chosen}")
    print(f"  held out  {describe(held_out)}")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    shared = sys.argv[2] if len(sys.argv) == 3 else "../shared"
    accuracy = load_accuracy(shared)
    with tempfile.TemporaryDirectory() as folder:
        planrisk = Planrisk(sys.argv[1], shared, folder)
        pairs = labelled_pairs(accuracy, planrisk.plans, shared)
        known = {}

        def links_for(*figures):
            if figures not in known:
                known[figures] = planrisk.links(*figures)
            return known[figures]

        print(f"{len(pairs)} labelled pairs of {len({label['risk'] for label, _ in pairs})} risks")
        for relation in GRIDS:
            judge(relation, pairs, links_for, shipped_figures())


if __name__ == "__main__":
    main()
