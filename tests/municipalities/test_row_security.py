"""PostgreSQL itself shows only rows of the town in scope, whatever the program asks."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client

from kommune.accounts.models import User
from kommune.audit.models import Entry
from kommune.foundation.scope import town_scope
from kommune.maturity.models import ReleasedFigure
from kommune.municipalities.models import Membership, Unit
from kommune.municipalities.public import Role, TownShape, create_unit, system_viewer, towns_of
from kommune.municipalities.queries import members
from kommune.municipalities.row_security import protected_models, secure_tables
from tests.municipalities.conftest import MakeMember

pytestmark = pytest.mark.django_db
needs_postgresql = pytest.mark.skipif(
    "sqlite" in connection.settings_dict["ENGINE"], reason="row-level security is PostgreSQL's"
)


@pytest.fixture
def secured(db: None) -> None:
    """The policies as the command makes them; the test's transaction takes them back."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
    secure_tables(role)


def test_every_table_with_a_town_is_protected() -> None:
    names = {model._meta.label for model in protected_models()}
    owned = {
        model._meta.label
        for model in apps.get_models()
        if any(field.attname == "town_id" for field in model._meta.concrete_fields)
    }
    assert names >= owned
    assert {"audit.Entry", "audit.Revision", "municipalities.Unit", "strategy.Measure"} <= names


def test_on_sqlite_there_is_nothing_to_do() -> None:
    if connection.vendor == "sqlite":
        assert secure_tables("anybody") == 0


@needs_postgresql
def test_raw_sql_and_unscoped_managers_see_one_town_only(
    secured: None, town: TownShape, other_town: TownShape
) -> None:
    for one in (town, other_town):
        with town_scope(one.id):
            create_unit(by=system_viewer(), values={"name": f"Amt in {one.name}"})
    with town_scope(town.id):
        assert [unit.name for unit in Unit._base_manager.all()] == ["Amt in Wesselfurt"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM municipalities_unit")
            assert cursor.fetchall() == [("Amt in Wesselfurt",)]
        assert set(Entry.objects.values_list("town_id", flat=True)) == {town.id}


@needs_postgresql
def test_without_a_town_nothing_is_seen(secured: None, town: TownShape) -> None:
    with town_scope(town.id):
        create_unit(by=system_viewer(), values={"name": "Amt"})
    assert not Unit._base_manager.exists()
    assert not Entry.objects.exists()
    assert not Membership._base_manager.exists()


@needs_postgresql
def test_a_row_for_another_town_is_refused(secured: None, town: TownShape, other_town: TownShape) -> None:
    with town_scope(town.id):
        with pytest.raises(DatabaseError), transaction.atomic():
            Unit._base_manager.bulk_create([Unit(name="untergeschoben", town_id=other_town.id)])
        mine = create_unit(by=system_viewer(), values={"name": "Amt"})
        with pytest.raises(DatabaseError), transaction.atomic():
            Unit._base_manager.filter(id=mine).update(town_id=other_town.id)


@needs_postgresql
def test_a_foreign_row_is_neither_changed_nor_deleted(
    secured: None, town: TownShape, other_town: TownShape
) -> None:
    with town_scope(other_town.id):
        foreign = create_unit(by=system_viewer(), values={"name": "Amt"})
    with town_scope(town.id):
        assert Unit._base_manager.filter(id=foreign).update(name="fremd") == 0
        assert Unit._base_manager.filter(id=foreign)._raw_delete("default") == 0
    with town_scope(other_town.id):
        assert Unit.objects.get(id=foreign).name == "Amt"


@needs_postgresql
def test_the_command_may_run_again(secured: None) -> None:
    assert secure_tables() == secure_tables() > 5


def test_a_person_sees_her_own_towns_from_outside_and_no_others_people(
    secured: None, town: TownShape, other_town: TownShape, make_member: MakeMember
) -> None:
    viewer = make_member(town, Role.STAFF, "hier@example.org")
    make_member(other_town, Role.STAFF, "dort@example.org")
    assert viewer.user_id is not None
    assert [found.name for found in towns_of(viewer.user_id)] == ["Wesselfurt"]
    with town_scope(town.id):
        assert "dort@example.org" not in {member.user.email for member in members()}
    if connection.vendor == "postgresql":
        assert not Membership._base_manager.exists()


def test_the_pages_work_under_the_policies(
    secured: None, client: Client, operator: User, town: TownShape, other_town: TownShape
) -> None:
    client.force_login(operator)
    assert client.get("/start/").content.decode().count("/work/") == 2
    assert client.get("/nebenan/work/town/people/").status_code == 200


@needs_postgresql
def test_what_a_town_released_is_read_by_all_and_written_by_it_alone(
    secured: None, town: TownShape, other_town: TownShape
) -> None:
    values = {"ags": "05999002", "figure": "list.measures_stale", "value": 10.0, "as_of": "2026-11-01"}
    with town_scope(other_town.id):
        ReleasedFigure.objects.create(**values)
    with town_scope(town.id):
        foreign = ReleasedFigure._base_manager.filter(town_id=other_town.id)
        assert foreign.count() == 1
        assert foreign.update(value=99.0) == 0
        assert foreign.delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            ReleasedFigure._base_manager.bulk_create([ReleasedFigure(town_id=other_town.id, **values)])
        assert foreign.get().value == 10.0
