"""The quick pass: one card after the other, by keyboard, touch or plain forms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kommune.foundation.errors import DomainError, PermissionMissing
from kommune.municipalities.public import ForeignTown, TownRequest
from kommune.strategy.actions.quick_pass import Answer, answer_card
from kommune.strategy.queries.quick_pass import (
    Card,
    QuickPart,
    QuickThing,
    next_thing,
    quick_parts,
    quick_thing,
    where_left,
)
from kommune.strategy.queries.rateable import Pairing
from kommune.strategy.web.alignment.tabs import alignment_tabs
from kommune.strategy.web.ratings.frame import ratings_crumbs, value_in_words


@require_GET
def quick_pass(request: TownRequest, town: str) -> HttpResponse:
    """Go on where this person left, or say that there is nothing more to ask."""
    parts = quick_parts(request.viewer)
    thing = where_left(request.viewer, parts)
    if thing is not None and "end" not in request.GET:
        return redirect(_card_url(town, thing, thing.open_card() or 0))
    context = {"parts": [_part_context(part) for part in parts], "goes_on": thing is not None, **_frame(town)}
    return render(request, "strategy/ratings/quick_end.html", context)


@require_http_methods(["GET", "POST"])
def quick_card(request: TownRequest, town: str, pairing: str, source_id: UUID, card: int) -> HttpResponse:
    """One card of a measure or a digital goal; a POST answers it and goes on to the next."""
    parts = quick_parts(request.viewer)
    part = next((one for one in parts if one.pairing == pairing), None)
    place = part.place(source_id) if part else None
    if part is None or place is None:
        raise Http404
    if request.method == "POST":
        _answer(request, part.pairing, source_id)
    thing = quick_thing(part, place)
    if request.method == "POST" or request.GET.get("go") == "on":
        return redirect(_next_url(town, parts, thing, card - 1))
    if request.GET.get("go") == "back":
        return redirect(_back_url(town, parts, thing, card - 1))
    return render(request, "strategy/ratings/quick.html", _card_context(town, thing, card - 1))


def _answer(request: TownRequest, pairing: Pairing, source_id: UUID) -> None:
    sent = request.POST
    if sent.get("answer") not in set(Answer):
        return
    try:
        answer_card(
            by=request.viewer,
            pairing=pairing,
            source_id=source_id,
            goal_id=UUID(sent.get("goal", "")),
            answer=Answer(sent["answer"]),
        )
    except (ForeignTown, ValueError) as error:
        raise Http404 from error
    except PermissionMissing:
        raise
    except DomainError as error:
        messages.error(request, str(error))


def _card_context(town: str, thing: QuickThing, at: int) -> dict[str, Any]:
    at = min(max(at, 0), max(len(thing.cards) - 1, 0))
    return {
        "part": _part_context(thing.part),
        "is_goals": thing.part.pairing == Pairing.GOALS,
        "thing": thing.thing,
        "cards": [
            _told(town, thing, number, card, is_current=number == at)
            for number, card in enumerate(thing.cards)
        ],
        "by_meaning": thing.by_meaning,
        "is_encoder_installed": thing.is_encoder_installed,
        "is_first": thing.place == 0 and at == 0,
        **_frame(town),
    }


def _told(town: str, thing: QuickThing, number: int, card: Card, *, is_current: bool) -> dict[str, Any]:
    said = card.said
    pairing = thing.part.pairing
    return {
        "goal": card.likely.goal,
        "words": card.likely.words,
        "is_current": is_current,
        "said": said and value_in_words(pairing, said.value),
        "is_from_list": said and said.is_from_list,
        "may_answer": said is None or said.is_estimate,
        "url": _card_url(town, thing, number),
        "pair_url": reverse("strategy:rate_pair", args=[town, pairing, thing.thing.id, card.likely.goal.id]),
    }


def _part_context(part: QuickPart) -> dict[str, Any]:
    return {"pairing": str(part.pairing), "answered": part.answered, "total": len(part.things)}


def _next_url(town: str, parts: tuple[QuickPart, ...], thing: QuickThing, at: int) -> str:
    card = thing.open_card(after=at)
    if card is not None:
        return _card_url(town, thing, card)
    following = next_thing(parts, thing)
    if following is None:
        return reverse("strategy:quick_pass", args=[town]) + "?end"
    return _card_url(town, following, following.open_card() or 0)


def _back_url(town: str, parts: tuple[QuickPart, ...], thing: QuickThing, at: int) -> str:
    """The card before this one, whatever was said there; the very first stays."""
    if at > 0:
        return _card_url(town, thing, at - 1)
    part, place = thing.part, thing.place - 1
    if place < 0:
        if part is parts[0]:
            return _card_url(town, thing, 0)
        part = parts[0]
        place = len(part.things) - 1
    before = quick_thing(part, place)
    return _card_url(town, before, max(len(before.cards) - 1, 0))


def _card_url(town: str, thing: QuickThing, card: int) -> str:
    return reverse("strategy:quick_card", args=[town, thing.part.pairing, thing.thing.id, card + 1])


def _frame(town: str) -> dict[str, Any]:
    return {
        "tabs": alignment_tabs(town, "ratings"),
        "crumbs": ratings_crumbs(town, _("Quick pass")),
    }
