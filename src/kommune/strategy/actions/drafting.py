"""Making a whole draft strategy at once from plain values, inside a batch that another wing opened."""

from uuid import UUID

from kommune.audit.public import Batch
from kommune.municipalities.public import Viewer, create_object, require
from kommune.strategy.drafts import DraftStrategy
from kommune.strategy.models import Contribution, FieldOfAction, Goal, Measure, Strategy
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import Origin, Phase

LONGEST_TITLE = 500
CLEARLY = 2


def add_draft_strategy(batch: Batch, *, by: Viewer, draft: DraftStrategy) -> UUID:
    """Make a strategy in state draft with its fields, goals and measures; returns its id.

    Measures are ideas and serve their goal "clearly" (2), as from a list. Nothing is written where a value
    cannot be stored (``WrongValues``).
    """
    require(may_edit_strategies(by))
    strategy = create_object(batch, Strategy(kind=draft.kind, title=draft.title[:300], summary=draft.summary))
    fields = _add_fields(batch, strategy, draft)
    goals: dict[str, Goal] = {}
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
        goals[goal.title] = create_object(batch, made)
    _add_measures(batch, strategy, draft, fields, goals)
    return strategy.id


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
    batch: Batch,
    strategy: Strategy,
    draft: DraftStrategy,
    fields: dict[str, FieldOfAction],
    goals: dict[str, Goal],
) -> None:
    first = Measure.objects.count()
    for place, measure in enumerate(draft.measures, 1):
        made = create_object(
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
        )
        if measure.goal in goals:
            link = Contribution(measure=made, goal=goals[measure.goal], strength=CLEARLY, origin=Origin.LIST)
            create_object(batch, link)
