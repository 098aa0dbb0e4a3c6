"""The people of a town: who may change whom, and who must stay."""

import pytest
from django.test import Client

from kommune.accounts.models import User
from kommune.accounts.public import erase_person
from kommune.audit.models import Entry
from kommune.foundation.errors import StaleWrite
from kommune.foundation.scope import town_scope
from kommune.municipalities.actions.people import change_member, export_memberships
from kommune.municipalities.errors import ForeignTown, LastAdministrator, NotAllowedHere
from kommune.municipalities.models import Membership, Unit
from kommune.municipalities.public import Role, TownShape, Viewer, create_unit, remove_member, system_viewer
from tests.municipalities.conftest import PASSWORD, MakeMember, account_of

pytestmark = pytest.mark.django_db
PEOPLE = "/wesselfurt/work/town/people/"


def test_the_list_shows_people_of_this_town_only(
    admin_of_town: Client, other_town: TownShape, make_member: MakeMember
) -> None:
    make_member(other_town, Role.STAFF)
    page = admin_of_town.get(PEOPLE).content.decode()
    assert "administration@wesselfurt.example" in page
    assert "staff@nebenan.example" not in page


def test_role_unit_and_working_group_are_changed_and_journalled(
    admin_of_town: Client, town: TownShape, make_member: MakeMember
) -> None:
    viewer = make_member(town)
    with town_scope(town.id):
        unit_id = create_unit(by=system_viewer(), values={"name": "Bürgerservice"})
    given = {"role": "unit_lead", "unit": str(unit_id), "in_working_group": "on", "version": "1"}
    admin_of_town.post(f"{PEOPLE}{viewer.membership_id}/", given)
    with town_scope(town.id):
        member = Membership.objects.get(id=viewer.membership_id)
        entry = Entry.objects.filter(action="change_member").get()
    assert (member.role, member.unit_id, member.in_working_group) == ("unit_lead", unit_id, True)
    assert (entry.label, entry.object_id) == (str(Role.UNIT_LEAD.label), str(member.id))


def test_two_administrators_at_once_are_told(town: TownShape, make_member: MakeMember) -> None:
    member_id = make_member(town).membership_id
    assert member_id is not None
    by = system_viewer(town.id)
    with town_scope(town.id):
        change_member(by=by, membership_id=member_id, version=1, values={"role": Role.UNIT_LEAD})
        with pytest.raises(StaleWrite):
            change_member(by=by, membership_id=member_id, version=1, values={"role": Role.GUEST})
        assert Membership.objects.get(id=member_id).role == Role.UNIT_LEAD


def test_the_last_administrator_stays(client: Client, operator: User, town: TownShape) -> None:
    client.force_login(operator)
    with town_scope(town.id):
        member = Membership.objects.get()
        client.post(f"{PEOPLE}{member.id}/remove/")
        client.post(f"{PEOPLE}{member.id}/", {"role": "guest", "version": "1"})
        assert Membership.objects.get().role == Role.ADMINISTRATION


def test_a_removed_person_no_longer_comes_in_but_keeps_her_account(
    admin_of_town: Client, town: TownShape, make_member: MakeMember
) -> None:
    viewer = make_member(town)
    browser = Client()
    browser.force_login(account_of(viewer))
    assert browser.get("/wesselfurt/work/town/ladder/").status_code == 200
    admin_of_town.post(f"{PEOPLE}{viewer.membership_id}/remove/")
    assert browser.get("/wesselfurt/work/town/ladder/").status_code == 404
    assert User.objects.filter(id=account_of(viewer).id).exists()


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.ADMINISTRATION])
def test_nobody_else_changes_people_and_the_try_leaves_no_trace(
    town: TownShape, administration: Viewer, make_member: MakeMember, role: str
) -> None:
    viewer = make_member(town, role)
    assert administration.membership_id is not None
    with town_scope(town.id):
        before = Entry.objects.count()
        with pytest.raises(NotAllowedHere):
            remove_member(by=viewer, membership_id=administration.membership_id)
        assert Entry.objects.count() == before


def test_a_person_of_another_town_is_not_found(
    admin_of_town: Client,
    administration: Viewer,
    town: TownShape,
    other_town: TownShape,
    make_member: MakeMember,
) -> None:
    stranger = make_member(other_town)
    assert admin_of_town.get(f"{PEOPLE}{stranger.membership_id}/").status_code == 404
    admin_of_town.post(f"{PEOPLE}{stranger.membership_id}/remove/")
    with town_scope(town.id), pytest.raises(ForeignTown):
        remove_member(by=administration, membership_id=stranger.membership_id or other_town.id)
    with town_scope(other_town.id):
        assert Membership.objects.filter(id=stranger.membership_id).exists()


def test_a_unit_of_another_town_is_refused(
    admin_of_town: Client, town: TownShape, other_town: TownShape, make_member: MakeMember
) -> None:
    viewer = make_member(town)
    with town_scope(other_town.id):
        foreign = create_unit(by=system_viewer(), values={"name": "Fremdes Amt"})
    given = {"role": "staff", "unit": str(foreign), "version": "1"}
    answer = admin_of_town.post(f"{PEOPLE}{viewer.membership_id}/", given)
    assert answer.status_code == 422
    assert "Fremdes Amt" not in answer.content.decode()
    with town_scope(town.id), pytest.raises(ForeignTown):
        change_member(
            by=system_viewer(),
            membership_id=viewer.membership_id or foreign,
            version=1,
            values={"unit_id": foreign},
        )


def test_who_is_erased_leaves_a_bare_number_in_the_journal(town: TownShape, make_member: MakeMember) -> None:
    viewer = make_member(town)
    assert viewer.user_id is not None
    assert export_memberships(viewer.user_id)[0]["town"] == "Wesselfurt"
    erase_person(user_id=viewer.user_id)
    with town_scope(town.id):
        assert not Membership.objects.filter(user_id=viewer.user_id).exists()
        entries = Entry.objects.filter(kind="membership", object_id=str(viewer.membership_id))
        kept = repr(list(entries.values("label", "before", "after")))
        assert entries.filter(action="erase_member").get().actor_id == viewer.user_id
    assert "staff@wesselfurt.example" not in kept
    assert "Person staff" not in kept


def test_the_last_administrator_of_a_town_cannot_leave_the_installation(
    town: TownShape, make_member: MakeMember, operator: User
) -> None:
    User.objects.create_superuser("zweite@example.org", PASSWORD)
    with pytest.raises(LastAdministrator):
        erase_person(user_id=operator.id)
    assert User.objects.filter(id=operator.id).exists()
    with town_scope(town.id):
        assert not Unit.objects.exists()
        assert Membership.objects.count() == 1


def test_html_in_a_name_is_shown_as_text(
    admin_of_town: Client, town: TownShape, make_member: MakeMember
) -> None:
    viewer = make_member(town)
    User.objects.filter(id=account_of(viewer).id).update(name="<script>alert(1)</script>")
    assert "<script>alert" not in admin_of_town.get(PEOPLE).content.decode()
