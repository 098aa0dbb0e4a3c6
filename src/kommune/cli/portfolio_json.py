"""A portfolio as JSON in, and what its analysis found as JSON out."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from kommune.analysis.portfolio import (
    GoalFacts,
    LinkFacts,
    MeasureFacts,
    Portfolio,
    RelationFacts,
    three_sentences,
)
from kommune.analysis.portfolio.results import Proof

DAYS = ("start_on", "end_on", "last_report_on", "last_change_on")


def read_portfolio(text: str) -> Portfolio:
    """The portfolio of a JSON document whose keys are the field names of the facts.

    ``as_of`` and days are ISO dates, money is cents, ``costs_by_year`` maps years to cents or null. Raises
    ValueError, TypeError or KeyError where it is something else.
    """
    document = json.loads(text)
    return Portfolio(
        goals=tuple(GoalFacts(**goal) for goal in document.get("goals", [])),
        measures=tuple(_measure(measure) for measure in document.get("measures", [])),
        links=tuple(LinkFacts(**link) for link in document.get("links", [])),
        relations=tuple(RelationFacts(**relation) for relation in document.get("relations", [])),
        as_of=date.fromisoformat(document["as_of"]),
        stale_after_days=document.get("stale_after_days", 180),
    )


def _measure(values: dict[str, Any]) -> MeasureFacts:
    values = dict(values)
    for name in DAYS:
        if values.get(name) is not None:
            values[name] = date.fromisoformat(values[name])
    costs = {int(year): cents for year, cents in values.pop("costs_by_year", {}).items()}
    return MeasureFacts(costs_by_year=costs, **values)


def proof_text(proof: Proof) -> str:
    """Everything the analysis found, sentences included, without repeating the input."""
    found = plain(proof)
    del found["portfolio"]
    found["sentences"] = plain(three_sentences(proof))
    return json.dumps(found, ensure_ascii=False, indent=1)


def plain(value: Any) -> Any:
    """Dataclasses, mappings, tuples and dates as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
