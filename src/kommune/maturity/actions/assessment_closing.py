"""Closing a self-assessment: medians and distributions stay, sheets and names go, at once or not at all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import SystemRandom
from typing import Any
from uuid import UUID

from django.utils import timezone

from kommune.analysis.maturity import (
    DIMENSIONS,
    FEWEST_SHOWN,
    answer_range,
    are_alike,
    score_dimension,
    summarise_item,
)
from kommune.audit.public import Batch, image_of, journal
from kommune.foundation.dates import today
from kommune.foundation.duties import close_forgotten
from kommune.foundation.erasure import overwrite_after_commit
from kommune.maturity.actions.assessments import locked_assessment
from kommune.maturity.errors.assessments import AssessmentAlreadyClosed, AssessmentNotOpen, NobodyAssessed
from kommune.maturity.models import Assessment, AssessmentAnswer, AssessmentItem, AssessmentPerson
from kommune.maturity.rules import may_run_assessments
from kommune.maturity.shapes.assessments import AssessmentState
from kommune.municipalities.public import Viewer, change_object, require, system_viewer

WRITTEN_AT_ONCE = 200
RESULTS = (
    "n_present", "n_target", "n_unknown", "present", "present_spread", "present_counts",
    "target", "target_spread", "target_counts", "evidence", "version",
)  # fmt: skip


@dataclass(slots=True)
class _Said:
    """What all sheets say about one question."""

    present: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    unknown: int = 0
    evidence: list[dict[str, str]] = field(default_factory=list)


def close_assessment(*, by: Viewer, assessment_id: UUID) -> None:
    """Evaluate an open assessment and delete its sheets with their names.

    Raises ``AssessmentAlreadyClosed`` for all but the first of several closings at once, ``NobodyAssessed``
    where no sheet says anything about the present state.
    """
    require(may_run_assessments(by))
    with journal(action="close_assessment", actor_id=by.user_id) as batch:
        assessment = _open_one(assessment_id)
        items = list(AssessmentItem.objects.filter(assessment=assessment))
        answers = list(AssessmentAnswer.objects.filter(person__assessment=assessment))
        answered = {one.person_id for one in answers}
        if not any(one.present is not None for one in answers):
            raise NobodyAssessed
        _keep_results(batch, items, answers)
        sheets = _sheets(answers)
        alike = sum(are_alike(list(levels.values())) for levels in sheets.values())
        values = {
            "state": AssessmentState.CLOSED,
            "closed_at": timezone.now(),
            "held_on": assessment.held_on or today(),
            "people_asked": AssessmentPerson.objects.filter(assessment=assessment).count(),
            "people_answered": len(answered),
            "alike_sheets": alike if len(answered) >= FEWEST_SHOWN else 0,
            "profile": _profile(items, sheets),
        }
        change_object(batch, assessment, values, None)
        AssessmentPerson.objects.filter(assessment=assessment).delete()
        overwrite_after_commit()


def close_forgotten_assessments() -> int:
    """Close open ones whose last day is two weeks past; returns how many. Without answers they stay."""
    return close_forgotten(
        Assessment.objects.filter(state=AssessmentState.OPEN),
        lambda one: close_assessment(by=system_viewer(), assessment_id=one),
        NobodyAssessed,
    )


def _open_one(assessment_id: UUID) -> Assessment:
    assessment = locked_assessment(assessment_id)
    if assessment.state == AssessmentState.CLOSED:
        raise AssessmentAlreadyClosed
    if assessment.state != AssessmentState.OPEN:
        raise AssessmentNotOpen
    return assessment


def _keep_results(batch: Batch, items: Sequence[AssessmentItem], answers: Iterable[AssessmentAnswer]) -> None:
    """Median for every answered question; spread, distribution and evidence where enough people answered."""
    said: dict[UUID, _Said] = defaultdict(_Said)
    for one in answers:
        _count(said[one.item_id], one)
    chance, changed = SystemRandom(), []
    for item in items:
        told = said.get(item.id)
        if told is None:
            continue
        before = image_of(item)
        present, target = summarise_item(told.present), summarise_item(told.target)
        item.n_present, item.n_target, item.n_unknown = present.n, target.n, told.unknown
        item.present, item.present_spread = present.median, present.spread
        item.target, item.target_spread = target.median, target.spread
        item.present_counts = {str(level): n for level, n in present.counts.items()}
        item.target_counts = {str(level): n for level, n in target.counts.items()}
        if present.n >= FEWEST_SHOWN:
            chance.shuffle(told.evidence)
            item.evidence = told.evidence
        item.version += 1
        changed.append((item, before))
    AssessmentItem.objects.bulk_update(
        [item for item, _before in changed], RESULTS, batch_size=WRITTEN_AT_ONCE
    )
    for item, before in changed:
        batch.changed(item, before)


def _count(told: _Said, answer: AssessmentAnswer) -> None:
    if answer.present is not None:
        told.present.append(answer.present)
    if answer.target is not None:
        told.target.append(answer.target)
    told.unknown += answer.is_unknown
    if answer.evidence or answer.link:
        told.evidence.append({"text": answer.evidence, "link": answer.link})


def _sheets(answers: Iterable[AssessmentAnswer]) -> dict[UUID, dict[UUID, int]]:
    """Each person's steps for the present state by question."""
    sheets: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for one in answers:
        if one.present is not None:
            sheets[one.person_id][one.item_id] = one.present
    return sheets


def _profile(
    items: Sequence[AssessmentItem], sheets: dict[UUID, dict[UUID, int]]
) -> dict[str, dict[str, Any]]:
    """What is stored per dimension: scores, how many questions and people stand behind, how people differ."""
    profile: dict[str, dict[str, Any]] = {}
    for key in DIMENSIONS:
        own = [item for item in items if item.dimension == key]
        if not own:
            continue
        ids = {item.id for item in own}
        said = [[level for item, level in sheet.items() if item in ids] for sheet in sheets.values()]
        present = score_dimension([item.present for item in own])
        target = score_dimension([item.target for item in own])
        around = answer_range([{int(step): n for step, n in item.present_counts.items()} for item in own])
        profile[key] = {
            "present": present.score,
            "target": target.score,
            "answered": present.answered,
            "answered_target": target.answered,
            "asked": present.asked,
            "n": sum(bool(levels) for levels in said),
            "lowest": around[0] if around else None,
            "highest": around[1] if around else None,
        }
    return profile
