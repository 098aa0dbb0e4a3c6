"""The page behind an invitation's link: a GET only shows, a POST accepts."""

from allauth.socialaccount.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kommune.accounts.public import sign_in_person
from kommune.foundation.errors import DomainError
from kommune.foundation.pages import page_behind_a_link
from kommune.foundation.scope import town_scope
from kommune.municipalities.actions.invitations import (
    accept_as_new_person,
    accept_as_signed_in,
    open_invitation,
)
from kommune.municipalities.errors import AlreadyMember, InvitationUnusable
from kommune.municipalities.queries import town_by_slug
from kommune.municipalities.shapes import TownRequest
from kommune.municipalities.web.forms import AcceptForm

CARRIED = "invitation"


def came_by_invitation(request: HttpRequest) -> bool:
    """Whether the person now coming back from single sign-on left from an invitation that still holds."""
    slug, token = request.session.get(CARRIED, ("", ""))
    town = town_by_slug(slug) if slug else None
    if town is None:
        return False
    with town_scope(town.id):
        try:
            open_invitation(token)
        except InvitationUnusable:
            return False
    return True


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: TownRequest, town: str, token: str) -> HttpResponse:
    """Show the invitation; accept it when the button is pressed."""
    try:
        shown = open_invitation(token)
    except InvitationUnusable as error:
        return page_behind_a_link(request, "municipalities/invitation_unusable.html", {"reason": error}, 410)
    if request.method == "POST" and "single_sign_on" in request.POST:
        return _leave_for_single_sign_on(request, town, token)
    form = AcceptForm(request.POST or None, initial={"name": shown.name})
    if request.method == "POST":
        answer = _accept(request, town, token, form)
        if answer is not None:
            return answer
    context = {
        "invitation": shown,
        "form": form,
        "providers": get_adapter().list_providers(request),
        "here": request.path,
    }
    status = 422 if form.errors else 200
    return page_behind_a_link(request, "municipalities/invitation.html", context, status)


def _accept(request: TownRequest, town: str, token: str, form: AcceptForm) -> HttpResponse | None:
    """Join, or return None where the form must be shown again."""
    try:
        if request.user.is_authenticated:
            accept_as_signed_in(token=token, user_id=request.user.pk)
        elif form.is_valid():
            user_id = accept_as_new_person(token=token, **form.cleaned_data)
            sign_in_person(request=request, user_id=user_id)
        else:
            return None
    except AlreadyMember as error:
        messages.info(request, str(error))
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    else:
        messages.success(request, _("Welcome to %(town)s.") % {"town": request.town.name})
    request.session.pop(CARRIED, None)
    return redirect(f"/{town}/work/")


def _leave_for_single_sign_on(request: TownRequest, town: str, token: str) -> HttpResponse:
    """Remember the invitation in the session and go to the provider; coming back, she accepts here."""
    request.session[CARRIED] = (town, token)
    provider = get_adapter().get_provider(request, request.POST["single_sign_on"])
    answer: HttpResponse = provider.redirect(request, process="login", next_url=request.path)
    return answer
