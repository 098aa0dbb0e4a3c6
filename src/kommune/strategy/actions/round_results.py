"""What a closed round leads to: an agreement per pair becomes the rating that counts."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.audit.public import Batch, journal
from kommune.municipalities.public import Viewer, change_object, create_object, find_object, require
from kommune.strategy.errors import RatingNeedsReason, RatingOutOfRange, RoundStillOpen
from kommune.strategy.models import Contribution, GoalRelation, RatingRound, RoundPair
from kommune.strategy.queries.rounds import DISCUSS_FROM
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import Origin, RoundState, Way

REASON_FROM = 2
QUOTED_REASONS = 3
LONGEST_QUOTE = 300


def record_agreement(*, by: Viewer, pair_id: UUID, version: int, score: int, reason: str) -> UUID:
    """What was agreed about a pair becomes its rating; returns the batch that takes it back."""
    require(may_edit_strategies(by))
    with journal(action="record_agreement", actor_id=by.user_id) as batch:
        pair = find_object(RoundPair, pair_id)
        if pair.round.state != RoundState.CLOSED:
            raise RoundStillOpen
        if not (0 if pair.measure_id else -3) <= score <= 3:
            raise RatingOutOfRange
        if abs(score) >= REASON_FROM and not reason.strip():
            raise RatingNeedsReason
        _agree(batch, pair, score, reason.strip(), version)
    return batch.id


def take_over_agreed(*, by: Viewer, round_id: UUID) -> tuple[int, UUID]:
    """Where people nearly agree and nothing is recorded yet, the median becomes the rating.

    Returns how many pairs that were and the batch that takes it back.
    """
    require(may_edit_strategies(by))
    with journal(action="take_over_agreed", actor_id=by.user_id) as batch:
        rating_round = find_object(RatingRound, round_id)
        if rating_round.state != RoundState.CLOSED:
            raise RoundStillOpen
        pairs = RoundPair.objects.filter(
            round=rating_round, spread__lt=DISCUSS_FROM, median__isnull=False, consensus=None
        )
        agreed = list(pairs.select_related("round"))
        for pair in agreed:
            _agree(batch, pair, pair.median, reason_of(pair), None, note="")
    return len(agreed), batch.id


def reason_of(pair: RoundPair) -> str:
    """The reasons that people gave, shortened, and how many they were: the reason of a rating."""
    people = sum(pair.counts.values())
    source = ngettext(
        "%(title)s, %(n)d person, spread %(spread)d", "%(title)s, %(n)d people, spread %(spread)d", people
    ) % {"title": pair.round.title, "n": people, "spread": pair.spread or 0}
    quotes = [text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…" for text in pair.reasons]
    quoted = " ".join(_("“%(text)s”") % {"text": text} for text in quotes[:QUOTED_REASONS])
    return f"{quoted} ({source})" if quoted else source


def _agree(
    batch: Batch, pair: RoundPair, score: int, reason: str, version: int | None, *, note: str | None = None
) -> None:
    """Keep what was agreed with the pair and as its rating; ``note`` where nobody worded the reason anew."""
    noted = reason if note is None else note
    change_object(batch, pair, {"consensus": score, "consensus_note": noted}, version)
    values: dict[str, Any] = {
        "origin": Origin.RATED,
        "strength_given": True,
        "to_confirm": False,
        "reason": reason,
        "confidence": None,
        "way": Way.ROUND,
        "rated_at": timezone.now(),
        "rated_by": None,
        "round": pair.round,
    }
    link: GoalRelation | Contribution | None
    ends: dict[str, UUID | None]
    if pair.measure_id:
        values["strength"] = score
        ends = {"measure_id": pair.measure_id, "goal_id": pair.goal_id}
        link = Contribution.objects.filter(**ends).first()
        fresh: GoalRelation | Contribution = Contribution(**ends)
    else:
        values["score"] = score
        ends = {"digital_goal_id": pair.digital_goal_id, "city_goal_id": pair.goal_id}
        link = GoalRelation.objects.filter(**ends).first()
        fresh = GoalRelation(**ends)
    if link is not None:
        change_object(batch, link, values, None)
        return
    for name, value in values.items():
        setattr(fresh, name, value)
    create_object(batch, fresh)
