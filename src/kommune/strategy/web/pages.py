"""What the wing's pages have in common: breadcrumbs, saving a form with one action, found or 404."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.foundation.errors import DomainError, StaleWrite
from kommune.municipalities.public import TownRequest, WrongValues, release

Thing = TypeVar("Thing")
Crumbs = list[tuple[Any, str]]


def found(thing: Thing | None) -> Thing:
    """The thing, or the page that says it does not exist here."""
    if thing is None:
        raise Http404
    return thing


def strategy_crumbs(slug: str, *more: tuple[Any, str]) -> Crumbs:
    """The way from the list of strategies."""
    return [(_("Strategy"), reverse("strategy:list", args=[slug])), *more]


def measure_crumbs(slug: str, *more: tuple[Any, str]) -> Crumbs:
    """The way from the list of measures."""
    return [(_("Measures"), reverse("strategy:measures", args=[slug])), *more]


def form_page(
    request: TownRequest,
    form: forms.BaseForm,
    save: Callable[[], str],
    context: Mapping[str, Any],
    template: str = "strategy/form.html",
) -> HttpResponse:
    """Show a form; on a valid POST call ``save`` once and go where it says.

    A refusal of the domain stands above the form with everything that was typed; a stale write shows
    both texts and carries the present version, so that the next save decides.
    """
    page = {"form": form, "version": request.POST.get("version", context.get("version", "")), **context}
    if request.method == "POST":
        page["version"] = request.POST.get("version", "")
        if form.is_valid():
            try:
                return redirect(save())
            except StaleWrite as stale:
                page.update(stale=stale, version=stale.current_version)
            except WrongValues as wrong:
                for name, sentences in wrong.fields.items():
                    form.add_error(name if name in form.fields else None, sentences)
            except DomainError as error:
                form.add_error(None, str(error))
    status = 422 if request.method == "POST" else 200
    return render(request, template, page, status=status)


def sent_version(request: TownRequest) -> int:
    """The version that the person saw; −1, which is always stale, where it is missing."""
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else -1


def carry_out(request: TownRequest, action: Callable[[], Any], done: Any) -> None:
    """Call one action of a button and say what happened."""
    try:
        action()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, str(done))


def release_from_form(request: TownRequest, model: type[Model], object_id: UUID) -> None:
    """Move one thing on the release ladder as its form says, and say so."""
    sent = request.POST
    carry_out(
        request,
        lambda: release(
            by=request.viewer,
            model=model,
            ids=[object_id],
            to=sent.get("rung", ""),
            reason=sent.get("reason", ""),
        ),
        _("Visibility changed."),
    )
