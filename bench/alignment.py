"""How long the alignment of a large town takes on one core, beside the bare formulas, and how much memory."""

import json
import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.houses import ROOT, plain_environment
from kommune.analysis.alignment import (
    AdoptGoal,
    AlignmentCase,
    Change,
    DropGoal,
    DropMeasure,
    MoveMoney,
    align,
    indirect_conflicts,
    what_if,
    with_direct_links,
)

CITY, DIGITAL, MEASURES = 60, 300, 2_000
# Of 20,000 ratings: as a town rates, contributions outnumbering relations; then half and half, the densest.
SPLITS = ((2_000, 18_000), (10_000, 10_000))
ROUNDS = 60
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def measure_alignment() -> list[dict[str, Any]]:
    """Figures by split of the ratings, from a process of its own that is held to one core."""
    environment = {**os.environ, **plain_environment(Path(os.devnull)), **ONE_CORE}
    command = [sys.executable, "-m", "bench.alignment", "--here"]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure_here() -> list[dict[str, Any]]:
    """Milliseconds of each question by turns with the bare formulas, and the peak of one alignment."""
    return [measure_split(*split) for split in SPLITS]


def measure_split(n_relations: int, n_contributions: int) -> dict[str, Any]:
    """All questions about one invented town."""
    case = large_case(n_relations, n_contributions)
    changes: dict[str, list[Change]] = {
        "what_if_drop": [DropMeasure(7)],
        "what_if_adopt": [AdoptGoal(((3, 2), (9, -1)), tuple((measure, 2) for measure in range(40)))],
        "what_if_many": [DropMeasure(1), DropGoal(4), MoveMoney(2, 3, 10), AdoptGoal(((0, 1),))],
    }
    questions: dict[str, Callable[[], Any]] = {
        "formulas": lambda: bare_formulas(case),
        "align": lambda: align(case),
        **{name: lambda listed=listed: what_if(case, listed) for name, listed in changes.items()},
        "page": lambda: indirect_conflicts(case, limit=100),
    }
    taken: dict[str, list[float]] = {name: [] for name in questions}
    worked: dict[str, list[float]] = {name: [] for name in questions}
    for _ in range(ROUNDS):
        for name, ask in questions.items():
            began, busy = time.perf_counter(), time.process_time()
            ask()
            worked[name].append((time.process_time() - busy) * 1000)
            taken[name].append((time.perf_counter() - began) * 1000)
    tracemalloc.start()
    found = align(case)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    bare = bare_formulas(case)
    assert all(np.isclose(bare[code], found.headline.by_code()[code]) for code in bare)
    return {
        "relations": n_relations,
        "contributions": n_contributions,
        "pairs": found.indirect_conflict_count,
        "peak_mb": peak,
        "milliseconds": {
            name: [statistics.median(taken[name]), max(taken[name]), statistics.median(worked[name])]
            for name in questions
        },
    }


def large_case(n_relations: int, n_contributions: int) -> AlignmentCase:
    """An invented town of the largest size, always the same, some measures linked straight to city goals."""
    random = np.random.default_rng(20261124)
    scores = random.choice([-3, -2, -1, 1, 2, 3], n_relations, p=[0.04, 0.1, 0.1, 0.3, 0.3, 0.16])
    relations = cells(random, n_relations, DIGITAL, CITY, scores)
    n_links = 500
    strengths = random.integers(1, 4, n_contributions - n_links)
    contributions = cells(random, n_contributions - n_links, MEASURES, DIGITAL, strengths)
    costs = [None if unknown else 1000.0 * int(k) for unknown, k in zip(
        random.random(MEASURES) < 0.2, random.integers(1, 900, MEASURES), strict=True
    )]  # fmt: skip
    costs[2:4] = [50_000.0, 50_000.0]  # between these two money is moved
    weights = random.integers(1, 10, CITY).tolist()
    delivers = random.random(MEASURES) < 0.5
    case = AlignmentCase.from_triples(
        weights, DIGITAL, relations, contributions, costs, delivers=delivers.tolist()
    )
    return with_direct_links(case, cells(random, n_links, MEASURES, CITY, random.integers(1, 4, n_links)))


def cells(random: np.random.Generator, n: int, rows: int, columns: int, values: Any) -> Any:
    """So many different cells of a matrix with these values, as rows of an array."""
    chosen = random.choice(rows * columns, n, replace=False)
    return np.stack([chosen // columns, chosen % columns, values], axis=1)


def bare_formulas(case: AlignmentCase) -> dict[str, float]:
    """The headline and nothing else, written down from the formulas with whole matrices of floats."""
    a, b, w = case.relations.dense().astype(float), case.contributions.dense().astype(float), case.weights
    cost = np.nan_to_num(case.costs)
    plus, minus = np.maximum(a, 0), np.maximum(-a, 0)
    along = (b / 3) @ (plus / 3)
    (((b / 3) @ (minus / 3)) >= 0.2).sum()
    sums = along.sum(axis=1, keepdims=True)
    shares = np.divide(along, sums, out=np.zeros_like(along), where=sums > 0)
    money = cost @ shares / cost.sum()
    unallocated = cost[sums[:, 0] == 0].sum() / cost.sum()
    return {
        "coverage": float(w @ (plus.max(axis=0) >= 1)),
        "depth": float(w @ plus.max(axis=0)) / 3,
        "conflict": float((minus @ w).sum() / ((plus + minus) @ w).sum()),
        "overlap": float(1 - (np.abs(w - money).sum() + unallocated) / 2),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure_here() if "--here" in sys.argv else measure_alignment()) + os.linesep)
