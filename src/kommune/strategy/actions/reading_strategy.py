"""Turning kept proposals into fields of action, goals and measures of one strategy."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import models

from kommune.audit.public import Batch
from kommune.strategy.models import Contribution, FieldOfAction, Goal, Measure, Passage, Strategy
from kommune.strategy.shapes import Origin, ReadKind, ReadState

FROM_LIST = 2

Row = TypeVar("Row", bound=models.Model)


def add_kept_things(batch: Batch, strategy: Strategy, passages: Sequence[Passage]) -> None:
    """Store and journal what was kept, each under the nearest kept thing above it."""
    by_id = {passage.id: passage for passage in passages}
    kept = [passage for passage in passages if passage.state == ReadState.KEPT]
    fields = _fields(batch, strategy, kept)
    goals = _goals(batch, strategy, kept, fields, by_id)
    links = []
    position = Measure.objects.count()
    measures = []
    for passage in _of_kind(kept, ReadKind.MEASURE):
        position += 1
        measure = Measure(
            strategy=strategy,
            field=_above(passage, by_id, fields),
            number=passage.number,
            title=passage.title,
            aim=passage.description,
            position=position,
        )
        measures.append(measure)
        goal = _above(passage, by_id, goals)
        if goal is not None:
            links.append(Contribution(measure=measure, goal=goal, strength=FROM_LIST, origin=Origin.LIST))
    _store(batch, Measure, measures)
    _store(batch, Contribution, links)


def _fields(batch: Batch, strategy: Strategy, kept: Sequence[Passage]) -> dict[UUID, FieldOfAction]:
    first = strategy.fields.count()
    fields = {
        passage.id: FieldOfAction(
            strategy=strategy,
            number=passage.number,
            title=passage.title,
            text=passage.description,
            position=first + place,
        )
        for place, passage in enumerate(_of_kind(kept, ReadKind.FIELD), 1)
    }
    _store(batch, FieldOfAction, list(fields.values()))
    return fields


def _goals(
    batch: Batch,
    strategy: Strategy,
    kept: Sequence[Passage],
    fields: Mapping[UUID, FieldOfAction],
    by_id: Mapping[UUID, Passage],
) -> dict[UUID, Goal]:
    first = strategy.goals.count()
    goals: dict[UUID, Goal] = {}
    for place, passage in enumerate(_of_kind(kept, ReadKind.GOAL), 1):
        goals[passage.id] = Goal(
            strategy=strategy,
            field=_above(passage, by_id, fields),
            parent=_above(passage, by_id, goals),
            number=passage.number,
            title=passage.title,
            text=passage.description,
            position=first + place,
        )
    _store(batch, Goal, list(goals.values()))
    return goals


def _of_kind(kept: Sequence[Passage], kind: ReadKind) -> Iterator[Passage]:
    return (passage for passage in kept if passage.kind == kind)


def _above(passage: Passage, by_id: Mapping[UUID, Passage], made: Mapping[UUID, Row]) -> Row | None:
    """The nearest thing above a proposal that was made; proposals above that are no such thing are passed."""
    step, seen = passage.parent_id, {passage.id}
    while step is not None and step in by_id and step not in seen:
        if step in made:
            return made[step]
        seen.add(step)
        step = by_id[step].parent_id
    return None


def _store(batch: Batch, model: type[Row], rows: Sequence[Row]) -> None:
    model._default_manager.bulk_create(rows, batch_size=400)
    for row in rows:
        batch.created(row)
