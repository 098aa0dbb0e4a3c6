"""Inviting raters: slips with a link each, one code for a room, a new link, taking somebody out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.municipalities.public import TownRequest, require
from kommune.strategy.actions import round_sheets as actions
from kommune.strategy.models import RatingRound
from kommune.strategy.queries.round_links import room_token
from kommune.strategy.queries.rounds import round_for, round_of_rater
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.web.pages import Crumbs, carry_out, found
from kommune.strategy.web.rounds.forms import InviteForm
from kommune.strategy.web.rounds.preparing import round_crumbs
from kommune.strategy.web.rounds.slips import slip_of, slips_of


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """Ask for names; the answer to the form is the slips, this once."""
    require(may_edit_strategies(request.viewer))
    rating_round = found(round_for(request.viewer, round_id))
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            links = actions.invite_raters(
                by=request.viewer,
                round_id=round_id,
                names=form.cleaned_data["names"].splitlines(),
                unnamed=form.cleaned_data["unnamed"] or 0,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _slips_page(request, rating_round, links)
    target = reverse("strategy:round", args=[town, round_id])
    context = {
        "form": form,
        "round": rating_round,
        "title": _("Who shall rate?"),
        "submit_label": _("Make the slips"),
        "crumbs": _crumbs(town, rating_round),
        "cancel_url": target,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "strategy/rounds/invite.html", context, status=status)


@require_GET
def show_room(request: TownRequest, town: str, round_id: UUID) -> HttpResponse:
    """One code for everybody in the room, to put on the wall."""
    require(may_edit_strategies(request.viewer))
    rating_round = found(round_for(request.viewer, round_id))
    context = {
        "round": rating_round,
        "slip": slip_of(request, "", room_token(round_id)),
        "crumbs": _crumbs(town, rating_round),
    }
    return render(request, "strategy/rounds/room.html", context)


@never_cache
@require_POST
def renew_link(request: TownRequest, town: str, rater_id: UUID) -> HttpResponse:
    """A new slip for somebody who lost hers."""
    require(may_edit_strategies(request.viewer))
    rating_round = found(round_of_rater(request.viewer, rater_id))
    try:
        link = actions.renew_link(by=request.viewer, rater_id=rater_id)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("strategy:round", town, rating_round.id)
    return _slips_page(request, rating_round, [link])


@require_POST
def withdraw(request: TownRequest, town: str, rater_id: UUID) -> HttpResponse:
    """Take somebody out of the round with her sheet."""
    require(may_edit_strategies(request.viewer))
    rating_round = found(round_of_rater(request.viewer, rater_id))
    carry_out(
        request,
        lambda: actions.withdraw_rater(by=request.viewer, rater_id=rater_id),
        _("The person was taken out; the link no longer works."),
    )
    return redirect("strategy:round", town, rating_round.id)


def _slips_page(
    request: TownRequest, rating_round: RatingRound, links: list[actions.NewLink]
) -> HttpResponse:
    context = {
        "round": rating_round,
        "slips": slips_of(request, links),
        "crumbs": _crumbs(request.town.slug, rating_round),
    }
    return render(request, "strategy/rounds/slips.html", context)


def _crumbs(town: str, rating_round: RatingRound) -> Crumbs:
    return round_crumbs(town, (rating_round.title, reverse("strategy:round", args=[town, rating_round.id])))
