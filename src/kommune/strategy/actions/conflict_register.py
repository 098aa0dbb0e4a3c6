"""Keeping the register of goal conflicts: one card per negative relation, opened and closed by itself."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from kommune.audit.public import Batch, image_of, journal
from kommune.municipalities.public import change_in_bulk
from kommune.strategy.models import GoalConflict
from kommune.strategy.queries.conflict_paths import (
    CHUNK,
    Pair,
    contributions_to,
    negative_scores,
    path_print,
)
from kommune.strategy.shapes import ConflictState

Changes = list[tuple[GoalConflict, dict[str, Any]]]


def sync_conflicts() -> None:
    """Bring the register of the town in scope in line with its ratings, in the name of the system.

    A new negative relation opens a card; one that is no longer negative, or between goals no longer in
    force, is gone; a settled one opens again where a rating on its path changed.
    """
    with journal(action="sync_conflicts", actor_id=None) as batch:
        note_conflicts(batch, None)


def note_conflicts(batch: Batch, digital_goals: Iterable[UUID] | None) -> None:
    """The same for the relations of some digital goals, as part of what changed them; three queries.

    None stands for all goals of the town.
    """
    wanted = None if digital_goals is None else set(digital_goals)
    if wanted is not None and not wanted:
        return
    scores = negative_scores(wanted)
    rows = GoalConflict.objects.all()
    if wanted is not None and len(wanted) <= CHUNK:
        rows = rows.filter(digital_goal__in=wanted)
    elif wanted is not None:
        scores = {pair: score for pair, score in scores.items() if pair[0] in wanted}
    known = {(row.digital_goal_id, row.city_goal_id): row for row in rows}
    if wanted is not None:
        known = {pair: row for pair, row in known.items() if pair[0] in wanted}
    now = timezone.now()
    fresh = [
        GoalConflict(digital_goal_id=digital, city_goal_id=city, opened_at=now)
        for digital, city in scores
        if (digital, city) not in known
    ]
    for conflict in GoalConflict.objects.bulk_create(fresh, batch_size=CHUNK):
        batch.created(conflict)
    change_in_bulk(batch, _changes(known, scores))


def _changes(known: dict[Pair, GoalConflict], scores: dict[Pair, int]) -> Changes:
    """Cards whose state no longer fits, changed, each with its image before."""
    settled = {pair for pair, row in known.items() if row.state == ConflictState.CLOSED and pair in scores}
    links = contributions_to(digital for digital, _city in settled)
    changes: Changes = []
    for pair, row in known.items():
        state = row.state
        if pair not in scores:
            state = ConflictState.GONE
        elif row.state == ConflictState.GONE or (
            pair in settled and path_print(scores[pair], links.get(pair[0], ())) != row.path
        ):
            state = ConflictState.REOPENED
        if state == row.state:
            continue
        before = image_of(row)
        row.state = state
        if state == ConflictState.REOPENED:
            row.opened_at, row.settled_at, row.path = timezone.now(), None, ""
        changes.append((row, before))
    return changes


def _has_moved(row: GoalConflict, score: int, links: list[tuple[UUID, int]]) -> bool:
    """Whether a rating on the path is another than when the conflict was settled."""
    return path_print(score, links) != row.path
