"""Tokens for machines: list, make one that is shown once, withdraw."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.municipalities.actions.tokens import make_token, revoke_token
from kommune.municipalities.models import ApiToken
from kommune.municipalities.queries import tokens_in_force
from kommune.municipalities.shapes import Rung, Scope, TownRequest
from kommune.municipalities.web.pages import for_administration, form_status, town_page


class TokenForm(forms.Form):
    """A new token: what it is for, what it may do and see, how long."""

    name = forms.CharField(
        label=gettext_lazy("What is it for?"),
        help_text=gettext_lazy("Shown here and in the journal, for example “Data warehouse”."),
        max_length=120,
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("May, beside reading"),
        choices=[choice for choice in Scope.choices if choice[0] != Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    clearance = forms.TypedChoiceField(
        label=gettext_lazy("Sees what is visible to"),
        help_text=gettext_lazy("To change measures it must see what the working group sees."),
        choices=Rung.choices,
        coerce=int,
        initial=Rung.ADMINISTRATION,
    )
    valid_days = forms.IntegerField(
        label=gettext_lazy("Valid for how many days?"), min_value=1, max_value=730, initial=365
    )


@require_GET
@for_administration
def tokens(request: TownRequest, town: str) -> HttpResponse:
    """The tokens in force."""
    return town_page(request, "municipalities/tokens.html", "tokens", {"tokens": tokens_in_force()})


@never_cache
@require_http_methods(["GET", "POST"])
@for_administration
def new_token(request: TownRequest, town: str) -> HttpResponse:
    """Make a token; its text stands in the answer and nowhere else."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _id, text = make_token(by=request.viewer, slug=request.town.slug, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            context = {"tokens": tokens_in_force(), "text": text}
            return town_page(request, "municipalities/tokens.html", "tokens", context)
    return town_page(
        request, "municipalities/new_token.html", "tokens", {"form": form}, status=form_status(form.errors)
    )


@require_POST
@for_administration
def revoke(request: TownRequest, town: str, token_id: UUID) -> HttpResponse:
    """Withdraw a token."""
    if not ApiToken.objects.filter(id=token_id).exists():
        raise Http404
    try:
        revoke_token(by=request.viewer, token_id=token_id)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The token was withdrawn and opens nothing from now on."))
    return redirect("town:tokens", town)
