"""A rater's own sheet, opened by her link: the cards, where she stands, and nothing of anybody else."""

from dataclasses import dataclass
from uuid import UUID

from kommune.strategy.errors import LinkUnusable, RoundNotOpen, SheetClosed
from kommune.strategy.models import BlindRating, RatingRound, RoundPair, RoundRater
from kommune.strategy.queries.round_links import hash_of, is_room_token, round_of
from kommune.strategy.queries.rounds import is_overdue, minutes_for
from kommune.strategy.shapes import RoundState


@dataclass(frozen=True, slots=True)
class Sheet:
    """One rater's sheet: the pairs in their order and those whose answers may be shown here."""

    rater_id: UUID
    title: str
    note: str
    pair_ids: tuple[UUID, ...]
    answered: frozenset[UUID]
    is_done: bool

    @property
    def minutes(self) -> int:
        """How long the whole sheet takes, in minutes."""
        return minutes_for(len(self.pair_ids))

    @property
    def unanswered(self) -> list[int]:
        """The numbers of the cards without an answer, counted from 1."""
        return [at for at, pair in enumerate(self.pair_ids, start=1) if pair not in self.answered]


@dataclass(frozen=True, slots=True)
class Card:
    """One question; ``score`` and ``reason`` are her own earlier answer."""

    pair_id: UUID
    number: int
    is_measure: bool
    start: str
    start_text: str
    goal: str
    goal_text: str
    score: int | None
    reason: str


def open_round_of(token: str) -> RatingRound:
    """The open round that a link names. Raises ``LinkUnusable``, ``RoundNotOpen`` or ``SheetClosed``."""
    rating_round: RatingRound | None = RatingRound.objects.filter(id=round_of(token)).first()
    if rating_round is None:
        raise LinkUnusable
    require_answers_taken(rating_round)
    return rating_round


def require_answers_taken(rating_round: RatingRound) -> None:
    """Raise where the round takes no answers: not open yet, closed, or past its last day."""
    if rating_round.state == RoundState.PREPARED:
        raise RoundNotOpen
    if rating_round.state == RoundState.CLOSED or is_overdue(rating_round):
        raise SheetClosed


def open_sheet(token: str, *, device: str = "") -> Sheet:
    """The sheet of a rater's link with what was answered on this device; on another one it looks empty.

    Changes nothing. Raises what ``open_round_of`` raises.
    """
    rating_round = open_round_of(token)
    rater = RoundRater.objects.filter(round=rating_round, token_hash=hash_of(token)).first()
    if rater is None:
        raise LinkUnusable
    answers = BlindRating.objects.filter(rater=rater, device=device) if device else BlindRating.objects.none()
    answered = frozenset(answers.values_list("pair_id", flat=True))
    pair_ids = RoundPair.objects.filter(round=rating_round).order_by("position", "id")
    return Sheet(
        rater_id=rater.id,
        title=rating_round.title,
        note=rating_round.note,
        pair_ids=tuple(pair_ids.values_list("id", flat=True)),
        answered=answered,
        is_done=rater.is_done and bool(answered),
    )


def open_room(token: str) -> RatingRound | None:
    """The open round of the link for everybody in a room; None where this is no such link."""
    return open_round_of(token) if is_room_token(token) else None


def card_of(sheet: Sheet, number: int) -> Card:
    """The card with this number, counted from 1, with the earlier answer where it may be shown."""
    pair = RoundPair.objects.select_related("digital_goal", "measure", "goal").get(
        id=sheet.pair_ids[number - 1]
    )
    is_shown = pair.id in sheet.answered
    answer = BlindRating.objects.filter(rater=sheet.rater_id, pair=pair).first() if is_shown else None
    start = pair.measure or pair.digital_goal
    return Card(
        pair_id=pair.id,
        number=number,
        is_measure=pair.measure is not None,
        start=start.title,
        start_text=pair.measure.aim if pair.measure else start.text,
        goal=pair.goal.title,
        goal_text=pair.goal.text,
        score=answer.score if answer else None,
        reason=answer.reason if answer else "",
    )
