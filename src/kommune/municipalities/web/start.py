"""The start page and the first visit: choose a town, found one, take in the official register."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kommune.accounts.public import Person, is_new_installation, person
from kommune.foundation.errors import DomainError
from kommune.foundation.upload_limit import name_skipped_upload
from kommune.municipalities.actions.register import replace_register
from kommune.municipalities.actions.towns import create_town
from kommune.municipalities.queries import all_towns, register_size, search_register, town_by_slug, towns_of
from kommune.municipalities.web.forms import NewTownForm, RegisterForm


def optional_url(name: str, slug: str) -> str:
    """The address of a page of another room, empty where that page does not exist."""
    try:
        return reverse(name, args=[slug])
    except NoReverseMatch:
        return ""


def home_of(slug: str) -> str:
    """The staff home page of a town."""
    return f"/{slug}/work/"


def signed_in_person(request: HttpRequest) -> Person:
    """Who is signed in; 404 for an account that was closed meanwhile."""
    found = person(cast(UUID, request.user.pk))
    if found is None:
        raise Http404
    return found


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Lead on: to the first account, to the sign-in, to the one town, or to a choice."""
    if is_new_installation():
        return redirect("accounts:first")
    if request.user.is_authenticated:
        towns = towns_of(request.user.pk)
        return redirect(home_of(towns[0].slug) if len(towns) == 1 else "start_towns")
    context = {
        "towns": [(town, url) for town in all_towns() if (url := optional_url("portal:home", town.slug))]
    }
    return render(request, "municipalities/start.html", context)


@login_required
@require_GET
def choose_town(request: HttpRequest) -> HttpResponse:
    """The towns of a person, and what an operator may do."""
    who = signed_in_person(request)
    towns = towns_of(who.id)
    if not towns and who.is_operator and not all_towns():
        return redirect("start_town")
    context = {"choices": [(town, home_of(town.slug)) for town in towns], "who": who}
    if who.is_operator:
        mine = {town.id for town in towns}
        context["others"] = [town for town in all_towns() if town.id not in mine]
        context["register_size"] = register_size()
    return render(request, "municipalities/towns.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def found_town(request: HttpRequest) -> HttpResponse:
    """Found a town: typed, or chosen from the register."""
    who = signed_in_person(request)
    if not who.is_operator:
        raise Http404
    initial = {"name": request.GET.get("name", ""), "key": request.GET.get("key", "")}
    form = NewTownForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            town = create_town(by=who, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("start_next", town.slug)
    context = {
        "form": form,
        "register_size": register_size(),
        "places": search_register(request.GET.get("q", "")),
        "q": request.GET.get("q", ""),
        "is_first": not all_towns(),
    }
    return render(request, "municipalities/found_town.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def search_places(request: HttpRequest) -> HttpResponse:
    """What the register knows under the words typed so far; a fragment."""
    context = {"places": search_register(request.GET.get("q", "")), "q": request.GET.get("q", "").strip()}
    return render(request, "municipalities/_places.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def take_in_register(request: HttpRequest) -> HttpResponse:
    """Upload or replace the official register, all or nothing."""
    who = signed_in_person(request)
    if not who.is_operator:
        raise Http404
    form = RegisterForm(request.POST, request.FILES) if request.method == "POST" else RegisterForm()
    name_skipped_upload(request, form)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            count = replace_register(by=who, stream=upload.file, state_as_of=form.cleaned_data["state_as_of"])
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The register holds %(count)d towns now.") % {"count": count})
            return redirect("start_towns" if towns_of(who.id) else "start_town")
    context = {"form": form, "register_size": register_size()}
    return render(request, "municipalities/register.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def what_next(request: HttpRequest, slug: str) -> HttpResponse:
    """Step 3: the ways to the first strategy and the first list of the new town."""
    town = town_by_slug(slug)
    if town is None or town not in towns_of(cast(UUID, request.user.pk)):
        raise Http404
    context = {
        "new_town": town,
        "imports_url": optional_url("imports:upload", slug),
        "strategies_url": optional_url("strategy:list", slug),
        "people_url": optional_url("town:people", slug),
        "home_url": home_of(slug),
    }
    return render(request, "municipalities/next.html", context)
