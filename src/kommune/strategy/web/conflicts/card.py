"""One conflict's card: the facts, what is done about it, settling, opening again, who sees it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.municipalities.public import Rung, TownRequest, choose_units, require
from kommune.strategy.actions import conflicts as actions
from kommune.strategy.models import GoalConflict
from kommune.strategy.public import alignment_for
from kommune.strategy.queries.conflict_cards import cards_of
from kommune.strategy.queries.conflicts import (
    city_weights,
    conflict_for,
    kept_weights,
    load_backing,
)
from kommune.strategy.rules import may_see_raters, may_settle_conflicts
from kommune.strategy.shapes import ConflictState, Resolution
from kommune.strategy.web.conflicts.drawing import pair_markup, why_markup
from kommune.strategy.web.conflicts.forms import ConflictForm
from kommune.strategy.web.conflicts.words import card_context, strength_text
from kommune.strategy.web.pages import (
    Crumbs,
    form_page,
    found,
    release_from_form,
    sent_version,
    strategy_crumbs,
    tell_with_undo,
)


@require_GET
def show_conflict(request: TownRequest, town: str, conflict_id: UUID) -> HttpResponse:
    """The card of one conflict."""
    conflict = found(conflict_for(request.viewer, conflict_id))
    backing = load_backing(request.viewer, [conflict.digital_goal_id])
    alignment = kept_weights(request.viewer) or alignment_for(request.viewer).data
    [card] = cards_of([conflict], city_weights(alignment, backing.parents), backing)
    told = card_context(card, town, sees_raters=may_see_raters(request.viewer))
    context = {
        "card": told,
        "pair": pair_markup(told),
        "why": why_markup(told),
        "carriers": [(one, strength_text(one.strength)) for one in card.carriers],
        "conflict": conflict,
        "may_settle": may_settle_conflicts(request.viewer),
        "is_settled": conflict.state == ConflictState.CLOSED,
        "is_gone": conflict.state == ConflictState.GONE,
        "rungs": Rung.choices,
        "crumbs": _crumbs(town),
    }
    return render(request, "strategy/conflicts/show.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: TownRequest, town: str, conflict_id: UUID) -> HttpResponse:
    """Say what is done about a conflict; one of the two buttons settles it as well."""
    require(may_settle_conflicts(request.viewer))
    conflict = found(conflict_for(request.viewer, conflict_id))
    version, target = conflict.version, reverse("strategy:conflict", args=[town, conflict_id])
    wanted = request.GET.get("resolution", "")
    form = ConflictForm(
        request.POST or None,
        instance=conflict,
        units=choose_units(),
        initial={
            "resolution": wanted if wanted in Resolution.values else conflict.resolution,
            "digital_unit_id": conflict.digital_unit_id,
            "city_unit_id": conflict.city_unit_id,
        },
    )
    settles = "settle" in request.POST
    pair = f"{conflict.digital_goal} ┅ {conflict.city_goal}"

    def save() -> str:
        batch_id = actions.edit_conflict(
            by=request.viewer,
            conflict_id=conflict_id,
            version=sent_version(request),
            values=form.values(),
            settle=settles,
        )
        done = _("The conflict is settled.") if settles else _("Saved.")
        tell_with_undo(request, done, batch_id)
        return target

    context: dict[str, Any] = {
        "conflict": conflict,
        "pair": pair,
        "version": version,
        "may_close": conflict.state != ConflictState.CLOSED,
        "crumbs": [*_crumbs(town), (pair, target)],
        "cancel_url": target,
    }
    return form_page(request, form, save, context, "strategy/conflicts/edit.html")


@require_POST
def settle(request: TownRequest, town: str, conflict_id: UUID) -> HttpResponse:
    """Close a conflict with what stands on its card."""
    found(conflict_for(request.viewer, conflict_id))
    try:
        batch_id = actions.settle_conflict(
            by=request.viewer, conflict_id=conflict_id, version=sent_version(request)
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        tell_with_undo(request, _("The conflict is settled."), batch_id)
    return redirect("strategy:conflict", town, conflict_id)


@require_POST
def reopen(request: TownRequest, town: str, conflict_id: UUID) -> HttpResponse:
    """Take a settled conflict up again."""
    found(conflict_for(request.viewer, conflict_id))
    try:
        batch_id = actions.reopen_conflict(
            by=request.viewer, conflict_id=conflict_id, version=sent_version(request)
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        tell_with_undo(request, _("The conflict is open again."), batch_id)
    return redirect("strategy:conflict", town, conflict_id)


@require_POST
def release_conflict(request: TownRequest, town: str, conflict_id: UUID) -> HttpResponse:
    """Show the card to more or fewer people."""
    found(conflict_for(request.viewer, conflict_id))
    release_from_form(request, GoalConflict, conflict_id)
    return redirect("strategy:conflict", town, conflict_id)


def _crumbs(town: str) -> Crumbs:
    return strategy_crumbs(town, (_("Goal conflicts"), reverse("strategy:conflicts", args=[town])))
