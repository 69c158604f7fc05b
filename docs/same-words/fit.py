#!/usr/bin/env python3
"""Fits the weights of src/index/evidence.rs: logistic regression with a little ridge, by gradient descent.

    cargo run --release --example evidence -- FOLDER... > evidence.tsv
    python3 docs/same-words/fit.py evidence.tsv labels.tsv

A line of labels.tsv is PATH START END PATH START END SAME, tab-separated: two quotations by their bytes, and 1 if they are one
utterance, else 0. Fragments are left out: they are judged by a rule of their own. Prints one weight a figure.
"""
import math
import sys

RIDGE, STEPS, RATE = 0.0007, 2000, 0.05


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
    for a, b, figures in ((place(e[:3]), place(e[3:6]), e[8:]) for e in evidence if e[7] == "false"):
        for c, d, same in ((place(l[:3]), place(l[3:6]), l[6]) for l in labels):
            if (covers(a, c) and covers(b, d)) or (covers(a, d) and covers(b, c)):
                yield [float(f) for f in figures], float(same)
                break


def fit(data):
    size = len(data[0][0])
    weights, mean, spread = [0.0] * size, [0.0] * size, [0.0] * size
    for step in range(1, STEPS + 1):
        slope = [RIDGE * w if at else 0.0 for at, w in enumerate(weights)]
        for figures, same in data:
            z = sum(w * f for w, f in zip(weights, figures))
            error = (1 / (1 + math.exp(-max(-30, min(30, z)))) - same) / len(data)
            for at, figure in enumerate(figures):
                slope[at] += error * figure
        for at, s in enumerate(slope):                      # Adam
            mean[at] = 0.9 * mean[at] + 0.1 * s
            spread[at] = 0.999 * spread[at] + 0.001 * s * s
            weights[at] -= RATE * mean[at] / (1 - 0.9**step) / (math.sqrt(spread[at] / (1 - 0.999**step)) + 1e-9)
    return weights


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    pairs = list(labelled(rows(sys.argv[1]), rows(sys.argv[2])))
    if not pairs:
        sys.exit("no labelled pair is among the evidence")
    print("[" + ", ".join(f"{w:.2f}" for w in fit(pairs)) + "]", f"# {len(pairs)} pairs, {sum(s for _, s in pairs):.0f} the same")
