"""Which questions an assessment asks: the shipped ones of its form and the town's own."""

from collections.abc import Sequence

from kommune.analysis.maturity import DIMENSIONS, questions_version, shipped_questions
from kommune.maturity.models import Assessment, AssessmentItem, AssessmentQuestion
from kommune.maturity.shapes.assessments import AssessmentForm

SECONDS_PER_QUESTION = 22


def minutes_for(count: int) -> int:
    """How long so many questions take, in minutes, at least one."""
    return max(1, round(count * SECONDS_PER_QUESTION / 60))


def asked_now(assessment: Assessment) -> list[AssessmentItem]:
    """The questions in their order as they would be asked today, not stored; one query."""
    own = list(AssessmentQuestion.objects.filter(retired_on=None).order_by("id"))
    items = []
    for dimension in DIMENSIONS:
        items += _shipped(assessment, dimension)
        items += [_own(assessment, one) for one in own if one.dimension == dimension]
    for position, item in enumerate(items, start=1):
        item.position = position
    return items


def items_of(assessment: Assessment) -> Sequence[AssessmentItem]:
    """The questions of an opened assessment as they were asked, of one in preparation as they would be."""
    return list(AssessmentItem.objects.filter(assessment=assessment)) or asked_now(assessment)


def version_now() -> str:
    """The version of the shipped questions."""
    return questions_version()


def _shipped(assessment: Assessment, dimension: str) -> list[AssessmentItem]:
    rows = shipped_questions(is_short=assessment.form == AssessmentForm.SHORT)
    return [
        AssessmentItem(
            assessment=assessment,
            dimension=dimension,
            key=one.key,
            words=one.words,
            levels=one.levels,
            hint=one.evidence,
        )
        for one in rows
        if one.dimension == dimension
    ]


def _own(assessment: Assessment, question: AssessmentQuestion) -> AssessmentItem:
    return AssessmentItem(
        assessment=assessment,
        dimension=question.dimension,
        key=f"own.{question.id}",
        words={"de": question.words},
        levels={"de": question.levels},
        hint={"de": question.evidence} if question.evidence else {},
        is_own=True,
    )
