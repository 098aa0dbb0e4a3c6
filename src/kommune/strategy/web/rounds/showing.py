"""One round: how far it is, opening, closing, its results, taking over what was agreed, file, trash."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kommune.foundation.errors import DomainError
from kommune.municipalities.public import Rung, TownRequest, require
from kommune.strategy.actions import round_results, rounds
from kommune.strategy.actions.round_closing import close_round
from kommune.strategy.models import RatingRound
from kommune.strategy.queries.rounds import (
    DISCUSS_FROM,
    FEWEST_SHOWN,
    guessable_pairs,
    minutes_for,
    named_raters,
    pairs_of,
    progress_of,
    round_for,
)
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import RoundState
from kommune.strategy.web.alignment.tabs import alignment_tabs
from kommune.strategy.web.pages import carry_out, found, release_from_form, tell_with_undo
from kommune.strategy.web.rounds.preparing import may_still_choose, round_crumbs
from kommune.strategy.web.rounds.tables import result_file, result_table


@require_GET
def show_round(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """One round, in the state that it is in."""
    rating_round = found(round_for(request.viewer, round_id))
    may_edit = may_edit_strategies(request.viewer)
    pairs = pairs_of(request.viewer, round_id)
    count = pairs.count()
    context: dict[str, Any] = {
        "round": rating_round,
        "progress": progress_of(rating_round),
        "pair_count": count,
        "minutes": minutes_for(count),
        "may_edit": may_edit,
        "may_choose": may_still_choose(request.viewer, rating_round),
        "rungs": Rung.choices,
        "fewest": FEWEST_SHOWN,
        "tabs": alignment_tabs(town, "rounds"),
        "crumbs": round_crumbs(town),
    }
    if rating_round.state == RoundState.CLOSED:
        return render(request, "strategy/rounds/results.html", context | _results(request, town, round_id))
    if may_edit:
        context["raters"] = named_raters(round_id)
        context["guessable"] = guessable_pairs(rating_round)
    return render(request, "strategy/rounds/show.html", context)


@require_POST
def open_round(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """Let raters answer."""
    found(round_for(request.viewer, round_id))
    carry_out(
        request,
        lambda: rounds.open_round(by=request.viewer, round_id=round_id),
        _("The round is open; the links work now."),
    )
    return redirect("strategy:round", town, round_id)


@require_POST
def close(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """Evaluate the sheets and delete them."""
    found(round_for(request.viewer, round_id))
    carry_out(
        request,
        lambda: close_round(by=request.viewer, round_id=round_id),
        _("The round is closed. Sheets and names are deleted; below is what all of them say together."),
    )
    return redirect("strategy:round", town, round_id)


@require_POST
def take_over(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """Where people nearly agree, make the median the rating."""
    found(round_for(request.viewer, round_id))
    try:
        count, batch_id = round_results.take_over_agreed(by=request.viewer, round_id=round_id)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        text = ngettext("%(n)d rating taken over.", "%(n)d ratings taken over.", count) % {"n": count}
        tell_with_undo(request, text, batch_id)
    return redirect("strategy:round", town, round_id)


@require_GET
def export(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """The results of a closed round as a spreadsheet."""
    rating_round = found(round_for(request.viewer, round_id))
    if rating_round.state != RoundState.CLOSED:
        messages.info(request, _("There is a file when the round is closed."))
        return redirect("strategy:round", town, round_id)
    return result_file(rating_round, pairs_of(request.viewer, round_id))


@require_POST
def release_round(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """Show the round to more or fewer people."""
    found(round_for(request.viewer, round_id))
    release_from_form(request, RatingRound, round_id)
    return redirect("strategy:round", town, round_id)


@require_POST
def delete(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """Put a round into the trash."""
    require(may_edit_strategies(request.viewer))
    found(round_for(request.viewer, round_id))
    batch_id = rounds.delete_round(by=request.viewer, round_id=round_id)
    tell_with_undo(request, _("The round is in the trash."), batch_id)
    return redirect("strategy:rounds", town)


def _results(request: TownRequest, town: str, round_id: UUID) -> dict[str, Any]:
    pairs = pairs_of(request.viewer, round_id)
    rows = list(pairs.order_by().values_list("median", "spread", "consensus"))
    near = [agreed for _median, spread, agreed in rows if spread is not None and spread < DISCUSS_FROM]
    return {
        "disputed": result_table(request, town, pairs, disputed=True),
        "agreed": result_table(request, town, pairs, disputed=False),
        "disputed_count": sum(spread is not None and spread >= DISCUSS_FROM for _m, spread, _c in rows),
        "agreed_count": len(near),
        "to_take_over": sum(agreed is None for agreed in near),
        "hidden_count": sum(median is not None and spread is None for median, spread, _c in rows),
        "unanswered_count": sum(median is None for median, _s, _c in rows),
    }
