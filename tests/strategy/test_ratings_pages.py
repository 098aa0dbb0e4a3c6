"""The rating pages: the quick pass goes on where it was left, cells are saved one by one, nothing is lost."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer, release
from kommune.strategy.actions.ratings import rate_contribution, rate_relation
from kommune.strategy.actions.strategies import create_strategy, save_goal
from kommune.strategy.models import Contribution, Goal, GoalRelation, Measure, Strategy
from kommune.strategy.queries import meaning
from kommune.strategy.shapes import Way
from tests.towns import SmallStrategy, make_member


@pytest.fixture(autouse=True)
def words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "load_encoder", lambda: None)
    meaning.kept_encoder.cache_clear()


@pytest.fixture
def client(lead: Viewer) -> Client:
    return client_of(lead)


def client_of(viewer: Viewer) -> Client:
    client = Client()
    assert viewer.user_id is not None
    client.force_login(User.objects.get(id=viewer.user_id))
    return client


def at(name: str, *arguments: object) -> str:
    return reverse(f"strategy:{name}", args=["probe", *arguments])


def send_cell(
    client: Client, source: UUID, goal: UUID, value: str, pairing: str = "goals", **more: str
) -> Any:
    body = {"source": str(source), "goal": str(goal), "value": value, "version": "0", "seen": "", **more}
    return client.post(at("rate_cell", pairing), body)


def rename(goal_id: UUID, title: str) -> None:
    Goal.objects.filter(id=goal_id).update(title=title)


def test_the_quick_pass_asks_the_first_likely_pair_and_shows_why(
    client: Client, small: SmallStrategy
) -> None:
    Measure.objects.filter(id=small.aimless).update(title="Telefone für das Bürgerbüro")
    page = client.get(at("quick_pass"), follow=True)
    assert page.redirect_chain[-1][0] == at("quick_card", "measures", small.aimless, 1)
    text = page.content.decode()
    assert "Bürgerbüro</p>" in re.sub(r"\s*·.*?</p>", "</p>", text)
    assert "0 / 2" in text
    assert 'value="against"' not in text
    assert "checked" not in text.split('id="quick"')[1]


def test_an_answer_is_a_first_estimate_and_goes_on(
    client: Client, small: SmallStrategy, lead: Viewer
) -> None:
    Measure.objects.filter(id=small.aimless).update(title="Daten im Bürgerbüro")
    page = client.get(at("quick_pass"), follow=True)
    card = page.redirect_chain[-1][0]
    goal = re.search(r'name="goal" value="([^"]+)"', page.content.decode())
    assert goal is not None
    answered = client.post(card, {"goal": goal[1], "answer": "serves"})
    link = Contribution.objects.get(measure=small.aimless)
    assert (str(link.goal_id), link.strength, link.way, link.rated_by_id) == (
        goal[1], 2, Way.QUICK, lead.membership_id,
    )  # fmt: skip
    assert answered.headers["Location"] == at("quick_card", "measures", small.aimless, 2)
    assert "1 / 2" in client.get(at("quick_pass"), follow=True).content.decode()


def test_the_same_answer_posted_twice_is_one_rating(client: Client, small: SmallStrategy) -> None:
    card = at("quick_card", "measures", small.aimless, 1)
    for _ in range(2):
        assert client.post(card, {"goal": str(small.data), "answer": "not"}).status_code == 302
    assert Contribution.objects.get(measure=small.aimless).strength == 0


def test_after_the_measures_digital_goals_are_asked_and_may_work_against(
    client: Client, small: SmallStrategy
) -> None:
    rename(small.centre, "Offene Innenstadt")
    page = client.get(at("quick_pass"), follow=True)
    assert page.redirect_chain[-1][0] == at("quick_card", "goals", small.data, 1)
    assert 'value="against"' in page.content.decode()
    client.post(page.redirect_chain[-1][0], {"goal": str(small.centre), "answer": "against"})
    row = GoalRelation.objects.get(digital_goal=small.data)
    assert (row.score, row.way) == (-1, Way.QUICK)
    assert client.get(at("quick_pass")).status_code == 200


def test_the_pass_says_that_a_measure_has_no_negative_contribution(
    client: Client, small: SmallStrategy
) -> None:
    card = at("quick_card", "measures", small.aimless, 1)
    page = client.post(card, {"goal": str(small.data), "answer": "against"}, follow=True)
    assert not Contribution.objects.filter(measure=small.aimless).exists()
    assert "message--error" in page.content.decode()


def test_an_estimate_never_replaces_a_careful_rating(
    client: Client, small: SmallStrategy, lead: Viewer
) -> None:
    rate_contribution(by=lead, measure_id=small.aimless, goal_id=small.data, strength=3)
    client.post(at("quick_card", "measures", small.aimless, 1), {"goal": str(small.data), "answer": "not"})
    assert Contribution.objects.get(measure=small.aimless).strength == 3


def test_going_back_shows_what_was_said_and_lets_it_be_changed(client: Client, small: SmallStrategy) -> None:
    Measure.objects.filter(id=small.aimless).update(title="Daten im Bürgerbüro")
    first, second = (at("quick_card", "measures", small.aimless, n) for n in (1, 2))
    goal = re.search(r'name="goal" value="([^"]+)"', client.get(first).content.decode())
    assert goal is not None
    client.post(first, {"goal": goal[1], "answer": "serves"})
    back = client.get(second + "?go=back", follow=True)
    assert back.redirect_chain[-1][0] == first
    assert 'value="not"' in back.content.decode()
    client.post(first, {"goal": goal[1], "answer": "not"})
    assert Contribution.objects.get(measure=small.aimless).strength == 0


@pytest.mark.parametrize("goal", ["", "x", "e6c4629c-a56c-42c5-bab7-0116afe059a4"])
def test_an_answer_about_a_goal_that_is_not_there_is_not_found(
    client: Client, small: SmallStrategy, goal: str
) -> None:
    card = at("quick_card", "measures", small.aimless, 1)
    assert client.post(card, {"goal": goal, "answer": "serves"}).status_code == 404


def test_unknown_pairings_and_things_are_not_found(client: Client, small: SmallStrategy) -> None:
    for path in (
        at("matrix", "units"),
        at("quick_card", "units", small.online, 1),
        at("quick_card", "measures", uuid4(), 1),
        at("matrix_row", "goals", uuid4()),
        at("rate_pair", "goals", small.old_age, small.counter),
        at("rate_pair", "goals", uuid4(), small.counter),
    ):
        assert client.get(path).status_code == 404


def test_a_cell_is_stored_as_it_is_typed(client: Client, small: SmallStrategy) -> None:
    answer = send_cell(client, small.data, small.centre, "-1")
    assert (answer.status_code, answer.json()) == (200, {"text": "−1", "classes": "n", "version": 1})
    assert GoalRelation.objects.get(digital_goal=small.data).way == Way.MATRIX
    gone = send_cell(client, small.data, small.centre, "", version="1")
    assert gone.json()["text"] == ""
    assert not GoalRelation.objects.filter(digital_goal=small.data).exists()


def test_a_strong_cell_asks_for_its_reason_and_stores_nothing(client: Client, small: SmallStrategy) -> None:
    answer = send_cell(client, small.data, small.centre, "-2")
    assert (answer.status_code, answer.json()["needs_reason"]) == (422, True)
    assert not GoalRelation.objects.filter(digital_goal=small.data).exists()


def test_a_cell_changed_by_somebody_else_is_shown_and_kept(
    client: Client, small: SmallStrategy, lead: Viewer
) -> None:
    rate_relation(by=lead, digital_goal_id=small.data, city_goal_id=small.centre, score=1)
    answer = send_cell(client, small.data, small.centre, "-1")
    assert (answer.status_code, answer.json()["text"]) == (409, "+1")
    assert "+1" in answer.json()["message"]
    strange = send_cell(client, small.online, small.counter, "1", pairing="measures")
    assert (strange.status_code, strange.json()["text"]) == (409, "2")
    assert GoalRelation.objects.get(digital_goal=small.data).score == 1


@pytest.mark.parametrize(
    ("value", "status"), [("9", 422), ("-4", 422), ("x", 404), ("١", 200), ("12345", 404)]
)
def test_odd_values_in_a_cell_do_no_harm(
    client: Client, small: SmallStrategy, value: str, status: int
) -> None:
    assert send_cell(client, small.data, small.centre, value).status_code == status


def test_a_cell_of_things_that_are_not_there_is_not_found(client: Client, small: SmallStrategy) -> None:
    assert send_cell(client, uuid4(), small.centre, "1").status_code == 404
    assert client.post(at("rate_cell", "goals"), {"source": "x"}).status_code == 404


def test_the_matrix_shows_values_with_sign_and_shape_and_what_is_inherited(
    client: Client, small: SmallStrategy, lead: Viewer
) -> None:
    child = {"title": "Sprechstunden", "parent_id": small.old_age}
    save_goal(by=lead, strategy_id=small.city, values=child)
    text = client.get(at("matrix", "goals")).content.decode()
    assert '<td class="p l" data-v="1">+2</td><td class="p i">(+2)</td>' in text
    assert 'role="grid"' in text


@pytest.mark.parametrize(
    ("query", "rows", "columns"),
    [
        ("", 2, 2),
        ("?q=daten", 1, 2),
        ("?goal=alter", 2, 1),
        ("?show=negative", 1, 1),
        ("?show=unrated", 2, 2),
        ("?q=nichts", 0, 0),
        ("?show=quatsch&page=999&columns=x&strategy=x", 0, 0),
        ("?page=999", 2, 2),
    ],
)
def test_filters_narrow_rows_and_columns(
    client: Client, small: SmallStrategy, lead: Viewer, query: str, rows: int, columns: int
) -> None:
    rate_relation(by=lead, digital_goal_id=small.data, city_goal_id=small.centre, score=-1)
    text = client.get(at("matrix", "goals") + query).content.decode()
    assert len(re.findall(r'<tr aria-rowindex="\d+" data-id', text)) == rows
    assert len(re.findall(r'<th scope="col" data-id', text)) == columns


def test_all_values_alike_are_said_to_tell_nothing_apart(
    client: Client, small: SmallStrategy, lead: Viewer
) -> None:
    goals = [save_goal(by=lead, strategy_id=small.city, values={"title": f"Ziel {n}"}) for n in range(3)]
    for source in (small.counter, small.data):
        for goal in (small.old_age, small.centre, *goals):
            rate_relation(by=lead, digital_goal_id=source, city_goal_id=goal, score=3, reason="immer gut")
    text = client.get(at("matrix", "goals"), headers={"Accept-Language": "de"}).content.decode()
    assert "100 % der Werte sind +3" in text
    assert "10 von 10 Paaren sind bewertet (100 %)" in text


def test_who_may_not_rate_sees_released_goals_and_no_way_to_save(
    small: SmallStrategy, town: Municipality, lead: Viewer
) -> None:
    release(by=lead, model=Strategy, ids=[small.city, small.digital], to=Rung.PUBLIC)
    sector = create_strategy(by=lead, values={"kind": "sector", "title": "Geheim"})
    save_goal(by=lead, strategy_id=sector, values={"title": "Geheimes Ziel"})
    staff = client_of(make_member(town, Role.STAFF))
    text = staff.get(at("matrix", "goals")).content.decode()
    assert "Teilhabe im Alter" in text
    assert "data-save=" not in text
    assert "Geheim" not in text
    assert send_cell(staff, small.data, small.centre, "1").status_code == 403
    pair = at("rate_pair", "goals", small.counter, small.old_age)
    assert "data-rate-pair" not in staff.get(pair).content.decode()
    assert staff.post(pair, {"value": "1", "version": "1"}).status_code == 403
    assert staff.get(at("quick_pass")).status_code == 200


def test_the_council_sees_the_reason_but_not_who_gave_it(
    small: SmallStrategy, town: Municipality, lead: Viewer
) -> None:
    release(by=lead, model=Strategy, ids=[small.city, small.digital], to=Rung.PUBLIC)
    rate_relation(
        by=lead, digital_goal_id=small.data, city_goal_id=small.centre, score=2, reason="bringt Besuch"
    )
    council = client_of(make_member(town, Role.COUNCIL_MEMBER))
    for path in (at("goal", small.data), at("rate_pair", "goals", small.data, small.centre)):
        text = council.get(path).content.decode()
        assert ("bringt Besuch" in text, "Person strategy_lead" in text) == (True, False)


def test_a_pair_is_rated_with_reason_and_confidence_and_goes_back_where_it_came_from(
    client: Client, small: SmallStrategy
) -> None:
    pair = at("rate_pair", "goals", small.data, small.centre)
    goal_page = at("goal", small.data)
    body = {"value": "-2", "reason": "", "confidence": "2", "version": "0", "seen": "", "next": goal_page}
    refused = client.post(pair, body)
    assert refused.status_code == 422
    assert len(re.findall(r'value="-2"[^>]*checked', refused.content.decode())) == 1
    saved = client.post(pair, {**body, "reason": "zieht Kundschaft ab"})
    assert saved.headers["Location"] == goal_page
    text = client.get(goal_page).content.decode()
    assert "zieht Kundschaft ab" in text
    assert "Person strategy_lead" in text
    away = client.post(pair, {**body, "next": "https://anderswo.example/"}, follow=True)
    assert "anderswo" not in str(away.redirect_chain)


def test_a_pair_rated_in_between_shows_both_values_and_keeps_the_typed_reason(
    client: Client, small: SmallStrategy, lead: Viewer
) -> None:
    pair = at("rate_pair", "goals", small.data, small.centre)
    rate_relation(by=lead, digital_goal_id=small.data, city_goal_id=small.centre, score=1)
    body = {"value": "-3", "reason": "mein Grund", "version": "0", "seen": ""}
    stale = client.post(pair, body)
    assert stale.status_code == 422
    text = stale.content.decode()
    assert ("mein Grund" in text, 'name="version" value="1"' in text) == (True, True)
    assert client.post(pair, {**body, "version": "1"}).status_code == 302
    assert GoalRelation.objects.get(digital_goal=small.data).score == -3


def test_a_rating_is_taken_away_from_the_pair(client: Client, small: SmallStrategy) -> None:
    pair = at("rate_pair", "measures", small.online, small.counter)
    answer = client.post(pair, {"clear": "1", "seen": "2"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, "pair-rated")
    assert not Contribution.objects.exists()


def test_nothing_is_chosen_beforehand_where_nobody_rated(client: Client, small: SmallStrategy) -> None:
    text = client.get(at("rate_pair", "goals", small.data, small.centre)).content.decode()
    assert "checked" not in text


def test_a_row_lists_its_pairs_for_phones(client: Client, small: SmallStrategy) -> None:
    text = client.get(at("matrix_row", "goals", small.counter)).content.decode()
    for goal in (small.old_age, small.centre):
        assert at("rate_pair", "goals", small.counter, goal) in text


def test_the_paper_matrix_comes_filled_and_blank(client: Client, small: SmallStrategy) -> None:
    filled = client.get(at("matrix_paper", "goals")).content.decode()
    blank = client.get(at("matrix_paper", "goals") + "?blank=1").content.decode()
    assert (filled.count("matrix-sheet"), blank.count("matrix-sheet")) == (1, 1)
    assert (">+2</td>" in filled, ">+2</td>" in blank) == (True, False)


def test_the_overview_counts_ratings_by_the_way_they_came_about(
    client: Client, small: SmallStrategy, lead: Viewer
) -> None:
    rate_contribution(by=lead, measure_id=small.aimless, goal_id=small.data, strength=1, way=Way.QUICK)
    text = client.get(at("ratings"), headers={"Accept-Language": "de"}).content.decode()
    assert "1 Zielbeziehungen und 2 Wirkungsbeiträge" in text
    assert "Allein aus gemeinsamen Wörtern" in text
