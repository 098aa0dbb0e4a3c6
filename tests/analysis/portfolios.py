"""Small portfolios to test with, written as shortly as a list would be."""

from datetime import date
from typing import Any

from kommune.analysis.portfolio import GoalFacts, LinkFacts, MeasureFacts, Portfolio, RelationFacts

DAY = date(2026, 6, 1)


def goal(name: str, parent: str | None = None, *, active: bool = True) -> GoalFacts:
    """A goal whose first letter tells its role: c city, d digital, s sector."""
    roles: dict[str, Any] = {"c": "city", "d": "digital", "s": "sector"}
    return GoalFacts(name, roles[name[0]], parent, active)


def measure(name: str, phase: str = "running", **facts: Any) -> MeasureFacts:
    """A measure; what is not given is missing."""
    return MeasureFacts(name, phase, **facts)


def portfolio(
    goals: list[GoalFacts] | None = None,
    measures: list[MeasureFacts] | None = None,
    links: list[tuple[str, str, int]] | None = None,
    relations: list[tuple[str, str, int]] | None = None,
) -> Portfolio:
    """A portfolio as of 1 June 2026."""
    return Portfolio(
        tuple(goals or ()),
        tuple(measures or ()),
        tuple(LinkFacts(*link) for link in links or ()),
        tuple(RelationFacts(*relation) for relation in relations or ()),
        DAY,
    )
