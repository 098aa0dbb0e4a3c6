"""What moved lately: measures that are new, reached their end or were given up, and reports that came in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db.models import F
from django.utils import timezone

from kommune.audit.public import column_changes, revision
from kommune.foundation.dates import today
from kommune.foundation.ids import first_id_at
from kommune.foundation.scope import current_town
from kommune.municipalities.public import Viewer
from kommune.strategy.models import Measure, StatusReport
from kommune.strategy.queries.kept import kept_while_unchanged
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.shapes import ENDED_PHASES, Phase

VIEWERS_KEPT = 256
SHOWN_OF_REPORTS = (
    "reported_on", "label", "light", "text", "measure__number", "measure__title", "author__user__name",
    "author__user__email",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Movement:
    """Numbers of visible measures since a moment; ``reports`` counts status reports."""

    new: int
    begun: int
    reached: int
    given_up: int
    reports: int

    @property
    def is_nothing(self) -> bool:
        """Whether nothing moved at all."""
        return not any((self.new, self.begun, self.reached, self.given_up, self.reports))


def kept_movement(viewer: Viewer, *, days: int) -> Movement:
    """What moved in the last days; kept per rung until the town's data change or the day does."""
    key = f"movement:{current_town()}:{int(viewer.clearance)}:{days}"
    state = (revision(current_town()), today())
    kept: tuple[object, Movement] | None = cache.get(key)
    if kept is not None and kept[0] == state:
        return kept[1]
    movement = movement_since(viewer.clearance, timezone.now() - timedelta(days=days))
    cache.set(key, (state, movement))
    return movement


def movement_since(rung: int, moment: datetime) -> Movement:
    """What people on a rung may see of what moved since ``moment``; four queries."""
    first_id = first_id_at(moment)
    changes = column_changes("measure", "phase", since=moment)
    entered = {object_id: after for object_id, before, after in changes if before != after}
    seen = Measure.objects.filter(released_to__gte=rung)
    visible = {str(key) for key in seen.filter(id__in=list(entered)).values_list("id", flat=True)}
    phases = [phase for object_id, phase in entered.items() if object_id in visible]
    given_up = ENDED_PHASES - {Phase.ENDED_REACHED}
    return Movement(
        new=seen.filter(id__gte=first_id).count(),
        begun=phases.count(Phase.RUNNING),
        reached=phases.count(Phase.ENDED_REACHED) + phases.count(Phase.OPERATING),
        given_up=sum(phases.count(phase) for phase in given_up),
        reports=StatusReport.objects.filter(id__gte=first_id, measure__in=seen.values("id")).count(),
    )


def latest_reports(viewer: Viewer, *, limit: int) -> list[StatusReport]:
    """The newest status reports of measures that a person may see, with measure and author.

    Which ones is kept while the town's data stay; what an author is called may change without them.
    """
    places = {key: place for place, key in enumerate(_latest_ids(viewer, limit))}
    reports = StatusReport.objects.filter(id__in=list(places)).select_related("measure", "author__user")
    return sorted(reports.only(*SHOWN_OF_REPORTS), key=lambda report: places[report.id])


@kept_while_unchanged(VIEWERS_KEPT)
def _latest_ids(viewer: Viewer, limit: int) -> tuple[UUID, ...]:
    reports = StatusReport.objects.filter(measure__in=visible_measures(viewer).values("id"))
    newest = reports.order_by(F("reported_on").desc(nulls_last=True), "-id")
    return tuple(newest.values_list("id", flat=True)[:limit])
