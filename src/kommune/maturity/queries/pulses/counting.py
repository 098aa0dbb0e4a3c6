"""What may be shown of a survey, reckoned once from its counts: no small group, not even by difference."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from kommune.analysis.surveys import Cell, Published, publish
from kommune.maturity.models import Pulse, PulseCount, PulseGroup
from kommune.maturity.queries.pulses.scoring import SCORE
from kommune.maturity.queries.pulses.topics import blocks_from
from kommune.maturity.shapes.pulses import NO_ANSWER, Block

# Per question or scale, and group: how many people gave which value.
Counts = Mapping[str, Mapping[str, Counter[int]]]


def count_pulse(pulse: Pulse) -> dict[str, Any]:
    """The results of a survey as they are kept: plain values for JSON.

    A topic shows its questions, an instrument its scale; never both, since one would tell of the other.
    """
    groups = list(PulseGroup.objects.filter(pulse=pulse))
    sizes = {str(group.id): group.invited for group in groups}
    counts = _counts_of(pulse)

    keys = [key for block in blocks_from(pulse.blocks) for key in published_keys(block)]

    def published(key: str) -> dict[str, Any]:
        by_group = {group: counts[key][group] for group in sizes}
        return _stored(publish(by_group, pulse.floor, sizes=sizes))

    return {
        "floor": pulse.floor,
        "invited": sum(sizes.values()),
        "groups": [
            {"id": str(row.id), "name": row.name, "invited": row.invited, "unit_ids": row.unit_ids}
            for row in groups
        ],
        "cells": {key: published(key) for key in keys},
    }


def published_keys(block: Block) -> list[str]:
    """Under which keys the results of a block stand: each question, or the one scale of an instrument."""
    return [f"{SCORE}{block.key}"] if block.scoring else [one.key for one in block.questions]


def cell_from(stored: Mapping[str, Any] | None) -> Cell | None:
    """A cell as it was kept."""
    if stored is None:
        return None
    return Cell(**{**stored, "shares": {int(value): share for value, share in stored["shares"].items()}})


def _stored(published: Published) -> dict[str, Any]:
    return {
        "total": _cell(published.total),
        "groups": {key: _cell(cell) for key, cell in published.groups.items()},
    }


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {
        "n": cell.n, "mean": cell.mean, "median": cell.median, "q1": cell.q1, "q3": cell.q3,
        "shares": {str(value): share for value, share in cell.shares.items()},
    }  # fmt: skip


def _counts_of(pulse: Pulse) -> Counts:
    counts: defaultdict[str, defaultdict[str, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    rows = PulseCount.objects.filter(group__pulse=pulse).exclude(value=NO_ANSWER)
    for group_id, question, value, people in rows.values_list("group_id", "question", "value", "people"):
        counts[question][str(group_id)][value] += people
    return counts
