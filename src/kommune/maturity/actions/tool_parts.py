"""What belongs to the introduction of a tool: stations, needs, candidates, units, what is retired."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from kommune.audit.public import Batch, journal
from kommune.foundation.dates import today
from kommune.maturity.actions.tools import editable_tool
from kommune.maturity.errors.tools import (
    CandidateIsOut,
    DissolvedBefore,
    NotSwitchedOffYet,
    NoUnitChosen,
    ReasonForKeeping,
    StationSaysWhy,
    UnitAlreadyPlanned,
)
from kommune.maturity.models import (
    CandidateScore,
    RetiredThing,
    ToolCandidate,
    ToolCriterion,
    ToolIntroduction,
    ToolNeed,
    ToolStation,
    ToolUnit,
    UsabilityScore,
)
from kommune.maturity.shapes.tools import USUAL_CRITERIA, Retirement, StationState
from kommune.municipalities.public import (
    ForeignTown,
    Viewer,
    change_object,
    create_object,
    delete_objects,
    find_object,
    unit_shapes,
)

# What a page calls a part, and what it is.
PARTS: dict[str, type[Any]] = {
    "need": ToolNeed,
    "criterion": ToolCriterion,
    "candidate": ToolCandidate,
    "unit": ToolUnit,
    "retired": RetiredThing,
    "usability": UsabilityScore,
}
Score = tuple[int | None, str]


def save_station(
    *, by: Viewer, introduction_id: UUID, station: str, version: int, values: Mapping[str, Any]
) -> None:
    """Say how far a station is, when, who, and what is worth knowing."""
    with journal(action="save_station", actor_id=by.user_id) as batch:
        introduction = editable_tool(by, introduction_id)
        row = ToolStation.objects.filter(introduction=introduction, station=station).first()
        if row is None:
            raise ForeignTown
        change_object(batch, row, values, version)
        if row.state == StationState.NOT_NEEDED and not row.note.strip():
            raise StationSaysWhy


def add_part(*, by: Viewer, introduction_id: UUID, part: str, values: Mapping[str, Any]) -> UUID:
    """Add a need, criterion, candidate, unit or something that is retired; returns its id."""
    with journal(action="save_tool_part", actor_id=by.user_id) as batch:
        introduction = editable_tool(by, introduction_id)
        row = PARTS[part](introduction=introduction, **values)
        if isinstance(row, (ToolCriterion, ToolCandidate)):
            row.position = type(row).objects.filter(introduction=introduction).count() + 1
        if isinstance(row, ToolUnit):
            _name_units(introduction, [row])
        _check(row)
        made: UUID = create_object(batch, row).id
        return made


def plan_units(
    *, by: Viewer, introduction_id: UUID, unit_ids: Sequence[UUID], values: Mapping[str, Any]
) -> UUID:
    """Bring several units into the roll-out with the same days; returns the batch that takes them back.

    Raises ``NoUnitChosen``, and ``UnitAlreadyPlanned`` where one stands in it.
    """
    if not unit_ids:
        raise NoUnitChosen
    with journal(action="save_tool_part", actor_id=by.user_id) as batch:
        _bring_in(batch, by, introduction_id, [{"unit_id": unit_id, **values} for unit_id in unit_ids])
    return batch.id


def bring_in_units(*, by: Viewer, introduction_id: UUID, rows: Sequence[Mapping[str, Any]]) -> None:
    """Bring several units into the roll-out, each with its own days, all or none."""
    with journal(action="save_tool_part", actor_id=by.user_id) as batch:
        _bring_in(batch, by, introduction_id, rows)


def take_usual_criteria(*, by: Viewer, introduction_id: UUID) -> UUID | None:
    """Add the criteria that every town compares by, those of the same words only once; None where all are
    there. They are written in the town's language.
    """
    with journal(action="save_tool_part", actor_id=by.user_id) as batch, override(settings.LANGUAGE_CODE):
        introduction = editable_tool(by, introduction_id)
        there = list(introduction.criteria.values_list("title", flat=True))
        for words, is_must in USUAL_CRITERIA:
            title = str(words)
            if title not in there:
                there.append(title)
                row = ToolCriterion(
                    introduction=introduction, title=title, is_must=is_must, position=len(there)
                )
                create_object(batch, row)
    return batch.id if batch.count else None


def edit_part(*, by: Viewer, part: str, part_id: UUID, version: int, values: Mapping[str, Any]) -> None:
    """Change a part of a tool's introduction."""
    with journal(action="save_tool_part", actor_id=by.user_id) as batch:
        row = _own_part(by, part, part_id)
        change_object(batch, row, values, version)
        _check(row)


def delete_part(*, by: Viewer, part: str, part_id: UUID) -> UUID:
    """Delete a part with what hangs on it; returns the batch that brings it back."""
    with journal(action="delete_tool_part", actor_id=by.user_id) as batch:
        delete_objects(batch, [_own_part(by, part, part_id)])
    return batch.id


def choose_candidate(*, by: Viewer, candidate_id: UUID) -> None:
    """Say which candidate was taken; the others are not any more.

    Raises ``CandidateIsOut`` for one that fails a must.
    """
    with journal(action="choose_candidate", actor_id=by.user_id) as batch:
        chosen = _own_part(by, "candidate", candidate_id)
        failed = CandidateScore.objects.filter(candidate=chosen, score=0, criterion__is_must=True)
        for score in failed.select_related("criterion")[:1]:
            raise CandidateIsOut(chosen.title, score.criterion.title)
        for row in ToolCandidate.objects.filter(introduction_id=chosen.introduction_id):
            change_object(batch, row, {"is_chosen": row.id == candidate_id}, None)


def score_candidates(*, by: Viewer, introduction_id: UUID, scores: Mapping[tuple[UUID, UUID], Score]) -> int:
    """Set scores (0 … 3 with a reason) by (candidate, criterion); None takes one back. Returns how many
    changed. Pairs not named stay as they are.
    """
    with journal(action="score_candidates", actor_id=by.user_id) as batch:
        introduction = editable_tool(by, introduction_id)
        candidates = set(introduction.candidates.values_list("id", flat=True))
        criteria = set(introduction.criteria.values_list("id", flat=True))
        stored = {
            (row.candidate_id, row.criterion_id): row
            for row in CandidateScore.objects.filter(candidate__introduction=introduction)
        }
        for (candidate_id, criterion_id), (score, reason) in scores.items():
            if candidate_id not in candidates or criterion_id not in criteria:
                raise ForeignTown
            _score(
                batch, stored.get((candidate_id, criterion_id)), (candidate_id, criterion_id), score, reason
            )
        return len(batch.entries)


def _score(
    batch: Batch, row: CandidateScore | None, pair: tuple[UUID, UUID], score: int | None, reason: str
) -> None:
    if score is None:
        delete_objects(batch, [row] if row else [])
    elif row is not None:
        change_object(batch, row, {"score": score, "reason": reason}, None)
    else:
        create_object(
            batch, CandidateScore(candidate_id=pair[0], criterion_id=pair[1], score=score, reason=reason)
        )


def _own_part(by: Viewer, part: str, part_id: UUID) -> Any:
    row: Any = find_object(PARTS[part], part_id)
    editable_tool(by, row.introduction_id)
    return row


def _bring_in(batch: Batch, by: Viewer, introduction_id: UUID, rows: Sequence[Mapping[str, Any]]) -> None:
    introduction = editable_tool(by, introduction_id)
    units = [ToolUnit(introduction=introduction, **values) for values in rows]
    _name_units(introduction, units)
    for unit in units:
        _check(unit)
        create_object(batch, unit)


def _name_units(introduction: ToolIntroduction, rows: Sequence[ToolUnit]) -> None:
    """A unit stands in the roll-out once; its name and key stay when it is gone."""
    units = {one.id: one for one in unit_shapes()}
    planned = set(ToolUnit.objects.filter(introduction=introduction).values_list("unit_id", flat=True))
    for row in rows:
        unit = units.get(row.unit_id) if row.unit_id else None
        if unit is None:
            raise ForeignTown
        if row.unit_id in planned:
            raise UnitAlreadyPlanned
        planned.add(row.unit_id)
        row.name, row.key = unit.name, unit.key
        if row.head_count is None:
            row.head_count = unit.head_count


def _check(row: Any) -> None:
    check = CHECKS.get(type(row))
    if check is not None:
        check(row)


def _check_retired(row: RetiredThing) -> None:
    if row.state == Retirement.KEPT and not row.reason.strip():
        raise ReasonForKeeping
    if row.state == Retirement.SWITCHED_OFF and row.from_on and row.from_on > today():
        raise NotSwitchedOffYet


def _check_unit(row: ToolUnit) -> None:
    begun = [day for day in (row.planned_on, row.trained_on, row.started_on) if day]
    if row.dissolved_on and any(row.dissolved_on < day for day in begun):
        raise DissolvedBefore


CHECKS: dict[type, Callable[[Any], None]] = {RetiredThing: _check_retired, ToolUnit: _check_unit}
