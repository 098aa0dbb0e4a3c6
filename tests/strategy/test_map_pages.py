"""The page of the strategy map: who sees what on it, its table twin, its files."""

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer, release
from kommune.strategy.actions.measures import create_measure
from kommune.strategy.actions.strategies import save_goal
from kommune.strategy.models import Goal, Measure, Strategy
from kommune.strategy.queries.strategy_map import load_strategy_map
from tests.strategy.vector_town import VectorTown, make_vector_town
from tests.towns import SmallStrategy, make_member, relate_goals


@pytest.fixture
def vector(lead: Viewer) -> VectorTown:
    return make_vector_town(lead)


def client_of(viewer: Viewer) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


def read(viewer: Viewer, name: str = "strategy:map", **query: str) -> str:
    answer = client_of(viewer).get(reverse(name, args=["probe"]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def publish(lead: Viewer, model: type[Measure] | type[Strategy], object_id: UUID, to: Rung) -> None:
    release(by=lead, model=model, ids=[object_id], to=str(int(to)), reason="Beschluss")


def test_the_page_says_first_what_has_no_line_and_what_works_against_the_city(
    lead: Viewer, vector: VectorTown
) -> None:
    page = words(read(lead))
    assert "1 of 4 digital goals leads to no city goal." in page
    assert "1 of 5 city goals is reached by nothing digital." in page
    assert "2 digital goals work against city goals." in page
    assert "have no line" not in page
    assert "?list=digital&without=yes#table" in read(lead).replace("&amp;", "&")


def test_money_on_the_map_is_the_budget_per_goal(lead: Viewer, vector: VectorTown) -> None:
    town_map = load_strategy_map(lead)
    arrived = [
        round(sum(amount for (_source, target), amount in town_map.money.items() if target == str(goal)))
        for goal in vector.city
    ]
    assert arrived == [6667, 8222, 5111, 0, 0]


def test_a_measure_linked_to_a_city_goal_reaches_it_through_a_passage(
    lead: Viewer, small: SmallStrategy
) -> None:
    create_measure(by=lead, values={"title": "Bänke am Markt"}, goals={small.centre: 2})
    town_map = load_strategy_map(lead)
    assert town_map.relations[f"direct.{small.centre}", str(small.centre)] == 3
    assert str(small.centre) not in town_map.without_line


def test_what_ended_is_not_on_the_map(lead: Viewer, small: SmallStrategy) -> None:
    create_measure(by=lead, values={"title": "Vorbei", "phase": "ended_cancelled", "phase_reason": "Geld"})
    assert "Vorbei" not in read(lead)


def test_focus_tells_beside_the_map_what_a_goal_carries_and_links_to_its_page(
    lead: Viewer, small: SmallStrategy
) -> None:
    page = read(lead, focus=str(small.counter))
    told = words(page)
    assert "It serves 1 Teilhabe im Alter" in told
    assert "Served by M1 Online-Termine" in told
    assert reverse("strategy:goal", args=["probe", small.counter]) in page
    assert 'aria-current="true"' in page


def test_the_search_finds_by_parts_of_the_name(lead: Viewer, small: SmallStrategy) -> None:
    hits = read(lead, "strategy:map_find", find="bürgerb schnell")
    assert "D1 Schnelles Bürgerbüro" in hits
    assert f"focus={small.counter}" in hits
    assert "is called that" in read(lead, "strategy:map_find", find="Raumfahrt")


def test_the_table_stands_in_the_order_of_the_picture(lead: Viewer, vector: VectorTown) -> None:
    for name, column in (("measures", 0), ("digital", 1), ("city", 2)):
        page = read(lead, list=name)
        drawn = re.findall(rf'data-box="([^"]+)" data-column="{column}"', page)
        rows = re.findall(r"/(?:measures|goals)/([0-9a-f-]{36})/", page[page.index("<tbody") :])
        assert list(dict.fromkeys(rows)) == drawn


def test_the_table_can_be_taken_along(lead: Viewer, small: SmallStrategy) -> None:
    client = client_of(lead)
    answer = client.get(reverse("strategy:map", args=["probe"]), {"export": "csv", "list": "digital"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Disposition"].endswith('.csv"')
    assert any("Schnelles Bürgerbüro" in line and "Online-Termine" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "begins"), [("strategy:map_svg", b"<svg xmlns"), ("strategy:map_png", b"\x89PNG")]
)
def test_the_drawing_can_be_taken_along(lead: Viewer, small: SmallStrategy, name: str, begins: bytes) -> None:
    answer = client_of(lead).get(reverse(name, args=["probe"]), {"by": "money"})
    assert answer.content.startswith(begins)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_map_too_long_for_a_legible_picture_says_what_to_do(
    lead: Viewer, small: SmallStrategy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kommune.foundation.pictures.MOST_DOTS", 100)
    assert "too long as PNG" in read(lead)
    answer = client_of(lead).get(reverse("strategy:map_png", args=["probe"]), {"by": "money"}, follow=True)
    assert "Close some groups" in answer.content.decode()
    assert answer.redirect_chain[0][0] == reverse("strategy:map", args=["probe"]) + "?by=money"


def test_hostile_names_and_addresses_stay_text(lead: Viewer, small: SmallStrategy) -> None:
    hostile = "<script>alert(1)</script>" + "x" * 400
    save_goal(by=lead, strategy_id=small.digital, values={"title": hostile})
    for query in ({}, {"find": hostile}, {"focus": hostile, "open": hostile, "by": hostile, "list": hostile}):
        assert "<script>alert" not in read(lead, **query)
    svg = client_of(lead).get(reverse("strategy:map_svg", args=["probe"])).content.decode()
    assert "<script" not in svg


def test_a_town_without_goals_is_told_what_it_takes(lead: Viewer) -> None:
    page = words(read(lead))
    assert "There is nothing to draw yet" in page


def test_the_council_sees_only_what_was_released_to_it(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    council = make_member(town, Role.COUNCIL_MEMBER)
    publish(lead, Strategy, small.city, Rung.COUNCIL)
    publish(lead, Measure, small.online, Rung.COUNCIL)
    page = read(council)
    assert "Teilhabe im Alter" in page
    assert "Online-Termine" in page
    for hidden in ("Schnelles Bürgerbüro", "Neue Telefone", "Digitalstrategie", str(small.counter)):
        assert hidden not in page
    assert "M1" not in read(council, "strategy:map_find", find="Telefone")
    told = words(read(council, focus=str(small.counter)))
    assert "Bürgerbüro" not in told


def test_a_conflict_shows_to_others_only_once_its_card_was_released(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    relate_goals(by=lead, digital_goal_id=small.data, city_goal_id=small.centre, score=-2)
    for strategy in (small.city, small.digital):
        publish(lead, Strategy, strategy, Rung.COUNCIL)
    council = make_member(town, Role.COUNCIL_MEMBER)
    assert "works against" in words(read(lead))
    page = words(read(council))
    assert "works against city goals" not in page
    assert "−2" not in page


def test_a_measure_does_not_name_the_field_of_a_strategy_that_was_not_released(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    goals = Goal.objects.filter(strategy_id=small.digital)
    assert goals.exists()
    measure = create_measure(
        by=lead, values={"title": "Offen für alle", "strategy_id": small.digital, "released_to": Rung.PUBLIC}
    )
    council = make_member(town, Role.COUNCIL_MEMBER)
    assert load_strategy_map(council).things[str(measure)].field == ""
    assert load_strategy_map(lead).things[str(measure)].field == "Digitalstrategie"
