#!/usr/bin/env python3
"""Fits the weights of src/index/evidence.rs: logistic regression with a ridge, by Newton's method.

    cargo run --release --example evidence -- FOLDER... > evidence.tsv
    python3 docs/same-words/fit.py evidence.tsv labels.tsv

A line of labels.tsv is PATH START END PATH START END SAME, tab-separated: two quotations by their bytes, and 1 if they are one
utterance, else 0. A folder is one event. Events are dealt into ten parts; each part is judged by weights fitted on the other
nine, and the ridge is the one that judges best. Fragments are fitted by themselves; there are too few of them to tell what
another speaker means, so that this weight is taken over from the other quotations. Two quotations are one utterance from one
half on. Nothing is left to be set by hand.
"""
import math
import os
import sys

RIDGES = (0.001, 0.002, 0.003, 0.005, 0.01, 0.02)
PARTS = 10
FIGURES = {  # a figure that makes the loss on what was left out no smaller is not used
    "WEIGHTS": "one share ordered dense mutual sentence context different excerpt".split(),
    "FRAGMENT_WEIGHTS": "one ordered mutual around".split(),
}
TAKEN_OVER = "different"


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip()]


def place(cells):
    return cells[0], int(cells[1]), int(cells[2])


def covers(a, b):
    """The two share at least half of the shorter one."""
    shorter = min(a[2] - a[1], b[2] - b[1])
    return a[0] == b[0] and shorter > 0 and 2 * (min(a[2], b[2]) - max(a[1], b[1])) >= shorter


def labelled(evidence, labels):
    """(fragment, event, figures, same) of each labelled pair; of two candidates for it the one that shares more."""
    events = {}
    for a, b, fragment, figures in evidence:
        events.setdefault(os.path.dirname(a[0]), []).append((a, b, fragment, figures))
    for c, d, same in labels:
        event = os.path.dirname(c[0])
        found = [(figures, fragment) for a, b, fragment, figures in events.get(event, [])
                 if (covers(a, c) and covers(b, d)) or (covers(a, d) and covers(b, c))]
        if found:
            figures, fragment = max(found, key=lambda f: f[0]["ordered"])
            yield fragment, event, figures, same


def likelihood(weights, figures):
    """The last of the figures is what is known already."""
    z = sum(w * f for w, f in zip(weights, figures)) + figures[-1]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def solve(m, v):
    """Gauss-Jordan with pivots."""
    n = len(v)
    m = [row[:] + [x] for row, x in zip(m, v)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[pivot] = m[pivot], m[i]
        for r in range(n):
            if r != i:
                k = m[r][i] / m[i][i]
                m[r] = [x - k * y for x, y in zip(m[r], m[i])]
    return [m[i][n] / m[i][i] for i in range(n)]


def fit(data, ridge):
    size = len(data[0][0]) - 1
    weights = [0.0] * size
    for _ in range(25):
        slope = [ridge * w if at else 0.0 for at, w in enumerate(weights)]
        bend = [[(ridge if i == j and i else 1e-9 if i == j else 0.0) for j in range(size)] for i in range(size)]
        for figures, same in data:
            p = likelihood(weights, figures)
            error, steep = (p - same) / len(data), p * (1 - p) / len(data)
            for i, x in enumerate(figures[:-1]):
                slope[i] += error * x
                for j, y in enumerate(figures[:-1]):
                    bend[i][j] += steep * x * y
        step = solve(bend, slope)
        weights = [w - s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-7:
            break
    return weights


def f1(judged):
    right = sum(1 for p, same in judged if p >= 0.5 and same)
    named, all_same = sum(1 for p, _ in judged if p >= 0.5), sum(same for _, same in judged)
    return 2 * right / max(1, named + all_same)


def left_out(data, ridge):
    """Each pair with the likelihood that the other parts give it."""
    events = sorted({event for event, _, _ in data})
    part = {event: at % PARTS for at, event in enumerate(events)}
    for p in range(PARTS):
        train = [(figures, same) for event, figures, same in data if part[event] != p]
        test = [(figures, same) for event, figures, same in data if part[event] == p]
        if test and train:
            weights = fit(train, ridge)
            yield from ((likelihood(weights, figures), same) for figures, same in test)


def loss(judged):
    return -sum(math.log(max(1e-6, p if same else 1 - p)) for p, same in judged) / len(judged)


def report(name, columns, pairs, known):
    """Prints the weights and returns them by name; `known` are those taken over."""
    def row(figures):
        return [figures[c] for c in FIGURES[name]] + [sum(w * figures[c] for c, w in known.items())]
    data = [(event, row(figures), same) for event, figures, same in pairs]
    if not any(same for _, _, same in data):
        sys.exit("no labelled pair is among the evidence")
    trials = {ridge: list(left_out(data, ridge)) for ridge in RIDGES}
    ridge = min(RIDGES, key=lambda r: loss(trials[r]))
    weights = fit([(figures, same) for _, figures, same in data], ridge)
    shipped = dict(zip(FIGURES[name], weights)) | known
    print(f"// {len(data)} pairs of {len({e for e, _, _ in data})} events, {sum(s for _, _, s in data)} the same; "
          f"ridge {ridge}; on what was left out: F1 {f1(trials[ridge]):.3f}, loss {loss(trials[ridge]):.3f}")
    print(f"const {name}: Figures = [" + ", ".join(f"{shipped.get(c, 0.0):.2f}" for c in columns) + "];")
    return shipped


def main(evidence, labels):
    head, *lines = rows(evidence)
    columns = head[8:]
    pairs = [(place(e[:3]), place(e[3:6]), e[7] == "true", dict(zip(columns, map(float, e[8:])))) for e in lines]
    data = list(labelled(pairs, [(place(r[:3]), place(r[3:6]), int(r[6])) for r in rows(labels)]))
    whole, fragments = ([(event, f, same) for is_fragment, event, f, same in data if is_fragment == kind] for kind in (False, True))
    weights = report("WEIGHTS", columns, whole, {})
    report("FRAGMENT_WEIGHTS", columns, fragments, {TAKEN_OVER: weights[TAKEN_OVER]})


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
