"""Reads the catalogue of first steps that comes along."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kommune.analysis.first_steps.shapes import TOPICS, Evidence, FirstStep, Precondition

SPLIT_TOTAL = 100


@lru_cache(maxsize=1)
def load_catalogue() -> tuple[FirstStep, ...]:
    """The first steps that come along, in the order of the file: working together first."""
    folder = files("kommune.analysis.first_steps")
    return read_catalogue(folder.joinpath("first_steps.toml").read_text(encoding="utf-8"))


def read_catalogue(source: str) -> tuple[FirstStep, ...]:
    """First steps from TOML as in first_steps.toml.

    Raises ValueError naming the step where a topic, a precondition, a band or a split cannot be right, and
    tomllib.TOMLDecodeError where the text is no TOML.
    """
    data = tomllib.loads(source)
    known = {
        key: Precondition(key, words["de"], words["en"])
        for key, words in data.get("preconditions", {}).items()
    }
    steps = tuple(_read_step(entry, known) for entry in data.get("step", []))
    keys = [step.key for step in steps]
    doubled = sorted({key for key in keys if keys.count(key) > 1})
    if doubled:
        raise ValueError(f"first step named twice: {', '.join(doubled)}")
    return steps


def _read_step(entry: Mapping[str, Any], known: Mapping[str, Precondition]) -> FirstStep:
    key = str(entry.get("key", "?"))
    try:
        step = FirstStep(
            key=entry["key"],
            group=entry.get("group", ""),
            title_de=entry["title_de"],
            title_en=entry["title_en"],
            what_de=entry["what_de"],
            what_en=entry["what_en"],
            needs={topic: float(weight) for topic, weight in entry["needs"].items()},
            preconditions=tuple(known[name] for name in entry.get("preconditions", [])),
            already=tuple(known[name] for name in entry.get("already", [])),
            hours=_band(entry["hours"]),
            euros=_band(entry["euros"]),
            weeks=_band(entry["weeks"]),
            smallest=entry.get("smallest"),
            largest=entry.get("largest"),
            replaces_de=entry["replaces_de"],
            replaces_en=entry["replaces_en"],
            leave_de=entry["leave_de"],
            leave_en=entry["leave_en"],
            split=dict(entry["split"]),
            field_de=entry["field_de"],
            field_en=entry["field_en"],
            measure_de=entry["measure_de"],
            measure_en=entry["measure_en"],
            evidence=tuple(
                Evidence(one["de"], one["en"], one["source"], one.get("source_en", one["source"]))
                for one in entry["evidence"]
            ),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"first step {key!r} cannot be read: {fault}") from fault
    _check(step)
    return step


def _band(values: object) -> tuple[int, int]:
    if not (isinstance(values, list) and len(values) == 2 and all(type(value) is int for value in values)):
        raise ValueError("a band is two whole numbers")
    least, most = values
    if not 0 <= least <= most:
        raise ValueError(f"a band goes from the smaller to the larger number, not {least} to {most}")
    return least, most


def _check(step: FirstStep) -> None:
    strange = sorted(set(step.needs) - set(TOPICS))
    if strange or not step.needs or min(step.needs.values()) <= 0:
        raise ValueError(f"first step {step.key!r}: unknown topic or weight {strange or dict(step.needs)}")
    if sum(step.split.values()) != SPLIT_TOTAL:
        raise ValueError(f"first step {step.key!r}: the split must make {SPLIT_TOTAL}")
    if not step.evidence:
        raise ValueError(f"first step {step.key!r}: says nothing of what is known about it")
