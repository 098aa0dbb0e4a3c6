"""What happens to measures when people edit, link, split, report, end and delete them."""

from datetime import date
from uuid import uuid4

import pytest

from kommune.audit.models import Entry
from kommune.foundation.errors import PermissionMissing, StaleWrite
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import ForeignTown, Role, Viewer, WrongValues
from kommune.strategy.actions.measures import (
    create_measure,
    edit_measure,
    edit_measures,
    set_goals,
    split_measure,
)
from kommune.strategy.actions.reports import report_status
from kommune.strategy.errors import EndBeforeStart, EndNeedsReason, SplitMustBeHundred
from kommune.strategy.models import Contribution, Measure, MeasureCost
from tests.towns import SmallStrategy, make_member, make_small_strategy, make_town


def test_two_people_editing_one_measure_are_told(lead: Viewer, small: SmallStrategy) -> None:
    edit_measure(by=lead, measure_id=small.online, version=1, values={"title": "Erste"})
    with pytest.raises(StaleWrite) as caught:
        edit_measure(by=lead, measure_id=small.online, version=1, values={"title": "Zweite"})
    assert list(caught.value.differences.values()) == [("Erste", "Zweite")]
    assert caught.value.current_version == 2
    assert Measure.objects.get(id=small.online).title == "Erste"


def test_a_refused_edit_leaves_no_trace(lead: Viewer, small: SmallStrategy, town: Municipality) -> None:
    entries = Entry.objects.count()
    staff = make_member(town, Role.STAFF)
    entries += 1
    for by, values in ((staff, {"title": "x"}), (lead, {"title": "x" * 501})):
        with pytest.raises((PermissionMissing, WrongValues)):
            edit_measure(by=by, measure_id=small.online, version=1, values=values)
    assert Measure.objects.get(id=small.online).title == "Online-Termine"
    assert Entry.objects.count() == entries


def test_the_owner_may_edit_her_measure_and_no_other(
    lead: Viewer, small: SmallStrategy, town: Municipality
) -> None:
    staff = make_member(town, Role.STAFF)
    edit_measures(by=lead, measure_ids=[small.online], values={"owner_id": staff.membership_id})
    edit_measure(by=staff, measure_id=small.online, version=2, values={"aim": "kürzer warten"})
    with pytest.raises(PermissionMissing):
        edit_measure(by=staff, measure_id=small.aimless, version=1, values={"aim": "x"})


def test_a_bulk_edit_is_all_or_nothing(lead: Viewer, small: SmallStrategy) -> None:
    with pytest.raises(ForeignTown):
        edit_measures(by=lead, measure_ids=[small.online, uuid4()], values={"phase": "funded"})
    assert Measure.objects.get(id=small.online).phase == "running"


def test_whoever_ends_a_measure_unreached_says_why(lead: Viewer, small: SmallStrategy) -> None:
    with pytest.raises(EndNeedsReason):
        edit_measure(by=lead, measure_id=small.online, version=1, values={"phase": "ended_failed"})
    values = {"phase": "ended_failed", "phase_reason": "kein Anbieter"}
    edit_measure(by=lead, measure_id=small.online, version=1, values=values)
    assert Measure.objects.get(id=small.online).phase == "ended_failed"


def test_an_end_before_the_start_is_refused(lead: Viewer, small: SmallStrategy) -> None:
    values = {"starts_on": date(2027, 1, 1), "ends_on": date(2026, 1, 1)}
    with pytest.raises(EndBeforeStart):
        edit_measure(by=lead, measure_id=small.online, version=1, values=values)


def test_a_split_adds_up_to_a_hundred(lead: Viewer, small: SmallStrategy) -> None:
    with pytest.raises(SplitMustBeHundred):
        split_measure(by=lead, measure_id=small.online, version=1, shares={"technology": 60})
    shares = {
        "technology": 60,
        "process": 40,
        "organisation": 0,
        "culture": 0,
        "citizens": 0,
        "cooperation": 0,
    }
    split_measure(by=lead, measure_id=small.online, version=1, shares=shares)
    assert Measure.objects.get(id=small.online).split_technology == 60


def test_an_emptied_cost_is_unknown_and_not_zero(lead: Viewer, small: SmallStrategy) -> None:
    edit_measure(by=lead, measure_id=small.online, version=1, values={}, costs={2026: None, 2027: 0})
    assert list(MeasureCost.objects.filter(measure_id=small.online).values_list("year", "amount_cents")) == [
        (2027, 0)
    ]


def test_links_are_exactly_what_was_set(lead: Viewer, small: SmallStrategy) -> None:
    set_goals(by=lead, measure_id=small.online, goals={small.old_age: 3, small.data: 1})
    links = Contribution.objects.filter(measure_id=small.online).values_list("goal_id", "strength")
    assert dict(links) == {small.old_age: 3, small.data: 1}


def test_another_towns_goal_unit_or_owner_is_refused(
    lead: Viewer, small: SmallStrategy, town: Municipality
) -> None:
    other = make_town("nachbar", "Nachbarstadt")
    foreign_lead = make_member(other)
    with town_scope(other.id):
        foreign = make_small_strategy(foreign_lead)
    with pytest.raises(ForeignTown):
        set_goals(by=lead, measure_id=small.online, goals={foreign.counter: 2})
    with pytest.raises(ForeignTown):
        edit_measure(
            by=lead, measure_id=small.online, version=1, values={"owner_id": foreign_lead.membership_id}
        )
    with pytest.raises(ForeignTown):
        edit_measure(by=lead, measure_id=foreign.online, version=1, values={"title": "x"})
    with pytest.raises(ForeignTown):
        create_measure(by=lead, values={"title": "x", "strategy_id": foreign.digital})
    assert not Measure.objects.filter(title="x").exists()


def test_the_newest_report_sets_the_light(lead: Viewer, small: SmallStrategy) -> None:
    report_status(by=lead, measure_id=small.online, light="red", text="steht", reported_on=date(2026, 5, 1))
    report_status(by=lead, measure_id=small.online, light="green", text="alt", reported_on=date(2026, 4, 1))
    assert Measure.objects.get(id=small.online).light == "red"
