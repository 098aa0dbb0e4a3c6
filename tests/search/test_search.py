"""What the search finds, in which order, and what it keeps from whom."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kommune.accounts.models import User
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Viewer, create_unit, release, system_viewer
from kommune.search.public import commands_for, search_everything
from kommune.strategy.actions.measures import create_measure
from kommune.strategy.models import Measure
from tests.towns import SmallStrategy, make_member, make_town


def found(viewer: Viewer, text: str, key: str = "") -> list[str]:
    """Titles of the hits, of one source where named."""
    groups = search_everything(viewer, "probe", text, 8)
    return [hit.title for source, hits in groups if key in ("", source.key) for hit in hits]


def sign_in(client: Client, viewer: Viewer) -> None:
    assert viewer.user_id is not None
    client.force_login(User.objects.get(id=viewer.user_id))


def test_every_word_must_occur_somewhere(lead: Viewer, small: SmallStrategy) -> None:
    assert found(lead, "Online-Termine") == ["M1 Online-Termine"]
    assert found(lead, "koch online") == ["M1 Online-Termine"]
    assert found(lead, "koch telefone") == []


@pytest.mark.parametrize("text", ["überblick", "Überblick", "ÜBERBLICK", "ÜberBLICK"])
def test_case_does_not_matter_even_for_umlauts(lead: Viewer, small: SmallStrategy, text: str) -> None:
    create_measure(by=lead, values={"number": "M3", "title": "Überblick für alle"})
    assert found(lead, text) == ["M3 Überblick für alle"]


def test_what_begins_with_the_word_comes_first(lead: Viewer, town: Municipality) -> None:
    create_measure(by=lead, values={"number": "A", "title": "Das digitale Archiv"})
    create_measure(by=lead, values={"number": "B", "title": "Archiv im Keller"})
    assert found(lead, "archiv") == ["B Archiv im Keller", "A Das digitale Archiv"]


def test_a_percent_sign_and_an_underscore_are_only_characters(lead: Viewer, small: SmallStrategy) -> None:
    assert found(lead, "%") == []
    assert found(lead, "_") == []


def test_nothing_is_searched_for_without_words(lead: Viewer, small: SmallStrategy) -> None:
    assert found(lead, "") == []
    assert found(lead, " \x00 ") == []


def test_what_was_not_released_is_not_found(town: Municipality, lead: Viewer, small: SmallStrategy) -> None:
    staff = make_member(town, Role.STAFF)
    assert found(staff, "Termine") == []
    assert found(staff, "Stadtstrategie") == []
    assert found(staff, "Bürgerbüro") == []
    release(by=lead, model=Measure, ids=[small.online], to="3", reason="Beschluss")
    assert found(staff, "Termine") == ["M1 Online-Termine"]


def test_another_town_is_not_searched(small: SmallStrategy) -> None:
    other = make_town("nebenan", "Nebenan")
    neighbour = make_member(other, Role.ADMINISTRATION)
    with town_scope(other.id):
        assert found(neighbour, "Termine") == []
        assert found(neighbour, "Person strategy_lead") == []


def test_units_lead_to_their_measures(town: Municipality, lead: Viewer) -> None:
    unit = create_unit(by=system_viewer(), values={"name": "Bürgerdienste"})
    groups = search_everything(lead, "probe", "bürgerd", 8)
    assert [hits[0].url for _source, hits in groups] == [f"/probe/work/strategy/measures/?unit={unit}"]


def test_people_are_found_by_the_administration_only(town: Municipality, lead: Viewer) -> None:
    administration = make_member(town, Role.ADMINISTRATION)
    assert found(administration, "strategy_lead", "people") == ["Person strategy_lead"]
    assert found(lead, "strategy_lead", "people") == []


def test_pages_are_found_by_name_by_those_who_may_enter_them(town: Municipality, lead: Viewer) -> None:
    staff = make_member(town, Role.STAFF)
    with translation.override("de"):
        assert [hit.url for hit in commands_for(lead, "probe", "neue maßn")] == [
            "/probe/work/strategy/measures/new/"
        ]
        assert commands_for(staff, "probe", "neue maßn") == []
        assert "/probe/work/trash/" in {hit.url for hit in commands_for(lead, "probe", "")}
        assert "/probe/work/trash/" not in {hit.url for hit in commands_for(staff, "probe", "")}


def test_a_search_asks_once_per_kind_of_thing(lead: Viewer, small: SmallStrategy) -> None:
    search_everything(lead, "probe", "bürger", 8)
    with CaptureQueriesContext(connection) as asked:
        search_everything(lead, "probe", "straße", 8)
    # Six kinds, and whether what is kept of place and people still holds.
    assert len(asked) <= 7


def test_the_dialog_gets_the_hits_alone(lead: Viewer, small: SmallStrategy, client: Client) -> None:
    client.force_login(User.objects.get(id=str(lead.user_id)))
    headers = {"HX-Request": "true", "HX-Target": "search-found"}
    page = client.get("/probe/work/search/?q=termine", headers=headers).content.decode()
    assert "data-search-results" in page
    assert "<html" not in page
    assert f"/probe/work/strategy/measures/{small.online}/" in page


def test_what_was_typed_is_shown_as_text(lead: Viewer, client: Client) -> None:
    client.force_login(User.objects.get(id=str(lead.user_id)))
    page = client.get("/probe/work/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "Nichts gefunden" in page
