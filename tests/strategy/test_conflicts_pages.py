"""The pages of goal conflicts: the register as cards and table, one card, who meets what."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.municipalities.models import Municipality, Unit
from kommune.municipalities.public import Role, Rung, Viewer
from kommune.strategy.actions.ratings import rate_relation
from kommune.strategy.models import GoalConflict, Strategy
from tests.towns import SmallStrategy, make_member


@pytest.fixture
def conflict(lead: Viewer, small: SmallStrategy) -> GoalConflict:
    rate_relation(
        by=lead,
        digital_goal_id=small.counter,
        city_goal_id=small.old_age,
        score=-2,
        reason="Wer kein Smartphone hat, verliert den Zugang.",
    )
    made: GoalConflict = GoalConflict.objects.get()
    return made


def client_of(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


def page(viewer: Viewer, name: str, *ids: object, query: str = "") -> str:
    answer = client_of(viewer).get(reverse(f"strategy:{name}", args=["probe", *ids]) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_card_says_both_goals_why_and_who_carries_it(lead: Viewer, conflict: GoalConflict) -> None:
    text = page(lead, "conflicts")
    for part in (
        "Schnelles Bürgerbüro", "┅┅ −2 ┅┅", "Teilhabe im Alter", "Wer kein Smartphone hat",
        "M1 Online-Termine", "0,44 · 80.000 €", "seit heute",
    ):  # fmt: skip
        assert part in text


def test_a_card_offers_the_ways_to_deal_with_it(lead: Viewer, conflict: GoalConflict) -> None:
    text = page(lead, "conflicts")
    edit = reverse("strategy:conflict_edit", args=["probe", conflict.id])
    for way in ("adapt", "condition", "compensate", "sequence", "accept", "discard"):
        assert f'href="{edit}?resolution={way}"' in text
    assert reverse("reporting:draft_new", args=["probe", "goal_conflict", conflict.id]) in text
    form = page(lead, "conflict_edit", conflict.id, query="?resolution=accept")
    assert re.search(r'value="accept"[^>]* checked', form)


def test_a_card_about_which_something_is_said_offers_to_change_that(
    lead: Viewer, conflict: GoalConflict
) -> None:
    GoalConflict.objects.update(resolution="condition", state="in_work")
    text = page(lead, "conflicts")
    assert "?resolution=" not in text
    assert "Ändern oder klären" in text
    GoalConflict.objects.update(state="closed")
    assert "conflict__ways" not in page(lead, "conflicts")


def test_who_may_not_settle_meets_cards_without_buttons(
    lead: Viewer, conflict: GoalConflict, town: Municipality
) -> None:
    GoalConflict.objects.update(released_to=Rung.COUNCIL)
    Strategy.objects.update(released_to=Rung.COUNCIL)
    text = page(make_member(town, Role.COUNCIL_MEMBER), "conflicts")
    assert "Teilhabe im Alter" in text
    assert "conflict__ways" not in text


def test_an_empty_register_says_what_to_do(lead: Viewer, small: SmallStrategy) -> None:
    assert reverse("strategy:ratings", args=["probe"]) in page(lead, "conflicts")


def test_filters_and_search_leave_out_the_others(lead: Viewer, conflict: GoalConflict) -> None:
    assert "Teilhabe im Alter" in page(lead, "conflicts", query="?state=open&due=none&q=Alter")
    for query in ("?state=closed", "?due=over", "?q=Innenstadt"):
        assert "conflict__goal" not in page(lead, "conflicts", query=query)


@pytest.mark.parametrize("name", ["conflicts", "conflict_table"])
def test_the_register_is_taken_along_as_a_file(lead: Viewer, conflict: GoalConflict, name: str) -> None:
    answer = client_of(lead).get(reverse(f"strategy:{name}", args=["probe"]) + "?export=csv")
    text = answer.content.decode("utf-8-sig")
    assert '"D1 Schnelles Bürgerbüro";"-2";"1 Teilhabe im Alter";"offen"' in text
    assert "Wer kein Smartphone hat" in text


def test_the_table_says_why_as_it_is_said_now(
    lead: Viewer, conflict: GoalConflict, small: SmallStrategy
) -> None:
    assert "Wer kein Smartphone hat" in page(lead, "conflict_table")
    rate_relation(
        by=lead, digital_goal_id=small.counter, city_goal_id=small.old_age, score=-3, reason="Der Bus fehlt."
    )
    text = page(lead, "conflict_table")
    assert "Der Bus fehlt." in text
    assert "Wer kein Smartphone hat" not in text


def test_the_form_says_what_is_done_and_settles(lead: Viewer, conflict: GoalConflict) -> None:
    unit = Unit.objects.create(name="Bürgerdienste")
    url = reverse("strategy:conflict_edit", args=["probe", conflict.id])
    sent = {
        "version": "1", "resolution": "accept", "resolution_text": "Lotsen", "digital_unit_id": str(unit.id),
        "decision": "Rat 2026/114", "decided_on": "2026-03-01", "decision_url": "https://rat.example/114",
        "due_on": "2026-06-30", "settle": "yes",
    }  # fmt: skip
    answer = client_of(lead).post(url, sent)
    assert answer.status_code == 302
    conflict.refresh_from_db()
    assert (conflict.state, conflict.resolution, conflict.digital_unit_id) == ("closed", "accept", unit.id)
    text = page(lead, "conflict", conflict.id)
    assert 'href="https://rat.example/114"' in text
    assert "Rat 2026/114" in text


def test_what_was_typed_stays_when_something_lacks(lead: Viewer, conflict: GoalConflict) -> None:
    url = reverse("strategy:conflict_edit", args=["probe", conflict.id])
    answer = client_of(lead).post(
        url, {"version": "1", "resolution": "accept", "resolution_text": "So ist es", "settle": "yes"}
    )
    assert answer.status_code == 422
    assert "So ist es" in answer.content.decode()
    answer = client_of(lead).post(url, {"version": "1", "decision_url": "javascript:alert(1)"})
    assert answer.status_code == 422
    conflict.refresh_from_db()
    assert conflict.state == "open"


def test_two_people_editing_a_card_are_told(lead: Viewer, conflict: GoalConflict) -> None:
    GoalConflict.objects.update(version=2, resolution_text="Anderes")
    url = reverse("strategy:conflict_edit", args=["probe", conflict.id])
    answer = client_of(lead).post(url, {"version": "1", "resolution": "adapt", "resolution_text": "Meines"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Anderes" in text
    assert "Meines" in text


def test_a_reader_sees_a_released_card_without_its_buttons(
    lead: Viewer, conflict: GoalConflict, town: Municipality
) -> None:
    head = make_member(town, Role.UNIT_LEAD)
    url = reverse("strategy:conflict", args=["probe", conflict.id])
    assert client_of(head).get(url).status_code == 404
    GoalConflict.objects.update(released_to=Rung.UNIT_HEADS)
    assert client_of(head).get(url).status_code == 404
    Strategy.objects.update(released_to=Rung.UNIT_HEADS)
    text = page(head, "conflict", conflict.id)
    assert reverse("strategy:conflict_edit", args=["probe", conflict.id]) not in text
    assert "Online-Termine" not in text
    assert "Person strategy_lead" in text
    GoalConflict.objects.update(released_to=Rung.COUNCIL)
    Strategy.objects.update(released_to=Rung.COUNCIL)
    councillor = make_member(town, Role.COUNCIL_MEMBER)
    assert "Person strategy_lead" not in page(councillor, "conflict", conflict.id)
    assert "Person strategy_lead" not in page(councillor, "conflicts")
    client_of(head).post(reverse("strategy:conflict_settle", args=["probe", conflict.id]))
    conflict.refresh_from_db()
    assert conflict.state == "open"


def test_settling_and_opening_again_by_button(lead: Viewer, conflict: GoalConflict) -> None:
    GoalConflict.objects.update(resolution="adapt")
    client = client_of(lead)
    client.post(reverse("strategy:conflict_settle", args=["probe", conflict.id]), {"version": "1"})
    conflict.refresh_from_db()
    assert conflict.state == "closed"
    client.post(reverse("strategy:conflict_reopen", args=["probe", conflict.id]), {"version": "2"})
    conflict.refresh_from_db()
    assert conflict.state == "reopened"
