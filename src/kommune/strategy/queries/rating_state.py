"""How much is rated and how it came about, as far as the viewer sees both ends."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from kommune.municipalities.public import Viewer
from kommune.strategy.models import Contribution, Measure
from kommune.strategy.queries.kept import kept_while_unchanged
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.queries.relations import seen_relations
from kommune.strategy.queries.strategies import in_force, visible_goals
from kommune.strategy.rules import measures_seen_by

STATES_KEPT = 16


@dataclass(frozen=True, slots=True)
class RatingState:
    """Numbers of ratings by the way they came about, and of what there is to rate."""

    relations: Mapping[str, int]
    negative_relations: int
    contributions: Mapping[str, int]
    acting_goals: int
    city_goals: int
    measures: int

    @property
    def relation_total(self) -> int:
        """All relations."""
        return sum(self.relations.values())

    @property
    def relation_pairs(self) -> int:
        """How many pairs of goals there are."""
        return self.acting_goals * self.city_goals

    @property
    def contribution_total(self) -> int:
        """All contributions."""
        return sum(self.contributions.values())


@kept_while_unchanged(STATES_KEPT)
def rating_state(viewer: Viewer) -> RatingState:
    """The state of all ratings, kept until the town's data change; at most six queries."""
    goals = visible_goals(viewer).filter(in_force(viewer)).order_by()
    seen = goals.values("id")
    relations = seen_relations(viewer.clearance).filter(digital_goal__in=seen, city_goal__in=seen)
    links = Contribution.objects.filter(goal__in=seen)
    if only := measures_seen_by(viewer):
        links = links.filter(measure__in=Measure.objects.filter(only).values("id"))
    by_kind = dict(goals.values_list("strategy__kind").annotate(number=Count("id")))
    counts = (
        relations.order_by()
        .values_list("way")
        .annotate(number=Count("id"), negative=Count("id", filter=Q(score__lt=0)))
    )
    ways = list(counts)
    return RatingState(
        relations={way: number for way, number, _negative in ways},
        negative_relations=sum(negative for _way, _number, negative in ways),
        contributions=dict(links.order_by().values_list("way").annotate(number=Count("id"))),
        acting_goals=by_kind.get("digital", 0) + by_kind.get("sector", 0),
        city_goals=by_kind.get("city", 0),
        measures=visible_measures(viewer).count(),
    )
