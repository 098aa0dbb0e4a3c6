"""What the overview says of a town, to whom, and when it is renewed."""

import pytest
from pytest_django import Settings

from kommune.findings.models import Finding
from kommune.findings.public import look_for_findings
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer
from kommune.strategy.actions.answers import make_measure_of
from kommune.strategy.actions.measures import edit_measure, set_goals
from kommune.strategy.models import Contribution, Measure
from kommune.strategy.public import overview_for
from tests.towns import SmallStrategy, make_member


@pytest.fixture(autouse=True)
def _jobs_at_once(settings: Settings) -> None:
    settings.JOBS_INLINE = True


def test_the_overview_counts_goals_without_measure_and_money_without_goal(
    lead: Viewer, small: SmallStrategy
) -> None:
    overview = overview_for(lead)
    assert overview is not None
    assert (
        overview.figure("city_goals_without_measure")["value"],
        overview.data["goals_by_role"]["city"],
    ) == (1, 2)
    assert overview.figure("money_without_goal")["value"] == 0.2
    assert overview.data["money"]["known_total_cents"] == 10_000_000


def test_a_change_renews_the_overview(lead: Viewer, small: SmallStrategy) -> None:
    overview_for(lead)
    set_goals(by=lead, measure_id=small.aimless, goals={small.centre: 2})
    overview = overview_for(lead)
    assert overview is not None
    assert overview.is_current
    assert overview.figure("city_goals_without_measure")["value"] == 0
    assert overview.figure("money_without_goal")["value"] == 0


def test_everybody_counts_only_what_was_released_to_her(
    lead: Viewer, small: SmallStrategy, town: Municipality
) -> None:
    councillor = make_member(town, Role.COUNCIL_MEMBER)
    Measure.objects.filter(id=small.online).update(released_to=Rung.COUNCIL)
    overview = overview_for(councillor)
    assert overview is not None
    assert overview.data["money"]["n_measures"] == 1
    assert overview.data["goals_by_role"] == {}


def test_a_finding_becomes_a_linked_measure_and_goes_when_it_is_answered(
    lead: Viewer, small: SmallStrategy
) -> None:
    look_for_findings(by=lead)
    finding = Finding.objects.get(kind="city_goal_without_measure")
    assert finding.subject_id == str(small.centre)
    measure_id = make_measure_of(by=lead, finding_id=finding.id, slug="probe")
    assert Contribution.objects.get(measure_id=measure_id).goal_id == small.centre
    assert Measure.objects.get(id=measure_id).title.startswith("Idee für „")
    assert Finding.objects.get(id=finding.id).state == "in_work"
    result = look_for_findings(by=lead)
    assert result.gone >= 1
    assert Finding.objects.get(id=finding.id).state == "gone"


def test_a_finding_that_returns_is_the_same_finding(lead: Viewer, small: SmallStrategy) -> None:
    look_for_findings(by=lead)
    finding = Finding.objects.get(kind="measure_without_goal")
    set_goals(by=lead, measure_id=small.aimless, goals={small.data: 1})
    look_for_findings(by=lead)
    set_goals(by=lead, measure_id=small.aimless, goals={})
    result = look_for_findings(by=lead)
    assert result.back >= 1
    again = Finding.objects.get(kind="measure_without_goal")
    assert (again.id, again.state) == (finding.id, "open")


def test_a_measure_that_ended_needs_nothing_any_more(lead: Viewer, small: SmallStrategy) -> None:
    values = {"phase": "ended_cancelled", "phase_reason": "erledigt sich"}
    edit_measure(by=lead, measure_id=small.aimless, version=1, values=values)
    look_for_findings(by=lead)
    assert not Finding.objects.filter(subject_id=str(small.aimless)).exists()
