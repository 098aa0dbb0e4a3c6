"""What the pages of tools have in common: the way to them, saving a form, buttons, undo."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kommune.foundation.errors import DomainError, StaleWrite
from kommune.maturity.models import ToolIntroduction
from kommune.maturity.queries.tools import tool_for
from kommune.maturity.rules import may_edit_tool
from kommune.municipalities.public import TownRequest, WrongValues, require

Crumbs = list[tuple[Any, str]]
FORM = "maturity/tools/form.html"


def seen_tool(request: TownRequest, tool_id: UUID) -> ToolIntroduction:
    """The tool as far as this person sees it; else the page that says it does not exist here."""
    tool = tool_for(request.viewer, tool_id)
    if tool is None:
        raise Http404
    return tool


def edited_tool(request: TownRequest, tool_id: UUID) -> ToolIntroduction:
    """The tool for those who may change it."""
    tool = seen_tool(request, tool_id)
    require(may_edit_tool(request.viewer, tool))
    return tool


def tool_crumbs(slug: str, *more: tuple[Any, str]) -> Crumbs:
    """The way from the list of tools."""
    return [(_("Tools"), reverse("maturity:tools", args=[slug])), *more]


def within_tool(slug: str, tool: ToolIntroduction) -> Crumbs:
    """The way from the list to a page below a tool."""
    return tool_crumbs(slug, (tool.name, reverse("maturity:tool", args=[slug, tool.id])))


def tool_tabs(slug: str, tool: ToolIntroduction, current: str) -> list[dict[str, Any]]:
    """Items for ``{% tabs %}`` of one tool: how it is used, and its way into the house."""
    pages = [("tool", _("Use")), ("tool_way", _("Way"))]
    return [
        {"label": label, "url": reverse(f"maturity:{name}", args=[slug, tool.id]), "current": name == current}
        for name, label in pages
    ]


def save_form(
    request: TownRequest, form: forms.BaseForm, save: Callable[[int], str], context: Mapping[str, Any]
) -> HttpResponse:
    """Show a form; a valid one is saved by ``save``, which takes the version seen and says where to go.

    A refusal stands above the form with everything typed; a stale write shows both texts.
    """
    page: dict[str, Any] = {"form": form, **context}
    if request.method != "POST":
        return render(request, FORM, page)
    sent = request.POST.get("version", "")
    page["version"] = sent
    if form.is_valid():
        try:
            return redirect(save(int(sent) if sent.isdigit() else -1))
        except StaleWrite as stale:
            page |= {"stale": stale, "version": stale.current_version}
        except WrongValues as wrong:
            for name, sentences in wrong.fields.items():
                form.add_error(name if name in form.fields else None, sentences)
        except DomainError as error:
            form.add_error(None, str(error))
    return render(request, FORM, page, status=422)


def press_button(request: TownRequest, action: Callable[[], UUID | None], done: str) -> bool:
    """Call the action of a button and say what happened, with the way back where it names a batch."""
    try:
        batch_id = action()
    except DomainError as error:
        messages.error(request, str(error))
        return False
    if batch_id is None:
        messages.success(request, done)
        return True
    undo = reverse("workbench:undo", args=[request.town.slug, batch_id])
    messages.success(
        request,
        format_html(
            '{} <form class="inline-form" method="post" action="{}">'
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<button class="link-button" type="submit">{}</button></form>',
            done, undo, get_token(request), _("Undo"),
        ),
    )  # fmt: skip
    return True
