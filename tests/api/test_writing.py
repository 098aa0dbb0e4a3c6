"""Writing through the interface: rights, versions, repeated requests, foreign ids, the journal."""

from typing import Any
from uuid import uuid4

import pytest

from kommune.audit.public import history_of
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import KeptAnswer, Municipality
from kommune.municipalities.public import Role, Rung, Scope, Viewer, create_unit
from kommune.strategy.models import Measure, StatusReport
from tests.api.conftest import Caller, MakeToken
from tests.towns import SmallStrategy, make_member, make_small_strategy, make_town

FULL = {
    "number": "M9",
    "title": "Bürgerbüro ohne Papier",
    "phase": "reviewed",
    "starts_on": "2026-01-01",
    "is_legal_duty": True,
    "costs": [{"year": 2027, "amount_cents": 12_345}, {"amount_cents": 5}],
    "split": {"process": 60, "technology": 40},
}


def count(town: Municipality, model: Any = Measure) -> int:
    with town_scope(town.id):
        return model.objects.count()


def test_a_measure_is_made_and_journalled_in_the_tokens_name(
    town: Municipality, admin: Viewer, call: Caller, small: SmallStrategy
) -> None:
    sent = {**FULL, "contributions": [{"goal_id": str(small.data), "strength": 3}]}
    answer = call.post("measures", sent)
    made = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"/api/v1/measures/{made['id']}"
    assert made["released_to"] == Rung.WORKING_GROUP
    assert sorted((cost["year"] or 0, cost["amount_cents"]) for cost in made["costs"]) == [
        (0, 5),
        (2027, 12_345),
    ]
    assert [link["goal_id"] for link in made["contributions"]] == [str(small.data)]
    assert (made["split"]["process"], made["split"]["culture"]) == (60, 0)
    with town_scope(town.id):
        change = history_of("measure", made["id"])[0]
    assert (change.reason, change.actor_id) == ("API token Data warehouse", admin.user_id)


def test_a_change_needs_the_version_that_was_seen(call: Caller, small: SmallStrategy) -> None:
    missing = call.patch(f"measures/{small.online}", {"title": "Neu"})
    assert (missing.status_code, missing.json()["status"]) == (428, 428)
    tag = call.get(f"measures/{small.online}")["ETag"]
    changed = call.patch(f"measures/{small.online}", {"title": "Neu"}, If_Match=tag)
    assert (changed.status_code, changed.json()["title"], changed.json()["number"]) == (200, "Neu", "M1")
    stale = call.patch(f"measures/{small.online}", {"title": "Alt"}, If_Match=tag)
    assert stale.status_code == 412
    assert stale.json()["current"]["title"] == "Neu"
    assert stale["ETag"] == changed["ETag"]


def test_changed_costs_alone_make_an_earlier_version_stale(call: Caller, small: SmallStrategy) -> None:
    tag = call.get(f"measures/{small.online}")["ETag"]
    costs = {"costs": [{"year": 2026, "amount_cents": 1}]}
    assert call.patch(f"measures/{small.online}", costs, If_Match=tag).json()["costs"] == costs["costs"]
    assert call.patch(f"measures/{small.online}", {"costs": []}, If_Match=tag).status_code == 412


def test_what_is_left_out_stays(call: Caller, small: SmallStrategy) -> None:
    before = call.get(f"measures/{small.online}")
    after = call.patch(f"measures/{small.online}", {"light": "red"}, If_Match=before["ETag"]).json()
    assert after == {**before.json(), "light": "red", "version": 2}


def test_the_same_key_twice_makes_one_measure(town: Municipality, call: Caller) -> None:
    first = call.post("measures", FULL, Idempotency_Key="a-1")
    again = call.post("measures", FULL, Idempotency_Key="a-1")
    assert (again.status_code, again.json(), again["ETag"]) == (201, first.json(), first["ETag"])
    assert again["Idempotency-Replayed"] == "true"
    assert count(town) == 1
    other = call.post("measures", {"title": "Anderes"}, Idempotency_Key="a-1")
    assert (other.status_code, other.json()["type"]) == (422, "/api/v1/docs/#problem-key-reused")
    assert count(town) == 1


def test_a_refused_request_keeps_no_key(town: Municipality, call: Caller) -> None:
    refused = call.post("measures", {"title": "x", "split": {"process": 7}}, Idempotency_Key="b-1")
    assert refused.status_code == 422
    assert count(town, KeptAnswer) == 0
    assert call.post("measures", {"title": "x"}, Idempotency_Key="b-1").status_code == 201


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": "x" * 10_000}, "body.title"),
        ({"title": ""}, "body.title"),
        ({"title": "a\x00b"}, "body.title"),
        ({"number": "M1"}, "body.title"),
        ({"title": "x", "titel": "y"}, "body.titel"),
        ({"title": "x", "phase": "somewhere"}, "body.phase"),
        ({"title": "x", "costs": [{"year": 26, "amount_cents": 1}]}, "body.costs.0.year"),
    ],
)
def test_what_cannot_be_stored_is_named(town: Municipality, call: Caller, body: Any, field: str) -> None:
    answer = call.post("measures", body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert count(town) == 0


def test_a_broken_rule_says_its_sentence(town: Municipality, call: Caller) -> None:
    body = {"title": "x", "starts_on": "2027-01-01", "ends_on": "2026-01-01"}
    answer = call.post("measures", body)
    assert (answer.status_code, answer.json()["title"] != answer.json()["detail"]) == (422, True)
    assert count(town) == 0


@pytest.mark.parametrize("is_foreign", [True, False])
@pytest.mark.parametrize("name", ["strategy_id", "field_id", "lead_unit_id", "unit_ids", "contributions"])
def test_ids_of_another_town_and_unknown_ids_are_refused(
    town: Municipality, call: Caller, small: SmallStrategy, name: str, is_foreign: bool
) -> None:
    found = str(uuid4())
    if is_foreign:
        neighbour = make_town("nebenan", "Nebenan")
        with town_scope(neighbour.id):
            foreign = make_small_strategy(make_member(neighbour))
            unit = create_unit(by=make_member(neighbour, Role.ADMINISTRATION), values={"name": "Amt"})
        ids = {"strategy_id": foreign.digital, "contributions": foreign.data}
        found = str(ids.get(name, unit if "unit" in name else uuid4()))
    sent = {"unit_ids": [found], "contributions": [{"goal_id": found, "strength": 1}]}.get(name, found)
    before = count(town)
    answer = call.post("measures", {"title": "x", name: sent})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [f"body.{name}"]
    tag = call.get(f"measures/{small.online}")["ETag"]
    assert call.patch(f"measures/{small.online}", {name: sent}, If_Match=tag).status_code == 422
    assert call.get(f"measures/{small.online}")["ETag"] == tag
    assert count(town) == before


def test_a_status_report_sets_the_measures_light(call: Caller, small: SmallStrategy) -> None:
    sent = {"light": "orange", "text": "Personal fehlt.", "reported_on": "2026-05-01"}
    answer = call.post(f"measures/{small.online}/status-reports", sent)
    assert answer.status_code == 201
    assert call.get(f"measures/{small.online}").json()["light"] == "orange"
    listed = call.get(f"status-reports?measure_id={small.online}").json()["items"]
    assert [report["text"] for report in listed] == ["Personal fehlt."]


def test_one_key_reports_once(town: Municipality, call: Caller, small: SmallStrategy) -> None:
    for _time in range(2):
        call.post(f"measures/{small.online}/status-reports", {"light": "red"}, Idempotency_Key="r")
    assert count(town, StatusReport) == 1


def test_a_reading_token_writes_nothing(
    town: Municipality, small: SmallStrategy, token_text: MakeToken
) -> None:
    reader = Caller(token_text())
    tag = reader.get(f"measures/{small.online}")["ETag"]
    assert reader.post("measures", FULL).status_code == 403
    assert reader.patch(f"measures/{small.online}", {"title": "y"}, If_Match=tag).status_code == 403
    assert reader.post(f"measures/{small.online}/status-reports", {"light": "red"}).status_code == 403
    assert (count(town), count(town, StatusReport)) == (2, 0)


def test_a_reporting_token_reports_and_changes_no_measure(
    small: SmallStrategy, token_text: MakeToken
) -> None:
    reporter = Caller(token_text(Scope.WRITE_STATUS))
    assert reporter.post("measures", FULL).status_code == 403
    assert reporter.post(f"measures/{small.online}/status-reports", {"light": "red"}).status_code == 201


def test_a_reporting_token_cannot_report_on_what_it_does_not_see(
    small: SmallStrategy, token_text: MakeToken
) -> None:
    reporter = Caller(token_text(Scope.WRITE_STATUS, clearance=Rung.ADMINISTRATION))
    assert reporter.post(f"measures/{small.online}/status-reports", {"light": "red"}).status_code == 404
