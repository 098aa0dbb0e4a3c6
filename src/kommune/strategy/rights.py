"""What the table of rights says of strategies and measures."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.ids import new_id
from kommune.municipalities.public import Permission, Rung, Viewer, register_rights
from kommune.strategy.models import Measure, Strategy
from kommune.strategy.rules import (
    may_edit_measure,
    may_edit_strategies,
    may_rate_contribution,
    may_rate_relations,
    may_see_measure,
    may_see_raters,
    may_see_strategy,
    may_settle_conflicts,
)


def describe_rights() -> None:
    """Put the rules of this wing into the table of rights; called in ``AppConfig.ready``."""
    register_rights(
        _("Strategies and measures"),
        20,
        Permission(
            "strategy.see",
            _("See strategies that are not released to anybody yet"),
            lambda viewer: may_see_strategy(viewer, _strategy(viewer)),
            shows=may_see_strategy,
        ),
        Permission(
            "strategy.edit",
            _("Edit strategies and goals, record decisions, begin and delete measures, link them to goals"),
            may_edit_strategies,
        ),
        Permission(
            "strategy.see_measure",
            _("See measures that are not released to anybody yet"),
            lambda viewer: may_see_measure(viewer, _measure_of_others(viewer)),
            only_own=lambda viewer: may_see_measure(viewer, _own_measure(viewer)),
            shows=may_see_measure,
        ),
        Permission(
            "strategy.edit_measure",
            _("Edit measures and report how they go"),
            lambda viewer: may_edit_measure(viewer, _measure_of_others(viewer)),
            only_own=lambda viewer: may_edit_measure(viewer, _own_measure(viewer)),
            shows=may_edit_measure,
        ),
        Permission("strategy.rate", _("Rate how goals act on city goals"), may_rate_relations),
        Permission("strategy.see_raters", _("See who gave a rating"), may_see_raters),
        Permission(
            "strategy.rate_measure",
            _("Rate what measures contribute to goals"),
            lambda viewer: may_rate_contribution(viewer, _measure_of_others(viewer)),
            only_own=lambda viewer: may_rate_contribution(viewer, _own_measure(viewer)),
            shows=may_rate_contribution,
        ),
        Permission(
            "strategy.settle",
            _("Say what is done about goal conflicts, settle them, answer what finds them"),
            may_settle_conflicts,
        ),
    )


def _strategy(viewer: Viewer) -> Strategy:
    return Strategy(town_id=viewer.town_id, released_to=Rung.WORKING_GROUP)


def _measure_of_others(viewer: Viewer) -> Measure:
    return Measure(town_id=viewer.town_id, owner_id=new_id(), lead_unit_id=new_id())


def _own_measure(viewer: Viewer) -> Measure:
    return Measure(town_id=viewer.town_id, owner_id=viewer.membership_id)
