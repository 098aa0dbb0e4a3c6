"""What pages of place and people keep is not asked again, and follows every change of the data."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kommune.maturity.actions.cycles import begin_cycle
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.models import Pulse
from kommune.municipalities.public import Viewer
from kommune.strategy.actions.measures import create_measure
from kommune.strategy.public import evidence_of
from tests.maturity.pulses import make_open_pulse, make_units, say
from tests.maturity.tools import client_of, count, make_tool, make_unit, plan_unit, weeks_ago
from tests.towns import SmallStrategy

HEAVY = ("maturity_usagecount", "strategy_contribution", '"results"')


def asked_again(viewer: Viewer, name: str, *ids: object) -> str:
    """The statements of a page that is opened a second time."""
    client, path = client_of(viewer), reverse(f"maturity:{name}", args=["probe", *ids])
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return " ".join(one["sql"] for one in asked)


def test_counts_of_a_tool_are_read_once(lead: Viewer) -> None:
    tool = make_tool(lead)
    key = plan_unit(lead, tool, make_unit("Bauamt", "BA", 20), planned_on=weeks_ago(8))
    count(lead, tool, [("BA", weeks_ago(ago).isoformat(), 5, 20, 9) for ago in range(1, 8)])
    for name, *ids in (("tools",), ("tool", tool.id), ("tool_unit", key), ("tool_figure", tool.id, "reach")):
        assert HEAVY[0] not in asked_again(lead, name, *ids), name


def test_results_of_a_survey_are_read_once(lead: Viewer) -> None:
    make_units()
    made = make_open_pulse(lead)
    for at, code in enumerate(made.all_codes[:20]):
        say(made, code, 1 + at % 5)
    close_pulse(by=lead, pulse_id=made.id)
    assert Pulse.objects.get(id=made.id).results["cells"]
    for name, *ids in (("pulse", made.id), ("pulses",)):
        assert HEAVY[2] not in asked_again(lead, name, *ids), name


def test_evidence_of_a_cycle_is_read_once_and_follows_a_new_measure(
    lead: Viewer, small: SmallStrategy
) -> None:
    begin_cycle(by=lead, strategy_id=small.digital)
    assert HEAVY[1] not in asked_again(lead, "cycle", small.digital)
    before = evidence_of(lead, small.digital)
    create_measure(by=lead, values={"title": "Neues Vorhaben", "strategy_id": small.digital})
    after = evidence_of(lead, small.digital)
    assert before is not None
    assert after is not None
    assert after.measures == before.measures + 1
