"""Inviting somebody: the link shows, the button accepts, once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from kommune.accounts.models import User
from kommune.audit.models import Entry
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Invitation, Membership
from kommune.municipalities.public import Role, TownShape, Viewer, invite
from tests.municipalities.conftest import PASSWORD, MakeMember, account_of

pytestmark = pytest.mark.django_db
NEW = {"name": "Neue Kollegin", "password": PASSWORD}


@pytest.fixture
def link(town: TownShape, administration: Viewer) -> str:
    """The link of an open invitation for neu@example.org as unit lead."""
    with town_scope(town.id):
        _id, token = invite(by=administration, email="Neu@example.org", name="Neu", role=Role.UNIT_LEAD)
    return f"/{town.slug}/invitation/{token}/"


def role_of(town: TownShape, email: str) -> str | None:
    with town_scope(town.id):
        return Membership.objects.filter(user__email=email).values_list("role", flat=True).first()


def test_without_a_mail_server_the_link_is_shown_once_to_copy(admin_of_town: Client) -> None:
    given = {"email": "neu@example.org", "role": "staff"}
    admin_of_town.post("/wesselfurt/work/town/people/invite/", given)
    found = re.search(
        r"http://testserver(/wesselfurt/invitation/[^/\"]+/)",
        admin_of_town.get("/wesselfurt/work/town/people/").content.decode(),
    )
    assert found is not None
    assert Client().get(found[1]).status_code == 200
    assert found[1] not in admin_of_town.get("/wesselfurt/work/town/people/").content.decode()


def test_with_a_mail_server_the_link_is_sent(admin_of_town: Client, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    given = {"email": "neu@example.org", "role": "staff"}
    admin_of_town.post("/wesselfurt/work/town/people/invite/", given)
    assert mail.outbox[0].to == ["neu@example.org"]
    assert "/wesselfurt/invitation/" in str(mail.outbox[0].body)
    assert "/invitation/" not in admin_of_town.get("/wesselfurt/work/town/people/").content.decode()


def test_a_scanner_that_opens_the_link_uses_nothing_up(town: TownShape, link: str) -> None:
    for _visit in range(2):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200
    assert not User.objects.filter(email="neu@example.org").exists()
    browser = Client()
    assert browser.post(link, NEW).headers["Location"] == "/wesselfurt/work/"
    assert role_of(town, "neu@example.org") == Role.UNIT_LEAD
    assert browser.get("/accounts/me/").status_code == 200


def test_a_link_works_once(link: str) -> None:
    Client().post(link, NEW)
    assert Client().get(link).status_code == 410
    assert Client().post(link, {**NEW, "name": "Zweite"}).status_code == 410
    assert User.objects.filter(email="neu@example.org").count() == 1


def test_a_weak_password_is_refused_and_the_invitation_stays_open(town: TownShape, link: str) -> None:
    assert Client().post(link, {**NEW, "password": "kurz"}).status_code == 422
    assert role_of(town, "neu@example.org") is None
    assert Client().get(link).status_code == 200


def test_a_withdrawn_or_old_invitation_says_so(admin_of_town: Client, town: TownShape, link: str) -> None:
    with town_scope(town.id):
        invitation = Invitation.objects.get()
        Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Client().get(link).status_code == 410
    with town_scope(town.id):
        Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    admin_of_town.post(f"/wesselfurt/work/town/invitations/{invitation.id}/revoke/")
    assert Client().post(link, NEW).status_code == 410
    assert role_of(town, "neu@example.org") is None


def test_who_is_signed_in_joins_with_her_account(town: TownShape, link: str) -> None:
    somebody = User.objects.create_user("schon-da@example.org", PASSWORD)
    browser = Client()
    browser.force_login(somebody)
    browser.post(link)
    assert role_of(town, "schon-da@example.org") == Role.UNIT_LEAD


def test_a_link_is_no_way_into_somebody_elses_account(town: TownShape, link: str) -> None:
    owner = User.objects.create_user("neu@example.org", "die worte der besitzerin")
    assert Client().post(link, NEW).status_code == 422
    owner.refresh_from_db()
    assert owner.check_password("die worte der besitzerin")
    assert role_of(town, "neu@example.org") is None


def test_a_link_does_not_work_in_another_town(other_town: TownShape, link: str) -> None:
    assert Client().get(link.replace("/wesselfurt/", "/nebenan/")).status_code == 410


def test_address_name_and_token_stay_out_of_the_journal(town: TownShape, link: str) -> None:
    Client().post(link, NEW)
    with town_scope(town.id):
        entries = Entry.objects.filter(kind="invitation")
        kept = repr(list(entries.values("label", "before", "after")))
        assert entries.count() == 2
    assert "neu@example.org" not in kept
    assert "token" not in kept


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.ADMINISTRATION])
def test_only_the_administration_invites(
    client: Client, town: TownShape, make_member: MakeMember, role: str
) -> None:
    viewer = make_member(town, role)
    client.force_login(account_of(viewer))
    given = {"email": "neu@example.org", "role": "administration"}
    assert client.post("/wesselfurt/work/town/people/invite/", given).status_code == 403
    with town_scope(town.id):
        assert not Invitation.objects.exists()
