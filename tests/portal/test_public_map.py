"""The map for everybody: what was published, without script, and nothing else."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kommune.foundation.scope import town_scope
from kommune.strategy.actions.measures import set_goals
from tests.portal.conftest import Published
from tests.towns import make_town

PATH = "/probe/strategy-map/"


def test_everybody_sees_what_was_published_as_a_drawing_and_in_words(
    client: Client, published: Published
) -> None:
    small = published.small
    with town_scope(published.town.id):
        set_goals(by=published.lead, measure_id=small.online, goals={small.old_age: 2})
    answer = client.get(PATH)
    page = answer.content.decode()
    assert "<svg" in page
    assert "Teilhabe im Alter" in page
    assert f"/probe/measures/{small.online}/" in page
    assert f"/probe/goals/{small.old_age}/" in page
    assert "kommune/map.js" not in page
    assert dict(answer.cookies) == {}


def test_nothing_that_was_not_published_is_named_or_counted(client: Client, published: Published) -> None:
    page = client.get(PATH).content.decode()
    for hidden in ("Schnelles Bürgerbüro", "Offene Daten", "Neue Telefone", "Digitalstrategie"):
        assert hidden not in page
    assert "von nichts Digitalem" not in page


def test_the_map_stays_in_the_language_of_the_address(client: Client, published: Published) -> None:
    page = client.get(f"{PATH}?lang=en").content.decode()
    assert f"/probe/goals/{published.small.old_age}/?lang=en" in page


def test_a_town_that_published_nothing_says_so(client: Client, db: None) -> None:
    make_town("still", "Stillstadt")
    assert "Noch ist nichts veröffentlicht" in client.get("/still/strategy-map/").content.decode()


def test_the_map_asks_the_database_little(client: Client, published: Published) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(PATH)
    assert len(asked) <= 12
