"""The people of a town: list, edit, remove, invite."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.errors import DomainError, StaleWrite
from kommune.foundation.sending import save_once
from kommune.foundation.tables import Column, Filter, Table, table_response
from kommune.municipalities.actions.invitations import invite, revoke_invitation, send_invitation
from kommune.municipalities.actions.passwords import make_password_link
from kommune.municipalities.actions.people import change_member, remove_member
from kommune.municipalities.errors import ForeignTown
from kommune.municipalities.models import Invitation, Membership
from kommune.municipalities.queries import choose_units, open_invitations
from kommune.municipalities.shapes import Role, TownRequest
from kommune.municipalities.web.forms import EditPersonForm, InvitationForm
from kommune.municipalities.web.pages import for_administration, form_status, frame, town_page

SHOWN_LINK = "shown_invitation_link"
SHOWN_LINK_OF = "shown_link_of_person"
SECONDS_A_DAY = 86_400


def unit_choices() -> list[tuple[str, str]]:
    """The units of the town for a select field."""
    return [(str(unit_id), name) for unit_id, name in choose_units()]


def people_table(request: TownRequest) -> Table:
    """The people of the town with role and unit."""
    slug = request.town.slug
    columns = [
        Column("name", gettext_lazy("Name"), lambda row: str(row.user), sort=("user__name", "user__email")),
        Column("email", gettext_lazy("E-mail address"), "user.email", sort=("user__email",), priority=3),
        Column("role", gettext_lazy("Role"), lambda row: row.get_role_display(), sort=("role",)),
        Column(
            "unit",
            gettext_lazy("Unit"),
            lambda row: row.unit.name if row.unit else None,
            sort=("unit__name",),
            priority=2,
        ),
        Column(
            "working_group",
            gettext_lazy("Working group"),
            lambda row: _("yes") if row.in_working_group else _("no"),
            sort=("in_working_group",),
            priority=3,
        ),
    ]
    filters = [
        Filter("role", gettext_lazy("Role"), choices=Role.choices, lookup="role"),
        Filter("unit", gettext_lazy("Unit"), choices=unit_choices, lookup="unit_id"),
    ]
    return Table(
        request,
        Membership.objects.select_related("user", "unit"),
        columns,
        caption=gettext_lazy("People of the town"),
        filters=filters,
        search=find_people,
        default_sort="name",
        row_url=lambda row: reverse("town:person", args=[slug, row.id]),
        name="people",
    )


def find_people(rows: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    """People whose name, address or unit holds the text."""
    return rows.filter(
        Q(user__name__icontains=text) | Q(user__email__icontains=text) | Q(unit__name__icontains=text)
    )


@require_GET
@for_administration
def people(request: TownRequest, town: str) -> HttpResponse:
    """The list of people and the open invitations."""
    context = frame(request, "people") | {
        "invitations": open_invitations(),
        "link": request.session.pop(SHOWN_LINK, ""),
    }
    return table_response(request, people_table(request), "municipalities/people.html", context)


@require_http_methods(["GET", "POST"])
@for_administration
def person(request: TownRequest, town: str, membership_id: UUID) -> HttpResponse:
    """One person: role, unit, working group."""
    member = Membership.objects.select_related("user").filter(id=membership_id).first()
    if member is None:
        raise Http404
    initial = {
        "role": member.role,
        "unit": str(member.unit_id or ""),
        "in_working_group": member.in_working_group,
        "version": member.version,
    }
    form = EditPersonForm(request.POST or None, initial=initial, units=unit_choices())
    stale = None
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        version = values.pop("version")
        values["unit_id"] = values.pop("unit")
        try:
            change_member(by=request.viewer, membership_id=membership_id, version=version, values=values)
        except StaleWrite as error:
            stale = error
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("town:people", town)
    whose, link = request.session.pop(SHOWN_LINK_OF, ("", ""))
    context = {
        "form": form,
        "member": member,
        "shown_name": str(member.user),
        "stale": stale,
        "link": link if whose == str(membership_id) else "",
        "link_days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_A_DAY,
        "sends_mail": bool(settings.EMAIL_HOST),
    }
    return town_page(
        request, "municipalities/person.html", "people", context, status=form_status(form.errors)
    )


@require_POST
@for_administration
def password_link(request: TownRequest, town: str, membership_id: UUID) -> HttpResponse:
    """Make a link with which a person sets a new password; shown once, on her page."""
    try:
        path = make_password_link(by=request.viewer, membership_id=membership_id)
    except ForeignTown as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        request.session[SHOWN_LINK_OF] = (str(membership_id), request.build_absolute_uri(path))
    return redirect("town:person", town, membership_id)


@require_POST
@for_administration
def remove(request: TownRequest, town: str, membership_id: UUID) -> HttpResponse:
    """Take a person out of the town."""
    try:
        remove_member(by=request.viewer, membership_id=membership_id)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The person no longer belongs to the town."))
    return redirect("town:people", town)


def _invite_once(request: TownRequest, town: str, values: dict[str, Any]) -> str:
    """Invite once; the mail goes out when that is kept, since the server for mail may take its time."""
    invited: list[tuple[UUID, str]] = []

    def save() -> str:
        invited.append(invite(by=request.viewer, **values))
        return reverse("town:people", args=[town])

    led_to = save_once(request, save)
    for invitation_id, token in invited:
        link = request.build_absolute_uri(reverse("invitation", args=[town, token]))
        if send_invitation(by=request.viewer, town=request.town, invitation_id=invitation_id, link=link):
            messages.success(request, _("The invitation was sent."))
        else:
            request.session[SHOWN_LINK] = link
    return led_to


@require_http_methods(["GET", "POST"])
@for_administration
def invite_person(request: TownRequest, town: str) -> HttpResponse:
    """Invite somebody: by mail, or with a link that is shown once."""
    form = InvitationForm(request.POST or None, initial={"role": Role.STAFF}, units=unit_choices())
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        values["unit_id"] = values.pop("unit")
        try:
            return redirect(_invite_once(request, town, values))
        except DomainError as error:
            form.add_error(None, str(error))
    context = {"form": form}
    return town_page(
        request, "municipalities/invite.html", "people", context, status=form_status(form.errors)
    )


@require_POST
@for_administration
def revoke(request: TownRequest, town: str, invitation_id: UUID) -> HttpResponse:
    """Withdraw an invitation."""
    if not Invitation.objects.filter(id=invitation_id).exists():
        raise Http404
    try:
        revoke_invitation(by=request.viewer, invitation_id=invitation_id)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation was withdrawn."))
    return redirect("town:people", town)
