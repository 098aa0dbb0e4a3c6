"""Self-assessments, surveys and tools through the interface: what pages show at a rung, and no more."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommune.foundation.scope import town_scope
from kommune.maturity.actions.pulses import show_pulse
from kommune.maturity.models import Assessment, ToolIntroduction
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Rung, Viewer, release
from kommune.strategy.models import Measure
from tests.api.conftest import Caller, MakeToken
from tests.api.place_and_people import PlaceAndPeople, furnish_place_and_people
from tests.maturity.assessments import make_open
from tests.maturity.pulses import make_open_pulse
from tests.maturity.tools import make_tool, weeks_ago

LISTS = ["self-assessments", "surveys", "tools"]


@pytest.fixture
def place(town: Municipality, lead: Viewer) -> PlaceAndPeople:
    with town_scope(town.id):
        return furnish_place_and_people(lead)


def test_a_profile_comes_by_dimension_and_never_as_one_mean(call: Caller, place: PlaceAndPeople) -> None:
    answer = call.get(f"self-assessments/{place.assessment}", **{"accept-language": "en"})
    told = answer.json()
    assert (told["people_asked"], told["people_answered"], len(told["dimensions"])) == (3, 3, 8)
    assert told["dimensions"][0] == {
        "key": "strategy", "name": "Strategy and city goals", "present": 2.0, "target": 4.0, "people": 3,
    }  # fmt: skip
    assert not {"mean", "score", "people", "answers"} & set(told)
    assert answer["ETag"]


def test_questions_come_with_medians_and_without_evidence(call: Caller, place: PlaceAndPeople) -> None:
    told = call.get(f"self-assessments/{place.assessment}/questions?limit=2").json()
    first = told["items"][0]
    assert (first["key"], first["present"], first["present_counts"]) == (
        "strategy.written", 2.0, {"1": 1, "2": 1, "3": 1},
    )  # fmt: skip
    assert "Beleg" not in json.dumps(told)
    assert told["next_cursor"]


def test_a_survey_tells_topics_of_the_whole_house_and_no_group(call: Caller, place: PlaceAndPeople) -> None:
    told = call.get(f"surveys/{place.survey}").json()
    (topic,) = told["topics"]
    assert (topic["key"], topic["mean"], topic["lowest"], topic["highest"]) == ("cooperation", 3.5, 1.0, 5.0)
    assert topic["questions"][0]["shares"] == {"3": 0.5, "4": 0.5}
    assert "Bürgerdienste" not in json.dumps(told)
    assert told["floor"] == 7


def test_a_tool_tells_its_figures_and_leaves_tiny_units_out(call: Caller, place: PlaceAndPeople) -> None:
    told = call.get(f"tools/{place.tool}").json()
    assert (told["reach"]["people"], round(told["reach"]["value"], 3)) == (31, round(22 / 62, 3))
    assert [unit["name"] for unit in told["units"]] == ["Kasse"]
    assert (told["station"], told["verdict"], told["from_answers"]) == ("need", None, False)
    counts = call.get(f"tools/{place.tool}/counts").json()["items"]
    assert [(row["week"], row["active"], row["people"]) for row in counts] == [
        (weeks_ago(2).isoformat(), 10, 31), (weeks_ago(1).isoformat(), 12, 31),
    ]  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_token_sees_what_was_released_to_its_rung(
    town: Municipality, lead: Viewer, place: PlaceAndPeople, token_text: MakeToken, name: str
) -> None:
    council = Caller(token_text(clearance=Rung.COUNCIL))
    ids = {"self-assessments": place.assessment, "surveys": place.survey, "tools": place.tool}
    assert council.get(name).json()["items"] == []
    assert council.get(f"{name}/{ids[name]}").status_code == 404
    with town_scope(town.id):
        release(by=lead, model=Assessment, ids=[place.assessment], to=Rung.COUNCIL)
        show_pulse(by=lead, pulse_id=place.survey, to=Rung.COUNCIL)
        measure = ToolIntroduction.objects.get(id=place.tool).measure_id
        release(by=lead, model=Measure, ids=[measure], to=Rung.COUNCIL)
    assert [row["id"] for row in council.get(name).json()["items"]] == [str(ids[name])]
    assert council.get(f"{name}/{ids[name]}").status_code == 200


def test_what_is_open_is_not_there(
    town: Municipality, lead: Viewer, place: PlaceAndPeople, call: Caller
) -> None:
    with town_scope(town.id):
        assessment, survey = make_open(lead).id, make_open_pulse(lead, topics=["rooms"]).id
    for path in (
        f"self-assessments/{assessment}", f"self-assessments/{assessment}/questions", f"surveys/{survey}",
    ):  # fmt: skip
        assert call.get(path).status_code == 404
    assert len(call.get("surveys").json()["items"]) == 1


def test_tools_cost_the_same_queries_however_many(
    town: Municipality, lead: Viewer, place: PlaceAndPeople, call: Caller
) -> None:
    call.get("tools")
    numbers = []
    for more in (2, 6):
        with town_scope(town.id):
            for at in range(more):
                make_tool(lead, f"Werkzeug {more} {at}")
        with CaptureQueriesContext(connection) as queries:
            assert call.get("tools").status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
    assert numbers[1] <= 12
