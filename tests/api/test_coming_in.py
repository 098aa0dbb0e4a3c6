"""The door itself: tokens, their end, their number of requests, addresses and methods, the page of tokens."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from kommune.accounts.models import User
from kommune.audit.public import latest_changes, undo_batch
from kommune.foundation.scope import town_scope
from kommune.municipalities.actions.tokens import revoke_token
from kommune.municipalities.errors import NotAllowedHere, WritingNeedsWorkingGroup
from kommune.municipalities.models import ApiToken, Municipality
from kommune.municipalities.public import Rung, Scope, Viewer
from tests.api.conftest import Caller, MakeToken
from tests.towns import SmallStrategy, make_town


def test_without_a_token_nothing_is_told(db: None) -> None:
    answer: Any = Client().get("/api/v1/town")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == 'Bearer realm="Kommune Digital"'


@pytest.mark.parametrize("text", ["", "kd", "kd_probe_", "kd_probe_wrong", "kd_nowhere_x", "xx_probe_1", "é"])
def test_a_wrong_token_opens_nothing(town: Municipality, text: str) -> None:
    answer = Caller(text).get("town")
    assert (answer.status_code, answer.json()["status"]) == (401, 401)


def test_a_token_opens_no_other_town(town: Municipality, token_text: MakeToken) -> None:
    make_town("nebenan", "Nebenan")
    assert Caller(token_text().replace("_probe_", "_nebenan_")).get("town").status_code == 401


def test_a_withdrawn_token_opens_nothing(town: Municipality, admin: Viewer, token_text: MakeToken) -> None:
    caller = Caller(token_text())
    assert caller.get("town").status_code == 200
    with town_scope(town.id):
        revoke_token(by=admin, token_id=ApiToken.objects.get().id)
    assert caller.get("town").status_code == 401


def test_taking_the_withdrawal_back_revives_no_token(
    town: Municipality, admin: Viewer, token_text: MakeToken
) -> None:
    caller = Caller(token_text())
    with town_scope(town.id):
        revoke_token(by=admin, token_id=ApiToken.objects.get().id)
        undo_batch(batch_id=latest_changes()[0].batch_id, actor_id=admin.user_id)
    assert caller.get("town").status_code == 401


def test_a_token_ends_with_its_time(town: Municipality, token_text: MakeToken) -> None:
    caller = Caller(token_text())
    with town_scope(town.id):
        ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert caller.get("town").status_code == 401


def test_the_secret_is_stored_nowhere(town: Municipality, token_text: MakeToken) -> None:
    secret = token_text().rpartition("_")[2]
    with town_scope(town.id):
        token = ApiToken.objects.get()
        journalled = str([change.after for change in latest_changes()])
    assert len(secret) == 64
    assert secret not in f"{token.__dict__}{journalled}"
    assert token.secret_hash not in journalled


def test_only_the_administration_makes_tokens(
    town: Municipality, lead: Viewer, token_text: MakeToken
) -> None:
    with pytest.raises(NotAllowedHere):
        token_text(by=lead)


def test_a_token_that_changes_measures_sees_all_of_them(token_text: MakeToken) -> None:
    with pytest.raises(WritingNeedsWorkingGroup):
        token_text(Scope.WRITE_MEASURES, clearance=Rung.ADMINISTRATION)


def test_too_many_requests_are_told_when_to_come_again(call: Caller, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 0
    answer = call.get("town")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60


@pytest.mark.parametrize("path", ["nowhere", "measures/not-an-id", "measures/", "../v2/town"])
def test_an_unknown_address_is_a_problem_too(call: Caller, path: str) -> None:
    answer = call.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_method_that_is_not_known_names_those_that_are(call: Caller) -> None:
    answer = call.client.delete("/api/v1/measures", headers=call.headers)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_must_be_json(call: Caller) -> None:
    form = call.client.post("/api/v1/measures", {"title": "x"}, headers=call.headers)
    assert form.status_code == 415
    broken = call.client.post("/api/v1/measures", "{", content_type="application/json", headers=call.headers)
    assert (broken.status_code, broken["Content-Type"]) == (400, "application/problem+json")


def test_no_town_stays_in_scope_after_a_request(call: Caller, small: SmallStrategy) -> None:
    call.get("measures")
    assert connection.in_atomic_block
    with pytest.raises(Exception, match="town_scope"):
        ApiToken.objects.first()


def test_the_page_shows_a_new_token_once_and_withdraws_it(town: Municipality, admin: Viewer) -> None:
    browser = Client()
    browser.force_login(User.objects.get(id=str(admin.user_id)))
    address = "/probe/work/town/tokens/"
    values = {"name": "Kalender", "clearance": "3", "valid_days": "30", "scopes": ["write:status"]}
    made = browser.post(f"{address}new/", values)
    assert made.status_code == 200
    assert "kd_probe_" in made.content.decode()
    again = browser.get(address).content.decode()
    assert ("Kalender" in again, "kd_probe_" in again) == (True, False)
    with town_scope(town.id):
        token_id = ApiToken.objects.get().id
    browser.post(f"{address}{token_id}/revoke/")
    assert "Kalender" not in browser.get(address).content.decode()


def test_the_page_of_tokens_is_the_administrations(town: Municipality, lead: Viewer) -> None:
    browser = Client()
    browser.force_login(User.objects.get(id=str(lead.user_id)))
    assert browser.get("/probe/work/town/tokens/").status_code == 403
