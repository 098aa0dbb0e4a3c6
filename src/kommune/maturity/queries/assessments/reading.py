"""Self-assessments as staff see them: lists, how far one is, who was asked, the newest profile."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from kommune.analysis.maturity import DIMENSIONS, FEWEST_SHOWN
from kommune.foundation.dates import today
from kommune.maturity.models import (
    Assessment,
    AssessmentAnswer,
    AssessmentItem,
    AssessmentPerson,
    AssessmentQuestion,
)
from kommune.maturity.shapes.assessments import AssessmentState, DimensionShape, ProfileShape
from kommune.municipalities.public import Viewer, released_for


@dataclass(frozen=True, slots=True)
class SheetProgress:
    """How far an open assessment is; whose sheet it is and what stands on it is not told."""

    asked: int
    answered: int
    is_overdue: bool


def visible_assessments(viewer: Viewer) -> QuerySet[Assessment]:
    """The assessments that a person may see."""
    rows: QuerySet[Assessment] = Assessment.objects.filter(released_for(viewer))
    return rows


def assessment_for(viewer: Viewer, assessment_id: UUID) -> Assessment | None:
    """One assessment, or None where it is not there for this person."""
    return visible_assessments(viewer).filter(id=assessment_id).first()


def closed_assessments(viewer: Viewer) -> QuerySet[Assessment]:
    """Closed assessments that a person may see, the newest day first."""
    rows = visible_assessments(viewer).filter(state=AssessmentState.CLOSED)
    return rows.order_by(F("held_on").desc(nulls_last=True), "-id")


def latest_profile(viewer: Viewer) -> ProfileShape | None:
    """The newest closed assessment of the town that this person may see; None where there is none."""
    row = closed_assessments(viewer).first()
    if row is None or row.held_on is None:
        return None
    return ProfileShape(row.id, row.title, row.held_on, shapes_of(row))


def shapes_of(assessment: Assessment) -> dict[str, DimensionShape]:
    """The stored profile by dimension in its order; empty before the end."""
    stored = assessment.profile
    return {
        key: DimensionShape(stored[key]["present"], stored[key]["target"], stored[key]["n"])
        for key in DIMENSIONS
        if key in stored
    }


def item_for(viewer: Viewer, item_id: UUID) -> AssessmentItem | None:
    """One question of an assessment that this person may see, with its assessment."""
    row = AssessmentItem.objects.select_related("assessment").filter(id=item_id).first()
    return row if row is not None and row.assessment.is_visible_to(viewer) else None


def progress_of(assessment: Assessment) -> SheetProgress:
    """How many were asked and how many have begun, in one query while it is open."""
    if assessment.state == AssessmentState.CLOSED:
        return SheetProgress(assessment.people_asked, assessment.people_answered, False)
    has_answered = Exists(AssessmentAnswer.objects.filter(person=OuterRef("pk")))
    counts = AssessmentPerson.objects.filter(assessment=assessment).aggregate(
        asked=Count("pk"), answered=Count("pk", filter=has_answered)
    )
    return SheetProgress(counts["asked"], counts["answered"], is_past(assessment))


def is_past(assessment: Assessment) -> bool:
    """Whether the day until which an open assessment takes answers has passed."""
    closes_on = assessment.closes_on
    return assessment.state == AssessmentState.OPEN and closes_on is not None and closes_on < today()


def named_people(assessment_id: UUID) -> list[tuple[UUID, str]]:
    """Who was invited by name, in the order of the alphabet; not whether she has answered."""
    rows = AssessmentPerson.objects.filter(assessment_id=assessment_id).select_related("member__user")
    named = [(row.id, str(row.member) if row.member else row.name) for row in rows]
    return sorted((one for one in named if one[1]), key=lambda one: (one[1].casefold(), one[0]))


def few_answers(assessment: Assessment) -> int:
    """How many questions have one or two answers, so that closing now would keep only their median."""
    said = AssessmentAnswer.objects.filter(person__assessment=assessment, present__isnull=False)
    few: int = said.values("item").annotate(n=Count("pk")).filter(n__lt=FEWEST_SHOWN).count()
    return few


def assessment_of_person(viewer: Viewer, person_id: UUID) -> Assessment | None:
    """The assessment that somebody was invited to, or None where it is not there for this person."""
    return visible_assessments(viewer).filter(people__id=person_id).first()


def own_sheets(viewer: Viewer) -> list[AssessmentPerson]:
    """Open sheets of a signed-in person, of whatever release, since she was asked."""
    if viewer.membership_id is None:
        return []
    mine = AssessmentPerson.objects.filter(
        member_id=viewer.membership_id, assessment__state=AssessmentState.OPEN
    ).select_related("assessment")
    return [one for one in mine if not is_past(one.assessment)]


def own_questions() -> QuerySet[AssessmentQuestion]:
    """The town's own questions, retired ones last."""
    rows: QuerySet[AssessmentQuestion] = AssessmentQuestion.objects.all()
    return rows.order_by(F("retired_on").asc(nulls_first=True), "dimension", "id")


def assessment_titles(viewer: Viewer) -> set[str]:
    """The titles of all assessments that a person may see."""
    return set(visible_assessments(viewer).values_list("title", flat=True))


def asked_keys(assessment_id: UUID) -> dict[str, UUID]:
    """The questions of an opened assessment: ids by key, in their order."""
    rows = AssessmentItem.objects.filter(assessment_id=assessment_id).order_by("position")
    return dict(rows.values_list("key", "id"))
