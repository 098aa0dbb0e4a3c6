"""A person who forgot her password is helped by her town's administration where no mail can be sent."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from kommune.accounts.models import User
from kommune.audit.models import Entry
from kommune.audit.public import latest_changes
from kommune.foundation.scope import town_scope
from kommune.municipalities.actions.passwords import make_password_link
from kommune.municipalities.errors import ForeignTown, NotAllowedHere, PasswordNotOurs, SendsMail
from kommune.municipalities.public import Role, TownShape, Viewer, add_member, system_viewer
from tests.municipalities.conftest import MakeMember, MakeTown, account_of

NEW = "ganz andere worte hier"


@pytest.fixture
def administrator(town: TownShape, make_member: MakeMember) -> Viewer:
    return make_member(town, Role.ADMINISTRATION)


@pytest.fixture
def forgetful(town: TownShape, make_member: MakeMember) -> Viewer:
    return make_member(town, Role.STAFF)


def link_for(by: Viewer, member: Viewer) -> str:
    assert member.membership_id is not None
    with town_scope(by.town_id):
        return make_password_link(by=by, membership_id=member.membership_id)


def set_password(link: str, password: str = NEW) -> None:
    client = Client()
    form = client.get(link, follow=True)
    if form.redirect_chain:
        client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_the_link_is_shown_once_and_sets_a_new_password(
    administrator: Viewer, forgetful: Viewer, town: TownShape
) -> None:
    client = Client()
    client.force_login(account_of(administrator))
    page = f"/{town.slug}/work/town/people/{forgetful.membership_id}/"
    shown = client.post(f"{page}password/", follow=True).content.decode()
    found = re.search(r"http://testserver(/accounts/password/reset/key/[^\"\s]+)", shown)
    assert found is not None
    assert "/password/reset/key/" not in client.get(page).content.decode()
    for _visit in range(2):
        assert Client().get(found[1], follow=True).status_code == 200
    assert not account_of(forgetful).check_password(NEW)
    set_password(found[1])
    assert account_of(forgetful).check_password(NEW)
    set_password(found[1], "und noch einmal andere worte")
    assert account_of(forgetful).check_password(NEW)


def test_the_link_ends_with_its_time(administrator: Viewer, forgetful: Viewer, settings: Settings) -> None:
    link = link_for(administrator, forgetful)
    settings.PASSWORD_RESET_TIMEOUT = -1
    set_password(link)
    assert not account_of(forgetful).check_password(NEW)


def test_the_journal_says_who_made_a_link_for_whom_and_keeps_no_link(
    administrator: Viewer, forgetful: Viewer, town: TownShape
) -> None:
    link = link_for(administrator, forgetful)
    with town_scope(town.id):
        change = latest_changes(limit=1)[0]
    assert (change.action, change.actor_id) == ("make_password_link", administrator.user_id)
    assert (change.kind, change.object_id) == ("membership", str(forgetful.membership_id))
    assert link not in str(change)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATION])
def test_only_the_administration_makes_links(
    town: TownShape, forgetful: Viewer, make_member: MakeMember, role: Role
) -> None:
    other = make_member(town, role, email="andere@example.org")
    before = Entry.objects.count()
    with pytest.raises(NotAllowedHere):
        link_for(other, forgetful)
    assert Entry.objects.count() == before


def test_nobody_gets_into_another_town_or_the_installation_this_way(
    administrator: Viewer, forgetful: Viewer, make_town: MakeTown, make_member: MakeMember
) -> None:
    stranger = make_member(make_town("Nebenan"), Role.STAFF)
    with pytest.raises(ForeignTown):
        link_for(administrator, stranger)
    User.objects.filter(id=account_of(forgetful).id).update(is_staff=True)
    with pytest.raises(PasswordNotOurs):
        link_for(administrator, forgetful)


def test_who_works_in_two_towns_is_helped_by_those_who_run_the_installation(
    administrator: Viewer, forgetful: Viewer, make_town: MakeTown
) -> None:
    other = make_town("Nebenan")
    with town_scope(other.id):
        add_member(by=system_viewer(other.id), user_id=account_of(forgetful).id, role=Role.STAFF)
    with pytest.raises(PasswordNotOurs):
        link_for(administrator, forgetful)


def test_where_mail_is_sent_people_help_themselves(
    administrator: Viewer, forgetful: Viewer, town: TownShape, settings: Settings
) -> None:
    settings.EMAIL_HOST = "mail.example"
    with pytest.raises(SendsMail):
        link_for(administrator, forgetful)
    client = Client()
    client.force_login(account_of(administrator))
    page = client.get(f"/{town.slug}/work/town/people/{forgetful.membership_id}/").content.decode()
    assert f"{forgetful.membership_id}/password/" not in page
