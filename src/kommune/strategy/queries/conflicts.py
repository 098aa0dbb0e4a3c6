"""Reading goal conflicts as the viewer may see them: the register, the cards, what a measure carries."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from kommune.municipalities.public import Viewer, released_for
from kommune.strategy.models import (
    Contribution,
    Goal,
    GoalConflict,
    GoalRelation,
    Measure,
    MeasureCost,
)
from kommune.strategy.queries.alignment_kept import figures_kind
from kommune.strategy.queries.kept import kept_figures, kept_while_unchanged
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.shapes import ENDED_PHASES, ConflictState

LIVE = frozenset({ConflictState.OPEN, ConflictState.IN_WORK, ConflictState.REOPENED})
FULL_SCORE = 3
FULL_PATH = 9
BACKINGS_KEPT = 4
INDIRECT_FROM = 0.2
DUE_WITHIN = timedelta(days=30)
LISTED = (
    "state", "opened_at", "due_on", "resolution", "decision",
    "digital_goal__number", "digital_goal__title", "city_goal__number", "city_goal__title",
    "digital_unit_id", "city_unit_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterFigures:
    """What the register says in one sentence; money in cents, None where none is known."""

    live: int
    due: int
    total: int
    cost_cents: int | None
    n_measures: int
    n_known: int


def visible_conflicts(viewer: Viewer) -> QuerySet[Any]:
    """The conflicts released to this person, of goals that she may see.

    Rows are ``GoalConflict`` with ``score``, the negative relation of their goals (None where it is gone).
    """
    score = GoalRelation.objects.filter(
        digital_goal=OuterRef("digital_goal"), city_goal=OuterRef("city_goal"), score__lt=0
    ).values("score")[:1]
    conflicts = GoalConflict.objects.filter(
        released_for(viewer),
        released_for(viewer, "digital_goal__strategy__released_to"),
        released_for(viewer, "city_goal__strategy__released_to"),
    )
    annotated: QuerySet[Any] = conflicts.annotate(score=Subquery(score))
    return annotated


def conflicts_for_list(viewer: Viewer) -> QuerySet[Any]:
    """The same with what lists show."""
    return with_names(visible_conflicts(viewer))


def with_names(conflicts: QuerySet[Any]) -> QuerySet[Any]:
    """Conflicts with what lists show of them, of their goals and units, and no more.

    Units are read beside: with them PostgreSQL plans the one query for longer than it takes.
    """
    rows = conflicts.select_related("digital_goal", "city_goal").only(*LISTED)
    return rows.prefetch_related("digital_unit", "city_unit")


@kept_while_unchanged(BACKINGS_KEPT)
def known_reasons() -> Mapping[tuple[UUID, UUID], str]:
    """Why goals hit goals of the city, by both, where it was said; one query, kept until the data change."""
    said = GoalRelation.objects.filter(score__lt=0).exclude(reason="").order_by()
    rows = said.values_list("digital_goal_id", "city_goal_id", "reason")
    return {(digital, city): reason for digital, city, reason in rows}


def conflict_for(viewer: Viewer, conflict_id: UUID) -> GoalConflict | None:
    """One conflict with all of its goals and their strategies, or None where it is not there for her."""
    rows = visible_conflicts(viewer).select_related(
        "digital_goal__strategy", "city_goal__strategy", "digital_unit", "city_unit"
    )
    conflict: GoalConflict | None = rows.filter(id=conflict_id).first()
    return conflict


def due_conflicts(viewer: Viewer, day: date, limit: int) -> list[GoalConflict]:
    """What is to be settled within thirty days or should have been, the nearest first; two queries."""
    until = day + DUE_WITHIN
    due = [
        (line.due_on, line.id)
        for line in known_lines(viewer)
        if line.state in LIVE and line.due_on is not None and line.due_on <= until
    ]
    nearest = [key for _day, key in sorted(due)[:limit]]
    rows = with_names(GoalConflict.objects.filter(id__in=nearest)).in_bulk() if nearest else {}
    return [rows[key] for key in nearest if key in rows]


@dataclass(frozen=True, slots=True)
class Backing:
    """What cards are reckoned from: the parent of each goal, and who carries each digital goal.

    ``carrying`` has measures by goal: id, name, contribution, cost in cents; who carries most comes first.
    """

    parents: Mapping[UUID, UUID]
    carrying: Mapping[UUID, Sequence["Carrying"]]


def load_backing(viewer: Viewer, digital_goals: Iterable[UUID]) -> Backing:
    """The backing of conflicts of these digital goals, as far as this person sees it; at most three queries.

    Kept until the town's data change.
    """
    return _kept_backing(viewer, frozenset(digital_goals))


@kept_while_unchanged(BACKINGS_KEPT)
def _kept_backing(viewer: Viewer, digital_goals: frozenset[UUID]) -> Backing:
    parents = dict(Goal.objects.exclude(parent=None).order_by().values_list("id", "parent_id"))
    return Backing(parents, _carrying(viewer, digital_goals, parents))


def kept_weights(viewer: Viewer) -> Mapping[str, Any] | None:
    """The kept alignment with the weights of city goals, None where nobody asked for it yet; one query."""
    row = kept_figures(figures_kind("digital"), viewer.clearance)
    return row.data if row else None


def city_weights(alignment: Mapping[str, Any], parents: Mapping[UUID, UUID]) -> dict[UUID, float]:
    """The weight of every city goal from kept figures; a parent weighs as much as its leaves."""
    weights = {UUID(row["id"]): float(row["weight"]) for row in alignment["goals"]}
    told = dict(weights)
    for leaf, weight in weights.items():
        above, seen = parents.get(leaf), {leaf}
        while above is not None and above not in seen:
            told[above] = told.get(above, 0.0) + weight
            seen.add(above)
            above = parents.get(above)
    return told


def severity_of(weights: Mapping[UUID, float], city_goal: UUID, score: int | None) -> float | None:
    """Weight × |score| / 3; None where one of both is not known."""
    weight = weights.get(city_goal)
    return None if weight is None or score is None else weight * abs(score) / FULL_SCORE


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One conflict with what its place in the register depends on."""

    id: UUID
    digital_goal_id: UUID
    city_goal_id: UUID
    score: int | None
    state: str
    opened_at: datetime
    due_on: date | None


def register_lines(rows: QuerySet[Any]) -> list[RegisterLine]:
    """The conflicts of a register in short; one query."""
    names = ("id", "digital_goal_id", "city_goal_id", "score", "state", "opened_at", "due_on")
    return [RegisterLine(*row) for row in rows.order_by().values_list(*names)]


@kept_while_unchanged(BACKINGS_KEPT)
def known_lines(viewer: Viewer) -> Sequence[RegisterLine]:
    """All conflicts that a person may see in short, kept until the town's data change."""
    return register_lines(visible_conflicts(viewer))


def by_severity(lines: Iterable[RegisterLine], weights: Mapping[UUID, float]) -> list[UUID]:
    """The ids of conflicts, those still alive first, then the severest, then the oldest."""

    def place(line: RegisterLine) -> tuple[bool, float, datetime]:
        severity = severity_of(weights, line.city_goal_id, line.score) or 0.0
        return (line.state not in LIVE, -severity, line.opened_at)

    return [line.id for line in sorted(lines, key=place)]


def register_figures(lines: Sequence[RegisterLine], backing: Backing, day: date) -> RegisterFigures:
    """How many conflicts are open and due on a day, and how much money hangs on the open ones."""
    live = [line for line in lines if line.state in LIVE]
    goals = {line.digital_goal_id for line in live}
    costs = {carrier[0]: carrier[3] for goal in goals for carrier in backing.carrying.get(goal, ())}
    known = [cost for cost in costs.values() if cost is not None]
    return RegisterFigures(
        live=len(live),
        due=sum(line.due_on is not None and line.due_on <= day for line in live),
        total=len(lines),
        cost_cents=sum(known) if known else None,
        n_measures=len(costs),
        n_known=len(known),
    )


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict that has not been settled, with both goals by name; ``score`` is None where it is gone."""

    id: UUID
    digital_goal: str
    city_goal: str
    score: int | None
    state: str


def conflicts_of_goal(viewer: Viewer, goal: Goal) -> list[OpenConflict]:
    """What works against a goal, or what it works against itself, the strongest first; two queries."""
    found = [
        line
        for line in known_lines(viewer)
        if goal.id in (line.digital_goal_id, line.city_goal_id) and line.state in LIVE
    ]
    ids = {key for line in found for key in (line.digital_goal_id, line.city_goal_id)}
    names = {row.id: str(row) for row in Goal.objects.filter(id__in=ids).only("number", "title").order_by()}
    found.sort(key=lambda line: (line.score is None, line.score or 0, line.opened_at))
    return [
        OpenConflict(line.id, names[line.digital_goal_id], names[line.city_goal_id], line.score, line.state)
        for line in found
    ]


@dataclass(frozen=True, slots=True)
class Register:
    """All conflicts that a person may see in short, what their cards are reckoned from, what they come to."""

    lines: Sequence[RegisterLine]
    backing: Backing
    figures: RegisterFigures


@kept_while_unchanged(BACKINGS_KEPT)
def load_register(viewer: Viewer, day: date) -> Register:
    """The register on a day, kept until the town's data change; at most four queries."""
    lines = known_lines(viewer)
    backing = load_backing(viewer, {line.digital_goal_id for line in lines})
    return Register(lines, backing, register_figures(lines, backing, day))


@dataclass(frozen=True, slots=True)
class IndirectHit:
    """A measure serves a goal and, through it, hits a city goal: with which strength, and on which card."""

    served: Goal
    hit: Goal
    strength: float
    conflict_id: UUID


def hits_of_measure(viewer: Viewer, measure: Measure) -> list[IndirectHit]:
    """City goals that a measure hits with a strength of 0.2 or more, the strongest first; three queries.

    Paths to the same city goal add up; the line names the strongest of them.
    """
    if measure.phase in ENDED_PHASES:
        return []
    links = dict(
        Contribution.objects.filter(measure=measure, strength__gte=1)
        .order_by()
        .values_list("goal_id", "strength")
    )
    if not links:
        return []
    paths: dict[UUID, list[tuple[float, RegisterLine]]] = {}
    met = [
        line
        for line in known_lines(viewer)
        if line.digital_goal_id in links and line.score is not None and line.state != ConflictState.GONE
    ]
    for line in sorted(met, key=lambda line: (line.opened_at, line.id)):
        strength = links[line.digital_goal_id] * abs(line.score or 0) / FULL_PATH
        paths.setdefault(line.city_goal_id, []).append((strength, line))
    totals = {city: sum(strength for strength, _line in found) for city, found in paths.items()}
    strongest = {
        city: max(found, key=lambda path: path[0])[1]
        for city, found in paths.items()
        if totals[city] >= INDIRECT_FROM
    }
    if not strongest:
        return []
    goals = Goal.objects.only("number", "title").in_bulk(
        {key for line in strongest.values() for key in (line.digital_goal_id, line.city_goal_id)}
    )
    hits = [
        IndirectHit(goals[line.digital_goal_id], goals[city], totals[city], line.id)
        for city, line in strongest.items()
    ]
    return sorted(hits, key=lambda hit: -hit.strength)


Carrying = tuple[UUID, str, int, int | None]


def _carrying(viewer: Viewer, goals: Set[UUID], parents: Mapping[UUID, UUID]) -> dict[UUID, list[Carrying]]:
    """Measures by goal that contribute to it or to a goal below it; one query.

    A rating between two goals holds for what is part of the digital goal, too.
    """
    if not goals:
        return {}
    above = _tops(goals, parents)
    links = Contribution.objects.filter(
        strength__gte=1, measure__in=visible_measures(viewer).exclude(phase__in=ENDED_PHASES).values("id")
    )
    if len(above) <= 400:
        links = links.filter(goal__in=above)
    total = MeasureCost.objects.filter(measure=OuterRef("measure")).order_by().values("measure")
    cost = Subquery(total.annotate(total=Sum("amount_cents")).values("total"))
    named = links.order_by().values_list(
        "goal_id", "measure_id", "strength", "measure__number", "measure__title", cost
    )
    best: dict[tuple[UUID, UUID], Carrying] = {}
    for goal, measure, strength, number, title, cents in named:
        for top in above.get(goal, ()):
            known = best.get((top, measure))
            if known is None or strength > known[2]:
                best[top, measure] = (measure, f"{number} {title}".strip(), strength, cents)
    found: dict[UUID, list[Carrying]] = {}
    for (goal, _measure), row in best.items():
        found.setdefault(goal, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (-row[2], -(row[3] or 0), row[1]))
    return found


def _tops(goals: Set[UUID], parents: Mapping[UUID, UUID]) -> dict[UUID, list[UUID]]:
    """For the goals and all below them, which of the goals they belong to."""
    found: dict[UUID, list[UUID]] = {}
    for start in {*goals, *parents}:
        step: UUID | None = start
        seen: set[UUID] = set()
        while step is not None and step not in seen:
            if step in goals:
                found.setdefault(start, []).append(step)
            seen.add(step)
            step = parents.get(step)
    return found


def conflict_ids() -> dict[tuple[UUID, UUID], UUID]:
    """The conflicts of the town in scope by their digital and their city goal."""
    rows = GoalConflict.objects.values_list("digital_goal_id", "city_goal_id", "id")
    return {(digital, city): key for digital, city, key in rows}
