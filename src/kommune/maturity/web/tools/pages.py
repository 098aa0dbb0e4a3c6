"""What the pages of tools have in common: the way to them, saving a form, buttons, undo."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.foundation.errors import DomainError
from kommune.foundation.pages import Crumbs, form_page, found, sent_version, tell_with_undo
from kommune.maturity.models import ToolIntroduction
from kommune.maturity.queries.tools import tool_for
from kommune.maturity.rules import may_edit_tool
from kommune.municipalities.public import TownRequest, require

FORM = "maturity/tools/form.html"


def seen_tool(request: TownRequest, tool_id: UUID) -> ToolIntroduction:
    """The tool as far as this person sees it; else the page that says it does not exist here."""
    return found(tool_for(request.viewer, tool_id))


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
    """Show a form of a tool; a valid one is saved by ``save``, which takes the version that was seen."""
    return form_page(request, form, lambda: save(sent_version(request)), context, FORM)


def press_button(request: TownRequest, action: Callable[[], UUID | None], done: str) -> bool:
    """Call the action of a button and say what happened, with the way back where it names a batch."""
    try:
        batch_id = action()
    except DomainError as error:
        messages.error(request, str(error))
        return False
    if batch_id is None:
        messages.success(request, done)
    else:
        tell_with_undo(request, request.town.slug, done, batch_id)
    return True
