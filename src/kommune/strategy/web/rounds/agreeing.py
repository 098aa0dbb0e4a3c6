"""One pair of a closed round: what people said without names, and what is agreed about it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kommune.foundation.errors import DomainError, StaleWrite
from kommune.municipalities.public import TownRequest, require
from kommune.strategy.actions.round_results import record_agreement
from kommune.strategy.models import RoundPair
from kommune.strategy.queries.rounds import FEWEST_SHOWN, next_to_discuss, pair_for
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import RoundState
from kommune.strategy.web.pages import found, sent_version, tell_with_undo
from kommune.strategy.web.rounds.forms import AgreementForm
from kommune.strategy.web.rounds.preparing import round_crumbs
from kommune.strategy.web.rounds.tables import tone_of
from kommune.strategy.web.rounds.words import ends_of, in_words, signed, steps_for


@require_http_methods(["GET", "POST"])
def show_pair(request: TownRequest, town: str, pair_id: UUID) -> HttpResponse:
    """Talk about one pair and record what was agreed."""
    pair = found(pair_for(request.viewer, pair_id))
    is_measure, may_edit = pair.measure_id is not None, may_edit_strategies(request.viewer)
    back = reverse("strategy:round", args=[town, pair.round_id])
    if pair.round.state != RoundState.CLOSED:
        return redirect(back)
    initial = {
        "score": pair.median if pair.consensus is None else pair.consensus,
        "reason": pair.consensus_note,
    }
    form = AgreementForm(request.POST or None, is_measure=is_measure, initial=initial)
    context = {
        "pair": pair,
        "ends": ends_of(pair),
        "form": form,
        "version": pair.version,
        "median": in_words(pair.median, is_measure=is_measure),
        "agreed": in_words(pair.consensus, is_measure=is_measure),
        "distribution": _distribution(pair) if pair.counts else None,
        "fewest": FEWEST_SHOWN,
        "may_edit": may_edit,
        "next": next_to_discuss(request.viewer, pair),
        "crumbs": round_crumbs(town, (pair.round.title, back)),
    }
    if request.method == "POST":
        require(may_edit)
        if form.is_valid():
            try:
                batch_id = record_agreement(
                    by=request.viewer, pair_id=pair_id, version=sent_version(request), **form.cleaned_data
                )
            except StaleWrite as stale:
                context.update(stale=stale, version=stale.current_version)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                tell_with_undo(request, _("Agreement recorded; it is the rating that counts now."), batch_id)
                return redirect(request.path)
    return render(
        request, "strategy/rounds/pair.html", context, status=422 if request.method == "POST" else 200
    )


def _distribution(pair: RoundPair) -> list[tuple[str, int, int, str]]:
    """The steps from the best to the worst: words, people, length of the bar of 100, colour."""
    highest = max(pair.counts.values())
    steps = steps_for(is_measure=pair.measure_id is not None)
    people = [(score, words, pair.counts.get(str(score), 0)) for score, words in steps]
    return [
        (f"{signed(score)} {words}", n, round(100 * n / highest), tone_of(score))
        for score, words, n in people
    ]
