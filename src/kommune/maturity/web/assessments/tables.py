"""Tables of self-assessments: all of them, the questions with their results, what to talk about."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kommune.foundation.addresses import address_maker
from kommune.foundation.tables import Column, Filter, Table
from kommune.foundation.templatetags.components import state, unknown
from kommune.maturity.models import Assessment, AssessmentItem, AssessmentQuestion
from kommune.maturity.queries.assessments.reading import own_questions, visible_assessments
from kommune.maturity.queries.assessments.results import disputed_of, results_of
from kommune.maturity.rules import may_run_assessments
from kommune.maturity.shapes.assessments import AssessmentForm, AssessmentState, MaturityDimension
from kommune.maturity.web.assessments.words import (
    dimension_name,
    question_text,
    score_text,
    told_counts,
)
from kommune.municipalities.public import TownRequest

TONES = {AssessmentState.PREPARED: "none", AssessmentState.OPEN: "good", AssessmentState.CLOSED: "none"}


def assessment_table(request: TownRequest, slug: str) -> Table:
    """All assessments that this person may see."""
    address = address_maker("maturity:assessment", slug)
    columns = [
        Column("title", _("Self-assessment"), "title", sort=("title",)),
        Column("state", _("State"), lambda row: badge_of(row), sort=("state",)),
        Column("held_on", _("Day it speaks of"), "held_on", sort=("held_on",), align="end"),
        Column("form", _("Form"), lambda row: form_name(row), priority=2),
        Column("answered", _("Sheets with answers"), lambda row: _answered(row), align="end", priority=2),
    ]
    return Table(
        request,
        visible_assessments(request.viewer),
        columns,
        caption=_("Self-assessments"),
        filters=[Filter("state", _("State"), "multi", AssessmentState.choices)],
        search=lambda rows, text: rows.filter(title__icontains=text),
        row_url=lambda row: address(row.pk),
        empty_template="maturity/assessments/_none.html",
        empty_context={"may_run": may_run_assessments(request.viewer)},
    )


def badge_of(assessment: Assessment) -> SafeString:
    """The state by word, shape and colour."""
    stands = AssessmentState(assessment.state)
    return state(TONES[stands], stands.label)


def form_name(assessment: Assessment) -> str:
    """Short or long, in one word."""
    return _("short") if assessment.form == AssessmentForm.SHORT else _("long")


def result_table(request: TownRequest, slug: str, assessment: Assessment) -> Table:
    """Every question of a closed assessment with its result."""
    return Table(
        request,
        results_of(assessment),
        _result_columns(),
        caption=_("All questions"),
        filters=[Filter("dimension", _("Dimension"), "multi", MaturityDimension.choices)],
        search=find_words,
        row_url=_item_address(slug),
        name="questions",
        prefix="questions",
    )


def disputed_table(request: TownRequest, slug: str, assessment: Assessment) -> Table:
    """Questions whose answers lie two steps or more apart."""
    return Table(
        request,
        disputed_of(assessment),
        _result_columns(),
        caption=_("To talk about"),
        row_url=_item_address(slug),
        name="disputed",
        prefix="disputed",
    )


def question_table(request: TownRequest, slug: str) -> Table:
    """The town's own questions."""
    address = address_maker("maturity:assessment_question_edit", slug)
    columns = [
        Column("words", _("Question"), "words", sort=("words",), clamp=True),
        Column("dimension", _("Dimension"), lambda row: dimension_name(row.dimension), sort=("dimension",)),
        Column("state", _("State"), lambda row: _asked_or_not(row)),
        Column("retired_on", _("Retired on"), "retired_on", sort=("retired_on",), align="end", priority=3),
    ]
    return Table(
        request,
        own_questions(),
        columns,
        caption=_("Own questions"),
        filters=[Filter("dimension", _("Dimension"), "multi", MaturityDimension.choices)],
        search=lambda rows, text: rows.filter(words__icontains=text),
        row_url=lambda row: address(row.pk),
        empty_template="maturity/assessments/_no_questions.html",
    )


def find_words(rows: QuerySet[AssessmentItem], text: str) -> QuerySet[AssessmentItem]:
    """Questions that hold every word, in whatever language they stand."""
    for word in text.split():
        rows = rows.filter(words__icontains=word)
    return rows


def _result_columns() -> list[Column]:
    return [
        Column("words", _("Question"), lambda row: question_text(row), sort=("position",), clamp=True),
        Column(
            "dimension", _("Dimension"), lambda row: dimension_name(row.dimension), ("dimension",), priority=3
        ),
        Column(
            "present", _("Today"), lambda row: _median(row.present), sort=("present",), align="end",
            export="present",
        ),
        Column(
            "target", _("Target"), lambda row: _median(row.target), sort=("target",), align="end",
            export="target",
        ),
        Column("spread", _("Spread"), "present_spread", sort=("present_spread",), align="end", priority=2),
        Column(
            "counts", _("Distribution today"), lambda row: _distribution(row), priority=3,
            export=lambda row: told_counts(row, row.present_counts),
        ),
    ]  # fmt: skip


def _item_address(slug: str) -> Callable[[AssessmentItem], str]:
    address = address_maker("maturity:assessment_item", slug)
    return lambda row: address(row.pk)


def _median(value: float | None) -> object:
    return unknown(_("no answer")) if value is None else score_text(value)


def _distribution(item: AssessmentItem) -> object:
    if item.present is None:
        return unknown(_("no answer"))
    return told_counts(item, item.present_counts) or unknown(_("not shown"))


def _answered(row: Assessment) -> object:
    return row.people_answered if row.state == AssessmentState.CLOSED else None


def _asked_or_not(row: AssessmentQuestion) -> SafeString:
    return state("none", _("retired")) if row.retired_on else state("good", _("is asked"))
