"""What pages of all wings have in common: found or 404, saving a form, carrying out a button, saying so."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kommune.foundation.errors import DomainError, StaleWrite, WrongValues
from kommune.foundation.sending import save_once

Thing = TypeVar("Thing")
Crumbs = list[tuple[Any, str]]

# What a form carries as version where what it saves is not there yet.
NOT_YET = ("", "0")


def found(thing: Thing | None) -> Thing:
    """The thing, or the page that says it does not exist here."""
    if thing is None:
        raise Http404
    return thing


def page_behind_a_link(
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page whose address stands for a person: no search engine takes it up, no referrer carries it on.

    Else the address would stand in the log of whatever is asked for from the page, beside a sign-in perhaps.
    With "no-referrer" browsers would hide the origin too, and then no form of the page would be taken.
    """
    answer = render(request, template, context, status=status)
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    save: Callable[[], str],
    context: Mapping[str, Any],
    template: str = "foundation/titled_form.html",
    *,
    makes: bool = True,
) -> HttpResponse:
    """Show a form; on a valid POST call ``save`` once and go where it says.

    A form without a version makes something: the same one sent twice makes it once. ``makes=False`` says
    that it sets what is there without a version, so that it holds whenever it is sent.

    A refusal of the domain stands above the form with everything that was typed; a stale write shows
    both texts and carries the present version, so that the next save decides.
    """
    page = {"form": form, "version": request.POST.get("version", context.get("version", "")), **context}
    if request.method == "POST":
        page["version"] = request.POST.get("version", "")
        not_yet = page["version"] in NOT_YET
        if form.is_valid():
            try:
                return redirect(save_once(request, save) if makes and not_yet else save())
            except StaleWrite as stale:
                page.update(stale=stale, version=stale.current_version)
            except WrongValues as wrong:
                for name, sentences in wrong.fields.items():
                    form.add_error(name if name in form.fields else None, sentences)
            except DomainError as error:
                form.add_error(None, str(error))
    status = 422 if request.method == "POST" else 200
    return render(request, template, page, status=status)


def sent_version(request: HttpRequest) -> int:
    """The version that the person saw; −1, which is always stale, where it is missing."""
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else -1


def carry_out(request: HttpRequest, action: Callable[[], Any], done: Any) -> bool:
    """Call one action of a button and say what happened; whether it went well."""
    try:
        action()
    except DomainError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, str(done))
    return True


def release_by_form(
    request: HttpRequest, release: Callable[..., Any], by: Any, model: type[Model], object_id: UUID
) -> None:
    """Move one thing on the release ladder as its form says, with the action handed in, and say so."""
    sent = request.POST
    carry_out(
        request,
        lambda: release(
            by=by,
            model=model,
            ids=[object_id],
            to=sent.get("rung", ""),
            reason=sent.get("reason", ""),
        ),
        _("Visibility changed."),
    )


def tell_with_undo(request: HttpRequest, town: str, text: str, batch_id: UUID) -> None:
    """Say what was done in a town, with the button that takes it back."""
    messages.success(
        request,
        format_html(
            '{} <form class="inline-form" method="post" action="{}"><input type="hidden" '
            'name="csrfmiddlewaretoken" value="{}"><button class="link-button" type="submit">{}</button>'
            "</form>",
            text,
            reverse("workbench:undo", args=[town, batch_id]),
            get_token(request),
            _("Undo"),
        ),
    )
