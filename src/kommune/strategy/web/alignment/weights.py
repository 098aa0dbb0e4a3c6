"""Pages of weights: the tree of a strategy's goals with their shares, and where these come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.markup import joined_markup
from kommune.foundation.templatetags.form_fields import control
from kommune.municipalities.public import TownRequest
from kommune.strategy.actions.weights import NEW, reset_weights, set_weights
from kommune.strategy.models import Goal, Strategy, Weighting
from kommune.strategy.queries.alignment import sibling_shares
from kommune.strategy.queries.strategies import current_strategies, strategy_for
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import StrategyKind, WeightSource
from kommune.strategy.web.pages import carry_out, form_page, found, sent_version

WEIGHED_KINDS = (StrategyKind.CITY, StrategyKind.SECTOR)


@dataclass(slots=True)
class WeighedGoal:
    """A goal with its field, the percent it counts among its siblings now, and what is under it."""

    goal: Goal
    input: forms.BoundField
    percent: float
    children: "list[WeighedGoal]" = field(default_factory=list)


class WeightForm(forms.Form):
    """A share per goal, and the source of all of them."""

    source = forms.ChoiceField(label=gettext_lazy("Where do these weights come from?"))
    source_note = forms.CharField(label=gettext_lazy("Which one?"), max_length=500)
    decided_on = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, data: Any, *, goals: list[Goal], weighting: Weighting | None) -> None:
        shares: Mapping[str, float] = weighting.shares if weighting else {}
        initial: dict[str, Any] = {"source": weighting.source if weighting else ""}
        if weighting:
            initial |= {"source_note": weighting.source_note, "decided_on": weighting.decided_on}
        super().__init__(data, initial=initial)
        self.goals = goals
        choices: list[tuple[str, Any]] = [("", _("please choose")), *WeightSource.choices]
        self.fields["source"] = forms.ChoiceField(label=self.fields["source"].label, choices=choices)
        for goal in goals:
            share = shares.get(str(goal.id))
            self.fields[_name(goal)] = forms.FloatField(
                label=str(goal),
                required=False,
                min_value=0,
                max_value=1_000_000,
                initial=None if share is None else round(share, 2),
                widget=forms.NumberInput(attrs={"step": "any", "min": "0", "inputmode": "decimal"}),
            )

    def shares(self) -> dict[UUID, float]:
        """The shares that were typed; an empty field leaves its goal the mean of its siblings."""
        typed = {goal.id: self.cleaned_data.get(_name(goal)) for goal in self.goals}
        return {goal: share for goal, share in typed.items() if share is not None}


@require_GET
def list_weights(request: TownRequest, town: str) -> HttpResponse:
    """The strategies whose goals can weigh differently; the only one opens at once."""
    strategies = list(current_strategies(request.viewer).filter(kind__in=WEIGHED_KINDS))
    if len(strategies) == 1:
        return redirect("strategy:alignment_weigh", town, strategies[0].id)
    weighings = {row.strategy_id: row for row in Weighting.objects.filter(strategy__in=strategies)}
    context = {
        "strategies": [(strategy, weighings.get(strategy.id)) for strategy in strategies],
        "crumbs": _crumbs(town),
    }
    return render(request, "strategy/alignment/weight_list.html", context)


@require_http_methods(["GET", "POST"])
def weigh(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """The tree with a share per goal; saving needs the source."""
    strategy = found(strategy_for(request.viewer, strategy_id))
    if strategy.kind not in WEIGHED_KINDS:
        found(None)
    may_edit = may_edit_strategies(request.viewer)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    own = Goal.objects.filter(strategy=strategy).order_by("position", "number")
    goals = list(own.only("number", "title", "parent"))
    weighting = Weighting.objects.filter(strategy=strategy).first()
    form = WeightForm(request.POST or None, goals=goals, weighting=weighting)

    def save() -> str:
        set_weights(
            by=request.viewer,
            strategy_id=strategy.id,
            shares=form.shares(),
            source=form.cleaned_data["source"],
            source_note=form.cleaned_data["source_note"],
            decided_on=form.cleaned_data["decided_on"],
            version=sent_version(request),
        )
        return reverse("strategy:alignment_weigh", args=[town, strategy.id])

    context = {
        "strategy": strategy,
        "weighting": weighting,
        "tree": tree_markup(weighed_tree(goals, form, weighting), may_edit=may_edit),
        "scaled": sums_off(goals, weighting),
        "may_edit": may_edit,
        "version": weighting.version if weighting else NEW,
        "submit_label": _("Save weights"),
        "cancel_url": reverse("strategy:alignment", args=[town]),
        "crumbs": _crumbs(town),
    }
    return form_page(request, form, save, context, "strategy/alignment/weights.html")


@require_POST
def reset(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """All goals weigh the same again."""
    strategy = found(strategy_for(request.viewer, strategy_id))
    carry_out(
        request,
        lambda: reset_weights(by=request.viewer, strategy_id=strategy.id, version=sent_version(request)),
        _("All goals weigh the same again."),
    )
    return redirect("strategy:alignment_weigh", town, strategy.id)


def weighed_tree(goals: list[Goal], form: WeightForm, weighting: Weighting | None) -> list[WeighedGoal]:
    """The goals as a tree with what each counts among its siblings now, of 100."""
    nodes = {goal.id: WeighedGoal(goal, form[_name(goal)], 0) for goal in goals}
    said: Mapping[str, float] = weighting.shares if weighting else {}
    tops: list[WeighedGoal] = []
    for group in _siblings(goals).values():
        shares = sibling_shares([str(goal.id) for goal in group], said)
        total = sum(shares)
        for goal, share in zip(group, shares, strict=True):
            node = nodes[goal.id]
            node.percent = 100 * share / total if total else 100 / len(group)
            parent = nodes.get(goal.parent_id) if goal.parent_id else None
            (parent.children if parent else tops).append(node)
    return tops


def tree_markup(nodes: Iterable[WeighedGoal], *, may_edit: bool) -> SafeString:
    """The tree with a share per goal, written straight in Python: a city has sixty goals and more."""
    counts = _("counts %(percent)s %%")

    @cache
    def now(percent: float) -> str:
        return escape(counts % {"percent": floatformat(percent, 1)})

    def level(nodes: Iterable[WeighedGoal]) -> str:
        return f'<ul class="weights">{"".join(line(node) for node in nodes)}</ul>'

    def line(node: WeighedGoal) -> str:
        share = f'<span class="weights__share">{control(node.input)} %</span> ' if may_edit else ""
        error = "".join(
            f'<p class="kern-error" id="{escape(node.input.auto_id)}_error">{escape(str(text))}</p>'
            for text in node.input.errors[:1]
        )
        return (
            f'<li><div class="weights__line"><label for="{escape(node.input.id_for_label)}">'
            f"{escape(str(node.goal))}</label> {share}"
            f'<span class="weights__now muted">{now(node.percent)}</span></div>{error}'
            f"{level(node.children) if node.children else ''}</li>"
        )

    return joined_markup([level(nodes)])


def sums_off(goals: list[Goal], weighting: Weighting | None) -> list[tuple[str, float]]:
    """Groups of siblings whose shares do not add up to 100, by their parent, with their sum."""
    if weighting is None:
        return []
    by_id: dict[UUID | None, Goal] = {goal.id: goal for goal in goals}
    sums = []
    for parent, group in _siblings(goals).items():
        total = sum(sibling_shares([str(goal.id) for goal in group], weighting.shares))
        if abs(total - 100) > 0.05:
            sums.append((str(by_id[parent]) if parent in by_id else _("at the top"), total))
    return sums


def _siblings(goals: list[Goal]) -> dict[UUID | None, list[Goal]]:
    groups: dict[UUID | None, list[Goal]] = {}
    for goal in goals:
        groups.setdefault(goal.parent_id, []).append(goal)
    return groups


def weights_told(origins: list[dict[str, Any]], titles: Mapping[str, str]) -> list[str]:
    """Where the weights come from, a sentence per strategy."""
    told = []
    for origin in origins:
        values = {
            "strategy": titles.get(origin["strategy_id"], ""),
            "source": WeightSource(origin["source"]).label,
            "note": origin["note"],
        }
        sentence = _("Weights of “%(strategy)s” by %(source)s: %(note)s.") % values
        scaled = _("They did not add up to 100 % and were scaled.") if origin["is_scaled"] else ""
        told.append(f"{sentence} {scaled}".strip())
    return told


def strategy_titles(origins: list[dict[str, Any]]) -> dict[str, str]:
    """Titles of the strategies with weights by id as text; one query, none without weights."""
    ids = [origin["strategy_id"] for origin in origins]
    rows = Strategy.objects.filter(id__in=ids).values_list("id", "title") if ids else ()
    return {str(key): title for key, title in rows}


def _name(goal: Goal) -> str:
    return f"share-{goal.id}"


def _crumbs(town: str) -> list[tuple[Any, str]]:
    return [(_("Alignment"), reverse("strategy:alignment", args=[town]))]
