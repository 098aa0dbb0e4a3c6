"""Goal conflicts as cards: the rating behind each, who carries it, how much it weighs."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from kommune.strategy.models import GoalConflict, GoalRelation, RoundPair
from kommune.strategy.queries.conflicts import FULL_PATH, Backing, Carrying, severity_of

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A measure that carries a conflict: its contribution 1 … 3, the strength of the path 0 … 1, its cost.

    ``cost_cents`` is None where nobody stated one.
    """

    measure_id: UUID
    label: str
    contribution: int
    strength: float
    cost_cents: int | None


@dataclass(frozen=True, slots=True)
class CardRating:
    """A relation as a card tells it: its score −3 … 3, why, and how it was rated.

    A rating of a round has its title and how many people answered, a person's her name.
    """

    score: int
    reason: str
    way: str
    rater: str
    round_id: UUID | None
    round_title: str
    people: int


@dataclass(frozen=True, slots=True)
class ConflictCard:
    """A conflict with its rating now (None where it is gone), who carries it, and how much it weighs.

    ``severity`` is weight × |score| / 3, None where the weights are not known yet.
    """

    conflict: GoalConflict
    relation: CardRating | None
    spread: int | None
    reasons: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    severity: float | None

    @property
    def score(self) -> int | None:
        """The relation between both goals now, −3 … −1; None where it is no longer negative."""
        return self.relation.score if self.relation and self.relation.score < 0 else None

    @property
    def cost_cents(self) -> int | None:
        """The known cost of all who carry it; None where no cost is known."""
        known = [one.cost_cents for one in self.carriers if one.cost_cents is not None]
        return sum(known) if known else None


def cards_of(
    conflicts: Sequence[GoalConflict], weights: Mapping[UUID, float], backing: Backing
) -> list[ConflictCard]:
    """Cards in the order of the conflicts; two queries whatever their number."""
    ratings = _ratings_of({(one.digital_goal_id, one.city_goal_id) for one in conflicts})
    rounds = _round_pairs(ratings)
    cards = []
    for one in conflicts:
        pair = (one.digital_goal_id, one.city_goal_id)
        relation = ratings.get(pair)
        score = relation.score if relation and relation.score < 0 else None
        own_reasons = (relation.reason,) if relation and relation.reason else ()
        spread, reasons = rounds.get((relation.round_id if relation else None, *pair), (None, own_reasons))
        cards.append(
            ConflictCard(
                conflict=one,
                relation=relation,
                spread=spread,
                reasons=reasons,
                carriers=_carriers(backing.carrying.get(one.digital_goal_id, ()), score),
                severity=severity_of(weights, one.city_goal_id, score),
            )
        )
    return cards


def _ratings_of(pairs: Set[Pair]) -> dict[Pair, CardRating]:
    """What is rated between a digital and a city goal; one query."""
    rows = GoalRelation.objects.filter(
        digital_goal__in={pair[0] for pair in pairs}, city_goal__in={pair[1] for pair in pairs}
    ).order_by()
    named = rows.values_list(
        "digital_goal_id", "city_goal_id", "score", "reason", "way",
        "rated_by__user__name", "rated_by__user__email", "round_id", "round__title", "round__raters_answered",
    )  # fmt: skip
    return {
        (digital, city): CardRating(
            score, reason, way, name or email or "", round_id, title or "", people or 0
        )
        for digital, city, score, reason, way, name, email, round_id, title, people in named
        if (digital, city) in pairs
    }


def _round_pairs(
    ratings: Mapping[Pair, CardRating],
) -> dict[tuple[UUID | None, UUID, UUID], tuple[int | None, tuple[str, ...]]]:
    """Spread and reasons of what rounds rated: what was agreed on, or what their people wrote; one query."""
    in_rounds = {pair: rating for pair, rating in ratings.items() if rating.round_id}
    if not in_rounds:
        return {}
    rows = RoundPair.objects.filter(
        round__in={rating.round_id for rating in in_rounds.values()},
        digital_goal__in={pair[0] for pair in in_rounds},
    ).order_by()
    told = rows.values_list("round_id", "digital_goal_id", "goal_id", "spread", "reasons", "consensus_note")
    return {
        (round_id, digital, city): (spread, (note,) if note else tuple(reasons))
        for round_id, digital, city, spread, reasons, note in told
    }


def _carriers(rows: Iterable[Carrying], score: int | None) -> tuple[Carrier, ...]:
    """Who carries a conflict, in the order of the rows: the same contribution is the same strength."""
    if score is None:
        return ()
    return tuple(
        Carrier(measure, label, strength, strength * abs(score) / FULL_PATH, cost)
        for measure, label, strength, cost in rows
    )
