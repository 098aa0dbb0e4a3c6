"""Making a whole draft strategy at once from plain values, inside a batch that another wing opened."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from kommune.audit.public import Batch
from kommune.municipalities.public import Viewer, create_object, require
from kommune.strategy.actions.ratings import Rating, provenance, rate_contributions, rate_relations
from kommune.strategy.drafts import DraftBasis, DraftLink, DraftStrategy, MadeDraft, goal_key
from kommune.strategy.models import Contribution, FieldOfAction, Goal, GoalRelation, Measure, Strategy
from kommune.strategy.queries.drafting import assumed_links, city_goals
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import Phase, Way

LONGEST_TITLE = 500
# As strong as a "yes" of the quick pass: from ±2 on a relation needs a reason of its own.
CONTRIBUTES, RELATES = 2, 1


def add_draft_strategy(batch: Batch, *, by: Viewer, draft: DraftStrategy) -> MadeDraft:
    """Make a strategy in state draft with its fields, goals and measures.

    Measures are ideas. A link that a person said is a first estimate of hers, one of a catalogue is "from
    list", an assumed one waits to be confirmed with its reason. A link to a goal that is not in the city
    strategy which this person sees is left out. Nothing is written where a value cannot be stored
    (``WrongValues``).
    """
    require(may_edit_strategies(by))
    strategy = create_object(batch, Strategy(kind=draft.kind, title=draft.title[:300], summary=draft.summary))
    fields = _add_fields(batch, strategy, draft)
    goals: dict[str, UUID] = {}
    for place, goal in enumerate(draft.goals, 1):
        made = Goal(
            strategy=strategy,
            field=fields.get(goal.field),
            number=_number(draft.kind, place),
            title=goal.title[:LONGEST_TITLE],
            text=goal.text,
            extra={"source": goal.source} if goal.source else {},
            position=place,
        )
        goals[goal.title] = create_object(batch, made).id
    measures = _add_measures(batch, strategy, draft, fields)
    links = _Links(batch, by, goals)
    for goal in draft.goals:
        links.relate(goals[goal.title], goal.serves)
    for title, serves in ((one.title, one.serves) for one in draft.measures):
        links.contribute(measures[title], serves)
    return MadeDraft(strategy.id, measures)


def answer_assumed_link(
    *, by: Viewer, strategy_id: UUID, source_id: UUID, goal_id: UUID, holds: bool
) -> bool:
    """Confirm an assumed link as a first estimate of this person, or take it away.

    Returns False, with nothing changed, where it no longer waits: somebody answered before.
    """
    require(may_edit_strategies(by))
    waiting = {(one.source_id, one.goal_id): one for one in assumed_links(by, strategy_id)}
    link = waiting.get((source_id, goal_id))
    if link is None:
        return False
    rate = rate_contributions if link.is_measure else rate_relations
    value = (CONTRIBUTES if link.is_measure else RELATES) if holds else None
    rate(by=by, ratings=[Rating(source_id, goal_id, value, None)], way=Way.QUICK)
    return True


def _number(kind: str, place: int) -> str:
    return f"D{place}" if kind == "digital" else str(place)


def _add_fields(batch: Batch, strategy: Strategy, draft: DraftStrategy) -> dict[str, FieldOfAction]:
    titles = [*(goal.field for goal in draft.goals), *(measure.field for measure in draft.measures)]
    named = dict.fromkeys(filter(None, titles))
    return {
        title: create_object(
            batch, FieldOfAction(strategy=strategy, title=title[:LONGEST_TITLE], position=place)
        )
        for place, title in enumerate(named, 1)
    }


def _add_measures(
    batch: Batch, strategy: Strategy, draft: DraftStrategy, fields: dict[str, FieldOfAction]
) -> dict[str, UUID]:
    first = Measure.objects.count()
    return {
        measure.title: create_object(
            batch,
            Measure(
                strategy=strategy,
                field=fields.get(measure.field),
                title=measure.title[:LONGEST_TITLE],
                aim=measure.aim,
                remarks=measure.remarks,
                phase=Phase.IDEA,
                position=first + place,
            ),
        ).id
        for place, measure in enumerate(draft.measures, 1)
    }


class _Links:
    """Writes the links of one draft; looks the city's goals up once."""

    def __init__(self, batch: Batch, by: Viewer, goals: Mapping[str, UUID]) -> None:
        self.batch, self.by, self.goals, self.now = batch, by, goals, timezone.now()
        _strategy, _title, known = city_goals(by)
        self.city = {goal_key(one.title): one.id for one in known}

    def relate(self, goal_id: UUID, link: DraftLink | None) -> None:
        """Say which goal of the town a digital goal serves."""
        target = self._target(link)
        if link is not None and target is not None:
            ends = {"digital_goal_id": goal_id, "city_goal_id": target}
            create_object(self.batch, GoalRelation(**ends, score=RELATES, **self._told(link)))

    def contribute(self, measure_id: UUID, link: DraftLink | None) -> None:
        """Say which goal a measure serves."""
        target = self._target(link)
        if link is not None and target is not None:
            ends = {"measure_id": measure_id, "goal_id": target}
            create_object(self.batch, Contribution(**ends, strength=CONTRIBUTES, **self._told(link)))

    def _target(self, link: DraftLink | None) -> UUID | None:
        if link is None:
            return None
        return self.city.get(goal_key(link.goal)) if link.is_city else self.goals.get(link.goal)

    def _told(self, link: DraftLink) -> dict[str, Any]:
        is_said = link.basis == DraftBasis.SAID
        return {
            **provenance(self.by, Way.QUICK if is_said else Way.LIST, self.now),
            "strength_given": is_said,
            "to_confirm": link.basis == DraftBasis.ASSUMED,
            "reason": link.reason,
        }
