"""How long the peers of a town among all of the country take, and how much a noise of 10 % changes them.

Register and types are read from beside the repository (../shared/data/municipalities) and never enter it;
where they are missing, there is nothing to measure.
"""

import dataclasses
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from json import dumps, loads
from pathlib import Path
from typing import Any

from bench.houses import ROOT, plain_environment
from kommune.analysis.benchmark import SIZE_CLASSES, TownFacts, find_peers, size_class

FOLDER = ROOT.parent / "shared" / "data" / "municipalities"
REGISTER, TYPES = FOLDER / "AuszugGV4QAktuell.csv", FOLDER / "difu.xlsx"
COUNT, NOISE, PER_CLASS, ROUNDS, SEED = 12, 0.1, 50, 2, 20261128
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def measure_peers() -> dict[str, Any] | None:
    """Milliseconds and overlaps by size class, from a process of its own on one core; None without files."""
    if not (REGISTER.exists() and TYPES.exists()):
        return None
    with tempfile.TemporaryDirectory(prefix="kommune-bench-") as folder:
        environment = {
            **os.environ,
            **plain_environment(Path(folder) / "data"),
            **ONE_CORE,
            "DJANGO_SETTINGS_MODULE": "kommune.project.settings",
        }
        command = [sys.executable, "-m", "bench.peers", "--here"]
        done = subprocess.run(
            command, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
    found: dict[str, Any] = loads(done.stdout.splitlines()[-1])
    return found


def measure_here() -> dict[str, Any]:
    """Take the register in, then ask for the peers of fifty towns of each size class."""
    import django

    django.setup()
    from django.core.management import call_command

    from kommune.maturity.queries.peers import town_facts
    from kommune.municipalities.actions.place_types import replace_types
    from kommune.municipalities.actions.register import replace_register
    from kommune.municipalities.queries import comparable_places

    call_command("migrate", verbosity=0)
    operator = dataclasses.make_dataclass("Operator", ["is_operator"])(True)
    with REGISTER.open("rb") as stream:
        replace_register(by=operator, stream=stream)
    with TYPES.open("rb") as stream:
        replace_types(by=operator, stream=stream, filename=TYPES.name)
    towns = [town_facts(place) for place in comparable_places(0, None)]
    chance = random.Random(SEED)
    classes = [measure_class(key, towns, chance) for key, _least in SIZE_CLASSES]
    return {"towns": len(towns), "classes": classes}


def measure_class(key: str, towns: Sequence[TownFacts], chance: random.Random) -> dict[str, Any]:
    """Fifty towns of one size class: times with and without the database, overlaps under noise."""
    of_class = [town for town in towns if size_class(town.population) == key]
    chosen = chance.sample(of_class, min(PER_CLASS, len(of_class)))
    first = timed(lambda: ask_with_database(chosen[0]))
    pure = [timed(lambda town=town: find_peers(town, towns, count=COUNT)) for town in chosen]
    page = [timed(lambda town=town: ask_with_database(town)) for town in chosen]
    overlaps = []
    for _round in range(ROUNDS):
        shaken = [shake(town, chance) for town in towns]
        by_key = {town.key: town for town in shaken}
        for town in chosen:
            before = {peer.key for peer in find_peers(town, towns, count=COUNT).peers}
            after = {peer.key for peer in find_peers(by_key[town.key], shaken, count=COUNT).peers}
            overlaps.append(len(before & after) / max(len(before), 1))
    overlaps.sort()
    return {
        "class": key,
        "towns": len(of_class),
        "pure_ms": [statistics.median(pure), max(pure)],
        "first_ms": first,
        "page_ms": [statistics.median(page), max(page)],
        "overlap": [statistics.mean(overlaps), overlaps[len(overlaps) // 10]],
    }


def ask_with_database(town: TownFacts) -> None:
    """The question as the page asks it: register and types from the database, then the peers."""
    from kommune.maturity.queries.peers import peers_of
    from kommune.municipalities.public import TownShape

    asking = TownShape(id=None, slug="", name="", ags=town.key, ars="", population=None, letterhead="")
    peers_of(asking, None, COUNT)


def shake(town: TownFacts, chance: random.Random) -> TownFacts:
    """The same town with inhabitants and area up to 10 % off, and the density that follows."""
    population = town.population * chance.uniform(1 - NOISE, 1 + NOISE)
    values = {**town.values, "population": population}
    if "area" in values:
        values["area"] *= chance.uniform(1 - NOISE, 1 + NOISE)
        values["density"] = population / values["area"]
    return dataclasses.replace(town, population=max(1, round(population)), values=values)


def timed(ask: Any) -> float:
    """Milliseconds of one question."""
    began = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    print(dumps(measure_here()))
