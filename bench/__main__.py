"""`python -m bench [PART …]`: measure all or some parts and write bench/RESULTS.md.

    pages    every page beside its reference, on SQLite and PostgreSQL
    weight   what a first visit loads
    imports  2,000 and 50,000 measures from XLSX
    load     220 people at once, on SQLite and PostgreSQL
    pulses   1,000 people answer one survey within five minutes, on SQLite
    start    first and second start of the demo town
    alignment    figures, what-if and pages of conflicts of a large town
    map          the strategy map in a browser: time to picture, frames a second
    hour     the guided hour in a browser, step by step, as a new user answers it
    peers    peers of a town among all of the country, and how noise changes them
    suggestions  likely goals and questions about tensions: how often right, how fast

Figures of parts not measured now are kept from the last run.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.alignment import measure_alignment
from bench.hour import measure_hour
from bench.houses import DATABASES, ROOT, large_town, measure_inside
from bench.imports import measure_imports
from bench.load import measure_load
from bench.machine import describe_machine
from bench.peers import measure_peers
from bench.pulses import measure_pulses
from bench.report import write_report
from bench.start import measure_start
from bench.strategy_map import measure_strategy_map
from bench.suggestions import measure_suggestions

FIGURES = ROOT / "bench" / "figures.json"
PARTS = (
    "pages",
    "weight",
    "imports",
    "load",
    "pulses",
    "start",
    "alignment",
    "map",
    "suggestions",
    "hour",
    "peers",
)


def main() -> None:
    """Measure what was asked for and write the report."""
    asked = sys.argv[1:] or list(PARTS)
    if unknown := set(asked) - set(PARTS):
        raise SystemExit(f"{', '.join(unknown)}: unknown.\n{__doc__}")
    figures: dict[str, Any] = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    for part, measured in measure_parts(asked):
        figures[part] = {"measured": describe_machine(), "figures": measured}
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n")
        write_report(figures)


def measure_parts(asked: list[str]) -> Any:
    """Pairs of part and figures, as they come."""
    for database in DATABASES:
        if not {"pages", "weight", "load"} & set(asked):
            break
        with large_town(database) as environment:
            if environment is None:
                continue
            inside: dict[str, Callable[[], Any]] = {
                "pages": lambda: measure_inside(environment, "page_timing"),
                "weight": lambda: measure_inside(environment, "page_weight"),
                "load": lambda: measure_load(environment),
            }
            for part, measure in inside.items():
                if part in asked and (part != "weight" or database == "sqlite"):
                    yield part if part == "weight" else f"{part} on {database}", told(part, measure)
    for part, alone in (
        ("imports", measure_imports),
        ("pulses", measure_pulses),
        ("start", measure_start),
        ("alignment", measure_alignment),
        ("map", measure_strategy_map),
        ("suggestions", measure_suggestions),
        ("peers", measure_peers),
        ("hour", measure_hour),
    ):
        if part in asked:
            yield part, told(part, alone)


def told(part: str, measure: Callable[[], Any]) -> Any:
    """The figures of a part, saying on the way how long they took."""
    began = time.monotonic()
    measured = measure()
    print(f"{part}: measured in {time.monotonic() - began:.0f} s", flush=True)
    return measured


if __name__ == "__main__":
    main()
