"""Pages before a round opens: the list of rounds, a new one, its frame, its pairs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.tables import table_response
from kommune.municipalities.public import TownRequest, Viewer, require
from kommune.strategy.actions import rounds as actions
from kommune.strategy.models import RatingRound
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.queries.rounds import (
    MOST_PAIRS,
    SECONDS_PER_PAIR,
    PairRef,
    choose_pairs,
    pairs_of,
    round_for,
    suggested_pairs,
    visible_rounds,
)
from kommune.strategy.queries.strategies import current_strategies, visible_goals
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import PairSource, RoundState, StrategyKind
from kommune.strategy.web.alignment.tabs import alignment_tabs
from kommune.strategy.web.fields import Choices
from kommune.strategy.web.pages import Crumbs, carry_out, form_page, found, sent_version
from kommune.strategy.web.rounds.forms import NewRoundForm, PairForm, RoundForm
from kommune.strategy.web.rounds.tables import pair_table, round_table

FRAME = ("title", "note", "closes_on")


def round_crumbs(town: str, *more: tuple[Any, str]) -> Crumbs:
    """The way from the list of rounds."""
    return [(_("Rating rounds"), reverse("strategy:rounds", args=[town])), *more]


@require_GET
def list_rounds(request: TownRequest, town: str) -> HttpResponse:
    """All rounds."""
    context = {"may_edit": may_edit_strategies(request.viewer), "tabs": alignment_tabs(town, "rounds")}
    return table_response(request, round_table(request, town), "strategy/rounds/list.html", context)


@require_http_methods(["GET", "POST"])
def new_round(request: TownRequest, town: str) -> HttpResponse:
    """Prepare a round: frame and pairs."""
    require(may_edit_strategies(request.viewer))
    acting, acted_on, likely = _strategies(request.viewer)
    closed = visible_rounds(request.viewer).filter(state=RoundState.CLOSED)
    form = NewRoundForm(
        request.POST or None,
        acting=acting,
        acted_on=acted_on,
        earlier=[(row.id, row.title) for row in closed],
        initial=likely,
    )

    def save() -> str:
        values = form.cleaned_data
        pairs = choose_pairs(
            values["source"],
            digital_id=values["digital_id"],
            city_id=values["city_id"],
            earlier_id=values["earlier_id"],
            suggested=suggested_pairs(request.viewer, values["digital_id"], values["city_id"])
            if values["source"] == PairSource.LIKELY
            else (),
        )
        frame = {name: values[name] for name in FRAME}
        round_id = actions.prepare_round(by=request.viewer, values=frame, pairs=pairs)
        return reverse("strategy:round" if pairs else "strategy:round_pairs", args=[town, round_id])

    note = _(
        "A person needs about %(seconds)d seconds per pair; a round takes at most %(most)d pairs. "
        "Whoever has a link reads the titles and texts of the goals and measures in the round."
    ) % {"seconds": SECONDS_PER_PAIR, "most": MOST_PAIRS}
    context = {
        "title": _("Prepare a rating round"),
        "note": note,
        "crumbs": round_crumbs(town),
        "cancel_url": reverse("strategy:rounds", args=[town]),
        "submit_label": _("Prepare"),
    }
    return form_page(request, form, save, context)


@require_http_methods(["GET", "POST"])
def edit_round(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """Change the frame of a round."""
    require(may_edit_strategies(request.viewer))
    rating_round = found(round_for(request.viewer, round_id))
    version, target = rating_round.version, reverse("strategy:round", args=[town, round_id])
    form = RoundForm(request.POST or None, instance=rating_round)

    def save() -> str:
        actions.edit_round(
            by=request.viewer, round_id=round_id, version=sent_version(request), values=form.cleaned_data
        )
        return target

    context = {
        "title": rating_round.title,
        "version": version,
        "crumbs": round_crumbs(town, (rating_round.title, target)),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


@require_http_methods(["GET", "POST"])
def edit_pairs(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """Add pairs one by one and take some out, while the round is in preparation."""
    require(may_edit_strategies(request.viewer))
    rating_round = found(round_for(request.viewer, round_id))
    starts, goals = _typed_choices(request.viewer)
    form = PairForm(request.POST or None, starts=starts, goals=goals)
    here, target = request.path, reverse("strategy:round", args=[town, round_id])

    def save() -> str:
        added = actions.add_pairs(by=request.viewer, round_id=round_id, pairs=[form.pair()])
        if not added:
            messages.info(request, _("The round has this pair already."))
        return here

    context = {
        "round": rating_round,
        "table": pair_table(request, town, rating_round, pairs_of(request.viewer, round_id)),
        "starts": starts,
        "goals": goals,
        "crumbs": round_crumbs(town, (rating_round.title, target)),
        "done_url": target,
    }
    return form_page(request, form, save, context, "strategy/rounds/pairs.html")


@require_POST
def remove_pairs(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """Take the chosen pairs out."""
    rating_round = found(round_for(request.viewer, round_id))
    table = pair_table(request, town, rating_round, pairs_of(request.viewer, round_id))
    ids = [row.pk for row in table.selected_rows()]
    carry_out(
        request,
        lambda: actions.remove_pairs(by=request.viewer, round_id=round_id, pair_ids=ids),
        ngettext("%(n)d pair taken out.", "%(n)d pairs taken out.", len(ids)) % {"n": len(ids)},
    )
    return redirect("strategy:round_pairs", town, round_id)


def may_still_choose(viewer: Viewer, rating_round: RatingRound) -> bool:
    """Whether this person may change the pairs of a round now."""
    return may_edit_strategies(viewer) and rating_round.state == RoundState.PREPARED


def _strategies(viewer: Viewer) -> tuple[Choices, Choices, dict[str, Any]]:
    """The strategies that act, those acted on, and the first digital and city strategy to begin with."""
    rows = list(current_strategies(viewer).only("title", "kind"))
    acting = [(row.id, row.title) for row in rows if row.kind != StrategyKind.CITY]
    acted_on = [(row.id, row.title) for row in rows if row.kind != StrategyKind.DIGITAL]
    first = {row.kind: row.id for row in reversed(rows)}
    likely = {"digital_id": first.get(StrategyKind.DIGITAL), "city_id": first.get(StrategyKind.CITY)}
    return acting, acted_on, likely


def _typed_choices(viewer: Viewer) -> tuple[dict[str, PairRef], dict[str, UUID]]:
    """Everything that can be typed, by what is typed: what acts, and the goals acted on."""
    goals = list(visible_goals(viewer).exclude(strategy__state="superseded"))
    none = UUID(int=0)
    starts = {
        f"{goal} ({goal.strategy.title})": PairRef(goal.id, None, none)
        for goal in goals
        if goal.strategy.kind != StrategyKind.CITY
    }
    measures = visible_measures(viewer).only("number", "title")
    starts |= {f"{measure} ({_('measure')})": PairRef(None, measure.id, none) for measure in measures}
    return starts, {f"{goal} ({goal.strategy.title})": goal.id for goal in goals}
