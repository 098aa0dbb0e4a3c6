"""Pages before a survey opens: the list of surveys, a new one, its frame."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kommune.foundation.addresses import address_maker
from kommune.foundation.ids import parse_id
from kommune.foundation.pages import Crumbs, form_page, found, sent_version
from kommune.foundation.tables import Column, Filter, Table, table_response
from kommune.foundation.templatetags.components import state, unknown
from kommune.maturity.actions import pulses as actions
from kommune.maturity.models import Pulse
from kommune.maturity.queries.pulses.pulses import (
    instruments,
    open_pulses,
    own_questions,
    pulse_for,
    visible_pulses,
)
from kommune.maturity.queries.pulses.replies import latest_replies
from kommune.maturity.queries.pulses.topics import topic_titles
from kommune.maturity.rules import is_employee, may_run_pulses
from kommune.maturity.shapes.pulses import PulseState, in_language
from kommune.maturity.web.pulses.forms import OpenPulseForm, PulseForm
from kommune.maturity.web.tabs import people_tabs
from kommune.municipalities.public import TownRequest, require

# What a survey that is repeated takes over; its days do not come again.
REPEATED = (
    "title", "purpose", "topics", "about", "question_ids", "instrument_ids", "people", "floor", "asks_texts",
    "keeps_texts_months",
)  # fmt: skip
TONES = {PulseState.PREPARED: "none", PulseState.OPEN: "good", PulseState.CLOSED: "none"}


def pulse_crumbs(town: str, *more: tuple[Any, str]) -> Crumbs:
    """The way from the list of surveys."""
    return [(_("Surveys"), reverse("maturity:pulses", args=[town])), *more]


@require_GET
def list_pulses(request: TownRequest, town: str) -> HttpResponse:
    """All surveys, those open now, and what came of the last ones."""
    context = {
        "may_run": may_run_pulses(request.viewer),
        "open_now": list(open_pulses()) if is_employee(request.viewer) else [],
        "replies": latest_replies(request.viewer),
        "tabs": people_tabs(town, "pulses"),
    }
    return table_response(request, pulse_table(request, town), "maturity/pulses/list.html", context)


@require_http_methods(["GET", "POST"])
def new_pulse(request: TownRequest, town: str) -> HttpResponse:
    """Prepare a survey."""
    require(may_run_pulses(request.viewer))
    form = PulseForm(request.POST or None, **_offers(), initial=_beginning(request))

    def save() -> str:
        pulse_id = actions.prepare_pulse(by=request.viewer, values=form.cleaned_data)
        return reverse("maturity:pulse", args=[town, pulse_id])

    context = {
        "title": _("Prepare a survey"),
        "note": _("Next you see who would be asked, in which groups and how long it takes. Nothing is sent."),
        "crumbs": pulse_crumbs(town),
        "cancel_url": reverse("maturity:pulses", args=[town]),
        "submit_label": _("Prepare"),
    }
    return form_page(request, form, save, context)


@require_http_methods(["GET", "POST"])
def edit_pulse(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """Change the frame of a survey; while it is open, its title and last day."""
    require(may_run_pulses(request.viewer))
    pulse = found(pulse_for(request.viewer, pulse_id))
    version, target, title = pulse.version, reverse("maturity:pulse", args=[town, pulse_id]), pulse.title
    form: PulseForm | OpenPulseForm = (
        PulseForm(request.POST or None, instance=pulse, **_offers())
        if pulse.state == PulseState.PREPARED
        else OpenPulseForm(request.POST or None, instance=pulse)
    )

    def save() -> str:
        actions.edit_pulse(
            by=request.viewer, pulse_id=pulse_id, version=sent_version(request), values=form.cleaned_data
        )
        return target

    context = {
        "title": title,
        "version": version,
        "crumbs": pulse_crumbs(town, (title, target)),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


def pulse_table(request: TownRequest, slug: str) -> Table:
    """All surveys that this person may see."""
    address = address_maker("maturity:pulse", slug)
    columns = [
        Column("title", _("Survey"), "title", sort=("title",)),
        Column("state", _("State"), lambda row: badge_of(row), sort=("state",)),
        Column("closes_on", _("Open until"), "closes_on", sort=("closes_on",), align="end"),
        Column("answered", _("Answers"), _answered, sort=("answered",), align="end", priority=2),
    ]
    return Table(
        request,
        visible_pulses(request.viewer).defer("blocks", "results").order_by("-id"),
        columns,
        caption=_("Surveys"),
        filters=[Filter("state", _("State"), "multi", PulseState.choices)],
        search=lambda rows, text: rows.filter(title__icontains=text),
        row_url=lambda row: address(row.pk),
        empty_template="maturity/pulses/_no_pulses.html",
        empty_context={"may_run": may_run_pulses(request.viewer)},
    )


def badge_of(pulse: Pulse) -> SafeString:
    """The state of a survey by word, shape and colour."""
    return state(TONES[PulseState(pulse.state)], PulseState(pulse.state).label)


def _beginning(request: TownRequest) -> dict[str, Any]:
    """What the form of a new survey begins with: the frame of the one to repeat, or the usual topics."""
    key = parse_id(request.GET.get("like", ""))
    pulse = pulse_for(request.viewer, key) if key else None
    if pulse is None:
        return {"topics": ["cooperation", "strategy"]}
    return {name: getattr(pulse, name) for name in REPEATED}


def _answered(row: Pulse) -> object:
    return row.answered if row.answered is not None else unknown(_("not told yet"))


def _offers() -> dict[str, Any]:
    return {
        "topics": [(key, in_language(words)) for key, words in topic_titles().items()],
        "questions": own_questions().values_list("id", "words"),
        "instruments": instruments().values_list("id", "title"),
    }
