"""The table of rights and the release ladder: what they say is what holds."""

import importlib.util
import inspect
from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client

from kommune.audit.models import Entry
from kommune.foundation.scope import town_scope
from kommune.municipalities.errors import NotAllowedHere, ReasonMissing
from kommune.municipalities.permissions import (
    Permission,
    answer,
    permission_table,
    registered_rights,
    sample_viewer,
)
from kommune.municipalities.public import (
    Role,
    Rung,
    TownShape,
    release,
    release_history,
    released_for,
    stranger,
    system_viewer,
)
from kommune.municipalities.shapes import CLEARANCE
from kommune.strategy.models import Strategy
from tests.municipalities.conftest import MakeMember, account_of

pytestmark = pytest.mark.django_db


def every_rule() -> dict[str, Callable[..., bool]]:
    """Every predicate ``may_…`` of any room's rules."""
    found: dict[str, Callable[..., bool]] = {}
    for app in apps.get_app_configs():
        if app.name.startswith("kommune.") and importlib.util.find_spec(f"{app.name}.rules"):
            module = importlib.import_module(f"{app.name}.rules")
            found |= {
                f"{app.name}.{name}": rule
                for name, rule in inspect.getmembers(module, inspect.isfunction)
                if name.startswith("may_") and rule.__module__ == module.__name__
            }
    return found


def every_permission() -> list[Permission]:
    return [permission for rights in registered_rights() for permission in rights.permissions]


def test_every_answer_of_the_table_is_the_rules_own() -> None:
    rows = {row.key: row.answers for row in permission_table()}
    for permission in every_permission():
        for role in Role.values:
            viewer = sample_viewer(role)
            says_yes = rows[permission.key][role] == "yes"
            assert says_yes == permission.predicate(viewer)
            assert rows[permission.key][role] == answer(permission, viewer)


def test_no_rule_of_any_room_is_missing_from_the_table() -> None:
    shown = {permission.rule for permission in every_permission()}
    assert {name for name, rule in every_rule().items() if rule not in shown} == set()


def test_the_table_says_who_works_with_her_own_things_only() -> None:
    rows = {row.key: row.answers for row in permission_table()}
    assert {role: answer for role, answer in rows["strategy.edit_measure"].items() if answer != "yes"} == {
        Role.UNIT_LEAD: "own",
        Role.STAFF: "own",
        Role.COUNCIL_MEMBER: "own",
        Role.GUEST: "own",
    }
    assert rows["journal.take_back"][Role.STAFF] == "own"
    assert rows["strategy.see"][Role.UNIT_LEAD] == "no"


def test_who_sees_everything_is_whom_everything_is_released_to() -> None:
    rows = {row.key: row.answers for row in permission_table()}
    seeing = {role for role in Role.values if rows["town.see_all"][role] == "yes"}
    assert seeing == {role for role in Role.values if CLEARANCE[role] == Rung.WORKING_GROUP}


def test_the_page_shows_role_by_right(client: Client, town: TownShape, make_member: MakeMember) -> None:
    viewer = make_member(town, Role.STAFF)
    client.force_login(account_of(viewer))
    page = client.get("/wesselfurt/work/town/rights/").content.decode()
    assert page.count('scope="row"') == len(permission_table())
    assert page.count('scope="rowgroup"') == len(registered_rights())
    assert client.get("/wesselfurt/work/town/ladder/").status_code == 200


@pytest.mark.parametrize("role", Role.values)
def test_administration_alone_administers(role: str) -> None:
    rows = {row.key: row.answers for row in permission_table()}
    assert (rows["town.administer"][role] == "yes") == (role == Role.ADMINISTRATION)
    assert rows["town.enter"][role] == "yes"


@pytest.fixture
def strategy(town: TownShape) -> Strategy:
    with town_scope(town.id):
        return Strategy.objects.create(title="Digitalstrategie", kind="digital")


def test_what_may_be_seen_is_the_same_for_one_object_and_for_the_database(
    town: TownShape, make_member: MakeMember
) -> None:
    viewers = [make_member(town, role) for role in Role.values] + [stranger(town.id), system_viewer(town.id)]
    with town_scope(town.id):
        for rung in Rung:
            Strategy.objects.create(title=str(rung), kind="digital", released_to=rung)
        every = list(Strategy.objects.all())
        for viewer in viewers:
            by_filter = set(Strategy.objects.filter(released_for(viewer)).values_list("id", flat=True))
            assert by_filter == {thing.id for thing in every if thing.is_visible_to(viewer)}
            assert len(by_filter) == len(Rung) - viewer.clearance + 1


def test_in_the_working_group_everything_is_seen(town: TownShape, make_member: MakeMember) -> None:
    assert make_member(town, Role.COUNCIL_MEMBER).clearance == CLEARANCE[Role.COUNCIL_MEMBER] == Rung.COUNCIL


def test_climbing_is_journalled_and_stepping_down_needs_a_reason(
    town: TownShape, strategy: Strategy, make_member: MakeMember
) -> None:
    lead = make_member(town, Role.STRATEGY_LEAD)
    with town_scope(town.id):
        release(by=lead, model=Strategy, ids=[strategy.id], to=Rung.COUNCIL)
        with pytest.raises(ReasonMissing):
            release(by=lead, model=Strategy, ids=[strategy.id], to=Rung.WORKING_GROUP)
        release(by=lead, model=Strategy, ids=[strategy.id], to=Rung.UNIT_HEADS, reason="Zahlen waren falsch")
        strategy.refresh_from_db()
        history = release_history(strategy)
    assert (strategy.released_to, strategy.version) == (Rung.UNIT_HEADS, 3)
    assert [(change.reason, (change.after or {})["released_to"]) for change in history] == [
        ("Zahlen waren falsch", 2),
        ("", 4),
    ]
    assert {change.actor_id for change in history} == {lead.user_id}


@pytest.mark.parametrize("role", [Role.UNIT_LEAD, Role.STAFF, Role.COUNCIL_MEMBER, Role.GUEST])
def test_others_release_nothing(
    town: TownShape, strategy: Strategy, make_member: MakeMember, role: Role
) -> None:
    viewer = make_member(town, role)
    with town_scope(town.id):
        before = Entry.objects.count()
        with pytest.raises(NotAllowedHere):
            release(by=viewer, model=Strategy, ids=[strategy.id], to=Rung.PUBLIC)
        strategy.refresh_from_db()
        assert strategy.released_to == Rung.WORKING_GROUP
        assert Entry.objects.count() == before
