"""The own account: name, ways to sign in, my data, leaving; and the first account of all."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from kommune.accounts.actions import create_first_operator, erase_person, rename_person, sign_in_person
from kommune.accounts.models import User
from kommune.accounts.queries import has_second_factor, my_data
from kommune.accounts.setup_code import is_new_installation, needs_setup_code
from kommune.accounts.web.forms import FirstAccountForm, NameForm
from kommune.foundation.errors import DomainError
from kommune.standards.spreadsheets import SheetOut, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_NAME_LENGTH = 31
NOT_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\'")


@sensitive_post_parameters("password", "code")
@never_cache
@require_http_methods(["GET", "POST"])
def first_account(request: HttpRequest) -> HttpResponse:
    """Make the first account of a new installation and sign it in."""
    if not is_new_installation():
        return redirect("start")
    form = FirstAccountForm(request.POST or None, needs_code=needs_setup_code(request))
    if request.method == "POST" and form.is_valid():
        try:
            person = create_first_operator(request=request, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            sign_in_person(request=request, user_id=person.id)
            return redirect("start")
    return render(request, "accounts/first.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """The own account: the name to change, and the ways to everything else."""
    user = cast(User, request.user)
    form = NameForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        rename_person(user_id=user.id, name=form.cleaned_data["name"])
        messages.success(request, _("Your name was saved."))
        return redirect("accounts:me")
    context = {
        "form": form,
        "has_second_factor": has_second_factor(user.id),
        "sends_mail": bool(settings.EMAIL_HOST),
        "providers": get_adapter().list_providers(request),
    }
    return render(request, "accounts/me.html", context)


@login_required
@require_GET
def data_json(request: HttpRequest) -> HttpResponse:
    """My data as JSON."""
    answer = JsonResponse(my_data(cast(User, request.user).id), json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="meine-daten.json"'
    return answer


@login_required
@require_GET
def data_xlsx(request: HttpRequest) -> HttpResponse:
    """My data as a workbook with one sheet for each heading."""
    sheets = [
        SheetOut(
            name=heading.translate(NOT_IN_SHEET_NAMES)[:SHEET_NAME_LENGTH],
            headers=list(rows[0]) if rows else [],
            rows=[["" if value is None else str(value) for value in row.values()] for row in rows],
        )
        for heading, rows in my_data(cast(User, request.user).id).items()
    ]
    answer = HttpResponse(write_xlsx(sheets), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="meine-daten.xlsx"'
    return answer


@login_required
@reauthentication_required
@require_http_methods(["GET", "POST"])
def delete_me(request: HttpRequest) -> HttpResponse:
    """Say what leaving means; a POST leaves."""
    if request.method == "POST":
        try:
            erase_person(user_id=cast(User, request.user).id)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("accounts:delete")
        logout(request)
        messages.success(request, _("Your account was deleted."))
        return redirect("account_login")
    return render(request, "accounts/delete.html")
