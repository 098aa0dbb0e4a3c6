"""The revision of a town's data: asked once by a page that only shows, and again after any change."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommune.audit.public import bump_revision, revision, revisions_remembered
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality


def test_a_page_that_only_shows_asks_once(town: Municipality) -> None:
    with town_scope(town.id), revisions_remembered(), CaptureQueriesContext(connection) as asked:
        assert revision(town.id) == revision(town.id)
    assert len(asked) == 1


def test_after_a_change_the_database_is_asked_again(town: Municipality) -> None:
    with town_scope(town.id), revisions_remembered():
        before = revision(town.id)
        bump_revision(town.id)
        assert revision(town.id) == before + 1
        bump_revision(town.id)
        assert revision(town.id) == before + 2


def test_nothing_is_remembered_for_the_next_page(town: Municipality) -> None:
    with town_scope(town.id):
        with revisions_remembered():
            before = revision(town.id)
        bump_revision(town.id)
        with revisions_remembered():
            assert revision(town.id) == before + 1
