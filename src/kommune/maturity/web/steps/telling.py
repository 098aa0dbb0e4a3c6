"""Lines of first steps made ready for the page: words, effort, reasons, what became of them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.maturity.shapes.steps import KnownFact, StepLine
from kommune.maturity.step_words import (
    against_text,
    effort_text,
    precondition_text,
    reason_text,
    source_text,
    step_leave,
    step_replaces,
    step_text,
    step_title,
)
from kommune.strategy.public import Phase

REASONS_SHOWN = 2
# Where a person goes to see or change what a fact rests on.
SOURCE_URLS = {
    "answer": "maturity:steps_answers",
    "assessment": "maturity:assessments",
    "hour": "maturity:hour_list",
    "list": "strategy:proof",
}


def told_line(
    line: StepLine, facts: Mapping[str, KnownFact], slug: str, *, may_answer: bool
) -> dict[str, Any]:
    """What a page shows of one step; answers are a link for whoever may change them."""
    step, measure = line.choice.step, line.measure
    hindrances = [
        one for one in line.choice.against if one.kind in ("missing", "already", "too_small", "too_large")
    ]
    return {
        "key": step.key,
        "url": reverse("maturity:steps_step", args=[slug, step.key]),
        "title": step_title(step),
        "what": step_text(step),
        "effort": effort_text(step),
        "replaces": step_replaces(step),
        "leave": step_leave(step),
        "because": [
            told_reason(one, facts, slug, may_answer=may_answer)
            for one in line.choice.reasons[:REASONS_SHOWN]
        ],
        "preconditions": [precondition_text(one) for one in step.preconditions],
        "to_check": [against_text(one) for one in line.choice.against if one.kind == "unknown"],
        "why_not": [against_text(one) for one in hindrances]
        or [against_text(one) for one in line.choice.against if one.kind == "no_need"][:REASONS_SHOWN]
        or [_("nobody has said yet whether you need it")],
        "measure": measure,
        "measure_url": reverse("strategy:measure", args=[slug, measure.id]) if measure else "",
        "phase": Phase(measure.phase).label if measure else "",
        "aside_reason": line.aside_reason,
        "is_taken": line.is_taken,
        "is_aside": line.is_aside,
        "is_shared": line.is_shared,
        "done_by": line.done_by,
    }


def told_reason(
    reason: Any, facts: Mapping[str, KnownFact], slug: str, *, may_answer: bool
) -> dict[str, str]:
    """A need in words, with where it comes from as a link."""
    source = facts[reason.fact].source if reason.fact in facts else ""
    url_name = SOURCE_URLS.get(source, "") if may_answer or source != "answer" else ""
    return {
        "text": reason_text(reason, {}),
        "source": source_text(source),
        "url": reverse(url_name, args=[slug]) if url_name else "",
    }
