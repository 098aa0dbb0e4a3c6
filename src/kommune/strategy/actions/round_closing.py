"""Closing a rating round: medians and distributions stay, sheets and names go, at once or not at all."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from random import SystemRandom
from typing import Any
from uuid import UUID

from django.utils import timezone

from kommune.analysis.alignment import CONTRIBUTIONS, RELATIONS, Scale, summarise_round
from kommune.audit.public import Batch, image_of, journal
from kommune.foundation.duties import close_forgotten
from kommune.foundation.erasure import overwrite_after_commit
from kommune.municipalities.public import Viewer, change_object, find_object, require, system_viewer
from kommune.strategy.errors import NobodyAnswered, RoundAlreadyClosed, RoundNotOpen
from kommune.strategy.models import BlindRating, RatingRound, RoundPair, RoundRater
from kommune.strategy.queries.rounds import FEWEST_SHOWN
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import RoundState

Cell = tuple[Any, UUID]
SAME_VALUE = "same_value"
WRITTEN_AT_ONCE = 200


@dataclass(slots=True)
class _Said:
    """What all sheets say about one pair."""

    scores: list[int] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def close_round(*, by: Viewer, round_id: UUID) -> None:
    """Evaluate an open round and delete its sheets with their names.

    Raises ``RoundAlreadyClosed`` for all but the first of several closings at once, ``NobodyAnswered``
    where no sheet holds an answer.
    """
    require(may_edit_strategies(by))
    with journal(action="close_round", actor_id=by.user_id) as batch:
        rating_round = _open_round(round_id)
        pairs = list(RoundPair.objects.filter(round=rating_round))
        ratings = list(
            BlindRating.objects.filter(rater__round=rating_round).values_list(
                "rater_id", "pair_id", "score", "reason"
            )
        )
        answered = len({rater for rater, *_rest in ratings})
        if not answered:
            raise NobodyAnswered
        _keep_results(batch, pairs, ratings)
        values = {
            "state": RoundState.CLOSED,
            "closed_at": timezone.now(),
            "raters_asked": RoundRater.objects.filter(round=rating_round).count(),
            "raters_answered": answered,
            "alike_sheets": _alike(pairs, ratings) if answered >= FEWEST_SHOWN else 0,
        }
        change_object(batch, rating_round, values, None)
        RoundRater.objects.filter(round=rating_round).delete()
        overwrite_after_commit()


def close_forgotten_rounds() -> int:
    """Close open rounds whose last day is two weeks past; returns how many. Without answers they stay."""
    return close_forgotten(
        RatingRound.objects.filter(state=RoundState.OPEN),
        lambda one: close_round(by=system_viewer(), round_id=one),
        NobodyAnswered,
    )


def _open_round(round_id: UUID) -> RatingRound:
    """The round, locked until the end of the transaction."""
    find_object(RatingRound, round_id)
    rating_round: RatingRound = RatingRound.objects.select_for_update().get(id=round_id)
    if rating_round.state == RoundState.CLOSED:
        raise RoundAlreadyClosed
    if rating_round.state != RoundState.OPEN:
        raise RoundNotOpen
    return rating_round


def _keep_results(batch: Batch, pairs: Sequence[RoundPair], ratings: Iterable[Any]) -> None:
    """Median for every answered pair; distribution, spread and reasons where enough people answered."""
    said: dict[UUID, _Said] = defaultdict(_Said)
    for _rater, pair_id, score, reason in ratings:
        said[pair_id].scores.append(score)
        if reason:
            said[pair_id].reasons.append(reason)
    chance, changed = SystemRandom(), []
    for pair in pairs:
        before, one = image_of(pair), said.get(pair.id)
        if one is None:
            continue
        cell = _cell(pair)
        summary = summarise_round(
            {at: {cell: score} for at, score in enumerate(one.scores)},
            rows=cell[:1],
            columns=cell[1:],
            scale=_scale(pair),
        ).cells[cell]
        pair.median = summary.median
        if summary.n >= FEWEST_SHOWN:
            pair.counts = {str(score): number for score, number in sorted(Counter(one.scores).items())}
            pair.spread = summary.range
            chance.shuffle(one.reasons)
            pair.reasons = one.reasons
        pair.version += 1
        changed.append((pair, before))
    names = ["median", "counts", "spread", "reasons", "version"]
    RoundPair.objects.bulk_update([pair for pair, _before in changed], names, batch_size=WRITTEN_AT_ONCE)
    for pair, before in changed:
        batch.changed(pair, before)


def _alike(pairs: Sequence[RoundPair], ratings: Iterable[Any]) -> int:
    """How many sheets give nearly always the same value; which ones is not kept."""
    by_id = {pair.id: pair for pair in pairs}
    sheets: dict[bool, dict[UUID, dict[Cell, int]]] = {True: {}, False: {}}
    for rater, pair_id, score, _reason in ratings:
        pair = by_id[pair_id]
        cells = sheets[pair.measure_id is not None].setdefault(rater, {})
        cells[_cell(pair)] = score
    alike: set[Hashable] = set()
    for is_measure, by_rater in sheets.items():
        own = [pair for pair in pairs if (pair.measure_id is not None) is is_measure]
        found = summarise_round(
            by_rater,
            rows=list(dict.fromkeys(_cell(pair)[0] for pair in own)),
            columns=list(dict.fromkeys(_cell(pair)[1] for pair in own)),
            scale=CONTRIBUTIONS if is_measure else RELATIONS,
        )
        alike |= {rater for rater, guard in found.guards.items() if SAME_VALUE in guard.reasons}
    return len(alike)


def _cell(pair: RoundPair) -> Cell:
    return (pair.digital_goal_id or pair.measure_id, pair.goal_id)


def _scale(pair: RoundPair) -> Scale:
    return CONTRIBUTIONS if pair.measure_id else RELATIONS
