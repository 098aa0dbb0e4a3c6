"""Weights of a strategy's goals: said with their source, or taken back to all equal."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommune.audit.public import journal
from kommune.foundation.errors import StaleWrite
from kommune.municipalities.public import (
    Viewer,
    WrongValues,
    change_object,
    create_object,
    delete_objects,
    find_object,
    require,
)
from kommune.strategy.errors import ShareNegative, SharesAllZero, WeightsNeedSource
from kommune.strategy.models import Goal, Strategy, Weighting
from kommune.strategy.queries.alignment import sibling_shares
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import WeightSource

NEW = 0
"""The version that a person saw who saw no weights yet."""
MOST = 1_000_000
STALE = gettext_lazy(
    "Somebody else changed these weights in the meantime. Both stand below; decide what shall hold and save "
    "again."
)


def set_weights(
    *,
    by: Viewer,
    strategy_id: UUID,
    shares: Mapping[UUID, float],
    source: str,
    source_note: str,
    decided_on: date | None,
    version: int,
) -> None:
    """Give the goals of a strategy their shares among their siblings (0 or more), with where they come from.

    Shares need not add up to 100; they are scaled. A goal that is not named gets the mean of its siblings.
    ``version`` is that of the weights seen, ``NEW`` where there were none.
    """
    require(may_edit_strategies(by))
    with journal(action="set_weights", actor_id=by.user_id) as batch:
        strategy = find_object(Strategy, strategy_id)
        if source not in WeightSource.values or not source_note.strip():
            raise WeightsNeedSource
        said = _checked(strategy, shares)
        values = {
            "shares": said,
            "source": source,
            "source_note": source_note.strip(),
            "decided_on": decided_on,
        }
        weighting = Weighting.objects.filter(strategy=strategy).first()
        if (weighting.version if weighting else NEW) != version:
            raise _stale(strategy, weighting, said)
        if weighting is None:
            create_object(batch, Weighting(strategy=strategy, **values))
        else:
            change_object(batch, weighting, values, version)


def reset_weights(*, by: Viewer, strategy_id: UUID, version: int) -> None:
    """Let all goals of a strategy weigh the same again; the weights stay in the journal."""
    require(may_edit_strategies(by))
    with journal(action="reset_weights", actor_id=by.user_id) as batch:
        weighting = Weighting.objects.filter(strategy=find_object(Strategy, strategy_id)).first()
        if weighting is None:
            return
        if weighting.version != version:
            raise StaleWrite(STALE, {}, weighting.version)
        delete_objects(batch, [weighting])


def _stale(strategy: Strategy, weighting: Weighting | None, said: Mapping[str, float]) -> StaleWrite:
    """Which shares differ, by goal: those stored, and those sent."""
    stored: Mapping[str, float] = weighting.shares if weighting else {}
    differences = {
        str(goal): (_shown(stored.get(str(goal.id))), _shown(said.get(str(goal.id))))
        for goal in Goal.objects.filter(strategy=strategy)
        if stored.get(str(goal.id)) != said.get(str(goal.id))
    }
    return StaleWrite(STALE, differences, weighting.version if weighting else NEW)


def _shown(share: float | None) -> str:
    return "–" if share is None else f"{share:g} %"


def _checked(strategy: Strategy, shares: Mapping[UUID, float]) -> dict[str, float]:
    """The shares by id as text; goals of other strategies are refused, as are siblings that are all 0."""
    goals = {goal.id: goal for goal in Goal.objects.filter(strategy=strategy)}
    if not shares.keys() <= goals.keys():
        raise WrongValues({"shares": [_("These goals belong to another strategy.")]})
    if any(not 0 <= share <= MOST for share in shares.values()):
        raise ShareNegative
    said = {str(goal): float(share) for goal, share in shares.items()}
    groups: dict[UUID | None, list[str]] = {}
    for goal in goals.values():
        groups.setdefault(goal.parent_id, []).append(str(goal.id))
    for parent, group in groups.items():
        if not sum(sibling_shares(group, said)):
            raise SharesAllZero(str(goals[parent]) if parent in goals else strategy.title)
    return said
