"""A sheet opened by its link: its pages, one per dimension, where one stands, and nothing of anybody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from kommune.analysis.maturity import DIMENSIONS
from kommune.foundation.link_tokens import named_in, token_hash
from kommune.maturity.errors.assessments import (
    AssessmentClosedMeanwhile,
    AssessmentNotOpen,
    SheetLinkUnusable,
)
from kommune.maturity.models import Assessment, AssessmentAnswer, AssessmentItem, AssessmentPerson
from kommune.maturity.queries.assessments.asking import minutes_for
from kommune.maturity.queries.assessments.links import is_room_token
from kommune.maturity.queries.assessments.reading import is_past
from kommune.maturity.shapes.assessments import AssessmentState


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The questions of one dimension."""

    dimension: str
    items: tuple[AssessmentItem, ...]


@dataclass(frozen=True, slots=True)
class AssessmentSheet:
    """One person's sheet: its pages in order, and by question her answers that may be shown here."""

    person_id: UUID
    title: str
    note: str
    pages: tuple[SheetPage, ...]
    answers: Mapping[UUID, AssessmentAnswer]
    is_done: bool

    @property
    def total(self) -> int:
        """How many questions there are."""
        return sum(len(page.items) for page in self.pages)

    @property
    def minutes(self) -> int:
        """How long the whole sheet takes, in minutes."""
        return minutes_for(self.total)

    def answered_on(self, page: SheetPage) -> int:
        """How many questions of a page have an answer, "I do not know" included."""
        return sum(item.id in self.answers for item in page.items)

    @property
    def next_page(self) -> int:
        """The number of the first page, counted from 1, with an open question; 1 where none is."""
        waiting = [at for at, page in enumerate(self.pages, 1) if self.answered_on(page) < len(page.items)]
        return waiting[0] if waiting else 1


def open_assessment_of(token: str) -> Assessment:
    """The open assessment that a link names; raises ``SheetLinkUnusable`` or why it takes no answers."""
    assessment: Assessment | None = Assessment.objects.filter(id=named_in(token)).first()
    if assessment is None:
        raise SheetLinkUnusable
    require_answers_taken(assessment)
    return assessment


def require_answers_taken(assessment: Assessment) -> None:
    """Raise where no answers are taken: not open yet, closed, or past the last day."""
    if assessment.state == AssessmentState.PREPARED:
        raise AssessmentNotOpen
    if assessment.state == AssessmentState.CLOSED or is_past(assessment):
        raise AssessmentClosedMeanwhile


def open_sheet(token: str, *, device: str = "", membership_id: UUID | None = None) -> AssessmentSheet:
    """The sheet of a link with what this device said, or with all that the member said who is signed in.

    Anybody else sees an empty sheet, whether it was begun or not. Changes nothing.
    """
    assessment = open_assessment_of(token)
    person = AssessmentPerson.objects.filter(assessment=assessment, token_hash=token_hash(token)).first()
    if person is None:
        raise SheetLinkUnusable
    answers = AssessmentAnswer.objects.filter(person=person)
    if person.member_id is None or person.member_id != membership_id:
        answers = answers.filter(device=device) if device else answers.none()
    shown = {one.item_id: one for one in answers}
    items = list(AssessmentItem.objects.filter(assessment=assessment))
    pages = [SheetPage(key, tuple(item for item in items if item.dimension == key)) for key in DIMENSIONS]
    return AssessmentSheet(
        person_id=person.id,
        title=assessment.title,
        note=assessment.note,
        pages=tuple(page for page in pages if page.items),
        answers=shown,
        is_done=person.is_done and bool(shown),
    )


def open_room(token: str) -> Assessment | None:
    """The open assessment of the link for everybody in a room; None where this is no such link."""
    return open_assessment_of(token) if is_room_token(token) else None
