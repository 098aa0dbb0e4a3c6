"""Questions kept as SQL: they answer as their queryset does, for every town and every value."""

import pytest
from pytest_django import DjangoAssertNumQueries

from kommune.findings.queries import waiting_for
from kommune.foundation.prepared import Prepared
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Unit
from kommune.municipalities.public import town_by_slug, viewer_for
from tests.towns import make_member, make_town

pytestmark = pytest.mark.django_db


def test_a_kept_question_answers_for_the_town_in_scope_each_time() -> None:
    units = Prepared(lambda name: Unit.objects.filter(name=name).values_list("id", "town_id"))
    here, there = make_town("hier"), make_town("dort")
    made = {}
    for town in (here, there):
        with town_scope(town.id):
            made[town.id] = Unit.objects.create(name="Bauamt").id
    for town in (here, there, here):
        with town_scope(town.id):
            assert units.rows(name="Bauamt") == [(made[town.id], town.id)]
            assert units.rows(name="%s' OR 1=1 --") == []


def test_town_person_and_what_waits_for_her_take_one_query_each(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town("hier")
    member = make_member(town)
    with django_assert_num_queries(3):
        found = town_by_slug("hier")
        assert found is not None
        assert found.id == town.id
        with town_scope(town.id):
            assert waiting_for(viewer_for(member.user_id, town.id)) == 0
    assert town_by_slug("nirgends") is None
