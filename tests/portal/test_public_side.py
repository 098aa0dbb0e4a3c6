"""What citizens see: what was released to everybody, in plain words, without sign-in or cookies."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kommune.foundation.scope import town_scope
from kommune.municipalities.public import Rung
from kommune.strategy.actions.measures import set_goals
from kommune.strategy.models import Measure
from tests.portal.conftest import Published, publish
from tests.towns import make_town


def paths_of(published: Published) -> list[str]:
    small = published.small
    return [
        "/probe/",
        "/probe/measures/",
        f"/probe/strategies/{small.city}/",
        f"/probe/goals/{small.old_age}/",
        f"/probe/measures/{small.online}/",
    ]


def test_no_public_page_sets_a_cookie(client: Client, published: Published) -> None:
    for path in paths_of(published):
        answer = client.get(path)
        assert (path, answer.status_code, dict(answer.cookies)) == (path, 200, {})
        assert "Set-Cookie" not in answer.headers


def test_a_stranger_reads_what_the_town_wants_and_does(client: Client, published: Published) -> None:
    home = client.get("/probe/").content.decode()
    assert "Was will Probestadt, und was tut die Kommune dafür?" in home
    assert "Stadtstrategie" in home
    assert "Digitalstrategie" not in home
    assert "1 Maßnahme ist in Arbeit" in home
    assert "Bei 1 von 1 laufenden Maßnahmen sind die Kosten bekannt: zusammen 80.000 €." in home
    measure = client.get(f"/probe/measures/{published.small.online}/").content.decode()
    assert "Online-Termine" in measure
    assert "80.000 €" in measure
    assert "Schnelles Bürgerbüro" not in measure


def test_names_of_employees_are_not_published(client: Client, published: Published) -> None:
    assert "Frau Koch" not in client.get(f"/probe/measures/{published.small.online}/").content.decode()


def test_what_was_not_released_does_not_exist_here(client: Client, published: Published) -> None:
    small = published.small
    hidden = (
        f"/probe/strategies/{small.digital}/",
        f"/probe/goals/{small.counter}/",
        f"/probe/measures/{small.aimless}/",
    )
    assert [client.get(path).status_code for path in hidden] == [404, 404, 404]


@pytest.mark.parametrize("rung", [Rung.WORKING_GROUP, Rung.UNIT_HEADS, Rung.ADMINISTRATION, Rung.COUNCIL])
def test_a_measure_taken_back_from_the_public_is_gone(
    client: Client, published: Published, rung: Rung
) -> None:
    with town_scope(published.town.id):
        publish(published.lead, Measure, published.small.online, rung)
    assert client.get(f"/probe/measures/{published.small.online}/").status_code == 404
    assert "Online-Termine" not in client.get("/probe/measures/").content.decode()


def test_a_goal_names_only_published_measures(client: Client, published: Published) -> None:
    small = published.small
    with town_scope(published.town.id):
        set_goals(by=published.lead, measure_id=small.online, goals={small.old_age: 2})
        set_goals(by=published.lead, measure_id=small.aimless, goals={small.old_age: 2})
    page = client.get(f"/probe/goals/{small.old_age}/").content.decode()
    assert "Online-Termine" in page
    assert "Neue Telefone" not in page


def test_a_town_that_published_nothing_says_so(client: Client, db: None) -> None:
    make_town("still", "Stillstadt")
    assert "hat hier noch nichts veröffentlicht" in client.get("/still/").content.decode()


def test_the_language_stands_in_the_address_and_stays_in_the_links(
    client: Client, published: Published
) -> None:
    page = client.get("/probe/?lang=en", headers={"Accept-Language": "de"})
    text = page.content.decode()
    assert page.headers["Content-Language"] == "en"
    assert "What does Probestadt want, and what does it do for it?" in text
    assert f"/probe/strategies/{published.small.city}/?lang=en" in text
    assert dict(page.cookies) == {}


def test_an_unchanged_page_is_not_sent_again_and_a_changed_one_is(
    client: Client, published: Published
) -> None:
    first = client.get("/probe/")
    headers = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/probe/", headers=headers).status_code == 304
    assert client.get("/probe/?lang=en", headers=headers).status_code == 200
    with town_scope(published.town.id):
        publish(published.lead, Measure, published.small.aimless)
    again = client.get("/probe/", headers=headers)
    assert again.status_code == 200
    assert again.headers["Cache-Control"] == "public, max-age=60"


def test_the_public_side_asks_the_database_little(client: Client, published: Published) -> None:
    for path in paths_of(published):
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        assert len(asked) <= 10, path


def test_nothing_can_be_sent_to_the_public_side(client: Client, published: Published) -> None:
    assert [client.post(path).status_code for path in paths_of(published)] == [405] * 5
