"""Reading measures as the viewer may see them: list, fact sheet, links."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import CharField, Count, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from kommune.municipalities.public import Viewer, released_for
from kommune.strategy.models import Contribution, Measure, StatusReport
from kommune.strategy.rules import measures_seen_by
from kommune.strategy.shapes import ENDED_PHASES, MeasureShape

# Who gave a rating, by name or else by address, without making a person and a membership of each row.
RATER = Coalesce(NullIf("rated_by__user__name", Value("")), "rated_by__user__email", output_field=CharField())


def visible_measures(viewer: Viewer) -> QuerySet[Measure]:
    """The measures that a person may see."""
    measures: QuerySet[Measure] = Measure.objects.filter(measures_seen_by(viewer))
    return measures


def choose_measures(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Pairs of id and name of the measures that a person may see, for a choice."""
    rows = visible_measures(viewer).only("town", "number", "title").order_by("position", "id")
    return [(row.id, str(row)) for row in rows]


def measures_for_list(viewer: Viewer) -> QuerySet[Measure]:
    """Visible measures with what the list shows: names by join, total cost and links by subquery."""
    return visible_measures(viewer).select_related("lead_unit", "owner__user", "field", "strategy")


def measures_for_table(viewer: Viewer) -> QuerySet[Measure]:
    """Visible measures with the columns of the list alone: a page makes models of what it shows, no more."""
    return (
        visible_measures(viewer)
        .select_related("lead_unit", "owner__user")
        .only(
            "town", "number", "title", "phase", "light", "owner_name", "ends_on", "position",
            "lead_unit__town", "lead_unit__short_name", "lead_unit__name",
            "owner__town", "owner__user__name", "owner__user__email",
        )
    )  # fmt: skip


def measure_for(viewer: Viewer, measure_id: UUID) -> Measure | None:
    """One measure with names, or None where it is not there for this person."""
    return measures_for_list(viewer).filter(id=measure_id).first()


def cost_totals(measure_ids: list[UUID]) -> dict[UUID, int]:
    """Known cost in cents by measure; measures without any known cost are left out. One query."""
    rows = Measure.objects.filter(id__in=measure_ids).annotate(total=Sum("costs__amount_cents"))
    return {row.id: row.total for row in rows if row.total is not None}


def links_of(viewer: Viewer, measure: Measure) -> list[Contribution]:
    """The contributions of a measure to goals that the viewer may see."""
    links = Contribution.objects.filter(measure=measure).filter(
        released_for(viewer, "goal__strategy__released_to")
    )
    return list(links.select_related("goal__strategy").order_by("-strength", "goal__position"))


def reports_of(measure: Measure) -> list[StatusReport]:
    """The status reports of a measure with what its page tells of them, newest first."""
    reports = StatusReport.objects.filter(measure=measure).select_related("author__user")
    reports = reports.only(
        "reported_on", "label", "light", "text", "author__user__name", "author__user__email"
    )
    return list(reports.order_by("-reported_on", "-position"))


def own_measures(viewer: Viewer) -> QuerySet[Measure]:
    """What a person owns herself and has not ended."""
    return measures_for_list(viewer).filter(owner_id=viewer.membership_id).exclude(phase__in=ENDED_PHASES)


def unit_measures(viewer: Viewer) -> QuerySet[Measure]:
    """What a person's unit leads or takes part in and has not ended."""
    unit = Q(lead_unit_id=viewer.unit_id) | Q(participations__unit_id=viewer.unit_id)
    return measures_for_list(viewer).filter(unit).exclude(phase__in=ENDED_PHASES).distinct()


def count_by_phase(viewer: Viewer) -> dict[str, int]:
    """Visible measures by phase."""
    rows = visible_measures(viewer).order_by().values("phase").annotate(n=Count("id"))
    return {row["phase"]: row["n"] for row in rows}


def measure_shapes(viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, MeasureShape]:
    """Visible measures by id as other rooms see them; one query, none for no ids."""
    if not ids:
        return {}
    rows = visible_measures(viewer).filter(id__in=ids).values_list("id", "number", "title", "phase")
    return {row[0]: MeasureShape(*row) for row in rows}
