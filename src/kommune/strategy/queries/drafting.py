"""What another wing reads to begin or to follow a strategy: goals of texts, goals that hold, evidence."""

from uuid import UUID

from django.db.models import Count, Max, Q

from kommune.municipalities.public import Viewer
from kommune.strategy.drafts import AssumedLink, ProposedGoal, StrategyEvidence
from kommune.strategy.models import (
    Contribution,
    FieldOfAction,
    Goal,
    GoalRelation,
    Measure,
    Passage,
    Reading,
    Strategy,
)
from kommune.strategy.queries.kept import kept_while_unchanged
from kommune.strategy.queries.readings import reading_for, source_of
from kommune.strategy.queries.strategies import current_strategies, visible_strategies
from kommune.strategy.rules import measures_seen_by
from kommune.strategy.shapes import GoalShape, Phase, ReadKind, StrategyKind, StrategyState

ACTIVE = (Phase.RUNNING, Phase.OPERATING)
SHOWN_PROPOSALS = 40
EVIDENCE_KEPT = 64


def proposed_goals(viewer: Viewer, reading_id: UUID) -> tuple[str, list[ProposedGoal]]:
    """The title of a text and the goals proposed out of it with their passages; nothing where it is gone.

    What the text itself calls a goal stands first, sentences of its prose last. A text without anything like
    a goal gives its fields of action instead: a Leitbild often names only those.
    """
    reading = reading_for(viewer, reading_id)
    if reading is None:
        return "", []
    rows = Passage.objects.filter(reading=reading).exclude(state="dropped")
    weak = {"sentence": 1, "paragraph_below_goals": 2}
    found_in = dict(rows.filter(kind=ReadKind.GOAL).values_list("id", "why"))
    best = sorted(found_in, key=lambda key: weak.get(found_in[key], 0))[:SHOWN_PROPOSALS]
    known = rows.in_bulk(best)
    passages = [known[key] for key in best] or list(rows.filter(kind=ReadKind.FIELD)[:SHOWN_PROPOSALS])
    text = Reading.objects.values_list("text", flat=True).get(id=reading.id)
    found = []
    for one in passages:
        source = source_of(text, one.start, one.end)
        found.append(
            ProposedGoal(
                one.id, one.title, one.description, one.page, source.before, source.passage, source.after
            )
        )
    return reading.title, found


def city_goals(viewer: Viewer) -> tuple[UUID | None, str, list[GoalShape]]:
    """The city strategy that holds, with its title and goals; None and nothing where there is none."""
    strategy = current_strategies(viewer).filter(kind=StrategyKind.CITY).order_by("-edition").first()
    if strategy is None:
        return None, "", []
    rows = Goal.objects.filter(strategy=strategy, parent=None).values_list("id", "number", "title")
    return (
        strategy.id,
        strategy.title,
        [GoalShape(key, number, title, StrategyKind.CITY, strategy.id) for key, number, title in rows],
    )


# For pages; an action that just added goals asks anew.
kept_city_goals = kept_while_unchanged(EVIDENCE_KEPT)(city_goals)


def has_city_strategy() -> bool:
    """Whether the town has a city strategy at all, seen or not."""
    return bool(Strategy.objects.filter(kind=StrategyKind.CITY).exists())


def digital_strategies(viewer: Viewer) -> list[tuple[UUID, str, str]]:
    """Id, title and state of the digital strategies that a person may see and that are not superseded."""
    rows = current_strategies(viewer).filter(kind=StrategyKind.DIGITAL)
    return [(row.id, row.title, str(row.get_state_display())) for row in rows]


def strategy_title(viewer: Viewer, strategy_id: UUID) -> str | None:
    """The title of a strategy that the person may see, or None."""
    return visible_strategies(viewer).filter(id=strategy_id).values_list("title", flat=True).first()


def assumed_links(viewer: Viewer, strategy_id: UUID) -> list[AssumedLink]:
    """What in a strategy was only assumed and waits to be confirmed, goals first; two queries."""
    unsure = {"to_confirm": True, "strength_given": False}
    relations = GoalRelation.objects.filter(
        **unsure, digital_goal__strategy_id=strategy_id, city_goal__strategy__in=visible_strategies(viewer)
    ).order_by("digital_goal__position")
    ends = ("digital_goal_id", "digital_goal__title", "city_goal_id", "city_goal__title", "reason")
    found = [AssumedLink(False, *row) for row in relations.values_list(*ends)]
    seen = Measure.objects.filter(measures_seen_by(viewer), strategy_id=strategy_id)
    contributions = Contribution.objects.filter(**unsure, measure__in=seen).order_by("measure__position")
    ends = ("measure_id", "measure__title", "goal_id", "goal__title", "reason")
    return [*found, *(AssumedLink(True, *row) for row in contributions.values_list(*ends))]


kept_assumed_links = kept_while_unchanged(EVIDENCE_KEPT)(assumed_links)


@kept_while_unchanged(EVIDENCE_KEPT)
def evidence_of(viewer: Viewer, strategy_id: UUID) -> StrategyEvidence | None:
    """What stands in the town's rows about a strategy that she may see; five queries while it is not kept."""
    strategy = (
        visible_strategies(viewer)
        .filter(id=strategy_id)
        .annotate(successors=Count("superseded_by", distinct=True), texts=Count("readings", distinct=True))
        .first()
    )
    if strategy is None:
        return None
    goals = Goal.objects.aggregate(
        own=Count("pk", filter=Q(strategy=strategy)),
        city=Count("pk", filter=Q(strategy__kind=StrategyKind.CITY)),
    )
    measures = Measure.objects.filter(measures_seen_by(viewer), strategy=strategy)
    numbers = measures.aggregate(
        all=Count("pk", distinct=True),
        owned=Count("pk", filter=~Q(owner=None) | ~Q(owner_name=""), distinct=True),
        active=Count("pk", filter=Q(phase__in=ACTIVE), distinct=True),
        linked=Count("pk", filter=Q(contributions__strength__gte=1), distinct=True),
        reported=Max("reports__reported_on"),
    )
    related = GoalRelation.objects.filter(digital_goal__strategy=strategy)
    return StrategyEvidence(
        title=strategy.title,
        goals=goals["own"],
        fields=FieldOfAction.objects.filter(strategy=strategy).count(),
        goals_related=related.order_by().values("digital_goal").distinct().count(),
        measures=numbers["all"],
        measures_owned=numbers["owned"],
        measures_active=numbers["active"],
        measures_linked=numbers["linked"],
        last_report_on=numbers["reported"],
        decision=strategy.decision,
        is_adopted=strategy.state in {StrategyState.ADOPTED, StrategyState.SUPERSEDED},
        city_goals=goals["city"],
        texts=strategy.texts,
        successors=strategy.successors,
    )
