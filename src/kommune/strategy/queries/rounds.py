"""Rating rounds as staff see them: lists, pairs with their results, and which pairs a choice would ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kommune.foundation.dates import today
from kommune.municipalities.public import Viewer, released_for
from kommune.strategy.models import (
    BlindRating,
    Contribution,
    Goal,
    GoalRelation,
    Measure,
    RatingRound,
    RoundPair,
    RoundRater,
)
from kommune.strategy.queries.rateable import Pairing, load_goals
from kommune.strategy.queries.strategies import visible_strategies
from kommune.strategy.queries.suggestions import likely_goals
from kommune.strategy.rules import measures_seen_by
from kommune.strategy.shapes import PairSource, RoundState

MOST_PAIRS = 400
SECONDS_PER_PAIR = 8
# Below this many answers a distribution would say who answered what.
FEWEST_SHOWN = 3
DISCUSS_FROM = 2


@dataclass(frozen=True, slots=True)
class PairRef:
    """One question: a digital goal or a measure, and the goal that it acts on."""

    digital_goal_id: UUID | None
    measure_id: UUID | None
    goal_id: UUID


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """How far an open round is; whose sheet it is and what stands on it is not told."""

    asked: int
    answered: int
    is_overdue: bool


def minutes_for(count: int) -> int:
    """How long rating so many pairs takes, in minutes, at least one."""
    return max(1, round(count * SECONDS_PER_PAIR / 60))


def visible_rounds(viewer: Viewer) -> QuerySet[RatingRound]:
    """The rounds that a person may see."""
    rounds: QuerySet[RatingRound] = RatingRound.objects.filter(released_for(viewer))
    return rounds


def round_for(viewer: Viewer, round_id: UUID) -> RatingRound | None:
    """One round, or None where it is not there for this person."""
    return visible_rounds(viewer).filter(id=round_id).first()


def pairs_of(viewer: Viewer, round_id: UUID) -> QuerySet[RoundPair]:
    """The pairs of a round both of whose ends this person may see."""
    seen = visible_strategies(viewer).values("id")
    pairs: QuerySet[RoundPair] = RoundPair.objects.filter(round_id=round_id, goal__strategy__in=seen)
    pairs = pairs.filter(Q(digital_goal=None) | Q(digital_goal__strategy__in=seen))
    if own := measures_seen_by(viewer):
        pairs = pairs.filter(Q(measure=None) | Q(measure__in=Measure.objects.filter(own).values("id")))
    return pairs.select_related("digital_goal", "measure", "goal")


def pair_for(viewer: Viewer, pair_id: UUID) -> RoundPair | None:
    """One pair of a round that this person may see, with its round."""
    pair = RoundPair.objects.select_related("round").filter(id=pair_id).first()
    if pair is None or not pair.round.is_visible_to(viewer):
        return None
    return pairs_of(viewer, pair.round_id).select_related("round").filter(id=pair_id).first()


def progress_of(rating_round: RatingRound) -> RoundProgress:
    """How many were asked and how many have begun, in one query while the round is open."""
    if rating_round.state == RoundState.CLOSED:
        return RoundProgress(rating_round.raters_asked, rating_round.raters_answered, False)
    has_answered = Exists(BlindRating.objects.filter(rater=OuterRef("pk")))
    counts = RoundRater.objects.filter(round=rating_round).aggregate(
        asked=Count("pk"), answered=Count("pk", filter=has_answered)
    )
    return RoundProgress(counts["asked"], counts["answered"], is_overdue(rating_round))


def is_overdue(rating_round: RatingRound) -> bool:
    """Whether the day until which an open round takes answers has passed."""
    closes_on = rating_round.closes_on
    return rating_round.state == RoundState.OPEN and closes_on is not None and closes_on < today()


def named_raters(round_id: UUID) -> list[tuple[UUID, str]]:
    """Who was invited by name, in the order of the alphabet; not whether she has answered."""
    rows = RoundRater.objects.filter(round_id=round_id).exclude(name="").order_by("name", "id")
    return list(rows.values_list("id", "name"))


def guessable_pairs(rating_round: RatingRound) -> int:
    """How many pairs have one or two answers, so that closing now would keep only their median."""
    ratings: QuerySet[BlindRating] = BlindRating.objects.filter(rater__round=rating_round)
    return ratings.values("pair").annotate(n=Count("pk")).filter(n__lt=FEWEST_SHOWN).count()


def choose_pairs(
    source: str,
    *,
    digital_id: UUID | None = None,
    city_id: UUID | None = None,
    earlier_id: UUID | None = None,
    suggested: Iterable[tuple[UUID, UUID]] = (),
) -> list[PairRef]:
    """The pairs that a choice means, grouped by what acts; ``suggested`` are likely (goal, goal) pairs."""
    if source == PairSource.DISPUTED:
        return _disputed(earlier_id)
    if source == PairSource.LINKED:
        links = Contribution.objects.filter(measure__strategy_id=digital_id)
        ordered = links.order_by("measure__position", "measure_id", "goal__position", "goal_id")
        return [PairRef(None, *ends) for ends in ordered.values_list("measure_id", "goal_id")]
    if source not in (PairSource.ALL, PairSource.LIKELY):
        return []
    starts, ends = _leaves(digital_id), _leaves(city_id)
    if source == PairSource.ALL:
        return [PairRef(start, None, end) for start in starts for end in ends]
    known = GoalRelation.objects.filter(digital_goal__in=starts, city_goal__in=ends)
    likely = {*known.values_list("digital_goal_id", "city_goal_id"), *suggested}
    return [PairRef(start, None, end) for start in starts for end in ends if (start, end) in likely]


def suggested_pairs(viewer: Viewer, digital_id: UUID | None, city_id: UUID | None) -> list[tuple[UUID, UUID]]:
    """For every goal that acts its likeliest goals of the other strategy, from their texts."""
    goals = load_goals(viewer)
    acting = [goal for goal in goals.acting if goal.strategy_id == digital_id and goal.is_leaf]
    acted_on = [goal for goal in (*goals.city, *goals.acting) if goal.strategy_id == city_id]
    if not acting or not acted_on:
        return []
    found = likely_goals(acting, acted_on, Pairing.GOALS).by_thing
    return [(goal.id, one.goal.id) for goal, row in zip(acting, found, strict=True) for one in row]


def _disputed(round_id: UUID | None) -> list[PairRef]:
    rows = RoundPair.objects.filter(round_id=round_id, spread__gte=DISCUSS_FROM).order_by("position")
    return [PairRef(*ends) for ends in rows.values_list("digital_goal_id", "measure_id", "goal_id")]


def _leaves(strategy_id: UUID | None) -> list[UUID]:
    rows = Goal.objects.filter(strategy_id=strategy_id, children=None)
    return list(rows.order_by("position", "number", "id").values_list("id", flat=True))


def round_of_rater(viewer: Viewer, rater_id: UUID) -> RatingRound | None:
    """The round that somebody was invited to, or None where it is not there for this person."""
    return visible_rounds(viewer).filter(raters__id=rater_id).first()


def next_to_discuss(viewer: Viewer, pair: RoundPair) -> UUID | None:
    """The next pair of the same round that people disagree about and nothing is agreed on, widest first."""
    waiting = pairs_of(viewer, pair.round_id).filter(spread__gte=DISCUSS_FROM, consensus=None)
    others = waiting.exclude(id=pair.id).order_by("-spread", "position", "id")
    return others.values_list("id", flat=True).first()
