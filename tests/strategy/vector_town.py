"""A town whose goals, ratings and costs are the worked example that the formulas are checked against."""

from dataclasses import dataclass
from uuid import UUID

from kommune.audit.public import journal
from kommune.municipalities.public import Viewer, create_object
from kommune.strategy.actions.measures import create_measure
from kommune.strategy.actions.strategies import create_strategy, save_goal
from kommune.strategy.models import Strategy, Weighting
from tests.towns import relate_goals

WEIGHTS = (30, 25, 20, 15, 10)
RELATIONS = ((2, 0, 1, 0, 0), (0, 3, 0, -2, 0), (0, 0, 0, 0, 0), (-1, 1, 2, 0, 0))
CONTRIBUTIONS = ((3, 0, 0, 0), (0, 2, 0, 0), (0, 0, 3, 0), (0, 1, 0, 2))
COSTS_EUR = (100, 60, 200, 40)


@dataclass(frozen=True)
class VectorTown:
    """Ids of the strategies and, by position, of goals and measures."""

    city_strategy: UUID
    digital_strategy: UUID
    city: tuple[UUID, ...]
    digital: tuple[UUID, ...]
    measures: tuple[UUID, ...]


def make_vector_town(by: Viewer, *, weighted: bool = True) -> VectorTown:
    """The worked example in the town in scope; without weights all goals weigh the same."""
    city_strategy = create_strategy(by=by, values={"kind": "city", "title": "Stadtstrategie"})
    digital_strategy = create_strategy(by=by, values={"kind": "digital", "title": "Digitalstrategie"})
    city = tuple(
        save_goal(by=by, strategy_id=city_strategy, values={"number": f"S{at}", "title": f"Stadtziel {at}"})
        for at in range(5)
    )
    digital = tuple(
        save_goal(
            by=by, strategy_id=digital_strategy, values={"number": f"D{at}", "title": f"Digitalziel {at}"}
        )
        for at in range(4)
    )
    for row, scores in zip(digital, RELATIONS, strict=True):
        for column, score in zip(city, scores, strict=True):
            if score:
                relate_goals(by=by, digital_goal_id=row, city_goal_id=column, score=score)
    measures = tuple(
        create_measure(
            by=by,
            values={
                "number": f"M{at}",
                "title": f"Maßnahme {at}",
                "phase": "running" if at == 0 else "idea",
                "owner_name": "Frau Koch",
            },
            costs={2026: cost * 100},
            goals={goal: strength for goal, strength in zip(digital, strengths, strict=True) if strength},
        )
        for at, (cost, strengths) in enumerate(zip(COSTS_EUR, CONTRIBUTIONS, strict=True))
    )
    if weighted:
        weigh(city_strategy, city)
    return VectorTown(city_strategy, digital_strategy, city, digital, measures)


def weigh(strategy: UUID, goals: tuple[UUID, ...], shares: tuple[int, ...] = WEIGHTS) -> None:
    """Give the goals of a strategy these shares."""
    with journal(action="test", actor_id=None) as batch:
        weighting = Weighting(
            strategy=Strategy.objects.get(id=strategy),
            shares={str(goal): share for goal, share in zip(goals, shares, strict=True)},
            source="workshop",
            source_note="Klausur im März",
        )
        create_object(batch, weighting)
