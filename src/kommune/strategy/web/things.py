"""Which things of the strategy wing have a history: who sees and changes them, and what belongs to them."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.public import Part, ThingKind, Viewer, register_thing
from kommune.strategy.queries.measures import measure_for, visible_measures
from kommune.strategy.queries.readings import reading_for
from kommune.strategy.queries.rounds import visible_rounds
from kommune.strategy.queries.strategies import goal_for, strategy_for, visible_goals, visible_strategies
from kommune.strategy.rules import may_edit_measure, may_edit_strategies
from kommune.strategy.shapes import StrategyState

FIXED = frozenset({StrategyState.ADOPTED, StrategyState.SUPERSEDED})
MEASURE_PARTS = (
    Part("measure_cost", _("Cost"), "measure_id", "year", "amount_cents"),
    Part("measure_unit", _("Participating unit"), "measure_id", "unit_id"),
    Part("contribution", _("Contribution to the goal"), "measure_id", "goal_id", "strength"),
    Part("status_report", _("Status report"), "measure_id", "reported_on", "text"),
)
GOAL_PARTS = (
    Part("contribution", _("Contribution of the measure"), "goal_id", "measure_id", "strength", is_own=False),
    Part("goal_relation", _("Relation to the city goal"), "digital_goal_id", "city_goal_id", "score"),
)
READING_PARTS = (Part("passage", _("Proposal"), "reading_id", "title", "state", is_own=False),)
STRATEGY_PARTS = (
    Part("weighting", _("Weights"), "strategy_id", "source", "source_note"),
    Part("field", _("Field of action"), "strategy_id", "title", is_own=False),
    Part("goal", _("Goal"), "strategy_id", "title", is_own=False),
)
ROUND_PARTS = (Part("round_pair", _("Agreed about the pair"), "round_id", "goal_id", "consensus"),)


def register_things() -> None:
    """Histories of the things of this wing; called in ``AppConfig.ready``."""
    _register_strategy_things()
    _register_alignment_things()


def _register_strategy_things() -> None:
    register_thing(
        ThingKind(
            "strategy",
            _("Strategy"),
            lambda viewer, key: visible_strategies(viewer).filter(id=key).exists(),
            _address("strategy:show"),
            may_restore_strategy,
            STRATEGY_PARTS,
        )
    )
    register_thing(
        ThingKind(
            "goal",
            _("Goal"),
            lambda viewer, key: visible_goals(viewer).filter(id=key).exists(),
            _address("strategy:goal"),
            may_restore_goal,
            GOAL_PARTS,
        )
    )
    register_thing(
        ThingKind(
            "measure",
            _("Measure"),
            lambda viewer, key: visible_measures(viewer).filter(id=key).exists(),
            _address("strategy:measure"),
            may_restore_measure,
            MEASURE_PARTS,
        )
    )


def _register_alignment_things() -> None:
    register_thing(
        ThingKind(
            "rating_round",
            _("Rating round"),
            lambda viewer, key: visible_rounds(viewer).filter(id=key).exists(),
            _address("strategy:round"),
            parts=ROUND_PARTS,
        )
    )
    register_thing(
        ThingKind(
            "reading",
            _("Text"),
            lambda viewer, key: reading_for(viewer, key) is not None,
            _address("strategy:reading"),
            lambda viewer, key: reading_for(viewer, key) is not None,
            READING_PARTS,
        )
    )


def may_restore_strategy(viewer: Viewer, strategy_id: UUID) -> bool:
    """Those who edit strategies, while its text is not fixed by a decision."""
    strategy = strategy_for(viewer, strategy_id) if may_edit_strategies(viewer) else None
    return strategy is not None and strategy.state not in FIXED


def may_restore_goal(viewer: Viewer, goal_id: UUID) -> bool:
    """Those who edit strategies, while the goal's strategy is not fixed by a decision."""
    goal = goal_for(viewer, goal_id) if may_edit_strategies(viewer) else None
    return goal is not None and goal.strategy.state not in FIXED


def may_restore_measure(viewer: Viewer, measure_id: UUID) -> bool:
    """Those who may edit the measure."""
    measure = measure_for(viewer, measure_id)
    return measure is not None and may_edit_measure(viewer, measure)


def _address(url_name: str) -> Callable[[str, UUID], str]:
    return lambda slug, key: reverse(url_name, args=[slug, key])
