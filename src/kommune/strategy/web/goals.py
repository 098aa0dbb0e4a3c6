"""Pages of fields of action and goals."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.municipalities.public import TownRequest, require
from kommune.strategy.actions import strategies as actions
from kommune.strategy.models import FieldOfAction, Strategy
from kommune.strategy.queries.conflicts import conflicts_of_goal
from kommune.strategy.queries.pairs import ACTING
from kommune.strategy.queries.rateable import Pairing
from kommune.strategy.queries.rated_lines import lines_of_goal, relations_of_goal
from kommune.strategy.queries.strategies import edition_before, goal_for, strategy_for, visible_strategies
from kommune.strategy.rules import may_edit_strategies, may_see_raters
from kommune.strategy.shapes import StrategyState
from kommune.strategy.web.conflicts.words import told_conflicts
from kommune.strategy.web.pages import form_page, found, put_into_trash, sent_version, strategy_crumbs
from kommune.strategy.web.ratings.told import told_contributions, told_relations
from kommune.strategy.web.strategy_forms import FieldForm, GoalForm


@require_http_methods(["GET", "POST"])
def new_field(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """Add a field of action."""
    require(may_edit_strategies(request.viewer))
    strategy = found(strategy_for(request.viewer, strategy_id))
    return _field_page(request, town, strategy, None)


@require_http_methods(["GET", "POST"])
def edit_field(request: TownRequest, town: str, field_id: UUID) -> HttpResponse:
    """Change a field of action."""
    require(may_edit_strategies(request.viewer))
    field = _visible_field(request, field_id)
    return _field_page(request, town, field.strategy, field)


@require_POST
def remove_field(request: TownRequest, town: str, field_id: UUID) -> HttpResponse:
    """Put a field of action into the trash."""
    field = _visible_field(request, field_id)
    put_into_trash(
        request,
        lambda: actions.delete_field(by=request.viewer, field_id=field_id),
        _("The field of action is in the trash and can be restored there."),
    )
    return redirect("strategy:show", town, field.strategy_id)


@require_GET
def show_goal(request: TownRequest, town: str, goal_id: UUID) -> HttpResponse:
    """One goal: what works for it."""
    goal = found(goal_for(request.viewer, goal_id))
    towards, own = relations_of_goal(request.viewer, goal)
    steers = may_edit_strategies(request.viewer)
    waits_for = edition_before(request.viewer, goal.strategy)
    is_in_force = goal.strategy.state != StrategyState.SUPERSEDED and waits_for is None
    acts = goal.strategy.kind in ACTING and steers and is_in_force
    context = {
        "goal": goal,
        "sees_raters": may_see_raters(request.viewer),
        "links": told_contributions(town, lines_of_goal(request.viewer, goal), from_goal=True),
        "waits_for": waits_for,
        "rate_url": reverse("strategy:matrix_row", args=[town, Pairing.GOALS, goal_id]) if acts else "",
        "conflicts": told_conflicts(conflicts_of_goal(request.viewer, goal)),
        "children": goal.children.all(),
        "relations": told_relations(town, towards, from_city=True),
        "serves": told_relations(town, own, from_city=False),
        "may_edit": steers and goal.strategy.state not in actions.FIXED,
        "crumbs": _crumbs(town, goal.strategy),
    }
    return render(request, "strategy/goal.html", context)


@require_http_methods(["GET", "POST"])
def new_goal(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """Add a goal."""
    require(may_edit_strategies(request.viewer))
    strategy = found(strategy_for(request.viewer, strategy_id))
    form = GoalForm(
        request.POST or None, strategy=strategy, initial={"field_id": request.GET.get("field", "")}
    )
    target = reverse("strategy:show", args=[town, strategy.id])

    def save() -> str:
        actions.save_goal(by=request.viewer, strategy_id=strategy.id, values=form.cleaned_data)
        return target

    context = {"title": _("New goal"), "crumbs": _crumbs(town, strategy), "cancel_url": target}
    return form_page(request, form, save, context)


@require_http_methods(["GET", "POST"])
def edit_goal(request: TownRequest, town: str, goal_id: UUID) -> HttpResponse:
    """Change a goal."""
    require(may_edit_strategies(request.viewer))
    goal = found(goal_for(request.viewer, goal_id))
    version, target = goal.version, reverse("strategy:goal", args=[town, goal_id])
    initial = {"field_id": goal.field_id, "parent_id": goal.parent_id}
    form = GoalForm(request.POST or None, strategy=goal.strategy, instance=goal, initial=initial)

    def save() -> str:
        actions.save_goal(
            by=request.viewer,
            strategy_id=goal.strategy_id,
            goal_id=goal_id,
            version=sent_version(request),
            values=form.cleaned_data,
        )
        return target

    context = {
        "title": str(goal),
        "version": version,
        "crumbs": _crumbs(town, goal.strategy),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


@require_POST
def remove_goal(request: TownRequest, town: str, goal_id: UUID) -> HttpResponse:
    """Put a goal into the trash."""
    goal = found(goal_for(request.viewer, goal_id))
    is_gone = put_into_trash(
        request,
        lambda: actions.delete_goal(by=request.viewer, goal_id=goal_id),
        _("The goal is in the trash and can be restored there."),
    )
    return (
        redirect("strategy:show", town, goal.strategy_id)
        if is_gone
        else redirect("strategy:goal", town, goal_id)
    )


def _visible_field(request: TownRequest, field_id: UUID) -> FieldOfAction:
    seen = visible_strategies(request.viewer).values("id")
    fields = FieldOfAction.objects.select_related("strategy").filter(id=field_id, strategy__in=seen)
    field: FieldOfAction = found(fields.first())
    return field


def _crumbs(town: str, strategy: Strategy) -> list[tuple[Any, str]]:
    return strategy_crumbs(town, (strategy.title, reverse("strategy:show", args=[town, strategy.id])))


def _field_page(
    request: TownRequest, town: str, strategy: Strategy, field: FieldOfAction | None
) -> HttpResponse:
    form = FieldForm(request.POST or None, instance=field)
    version = field.version if field else ""
    target = reverse("strategy:show", args=[town, strategy.id])

    def save() -> str:
        actions.save_field(
            by=request.viewer,
            strategy_id=strategy.id,
            field_id=field.id if field else None,
            version=sent_version(request) if field else None,
            values=form.cleaned_data,
        )
        return target

    title = str(field) if field else _("New field of action")
    context = {"title": title, "version": version, "crumbs": _crumbs(town, strategy), "cancel_url": target}
    return form_page(request, form, save, context)
