"""Reading through the interface: what a token sees, page by page, at a constant number of queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Scope, Viewer, release
from kommune.strategy.actions.measures import create_measure
from kommune.strategy.models import Measure
from tests.api.conftest import Caller, MakeToken
from tests.towns import SmallStrategy, make_member, make_town

LISTS = [
    "units",
    "strategies",
    "fields",
    "goals",
    "goal-relations",
    "measures",
    "status-reports",
    "findings",
]


def test_a_measure_comes_with_costs_goals_and_split(call: Caller, small: SmallStrategy) -> None:
    measure = call.get(f"measures/{small.online}").json()
    assert measure["title"] == "Online-Termine"
    assert measure["costs"] == [{"year": 2026, "amount_cents": 8_000_000}]
    assert [(link["goal_id"], link["strength"]) for link in measure["contributions"]] == [
        (str(small.counter), 2)
    ]
    assert measure["split"] == dict.fromkeys(measure["split"])
    assert measure["owner_name"] == "Frau Koch"


def test_the_town_of_the_token_is_told(call: Caller) -> None:
    answer = call.get("town")
    assert answer.json()["slug"] == "probe"
    assert answer["ETag"].startswith('"1-')
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies


def test_pages_follow_each_other_until_the_last(call: Caller, small: SmallStrategy) -> None:
    first = call.get("measures?limit=1").json()
    second = call.get(f"measures?limit=1&cursor={first['next_cursor']}").json()
    assert [row["title"] for row in first["items"] + second["items"]] == ["Online-Termine", "Neue Telefone"]
    assert second["next_cursor"] is None


@pytest.mark.parametrize("cursor", ["x", "abc:def:ghi", "%00"])
def test_an_unknown_cursor_is_a_problem(call: Caller, small: SmallStrategy, cursor: str) -> None:
    answer = call.get(f"measures?cursor={cursor}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/api/v1/docs/#problem-unknown-cursor"


def test_the_cursor_of_another_list_is_unknown(call: Caller, small: SmallStrategy) -> None:
    cursor = call.get("measures?limit=1").json()["next_cursor"]
    assert call.get(f"goals?cursor={cursor}").status_code == 400


def test_a_misspelt_filter_is_refused_and_not_passed_over(call: Caller) -> None:
    answer = call.get("measures?phse=running")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "query.phse")


def test_filters_choose(call: Caller, small: SmallStrategy) -> None:
    assert [row["number"] for row in call.get("measures?phase=decided").json()["items"]] == ["M2"]
    assert [row["number"] for row in call.get(f"goals?strategy_id={small.city}").json()["items"]] == [
        "1",
        "2",
    ]


def test_a_token_sees_only_what_its_rung_sees(
    town: Municipality, lead: Viewer, small: SmallStrategy, token_text: MakeToken
) -> None:
    outside = Caller(token_text(clearance=Rung.COUNCIL))
    assert outside.get("measures").json()["items"] == []
    assert outside.get(f"measures/{small.online}").status_code == 404
    with town_scope(town.id):
        release(by=lead, model=Measure, ids=[small.online], to=Rung.COUNCIL, reason="Sitzung")
    seen = outside.get(f"measures/{small.online}").json()
    assert (seen["owner_name"], seen["remarks"], seen["contributions"]) == (None, None, [])


@pytest.mark.parametrize("name", LISTS)
def test_another_towns_token_sees_nothing(
    call: Caller, small: SmallStrategy, token_text: MakeToken, name: str
) -> None:
    neighbour = make_town("nebenan", "Nebenan")
    by = make_member(neighbour, Role.ADMINISTRATION)
    foreign = Caller(token_text(Scope.WRITE_MEASURES, of=neighbour, by=by))
    assert foreign.get(name).json() == {"items": [], "next_cursor": None}
    for row in call.get(name).json()["items"]:
        assert foreign.get(f"{name}/{row['id']}").status_code == 404


@pytest.mark.parametrize("name", ["measures?limit=200", "goals", "findings", "status-reports"])
def test_a_list_costs_as_many_queries_at_sixty_rows_as_at_ten(
    town: Municipality, lead: Viewer, small: SmallStrategy, call: Caller, name: str
) -> None:
    call.get(name)
    numbers = []
    for more in (10, 50):
        with town_scope(town.id):
            for number in range(more):
                create_measure(
                    by=lead,
                    values={"title": f"Maßnahme {number}", "strategy_id": small.digital},
                    costs={2026: 100},
                    goals={small.counter: 1},
                )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert call.get(name).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
    assert numbers[1] <= 10


def test_the_figures_of_the_overview_are_there(call: Caller, small: SmallStrategy) -> None:
    figures = call.get("figures").json()
    assert figures["money"]["n_measures"] == 2
    assert figures["money"]["known_total_cents"] == 10_000_000


def test_the_reference_page_needs_no_token_and_no_script(db: None) -> None:
    page = Client().get("/api/v1/docs/")
    assert page.status_code == 200
    assert "GET /api/v1/measures" in page.content.decode()
    assert 'id="problem-stale"' in page.content.decode()
    assert 'id="shape-Phase"' in page.content.decode()
    assert "<script>" not in page.content.decode()


def test_the_description_is_openapi_3_1_and_names_problems(db: None) -> None:
    described = Client().get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    answers = described["paths"]["/api/v1/measures/{measure_id}"]["patch"]["responses"]
    assert {"200", "404", "412", "415", "422", "428", "429"} <= set(answers)
    assert list(answers["412"]["content"]) == ["application/problem+json"]


def test_the_alignment_tells_shares_conflicts_and_what_carries_nothing(
    call: Caller, small: SmallStrategy
) -> None:
    told = call.get("alignment").json()
    assert (told["is_rated"], told["is_current"], told["weights_are_equal"]) == (True, True, True)
    assert told["figures"]["coverage"] == 0.5
    assert (told["known_money_cents"], told["unallocated_cents"]) == (10_000_000, 2_000_000)
    assert told["digital_goals_without_city_goal"] == [str(small.data)]
    assert [(row["id"], row["best_support"]) for row in told["city_goals"]] == [
        (str(small.old_age), 2),
        (str(small.centre), 0),
    ]
    assert call.get("alignment?sector=city").json()["sector_goals_as"] == "city"
    assert call.get("alignment?sector=both").status_code == 422
