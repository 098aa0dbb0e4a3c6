"""Rating pairs: how a goal acts on a city goal, how much a measure contributes to a goal; one or many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from kommune.audit.public import Batch, image_of, journal
from kommune.foundation.errors import StaleWrite
from kommune.municipalities.public import ForeignTown, Viewer, change_in_bulk, delete_in_bulk, require
from kommune.strategy.actions.conflict_register import note_conflicts
from kommune.strategy.errors import (
    GoalsDoNotRelate,
    MeasureNotYours,
    RatingNeedsReason,
    RatingOutOfRange,
    UnknownConfidence,
)
from kommune.strategy.models import Contribution, Goal, GoalRelation
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.queries.pairs import do_relate
from kommune.strategy.queries.strategies import visible_goals
from kommune.strategy.rules import may_rate_contribution, may_rate_relations
from kommune.strategy.shapes import Confidence, Origin, Way

CHUNK = 400
REASON_FROM = 2
# Ways whose reasons stand elsewhere: in the list itself, or with the distribution of the round.
WITHOUT_REASON = frozenset({Way.LIST, Way.ROUND})

Pair: TypeAlias = tuple[UUID, UUID]
Row: TypeAlias = GoalRelation | Contribution


@dataclass(frozen=True, slots=True)
class Rating:
    """What somebody says about one pair: a digital goal or a measure, and a goal.

    ``value`` is −3 … +3 for goals, 0 … 3 for measures; None takes the rating away. ``reason`` None keeps
    the stored one as long as the value keeps its sign.
    """

    source_id: UUID
    goal_id: UUID
    value: int | None
    reason: str | None = ""
    confidence: int | None = None


@dataclass(slots=True)
class _Pass:
    """One pass over ratings of one kind: how they are stored, by whom and how they came about."""

    by: Viewer
    way: Way
    round_id: UUID | None
    model: type[Row]
    source: str
    goal: str
    value: str
    least: int
    now: datetime = field(default_factory=timezone.now)


def rate_relation(
    *,
    by: Viewer,
    digital_goal_id: UUID,
    city_goal_id: UUID,
    score: int | None,
    reason: str | None = "",
    confidence: int | None = None,
    way: Way = Way.MATRIX,
    version: int | None = None,
    round_id: UUID | None = None,
) -> None:
    """Say how a digital (or sector) goal acts on a city goal, −3 … +3; None takes the rating away.

    A reason is required from ±2 on. ``version`` is that of the rating the person saw, 0 where she saw none;
    ``StaleWrite`` where another is stored, None does not ask.
    """
    rating = Rating(digital_goal_id, city_goal_id, score, reason, confidence)
    _rate_relations(by, "rate_relation", [rating], way, round_id, version)


def rate_contribution(
    *,
    by: Viewer,
    measure_id: UUID,
    goal_id: UUID,
    strength: int | None,
    reason: str | None = "",
    confidence: int | None = None,
    way: Way = Way.MATRIX,
    seen: str | None = None,
    round_id: UUID | None = None,
) -> None:
    """Say how much a measure contributes to a goal, 0 … 3; None takes the rating away.

    ``seen`` is the strength that the person saw, as text, empty where she saw none; ``StaleWrite`` where
    another is stored, None does not ask.
    """
    rating = Rating(measure_id, goal_id, strength, reason, confidence)
    _rate_contributions(by, "rate_contribution", [rating], way, round_id, seen)


def rate_relations(
    *, by: Viewer, ratings: Iterable[Rating], way: Way = Way.MATRIX, round_id: UUID | None = None
) -> None:
    """Many goal relations in one step, all or none."""
    _rate_relations(by, "rate_relations", list(ratings), way, round_id, None)


def rate_contributions(
    *, by: Viewer, ratings: Iterable[Rating], way: Way = Way.MATRIX, round_id: UUID | None = None
) -> None:
    """Many contributions in one step, all or none."""
    _rate_contributions(by, "rate_contributions", list(ratings), way, round_id, None)


def _rate_relations(
    by: Viewer, action: str, ratings: Sequence[Rating], way: Way, round_id: UUID | None, version: int | None
) -> None:
    require(may_rate_relations(by))
    this = _Pass(by, way, round_id, GoalRelation, "digital_goal_id", "city_goal_id", "score", -3)
    goals = _goals(by, {one for rating in ratings for one in (rating.source_id, rating.goal_id)})
    for rating in ratings:
        source, target = goals[rating.source_id], goals[rating.goal_id]
        if not do_relate(source, target):
            raise GoalsDoNotRelate
    stored = _stored(this, ratings)
    for rating in ratings:
        row = stored.get((rating.source_id, rating.goal_id))
        if version is not None and version != (row.version if isinstance(row, GoalRelation) else 0):
            raise _stale(this, row, rating)
    _store(this, action, ratings, stored)


def _rate_contributions(
    by: Viewer, action: str, ratings: Sequence[Rating], way: Way, round_id: UUID | None, seen: str | None
) -> None:
    this = _Pass(by, way, round_id, Contribution, "measure_id", "goal_id", "strength", 0)
    _goals(by, {rating.goal_id for rating in ratings})
    wanted = {rating.source_id for rating in ratings}
    measures = list(visible_measures(by).filter(id__in=wanted).only("owner", "lead_unit", "released_to"))
    if len(measures) != len(wanted):
        raise ForeignTown
    if not all(may_rate_contribution(by, measure) for measure in measures):
        raise MeasureNotYours
    stored = _stored(this, ratings)
    for rating in ratings:
        row = stored.get((rating.source_id, rating.goal_id))
        if seen is not None and seen != ("" if row is None else str(_value(this, row))):
            raise _stale(this, row, rating)
    _store(this, action, ratings, stored)


def _goals(by: Viewer, wanted: set[UUID]) -> Mapping[UUID, Goal]:
    """The goals by id; ``ForeignTown`` where one is not there for this person."""
    rows = visible_goals(by).filter(id__in=wanted).only("strategy__kind", "strategy__town", "field__town")
    goals = {goal.id: goal for goal in rows}
    if len(goals) != len(wanted):
        raise ForeignTown
    return goals


def _stored(this: _Pass, ratings: Sequence[Rating]) -> dict[Pair, Row]:
    """What is stored for these pairs."""
    sources = sorted({rating.source_id for rating in ratings})
    goals = {rating.goal_id for rating in ratings}
    found: dict[Pair, Row] = {}
    for start in range(0, len(sources), CHUNK):
        rows = this.model.objects.filter(**{f"{this.source}__in": sources[start : start + CHUNK]})
        if len(goals) <= CHUNK:
            rows = rows.filter(**{f"{this.goal}__in": goals})
        found.update({(getattr(row, this.source), getattr(row, this.goal)): row for row in rows})
    return found


def _store(this: _Pass, action: str, ratings: Sequence[Rating], stored: Mapping[Pair, Row]) -> None:
    made: dict[Pair, Row] = {}
    changed: list[tuple[Any, dict[str, Any]]] = []
    gone: list[Row] = []
    for rating in ratings:
        pair = (rating.source_id, rating.goal_id)
        row = stored.get(pair)
        if rating.value is None:
            gone.extend([row] if row else [])
            continue
        values = _values(this, rating, row)
        if row is None:
            made[pair] = this.model(**{this.source: pair[0], this.goal: pair[1], **values})
        elif _says_something_new(row, values):
            before = image_of(row)
            for name, value in values.items():
                setattr(row, name, value)
            changed.append((row, before))
    reason = next((one.reason for one in ratings if len(ratings) == 1 and one.reason), "")
    try:
        with journal(action=action, actor_id=this.by.user_id, reason=reason) as batch:
            delete_in_bulk(batch, gone)
            _create(batch, this.model, list(made.values()))
            if not change_in_bulk(batch, changed):
                raise _stale(this, changed[0][0], ratings[0])
            touched = (*made.values(), *gone, *(row for row, _before in changed))
            note_conflicts(batch, {getattr(row, _acting(this)) for row in touched})
    except IntegrityError:
        raise _stale(this, None, ratings[0]) from None


def _acting(this: _Pass) -> str:
    """The column with the goal whose conflicts a rating may open, close or change."""
    return this.source if this.model is GoalRelation else this.goal


def _create(batch: Batch, model: type[Row], rows: list[Any]) -> None:
    for row in model.objects.bulk_create(rows, batch_size=CHUNK):
        batch.created(row)


def _values(this: _Pass, rating: Rating, row: Row | None) -> dict[str, Any]:
    """The columns that a rating sets, checked."""
    value = rating.value
    if value is None or not this.least <= value <= 3:
        raise RatingOutOfRange
    if rating.confidence is not None and rating.confidence not in Confidence.values:
        raise UnknownConfidence
    reason = (rating.reason or "").strip()
    if rating.reason is None and row is not None:
        stored = _value(this, row)
        reason = row.reason if (stored > 0) == (value > 0) and (stored < 0) == (value < 0) else ""
    needs_reason = this.model is GoalRelation and abs(value) >= REASON_FROM
    if needs_reason and not reason and this.way not in WITHOUT_REASON:
        raise RatingNeedsReason
    return {
        this.value: value,
        "reason": reason,
        "confidence": rating.confidence,
        **provenance(this.by, this.way, this.now),
        "round_id": this.round_id,
    }


def provenance(by: Viewer, way: Way, now: datetime) -> dict[str, Any]:
    """The columns that say how a value came about: a list's has no person, a round's has many."""
    return {
        "origin": Origin.LIST if way == Way.LIST else Origin.RATED,
        "strength_given": True,
        "to_confirm": False,
        "way": way,
        "rated_at": None if way == Way.LIST else now,
        "rated_by_id": None if way in WITHOUT_REASON else by.membership_id,
    }


def _value(this: _Pass, row: Row) -> int:
    return int(getattr(row, this.value))


def _says_something_new(row: Row, values: Mapping[str, Any]) -> bool:
    """Whether more than the moment differs: the same answer sent twice leaves no trace."""
    return any(getattr(row, name) != value for name, value in values.items() if name != "rated_at")


def _stale(this: _Pass, row: Row | None, rating: Rating) -> StaleWrite:
    """That somebody else rated this pair in between, with both values."""
    stored = _("not rated") if row is None else f"{_value(this, row):+d}"
    sent = _("not rated") if rating.value is None else f"{rating.value:+d}"
    sentence = _("Somebody else rated this pair in the meantime: %(stored)s. Look at it and decide.")
    version = row.version if isinstance(row, GoalRelation) else 0
    return StaleWrite(sentence % {"stored": stored}, {_("Rating"): (stored, sent)}, version)
