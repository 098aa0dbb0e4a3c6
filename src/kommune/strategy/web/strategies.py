"""Pages of strategies: side by side, one with its tree, frame, decision, next edition, release."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.municipalities.public import Rung, TownRequest, require
from kommune.strategy.actions import strategies as actions
from kommune.strategy.models import Strategy
from kommune.strategy.queries.strategies import counted_strategies, goal_tree, strategy_for
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import StrategyKind
from kommune.strategy.web.pages import (
    form_page,
    found,
    put_into_trash,
    release_from_form,
    sent_version,
    strategy_crumbs,
)
from kommune.strategy.web.strategy_forms import AdoptForm, StrategyForm


@require_GET
def list_strategies(request: TownRequest, town: str) -> HttpResponse:
    """City, digital and sector strategies side by side."""
    strategies = list(counted_strategies(request.viewer))
    columns = [
        (kind, [strategy for strategy in strategies if strategy.kind == kind.value]) for kind in StrategyKind
    ]
    context = {
        "columns": columns,
        "is_empty": not strategies,
        "may_edit": may_edit_strategies(request.viewer),
    }
    return render(request, "strategy/list.html", context)


@require_http_methods(["GET", "POST"])
def new_strategy(request: TownRequest, town: str) -> HttpResponse:
    """Begin a strategy."""
    require(may_edit_strategies(request.viewer))
    form = StrategyForm(request.POST or None, initial={"kind": request.GET.get("kind", "digital")})

    def save() -> str:
        strategy_id = actions.create_strategy(by=request.viewer, values=form.cleaned_data)
        return reverse("strategy:show", args=[town, strategy_id])

    context = {
        "title": _("New strategy"),
        "crumbs": strategy_crumbs(town),
        "cancel_url": reverse("strategy:list", args=[town]),
    }
    return form_page(request, form, save, context)


@require_GET
def show_strategy(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """One strategy with its fields of action and goals."""
    strategy = found(strategy_for(request.viewer, strategy_id))
    may_edit = may_edit_strategies(request.viewer)
    context = {
        "strategy": strategy,
        "groups": goal_tree(request.viewer, strategy),
        "may_edit": may_edit,
        "inside": request.viewer.is_member and request.viewer.clearance <= Rung.ADMINISTRATION,
        "may_edit_text": may_edit and strategy.state not in actions.FIXED,
        "rungs": Rung.choices,
        "successors": strategy.superseded_by.all(),
        "crumbs": strategy_crumbs(town),
    }
    return render(request, "strategy/show.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """Change the frame of a strategy."""
    require(may_edit_strategies(request.viewer))
    strategy = found(strategy_for(request.viewer, strategy_id))
    form = StrategyForm(request.POST or None, instance=strategy)
    version = strategy.version
    target = reverse("strategy:show", args=[town, strategy_id])

    def save() -> str:
        actions.edit_strategy(
            by=request.viewer,
            strategy_id=strategy_id,
            version=sent_version(request),
            values=form.cleaned_data,
        )
        return target

    context = {
        "title": strategy.title,
        "version": version,
        "crumbs": strategy_crumbs(town, (strategy.title, target)),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


@require_http_methods(["GET", "POST"])
def adopt(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """Record the council's decision."""
    require(may_edit_strategies(request.viewer))
    strategy = found(strategy_for(request.viewer, strategy_id))
    form = AdoptForm(request.POST or None)
    target = reverse("strategy:show", args=[town, strategy_id])

    def save() -> str:
        actions.adopt_strategy(
            by=request.viewer,
            strategy_id=strategy_id,
            version=sent_version(request),
            decision=form.cleaned_data["decision"],
            decided_on=form.cleaned_data["decided_on"],
        )
        return target

    context = {
        "title": _("Record the decision"),
        "version": strategy.version,
        "note": _("From then on the text is fixed; changes need a new edition."),
        "crumbs": strategy_crumbs(town, (strategy.title, target)),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


class EditionForm(forms.Form):
    """The title of the next edition."""

    title = forms.CharField(max_length=300)


@require_http_methods(["GET", "POST"])
def new_edition(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """Continue a strategy with a new edition."""
    require(may_edit_strategies(request.viewer))
    strategy = found(strategy_for(request.viewer, strategy_id))
    form = EditionForm(request.POST or None, initial={"title": strategy.title})
    form.fields["title"].label = _("title")
    target = reverse("strategy:show", args=[town, strategy_id])

    def save() -> str:
        new_id = actions.start_edition(
            by=request.viewer, strategy_id=strategy_id, title=form.cleaned_data["title"]
        )
        return reverse("strategy:show", args=[town, new_id])

    context = {
        "title": _("New edition"),
        "note": _("Fields of action and goals are copied; links come along to be confirmed; measures go on."),
        "crumbs": strategy_crumbs(town, (strategy.title, target)),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


@require_POST
def release_strategy(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """Move a strategy on the release ladder."""
    found(strategy_for(request.viewer, strategy_id))

    release_from_form(request, Strategy, strategy_id)
    return redirect("strategy:show", town, strategy_id)


@require_POST
def delete(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """Put a strategy into the trash."""
    found(strategy_for(request.viewer, strategy_id))
    is_gone = put_into_trash(
        request,
        lambda: actions.delete_strategy(by=request.viewer, strategy_id=strategy_id),
        _("The strategy is in the trash and can be restored there."),
    )
    return redirect("strategy:list", town) if is_gone else redirect("strategy:show", town, strategy_id)
