"""Making, changing, adopting and continuing strategies, their fields of action and goals."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from kommune.audit.public import Batch, journal
from kommune.municipalities.public import (
    Viewer,
    change_object,
    create_object,
    delete_objects,
    find_object,
    require,
)
from kommune.strategy.actions.rounds_under_way import require_unasked
from kommune.strategy.errors import (
    DecisionMissing,
    GoalOfOtherStrategy,
    GoalTreeHasCycle,
    StrategyAlreadyAdopted,
)
from kommune.strategy.models import Contribution, FieldOfAction, Goal, GoalRelation, Strategy, Weighting
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import StrategyState

FIXED = frozenset({StrategyState.ADOPTED, StrategyState.SUPERSEDED})


def create_strategy(*, by: Viewer, values: Mapping[str, Any]) -> UUID:
    """A new strategy from the values of its fields; returns its id."""
    require(may_edit_strategies(by))
    with journal(action="create_strategy", actor_id=by.user_id) as batch:
        strategy = create_object(batch, Strategy(**values))
    return strategy.id


def edit_strategy(*, by: Viewer, strategy_id: UUID, version: int, values: Mapping[str, Any]) -> None:
    """Change a strategy that is not adopted yet."""
    require(may_edit_strategies(by))
    with journal(action="edit_strategy", actor_id=by.user_id) as batch:
        strategy = find_object(Strategy, strategy_id)
        require_open(strategy)
        change_object(batch, strategy, values, version)


def adopt_strategy(
    *, by: Viewer, strategy_id: UUID, version: int, decision: str, decided_on: date | None
) -> None:
    """Record the council's decision; the edition it continues becomes superseded."""
    require(may_edit_strategies(by))
    if not decision.strip() or decided_on is None:
        raise DecisionMissing
    with journal(action="adopt_strategy", actor_id=by.user_id) as batch:
        strategy = find_object(Strategy, strategy_id)
        require_open(strategy)
        values = {"state": StrategyState.ADOPTED, "decision": decision.strip(), "decided_on": decided_on}
        change_object(batch, strategy, values, version)
        if strategy.supersedes is not None:
            change_object(batch, strategy.supersedes, {"state": StrategyState.SUPERSEDED}, None)


def delete_strategy(*, by: Viewer, strategy_id: UUID) -> UUID:
    """Put a strategy with its fields and goals into the trash and return the batch; measures stay."""
    require(may_edit_strategies(by))
    with journal(action="delete_strategy", actor_id=by.user_id) as batch:
        strategy = find_object(Strategy, strategy_id)
        require_unasked(goals=strategy.goals.values_list("id", flat=True))
        delete_objects(batch, [strategy])
    return batch.id


def start_edition(*, by: Viewer, strategy_id: UUID, title: str) -> UUID:
    """Continue a strategy: a draft with copies of its fields and goals.

    Goals keep their lineage; links and relations come along as "to confirm", weights as they are.
    """
    require(may_edit_strategies(by))
    with journal(action="start_edition", actor_id=by.user_id) as batch:
        old = find_object(Strategy, strategy_id)
        new = create_object(
            batch,
            Strategy(
                kind=old.kind,
                title=title or old.title,
                summary=old.summary,
                supersedes=old,
                edition=old.edition + 1,
                starts_year=old.ends_year,
            ),
        )
        goals = _copy_goals(batch, old, new, _copy_fields(batch, old, new))
        _copy_links(batch, goals)
        _copy_weights(batch, old, new, goals)
    return new.id


def save_field(
    *,
    by: Viewer,
    strategy_id: UUID,
    values: Mapping[str, Any],
    field_id: UUID | None = None,
    version: int | None = None,
) -> UUID:
    """Add a field of action, or change the one with ``field_id``."""
    require(may_edit_strategies(by))
    with journal(action="save_field", actor_id=by.user_id) as batch:
        strategy = find_object(Strategy, strategy_id)
        require_open(strategy)
        if field_id is None:
            position = strategy.fields.count() + 1
            return create_object(batch, FieldOfAction(strategy=strategy, position=position, **values)).id
        return change_object(batch, find_object(FieldOfAction, field_id), values, version).id


def save_goal(
    *,
    by: Viewer,
    strategy_id: UUID,
    values: Mapping[str, Any],
    goal_id: UUID | None = None,
    version: int | None = None,
) -> UUID:
    """Add a goal, or change the one with ``goal_id``; parent and field stay within the strategy."""
    require(may_edit_strategies(by))
    with journal(action="save_goal", actor_id=by.user_id) as batch:
        strategy = find_object(Strategy, strategy_id)
        require_open(strategy)
        if goal_id is None:
            goal = Goal(strategy=strategy, position=strategy.goals.count() + 1, **values)
            _check_goal(goal, strategy)
            return create_object(batch, goal).id
        goal = find_object(Goal, goal_id)
        changed = change_object(batch, goal, values, version)
        _check_goal(changed, strategy)
        return changed.id


def delete_goal(*, by: Viewer, goal_id: UUID) -> UUID:
    """Put a goal and its links into the trash and return the batch; sub-goals move up to the top."""
    require(may_edit_strategies(by))
    with journal(action="delete_goal", actor_id=by.user_id) as batch:
        goal = find_object(Goal, goal_id)
        require_open(goal.strategy)
        require_unasked(goals=[goal_id])
        delete_objects(batch, [goal])
    return batch.id


def delete_field(*, by: Viewer, field_id: UUID) -> UUID:
    """Put a field of action into the trash and return the batch; its goals and measures stay without one."""
    require(may_edit_strategies(by))
    with journal(action="delete_field", actor_id=by.user_id) as batch:
        field = find_object(FieldOfAction, field_id)
        require_open(field.strategy)
        delete_objects(batch, [field])
    return batch.id


def _copy_weights(batch: Batch, old: Strategy, new: Strategy, goals: Mapping[UUID, Goal]) -> None:
    weighting = Weighting.objects.filter(strategy=old).first()
    if weighting is None:
        return
    copies = {str(goal): str(copy.id) for goal, copy in goals.items()}
    copied = Weighting(
        strategy=new,
        shares={copies[goal]: share for goal, share in weighting.shares.items() if goal in copies},
        source=weighting.source,
        source_note=weighting.source_note,
        decided_on=weighting.decided_on,
    )
    create_object(batch, copied)


def require_open(strategy: Strategy) -> None:
    """Raise where the strategy's text is fixed by a decision."""
    if strategy.state in FIXED:
        raise StrategyAlreadyAdopted


def _check_goal(goal: Goal, strategy: Strategy) -> None:
    others = {goal.parent and goal.parent.strategy_id, goal.field and goal.field.strategy_id} - {None}
    if goal.strategy_id != strategy.id or others - {strategy.id}:
        raise GoalOfOtherStrategy
    parents = dict(Goal.objects.filter(strategy=strategy).values_list("id", "parent_id"))
    parents[goal.id] = goal.parent_id
    seen: set[UUID] = set()
    step: UUID | None = goal.id
    while step is not None:
        if step in seen:
            raise GoalTreeHasCycle
        seen.add(step)
        step = parents.get(step)


def _copy_fields(batch: Batch, old: Strategy, new: Strategy) -> dict[UUID, FieldOfAction]:
    copies = {}
    for field in old.fields.all():
        copy = FieldOfAction(
            strategy=new,
            number=field.number,
            title=field.title,
            text=field.text,
            extra=field.extra,
            position=field.position,
        )
        copies[field.id] = create_object(batch, copy)
    return copies


def _copy_goals(
    batch: Batch, old: Strategy, new: Strategy, fields: Mapping[UUID, FieldOfAction]
) -> dict[UUID, Goal]:
    originals = list(old.goals.all())
    copies = {
        goal.id: Goal(
            strategy=new,
            field=fields.get(goal.field_id) if goal.field_id else None,
            number=goal.number,
            title=goal.title,
            text=goal.text,
            lineage_id=goal.lineage_id,
            extra=goal.extra,
            position=goal.position,
        )
        for goal in originals
    }
    for goal in originals:
        copies[goal.id].parent = copies.get(goal.parent_id) if goal.parent_id else None
    Goal.objects.bulk_create(copies.values())
    for copy in copies.values():
        batch.created(copy)
    return copies


def _copy_links(batch: Batch, goals: Mapping[UUID, Goal]) -> None:
    links = [
        Contribution(
            measure_id=link.measure_id,
            goal=goals[link.goal_id],
            strength=link.strength,
            origin=link.origin,
            strength_given=link.strength_given,
            to_confirm=True,
        )
        for link in Contribution.objects.filter(goal_id__in=goals)
    ]
    out = [
        (goals[r.digital_goal_id].id, r.city_goal_id, r)
        for r in GoalRelation.objects.filter(digital_goal_id__in=goals)
    ]
    into = [
        (r.digital_goal_id, goals[r.city_goal_id].id, r)
        for r in GoalRelation.objects.filter(city_goal_id__in=goals)
    ]
    copies = [
        GoalRelation(
            digital_goal_id=source,
            city_goal_id=target,
            score=relation.score,
            origin=relation.origin,
            strength_given=relation.strength_given,
            reason=relation.reason,
            to_confirm=True,
        )
        for source, target, relation in [*out, *into]
    ]
    for made in (Contribution.objects.bulk_create(links), GoalRelation.objects.bulk_create(copies)):
        for row in made:
            batch.created(row)
