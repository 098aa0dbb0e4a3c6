"""Making and changing measures: fact sheet, units, costs, goals, split, end, bulk edits, trash."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from kommune.audit.public import Batch, journal
from kommune.municipalities.public import (
    Viewer,
    change_object,
    create_object,
    delete_objects,
    find_object,
    require,
)
from kommune.strategy.actions.ratings import provenance
from kommune.strategy.actions.rounds_under_way import require_unasked
from kommune.strategy.errors import EndBeforeStart, EndNeedsReason, MeasureNotYours, SplitMustBeHundred
from kommune.strategy.models import Contribution, Goal, Measure, MeasureCost, MeasureUnit
from kommune.strategy.rules import may_edit_measure, may_edit_strategies
from kommune.strategy.shapes import ENDED_PHASES, Dimension, Phase, Way

SPLIT_FIELDS = tuple(f"split_{dimension.value}" for dimension in Dimension)


def create_measure(
    *,
    by: Viewer,
    values: Mapping[str, Any],
    unit_ids: Iterable[UUID] = (),
    costs: Mapping[int | None, int | None] | None = None,
    goals: Mapping[UUID, int] | None = None,
) -> UUID:
    """A new measure with participating units, costs by year in cents and contributions by goal."""
    require(may_edit_strategies(by))
    with journal(action="create_measure", actor_id=by.user_id) as batch:
        measure = Measure(position=Measure.objects.count() + 1, **values)
        check_measure(measure)
        create_object(batch, measure)
        _set_units(batch, measure, unit_ids)
        _set_costs(batch, measure, costs or {})
        _set_goals(batch, by, measure, goals or {}, Way.LIST)
    return measure.id


def edit_measure(
    *,
    by: Viewer,
    measure_id: UUID,
    version: int,
    values: Mapping[str, Any],
    unit_ids: Iterable[UUID] | None = None,
    costs: Mapping[int | None, int | None] | None = None,
    goals: Mapping[UUID, int] | None = None,
) -> None:
    """Change a measure; None for units, costs or goals leaves them as they are."""
    with journal(action="edit_measure", actor_id=by.user_id) as batch:
        measure = editable_measure(by, measure_id)
        change_object(batch, measure, values, version)
        check_measure(measure)
        if unit_ids is not None:
            _set_units(batch, measure, unit_ids)
        if costs is not None:
            _set_costs(batch, measure, costs)
        if goals is not None:
            _set_goals(batch, by, measure, goals, Way.LIST)


def edit_measures(*, by: Viewer, measure_ids: Iterable[UUID], values: Mapping[str, Any]) -> int:
    """Set the same values on several measures; returns how many changed. All or nothing."""
    with journal(action="edit_measures", actor_id=by.user_id) as batch:
        for measure_id in measure_ids:
            measure = editable_measure(by, measure_id)
            change_object(batch, measure, values, None)
            check_measure(measure)
        return len(batch.entries)


def split_measure(*, by: Viewer, measure_id: UUID, version: int, shares: Mapping[str, int | None]) -> None:
    """Say what a measure changes: shares of 100 per dimension, or all None."""
    with journal(action="split_measure", actor_id=by.user_id) as batch:
        measure = editable_measure(by, measure_id)
        values = {f"split_{dimension}": shares.get(dimension) for dimension in Dimension.values}
        change_object(batch, measure, values, version)
        check_measure(measure)


def set_goals(*, by: Viewer, measure_id: UUID, goals: Mapping[UUID, int]) -> None:
    """Set exactly these contributions (0 … 3 by goal); other links of the measure go."""
    require(may_edit_strategies(by))
    with journal(action="set_goals", actor_id=by.user_id) as batch:
        _set_goals(batch, by, find_object(Measure, measure_id), goals, Way.MATRIX)


def delete_measures(*, by: Viewer, measure_ids: Iterable[UUID]) -> UUID:
    """Put measures into the trash; returns the batch with which they come back."""
    require(may_edit_strategies(by))
    with journal(action="delete_measures", actor_id=by.user_id) as batch:
        chosen = [find_object(Measure, measure_id) for measure_id in measure_ids]
        require_unasked(measures=[measure.id for measure in chosen])
        delete_objects(batch, chosen)
    return batch.id


def editable_measure(by: Viewer, measure_id: UUID) -> Measure:
    """The measure if this person may change it."""
    measure = find_object(Measure, measure_id)
    if not may_edit_measure(by, measure):
        raise MeasureNotYours
    return measure


def check_measure(measure: Measure) -> None:
    """Rules over several fields of a measure."""
    if measure.starts_on and measure.ends_on and measure.ends_on < measure.starts_on:
        raise EndBeforeStart
    unreached = measure.phase in ENDED_PHASES and measure.phase != Phase.ENDED_REACHED
    if unreached and not measure.phase_reason.strip():
        raise EndNeedsReason
    shares = [getattr(measure, name) for name in SPLIT_FIELDS]
    if any(share is not None for share in shares) and sum(share or 0 for share in shares) != 100:
        raise SplitMustBeHundred


def _set_units(batch: Batch, measure: Measure, unit_ids: Iterable[UUID]) -> None:
    wanted = set(unit_ids)
    present = {row.unit_id: row for row in measure.participations.all()}
    delete_objects(batch, [row for unit_id, row in present.items() if unit_id not in wanted])
    for unit_id in wanted - set(present):
        create_object(batch, MeasureUnit(measure=measure, unit_id=unit_id))


def _set_costs(batch: Batch, measure: Measure, costs: Mapping[int | None, int | None]) -> None:
    present = {row.year: row for row in measure.costs.all()}
    delete_objects(batch, [row for year, row in present.items() if costs.get(year) is None])
    for year, cents in costs.items():
        if cents is None:
            continue
        if year in present:
            change_object(batch, present[year], {"amount_cents": cents}, None)
        else:
            create_object(batch, MeasureCost(measure=measure, year=year, amount_cents=cents))


def _set_goals(batch: Batch, by: Viewer, measure: Measure, goals: Mapping[UUID, int], way: Way) -> None:
    present = {row.goal_id: row for row in measure.contributions.all()}
    delete_objects(batch, [row for goal_id, row in present.items() if goal_id not in goals])
    for goal_id, strength in goals.items():
        values = {"strength": strength, **provenance(by, way, timezone.now())}
        if goal_id not in present:
            find_object(Goal, goal_id)
            create_object(batch, Contribution(measure=measure, goal_id=goal_id, **values))
        elif present[goal_id].strength != strength:
            nothing = {"reason": "", "confidence": None, "round_id": None}
            change_object(batch, present[goal_id], {**values, **nothing}, None)
