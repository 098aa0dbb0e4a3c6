"""The working page of a strategy's cycle, and its workshops for print."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.analysis.strategy_cycle import Station, load_stations
from kommune.foundation.dates import today
from kommune.foundation.pages import carry_out, found
from kommune.maturity.actions.cycles import begin_cycle
from kommune.maturity.models import CycleStation
from kommune.maturity.queries.cycles import assessments_closed, stations_of, tell_evidence
from kommune.maturity.queries.hours import hour_of_strategy
from kommune.maturity.rules import may_edit_cycle, may_edit_station, may_see_cycle
from kommune.maturity.shapes.cycle import PaperState, StationState
from kommune.maturity.web.hour.frame import hour_crumbs, language
from kommune.municipalities.public import TownRequest, Viewer, require
from kommune.strategy.public import evidence_of, strategy_title

TONES = {
    StationState.OPEN: "none",
    StationState.UNDER_WAY: "good",
    StationState.DONE: "good",
    StationState.RENEW: "warn",
}
PAPER_TONES = {PaperState.OWED: "none", PaperState.MADE: "good", PaperState.ADOPTED: "good"}


@require_GET
def show_cycle(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """Six stations with state, people, evidence and papers."""
    require(may_see_cycle(request.viewer))
    evidence = found(evidence_of(request.viewer, strategy_id))
    title = evidence.title
    rows = {row.key: row for row in stations_of(request.viewer, strategy_id)}
    proofs = tell_evidence(evidence, assessments_closed(request.viewer))
    stations = [
        _station(request.viewer, station, rows.get(station.key), proofs) for station in load_stations()
    ]
    done = sum(row.state == StationState.DONE for row in rows.values())
    context = {
        "strategy_title": title,
        "strategy_id": strategy_id,
        "stations": stations,
        "has_begun": bool(rows),
        "done": done,
        "owed": sum(one["owed"] for one in stations),
        "may_edit": may_edit_cycle(request.viewer),
        "hour": hour_of_strategy(request.viewer, strategy_id),
        "crumbs": hour_crumbs(town, (title, reverse("strategy:show", args=[town, strategy_id]))),
    }
    return render(request, "maturity/cycle/show.html", context)


def _station(viewer: Viewer, station: Station, row: CycleStation | None, proofs: Any) -> dict[str, Any]:
    people = list(row.people.all()) if row else []
    papers = list(row.papers.all()) if row else []
    is_open = row is not None and row.state != StationState.DONE
    return {
        "key": station.key,
        "name": station.name.say(language()),
        "purpose": station.purpose.say(language()),
        "row": row,
        "tone": TONES[StationState(row.state)] if row else "none",
        "people": [one.membership.user.name or one.membership.user.email for one in people],
        "papers": [{"row": one, "tone": PAPER_TONES[PaperState(one.state)]} for one in papers],
        "owed": sum(one.state == PaperState.OWED for one in papers),
        "evidence": proofs.get(station.key, []),
        "workshop": station.workshop.say(language()),
        "minutes": station.minutes,
        "is_late": bool(is_open and row and row.due_on and row.due_on < today()),
        "may_edit": row is not None and may_edit_station(viewer, {one.membership_id for one in people}),
    }


@require_POST
def begin(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """Set up the six stations."""
    found(strategy_title(request.viewer, strategy_id))
    carry_out(
        request,
        lambda: begin_cycle(by=request.viewer, strategy_id=strategy_id),
        _("The cycle has begun. Say for each station where it stands and who is responsible."),
    )
    return redirect("maturity:cycle", town, strategy_id)


@require_GET
def show_workshop(request: TownRequest, town: str, strategy_id: UUID, key: str) -> HttpResponse:
    """The workshop of a station on one page of A4."""
    require(may_see_cycle(request.viewer))
    title = found(strategy_title(request.viewer, strategy_id))
    station = next((one for one in load_stations() if one.key == key), None)
    if station is None:
        raise Http404
    minute, agenda = 0, []
    for part in station.agenda:
        agenda.append({"from": minute, "minutes": part.minutes, "what": part.words.say(language())})
        minute += part.minutes
    context = {
        "name": station.name.say(language()),
        "workshop": station.workshop.say(language()),
        "purpose": station.purpose.say(language()),
        "people": station.people.say(language()),
        "material": [one.say(language()) for one in station.material],
        "agenda": agenda,
        "minutes": station.minutes,
        "crumbs": hour_crumbs(
            town,
            (title, reverse("strategy:show", args=[town, strategy_id])),
            (_("The strategy cycle"), reverse("maturity:cycle", args=[town, strategy_id])),
        ),
    }
    return render(request, "maturity/cycle/workshop.html", context)
