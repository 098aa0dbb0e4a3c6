"""Putting an idea of another wing onto the list of measures, linked to the goals that its text is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.utils import timezone

from kommune.audit.public import Batch
from kommune.municipalities.public import Viewer, create_object, require
from kommune.strategy.actions.measures import check_measure
from kommune.strategy.actions.ratings import provenance
from kommune.strategy.models import Contribution, Measure
from kommune.strategy.queries.rateable import Pairing, Rateable, load_goals
from kommune.strategy.queries.suggestions import LikelyGoal, likely_goals
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import Phase, Way

MOST_GOALS = 2
SLIGHT = 1


@dataclass(frozen=True, slots=True)
class Idea:
    """A measure to be: title, aim, and what it changes as shares of 100 by dimension (may be empty)."""

    title: str
    aim: str
    split: Mapping[str, int]


def add_idea(batch: Batch, *, by: Viewer, idea: Idea) -> Measure:
    """A new measure in the phase of an idea, linked slightly to at most two goals that share its words.

    The links count as from a list: a suggestion is no rating. Written into the caller's batch, so that one
    undo takes everything back.
    """
    require(may_edit_strategies(by))
    goals = proposed_goals(by, idea)
    first = goals[0].goal if goals else None
    measure = Measure(
        title=idea.title[:500],
        aim=idea.aim,
        phase=Phase.IDEA,
        strategy_id=first.strategy_id if first else None,
        field_id=first.field_id if first else None,
        position=Measure.objects.count() + 1,
        **{f"split_{dimension}": share for dimension, share in idea.split.items()},
    )
    check_measure(measure)
    create_object(batch, measure)
    now = timezone.now()
    for one in goals:
        values = {"strength": SLIGHT, **provenance(by, Way.LIST, now)}
        create_object(batch, Contribution(measure=measure, goal_id=one.goal.id, **values))
    return measure


def proposed_goals(by: Viewer, idea: Idea) -> tuple[LikelyGoal, ...]:
    """The goals that an idea seems to be about, those with words in common, at most two."""
    goals = load_goals(by).served
    if not goals:
        return ()
    thing = Rateable(uuid4(), "", idea.title, idea.aim, "", None, None)
    [likely] = likely_goals([thing], goals, Pairing.MEASURES).by_thing
    return tuple(one for one in likely if one.words)[:MOST_GOALS]
