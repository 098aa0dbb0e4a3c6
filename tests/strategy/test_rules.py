"""Every rule about an object says the same as its filter, for every role."""

import pytest

from kommune.municipalities.models import Municipality, Unit
from kommune.municipalities.public import Role, Rung, Viewer, released_for
from kommune.strategy.actions.measures import edit_measures
from kommune.strategy.models import Measure, Strategy
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.rules import (
    may_edit_measure,
    may_see_measure,
    may_see_strategy,
    measures_edited_by,
    measures_seen_by,
)
from tests.towns import SmallStrategy, make_member


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("rung", list(Rung))
def test_rule_and_filter_agree(
    role: Role, rung: Rung, lead: Viewer, small: SmallStrategy, town: Municipality
) -> None:
    unit = Unit.objects.create(name="Bürgerdienste")
    viewer = make_member(town, role, email="wer@probe.example", unit=unit.id)
    Measure.objects.filter(id=small.online).update(released_to=rung)
    Strategy.objects.filter(id=small.city).update(released_to=rung)
    edit_measures(by=lead, measure_ids=[small.aimless], values={"lead_unit_id": unit.id})
    measures, strategies = list(Measure.objects.all()), list(Strategy.objects.all())
    assert {m.id for m in measures if may_see_measure(viewer, m)} == set(
        Measure.objects.filter(measures_seen_by(viewer)).values_list("id", flat=True)
    )
    assert {m.id for m in measures if may_edit_measure(viewer, m)} == set(
        Measure.objects.filter(measures_edited_by(viewer)).values_list("id", flat=True)
    )
    assert {s.id for s in strategies if may_see_strategy(viewer, s)} == set(
        Strategy.objects.filter(released_for(viewer)).values_list("id", flat=True)
    )


def test_a_council_member_sees_what_was_released_to_the_council(
    small: SmallStrategy, town: Municipality
) -> None:
    councillor = make_member(town, Role.COUNCIL_MEMBER)
    assert not visible_measures(councillor).exists()
    Measure.objects.filter(id=small.online).update(released_to=Rung.COUNCIL)
    assert [measure.id for measure in visible_measures(councillor)] == [small.online]
