"""Preparing rating rounds: title, pairs, opening, trash."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from kommune.audit.public import Batch, journal, made_of
from kommune.foundation.erasure import overwrite_after_commit
from kommune.municipalities.public import (
    Viewer,
    change_object,
    create_object,
    delete_objects,
    find_object,
    require,
)
from kommune.strategy.errors import RoundAlreadyClosed, RoundTooLarge, RoundUnderWay, RoundWithoutPairs
from kommune.strategy.models import Goal, Measure, RatingRound, RoundPair
from kommune.strategy.queries.rounds import MOST_PAIRS, PairRef, minutes_for
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import RoundState


def prepare_round(*, by: Viewer, values: Mapping[str, Any], pairs: Sequence[PairRef]) -> UUID:
    """A new round with these pairs in this order; returns its id."""
    require(may_edit_strategies(by))
    with journal(action="prepare_round", actor_id=by.user_id) as batch:
        rating_round = create_object(batch, RatingRound(**values))
        _add(batch, rating_round, pairs)
    return rating_round.id


def edit_round(*, by: Viewer, round_id: UUID, version: int, values: Mapping[str, Any]) -> None:
    """Change title, note or last day of a round that is not closed."""
    require(may_edit_strategies(by))
    with journal(action="edit_round", actor_id=by.user_id) as batch:
        rating_round = _locked(round_id)
        if rating_round.state == RoundState.CLOSED:
            raise RoundAlreadyClosed
        change_object(batch, rating_round, values, version)


def add_pairs(*, by: Viewer, round_id: UUID, pairs: Iterable[PairRef]) -> int:
    """Add pairs to a round in preparation; those it has already are passed over. Returns how many came."""
    require(may_edit_strategies(by))
    with journal(action="add_pairs", actor_id=by.user_id) as batch:
        return _add(batch, _in_preparation(round_id), pairs)


def remove_pairs(*, by: Viewer, round_id: UUID, pair_ids: Iterable[UUID]) -> int:
    """Take pairs out of a round in preparation; returns how many went."""
    require(may_edit_strategies(by))
    with journal(action="remove_pairs", actor_id=by.user_id) as batch:
        rating_round = _in_preparation(round_id)
        pairs = list(RoundPair.objects.filter(round=rating_round, id__in=list(pair_ids)))
        delete_objects(batch, pairs)
        return len(pairs)


def open_round(*, by: Viewer, round_id: UUID) -> None:
    """Let raters answer; from now on the pairs stay as they are."""
    require(may_edit_strategies(by))
    with journal(action="open_round", actor_id=by.user_id) as batch:
        rating_round = _in_preparation(round_id)
        if not rating_round.pairs.exists():
            raise RoundWithoutPairs
        change_object(batch, rating_round, {"state": RoundState.OPEN, "opened_at": timezone.now()}, None)


def delete_round(*, by: Viewer, round_id: UUID) -> UUID:
    """Put a round into the trash and return the batch that brings it back.

    Sheets that were not evaluated are gone for good: nobody keeps a copy of what one person answered.
    """
    require(may_edit_strategies(by))
    with journal(action="delete_round", actor_id=by.user_id) as batch:
        delete_objects(batch, [_locked(round_id)])
        overwrite_after_commit()
    return batch.id


def _locked(round_id: UUID) -> RatingRound:
    find_object(RatingRound, round_id)
    rating_round: RatingRound = RatingRound.objects.select_for_update().get(id=round_id)
    return rating_round


def _in_preparation(round_id: UUID) -> RatingRound:
    rating_round = _locked(round_id)
    if rating_round.state != RoundState.PREPARED:
        raise RoundUnderWay
    return rating_round


def _add(batch: Batch, rating_round: RatingRound, pairs: Iterable[PairRef]) -> int:
    kept = [
        PairRef(*ends)
        for ends in RoundPair.objects.filter(round=rating_round).values_list(
            "digital_goal_id", "measure_id", "goal_id"
        )
    ]
    fresh = [pair for pair in dict.fromkeys(pairs) if pair not in set(kept)]
    total = len(kept) + len(fresh)
    if total > MOST_PAIRS:
        raise RoundTooLarge(total, minutes_for(total), MOST_PAIRS)
    _require_own(fresh)
    made = [
        RoundPair(
            round=rating_round,
            digital_goal_id=pair.digital_goal_id,
            measure_id=pair.measure_id,
            goal_id=pair.goal_id,
            position=position,
        )
        for position, pair in enumerate(fresh, start=len(kept) + 1)
    ]
    if made:
        batch.insert(made_of(made))
    return len(made)


def _require_own(pairs: Sequence[PairRef]) -> None:
    """Both ends of every pair belong to the town in scope; two queries."""
    goals = {pair.goal_id for pair in pairs}
    goals |= {pair.digital_goal_id for pair in pairs if pair.digital_goal_id}
    measures = {pair.measure_id for pair in pairs if pair.measure_id}
    for model, wanted in ((Goal, goals), (Measure, measures)):
        known = set(model.objects.filter(id__in=wanted).values_list("id", flat=True))
        for missing in wanted - known:
            find_object(model, missing)
