"""Beginning, changing, deciding and deleting the introduction of a tool."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kommune.audit.public import Batch, journal
from kommune.foundation.dates import today
from kommune.maturity.errors.tools import (
    ConditionsMissing,
    DecidedTomorrow,
    DecisionNeedsReason,
    EndBeforeBegin,
    GuardsUnanswered,
    MeasureHasTool,
    ToolNotYours,
)
from kommune.maturity.models import ToolIntroduction, ToolStation
from kommune.maturity.rules import may_edit_tool, may_introduce_tools
from kommune.maturity.shapes.tools import ANSWERED, GUARDS, Station, StationState, Verdict
from kommune.municipalities.public import (
    ForeignTown,
    Viewer,
    change_object,
    create_object,
    delete_objects,
    find_object,
    require,
)
from kommune.strategy.public import create_measure, may_edit_measure, measure_for


def introduce_tool(
    *,
    by: Viewer,
    values: Mapping[str, Any],
    measure: Mapping[str, Any] | None = None,
    goals: Mapping[UUID, int] | None = None,
) -> UUID:
    """Begin a tool and its measure at once; returns the id of the introduction.

    ``measure`` holds what else is known of the measure, ``goals`` its contributions (0 … 3) by goal.
    """
    require(may_introduce_tools(by))
    with journal(action="create_tool", actor_id=by.user_id) as batch:
        told = {"title": values["name"], "aim": values.get("purpose", ""), **(measure or {})}
        measure_id = create_measure(by=by, values=told, goals=goals)
        return _begin(batch, measure_id, values)


def introduce_by_measure(*, by: Viewer, measure_id: UUID, values: Mapping[str, Any]) -> UUID:
    """Make the introduction of a tool of a measure that is there; returns its id.

    Raises ``ForeignTown`` for an unknown measure, ``MeasureHasTool`` for the second tool of one.
    """
    measure = measure_for(by, measure_id)
    if measure is None:
        raise ForeignTown
    if not may_edit_measure(by, measure):
        raise ToolNotYours
    with journal(action="create_tool", actor_id=by.user_id) as batch:
        if ToolIntroduction.objects.filter(measure_id=measure_id).exists():
            raise MeasureHasTool
        return _begin(batch, measure_id, values)


def edit_tool(*, by: Viewer, introduction_id: UUID, version: int, values: Mapping[str, Any]) -> None:
    """Change name, purpose, plan or pilot of a tool."""
    with journal(action="edit_tool", actor_id=by.user_id) as batch:
        introduction = editable_tool(by, introduction_id)
        change_object(batch, introduction, values, version)
        pilot = (introduction.pilot_from, introduction.pilot_to)
        if pilot[0] and pilot[1] and pilot[1] < pilot[0]:
            raise EndBeforeBegin


def decide_tool(*, by: Viewer, introduction_id: UUID, version: int, values: Mapping[str, Any]) -> UUID:
    """Record go, go with conditions or no-go with its reasons; returns the batch that takes it back.

    A go needs answers of data protection and staff council, or ``decided_despite`` says why not.
    """
    with journal(
        action="decide_tool", actor_id=by.user_id, reason=str(values.get("decision_reason", ""))[:500]
    ) as batch:
        introduction = editable_tool(by, introduction_id)
        told = {"decided_on": today(), **values}
        change_object(batch, introduction, told, version)
        _check_decision(introduction)
        station = ToolStation.objects.filter(introduction=introduction, station=Station.DECISION).first()
        if station is not None:
            change_object(
                batch, station, {"state": StationState.DONE, "due_on": introduction.decided_on}, None
            )
    return batch.id


def delete_tool(*, by: Viewer, introduction_id: UUID) -> UUID:
    """Put a tool's introduction into the trash, its measure stays; returns the batch that brings it back."""
    with journal(action="delete_tool", actor_id=by.user_id) as batch:
        delete_objects(batch, [editable_tool(by, introduction_id)])
    return batch.id


def editable_tool(by: Viewer, introduction_id: UUID) -> ToolIntroduction:
    """The introduction if this person may change it, locked until the transaction ends."""
    find_object(ToolIntroduction, introduction_id)
    introduction: ToolIntroduction = (
        ToolIntroduction.objects.select_for_update(of=("self",))
        .select_related("measure")
        .get(id=introduction_id)
    )
    if not may_edit_tool(by, introduction):
        raise ToolNotYours
    return introduction


def _begin(batch: Batch, measure_id: UUID, values: Mapping[str, Any]) -> UUID:
    introduction = create_object(batch, ToolIntroduction(measure_id=measure_id, **values))
    for station in Station.values:
        create_object(batch, ToolStation(introduction=introduction, station=station))
    return introduction.id


def _check_decision(introduction: ToolIntroduction) -> None:
    if not introduction.decision_reason.strip():
        raise DecisionNeedsReason
    if introduction.verdict == Verdict.GO_WITH_CONDITIONS and not introduction.conditions.strip():
        raise ConditionsMissing
    if introduction.decided_on is not None and introduction.decided_on > today():
        raise DecidedTomorrow
    if introduction.verdict != Verdict.NO_GO and not introduction.decided_despite.strip():
        guards = ToolStation.objects.filter(introduction=introduction, station__in=GUARDS)
        if guards.filter(state__in=ANSWERED).count() < len(GUARDS):
            raise GuardsUnanswered
