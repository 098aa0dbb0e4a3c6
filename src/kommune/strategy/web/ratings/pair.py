"""Rating one pair: value, reason, confidence; who said it when, and what was said before."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kommune.accounts.public import names_of
from kommune.foundation.errors import DomainError, StaleWrite
from kommune.municipalities.public import TownRequest, require
from kommune.strategy.actions.ratings import REASON_FROM, rate_contribution, rate_relation
from kommune.strategy.models import GoalRelation
from kommune.strategy.queries.pairs import Pair, earlier_values, pair_for
from kommune.strategy.queries.rateable import LEAST, Pairing
from kommune.strategy.rules import may_see_raters
from kommune.strategy.shapes import Confidence
from kommune.strategy.web.pages import found
from kommune.strategy.web.ratings.frame import pairing_of, ratings_crumbs, value_in_words
from kommune.strategy.web.rounds.words import signed, steps_for

LONGEST_REASON = 2000


class RatingForm(forms.Form):
    """A value with its words, the reason, how sure the person is; nothing is chosen beforehand."""

    value = forms.TypedChoiceField(
        label=gettext_lazy("Rating"), coerce=int, widget=forms.RadioSelect, required=True
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    confidence = forms.TypedChoiceField(
        label=gettext_lazy("How sure are you?"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", gettext_lazy("not stated")), *Confidence.choices],
    )

    def __init__(self, *args: Any, pairing: Pairing, asks_why: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        is_measure = pairing == Pairing.MEASURES
        cast(forms.TypedChoiceField, self.fields["value"]).choices = [
            (str(step), value_in_words(pairing, step)) for step, _words in steps_for(is_measure=is_measure)
        ]
        self.fields["reason"].widget.attrs |= {"autofocus": True} if asks_why else {}
        if not is_measure:
            self.fields["reason"].help_text = _("One sentence; needed from +2 and −2 on.")


@require_http_methods(["GET", "POST"])
def rate_pair(request: TownRequest, town: str, pairing: str, source_id: UUID, goal_id: UUID) -> HttpResponse:
    """One pair; opens in the sheet beside a matrix or as a page of its own."""
    pair = found(pair_for(request.viewer, pairing_of(pairing), source_id, goal_id))
    context = _context(request, town, pair)
    if request.method == "POST":
        require(pair.may_rate)
        try:
            if _save(request, pair, context["form"]):
                return _saved(request, town, pair)
        except StaleWrite as stale:
            context |= {"stale": stale, **_stamps(pair_for(request.viewer, pair.pairing, source_id, goal_id))}
        except DomainError as error:
            context["form"].add_error(None, str(error))
    status = 422 if request.method == "POST" else 200
    return render(request, "strategy/ratings/pair.html", context, status=status)


def _save(request: TownRequest, pair: Pair, form: RatingForm) -> bool:
    """Store what the form says, or take the rating away; False where the form has faults."""
    sent = request.POST
    values: dict[str, Any] = {"value": None, "reason": "", "confidence": None}
    if "clear" not in sent:
        if not form.is_valid():
            return False
        values = form.cleaned_data
    if pair.pairing == Pairing.MEASURES:
        rate_contribution(
            by=request.viewer,
            measure_id=pair.source.id,
            goal_id=pair.goal.id,
            strength=values["value"],
            reason=values["reason"],
            confidence=values["confidence"],
            seen=sent.get("seen", ""),
        )
        return True
    version = sent.get("version", "")
    rate_relation(
        by=request.viewer,
        digital_goal_id=pair.source.id,
        city_goal_id=pair.goal.id,
        score=values["value"],
        reason=values["reason"],
        confidence=values["confidence"],
        version=int(version) if version.isdigit() else -1,
    )
    return True


def _saved(request: TownRequest, town: str, pair: Pair) -> HttpResponse:
    """Back where the person came from; a sheet only hears that the pair was rated."""
    target = _came_from(request) or reverse("strategy:matrix", args=[town, pair.pairing])
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Trigger": "pair-rated"})
    return redirect(target)


def _came_from(request: TownRequest) -> str:
    """The page that a form came from, where it is one of ours."""
    target = request.POST.get("next", "") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if is_ours and target.startswith("/") else ""


def _context(request: TownRequest, town: str, pair: Pair) -> dict[str, Any]:
    row, is_measure = pair.row, pair.pairing == Pairing.MEASURES
    asked = request.GET.get("value", "")
    typed = asked if asked.lstrip("-").isdigit() and LEAST[pair.pairing] <= int(asked) <= 3 else ""
    initial = {
        "value": typed or ("" if pair.value is None else str(pair.value)),
        "reason": row.reason if row else "",
        "confidence": row.confidence if row else None,
    }
    asks_why = bool(typed) and abs(int(typed)) >= REASON_FROM and not is_measure
    form = RatingForm(request.POST or None, pairing=pair.pairing, asks_why=asks_why, initial=initial)
    earlier = earlier_values(pair)
    sees_raters = may_see_raters(request.viewer)
    names = names_of(one.actor_id for one in earlier) if sees_raters else {}
    return {
        "pair": pair,
        "sees_raters": sees_raters,
        "is_measure": is_measure,
        "source_url": reverse(
            "strategy:measure" if is_measure else "strategy:goal", args=[town, pair.source.id]
        ),
        "now": value_in_words(pair.pairing, pair.value),
        "form": form,
        "needs_reason": asks_why,
        "next": _came_from(request),
        "earlier": [
            (
                one.at,
                signed(one.value) or _("taken away"),
                one.reason,
                names.get(one.actor_id) if one.actor_id else "",
            )
            for one in earlier
        ],
        "crumbs": ratings_crumbs(town, _("One pair")),
        **_stamps(pair),
    }


def _stamps(pair: Pair | None) -> dict[str, Any]:
    """What the form sends back, so that a rating of somebody else in between is noticed."""
    row = pair.row if pair else None
    return {
        "version": row.version if isinstance(row, GoalRelation) else 0,
        "seen": "" if pair is None or pair.value is None else str(pair.value),
    }
