"""What a closed assessment found: standings, the weakest, where people differ, change since another."""

from django.db.models import Q, QuerySet

from kommune.analysis.maturity import (
    DIMENSIONS,
    Asked,
    Change,
    Standing,
    compare_assessments,
    weakest,
)
from kommune.maturity.models import Assessment, AssessmentItem
from kommune.maturity.queries.assessments.reading import closed_assessments, shapes_of
from kommune.municipalities.public import Viewer

DISCUSS_FROM = 2


def standings_of(assessment: Assessment) -> list[Standing]:
    """The dimensions with present and target, in their order."""
    return [Standing(key, one.present, one.target) for key, one in shapes_of(assessment).items()]


def weakest_of(assessment: Assessment) -> list[Standing]:
    """The weakest three under step 3, lowest first."""
    return weakest(standings_of(assessment))


def results_of(assessment: Assessment) -> QuerySet[AssessmentItem]:
    """All questions with their results."""
    rows: QuerySet[AssessmentItem] = AssessmentItem.objects.filter(assessment=assessment)
    return rows


def disputed_of(assessment: Assessment) -> QuerySet[AssessmentItem]:
    """Questions whose answers lie two steps or more apart, the widest first."""
    wide = Q(present_spread__gte=DISCUSS_FROM) | Q(target_spread__gte=DISCUSS_FROM)
    return results_of(assessment).filter(wide).order_by("-present_spread", "-target_spread", "position")


def earlier_than(viewer: Viewer, assessment: Assessment) -> Assessment | None:
    """The closed assessment before this one, as far as the person sees it."""
    before = closed_assessments(viewer).filter(
        Q(held_on__lt=assessment.held_on) | Q(held_on=assessment.held_on, id__lt=assessment.id)
    )
    return before.first()


def changes_between(old: Assessment, new: Assessment) -> list[Change]:
    """Each dimension then and now over the questions that both asked in the same words; two queries."""
    return compare_assessments(_asked(old), _asked(new), DIMENSIONS)


def _asked(assessment: Assessment) -> dict[str, Asked]:
    return {
        item.key: Asked(
            item.dimension, repr((item.words.get("de"), item.levels.get("de"))), item.present, item.target
        )
        for item in results_of(assessment)
    }
