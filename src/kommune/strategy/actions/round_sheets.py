"""Inviting raters, and what raters do on their sheets; none of it is journalled."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kommune.municipalities.public import Viewer, find_object, require
from kommune.strategy.errors import (
    LinkUnusable,
    PairGone,
    RaterAlreadyAsked,
    RatingOutOfRange,
    RoundAlreadyClosed,
    TooManyRaters,
)
from kommune.strategy.models import BlindRating, RatingRound, RoundPair, RoundRater
from kommune.strategy.queries.round_links import hash_of, is_room_token, new_token, round_of
from kommune.strategy.queries.round_sheets import require_answers_taken
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import RoundState

MOST_RATERS = 100
LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class NewLink:
    """A rater's name (empty for a sheet without one) and her token, which is nowhere stored."""

    name: str
    token: str


def invite_raters(*, by: Viewer, round_id: UUID, names: Iterable[str], unnamed: int = 0) -> list[NewLink]:
    """A link for each name, and so many without one. Raises ``RaterAlreadyAsked`` before anything is made."""
    require(may_edit_strategies(by))
    wanted = list(dict.fromkeys(name.strip()[:200] for name in names if name.strip()))
    with transaction.atomic():
        rating_round = _unclosed(round_id)
        raters = RoundRater.objects.filter(round=rating_round)
        known = set(raters.filter(name__in=wanted).values_list("name", flat=True))
        if known:
            raise RaterAlreadyAsked(", ".join(sorted(known)))
        if raters.count() + len(wanted) + unnamed > MOST_RATERS:
            raise TooManyRaters
        links = [NewLink(name, new_token(rating_round.id)) for name in [*wanted, *[""] * max(unnamed, 0)]]
        RoundRater.objects.bulk_create(
            RoundRater(round=rating_round, name=link.name, token_hash=hash_of(link.token)) for link in links
        )
    return links


def renew_link(*, by: Viewer, rater_id: UUID) -> NewLink:
    """A new link for somebody who lost hers; the old one ends, her answers stay."""
    require(may_edit_strategies(by))
    with transaction.atomic():
        rater = find_object(RoundRater, rater_id)
        token = new_token(_unclosed(rater.round_id).id)
        RoundRater.objects.filter(id=rater.id).update(token_hash=hash_of(token))
    return NewLink(rater.name, token)


def withdraw_rater(*, by: Viewer, rater_id: UUID) -> None:
    """Take a person out of a round with what she answered."""
    require(may_edit_strategies(by))
    with transaction.atomic():
        rater = find_object(RoundRater, rater_id)
        _unclosed(rater.round_id)
        rater.delete()


def join_room(*, token: str) -> str:
    """A sheet without a name for somebody who scanned the code of the room; returns her own token."""
    if not is_room_token(token):
        raise LinkUnusable
    with transaction.atomic():
        rating_round = _taking_answers(token)
        if RoundRater.objects.filter(round=rating_round).count() >= MOST_RATERS:
            raise TooManyRaters
        own = new_token(rating_round.id)
        RoundRater.objects.create(round=rating_round, token_hash=hash_of(own))
    return own


def save_answer(*, token: str, pair_id: UUID, score: int | None, reason: str = "", device: str = "") -> None:
    """Keep what a rater says about a pair, None takes it back; ``device`` may see it again.

    The round is locked meanwhile: an answer comes in whole before the round closes, or not at all.
    """
    with transaction.atomic():
        rater = _rater_of(token)
        pair = RoundPair.objects.filter(id=pair_id, round_id=rater.round_id).first()
        if pair is None:
            raise PairGone
        lowest = 0 if pair.measure_id else -3
        own = BlindRating.objects.filter(rater=rater)
        if score is None:
            own.filter(pair=pair).delete()
            return
        if not lowest <= score <= 3:
            raise RatingOutOfRange
        said = {"score": score, "reason": reason.strip()[:LONGEST_REASON], "device": device}
        BlindRating.objects.update_or_create(rater=rater, pair=pair, defaults=said)


def finish_sheet(*, token: str) -> None:
    """Say that one is done; answers may still be changed until the round closes."""
    with transaction.atomic():
        RoundRater.objects.filter(id=_rater_of(token).id).update(is_done=True)


def _rater_of(token: str) -> RoundRater:
    rating_round = _taking_answers(token)
    rater: RoundRater | None = RoundRater.objects.filter(
        round=rating_round, token_hash=hash_of(token)
    ).first()
    if rater is None:
        raise LinkUnusable
    return rater


def _taking_answers(token: str) -> RatingRound:
    locked = RatingRound.objects.select_for_update().filter(id=round_of(token))
    rating_round: RatingRound | None = locked.first()
    if rating_round is None:
        raise LinkUnusable
    require_answers_taken(rating_round)
    return rating_round


def _unclosed(round_id: UUID) -> RatingRound:
    find_object(RatingRound, round_id)
    rating_round: RatingRound = RatingRound.objects.select_for_update().get(id=round_id)
    if rating_round.state == RoundState.CLOSED:
        raise RoundAlreadyClosed
    return rating_round
