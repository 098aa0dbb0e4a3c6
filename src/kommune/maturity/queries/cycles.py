"""The cycle of a strategy: its stations with people and papers, and what the town's rows say about each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.foundation.dates import local_day
from kommune.maturity.models import CycleStation, StationPaper, StationPerson
from kommune.maturity.queries.assessments.reading import closed_assessments
from kommune.maturity.rules import may_see_cycle
from kommune.municipalities.public import Viewer, released_for
from kommune.strategy.public import StrategyEvidence

Line = tuple[str, str]


def visible_stations(viewer: Viewer) -> QuerySet[CycleStation]:
    """Stations of strategies that a person may see; none outside the administration."""
    if not may_see_cycle(viewer):
        return CycleStation.objects.none()
    stations: QuerySet[CycleStation] = CycleStation.objects.filter(
        released_for(viewer, "strategy__released_to")
    )
    return stations.select_related("strategy", "state_by__user")


def stations_of(viewer: Viewer, strategy_id: UUID) -> list[CycleStation]:
    """The stations of one strategy in their order, with people and papers; three queries."""
    rows = visible_stations(viewer).filter(strategy_id=strategy_id)
    people = Prefetch("people", StationPerson.objects.select_related("membership__user"))
    return list(rows.prefetch_related("papers", people))


def station_for(viewer: Viewer, station_id: UUID) -> CycleStation | None:
    """One station, or None where it is not there for this person."""
    return visible_stations(viewer).filter(id=station_id).first()


def paper_for(viewer: Viewer, paper_id: UUID) -> StationPaper | None:
    """One paper of a visible station, or None."""
    rows = StationPaper.objects.filter(station__in=visible_stations(viewer).values("id"))
    found: StationPaper | None = rows.select_related("station__strategy").filter(id=paper_id).first()
    return found


def responsible_ids(stations: Iterable[CycleStation]) -> dict[UUID, set[UUID]]:
    """Who is responsible, as ids of memberships by station; one query."""
    found: dict[UUID, set[UUID]] = {station.id: set() for station in stations}
    rows = StationPerson.objects.filter(station__in=list(found))
    for station_id, membership_id in rows.values_list("station_id", "membership_id"):
        found[station_id].add(membership_id)
    return found


def assessments_closed(viewer: Viewer) -> list[date]:
    """The days of closed self-assessments that the person may see, the newest first."""
    days = closed_assessments(viewer).values_list("held_on", "closed_at")
    known = [held_on or (local_day(closed_at) if closed_at else None) for held_on, closed_at in days]
    return [day for day in known if day is not None]


def tell_evidence(evidence: StrategyEvidence, assessed: Sequence[date]) -> Mapping[str, list[Line]]:
    """For every station what the town's own rows prove, as pairs of tone and sentence; it sets no state.

    ``assessed`` are the days of closed self-assessments, the newest first.
    """
    told = {key: tell(evidence) for key, tell in TELLERS.items()}
    told["baseline"] += [_assessed(assessed)]
    told["evaluation"] += [_repeated(assessed)]
    return told


def _assessed(days: Sequence[date]) -> Line:
    if not days:
        return _line(False, _("no closed self-assessment yet"))
    return _line(True, _("last self-assessment on %(day)s") % {"day": _day(days[0])})


def _repeated(days: Sequence[date]) -> Line:
    if len(days) < 2:
        return _line(False, _("no self-assessment repeated yet"))
    told = {"new": _day(days[0]), "old": _day(days[1])}
    return _line(True, _("self-assessments of %(old)s and %(new)s to compare") % told)


def _line(is_good: bool, text: str) -> Line:
    return ("good" if is_good else "none"), text


def _baseline(evidence: StrategyEvidence) -> list[Line]:
    texts = ngettext("%(n)d text was read", "%(n)d texts were read", evidence.texts) % {"n": evidence.texts}
    return [_line(evidence.texts > 0, texts)]


def _vision(evidence: StrategyEvidence) -> list[Line]:
    numbers = {"n": evidence.goals_related, "all": evidence.goals}
    return [
        _line(evidence.city_goals > 0, _("%(n)d goals of the town are there") % {"n": evidence.city_goals}),
        _line(
            0 < evidence.goals == evidence.goals_related,
            _("%(n)d of %(all)d digital goals are related to goals of the town") % numbers,
        ),
    ]


def _fields(evidence: StrategyEvidence) -> list[Line]:
    return [
        _line(evidence.fields > 0, _("%(n)d fields of action") % {"n": evidence.fields}),
        _line(evidence.goals > 0, _("%(n)d goals") % {"n": evidence.goals}),
    ]


def _measures(evidence: StrategyEvidence) -> list[Line]:
    total = evidence.measures
    owned = {"n": evidence.measures_owned, "all": total}
    linked = {"n": evidence.measures_linked, "all": total}
    return [
        _line(0 < total == evidence.measures_owned, _("%(n)d of %(all)d measures have an owner") % owned),
        _line(0 < total == evidence.measures_linked, _("%(n)d of %(all)d measures serve a goal") % linked),
        _line(evidence.is_adopted, evidence.decision or _("no decision recorded")),
    ]


def _delivery(evidence: StrategyEvidence) -> list[Line]:
    active = {"n": evidence.measures_active, "all": evidence.measures}
    reported = evidence.last_report_on
    told = (
        _("last status report on %(day)s") % {"day": _day(reported)}
        if reported
        else _("no status report yet")
    )
    return [
        _line(evidence.measures_active > 0, _("%(n)d of %(all)d measures are under way") % active),
        _line(reported is not None, told),
    ]


def _evaluation(evidence: StrategyEvidence) -> list[Line]:
    has_next = evidence.successors > 0
    return [_line(has_next, _("the next edition has begun") if has_next else _("no next edition yet"))]


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


TELLERS: Mapping[str, Callable[[StrategyEvidence], list[Line]]] = {
    "baseline": _baseline,
    "vision": _vision,
    "fields": _fields,
    "measures": _measures,
    "delivery": _delivery,
    "evaluation": _evaluation,
}
