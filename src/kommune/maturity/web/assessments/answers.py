"""Answers of a sheet between form and domain: what was ticked and typed, and what the page shows of it."""

from collections.abc import Container, Iterable, Mapping
from typing import Any
from uuid import UUID

from kommune.maturity.actions.assessment_sheets import SaidLevel
from kommune.maturity.models import AssessmentAnswer, AssessmentItem
from kommune.maturity.queries.assessments.sheets import AssessmentSheet, SheetPage
from kommune.maturity.web.assessments.words import hint_text, level_texts, question_text

UNKNOWN = "unknown"
OUT_OF_RANGE = 99


def read_answers(
    sent: Mapping[str, str], items: Iterable[AssessmentItem], shown: Container[UUID]
) -> dict[UUID, SaidLevel]:
    """What a page says by question; where it was ``shown`` no answer, silence leaves what there may be."""
    said = {}
    for item in items:
        present = sent.get(f"present.{item.id}", "")
        one = SaidLevel(
            present=_level(present),
            target=_level(sent.get(f"target.{item.id}", "")),
            is_unknown=present == UNKNOWN,
            evidence=sent.get(f"evidence.{item.id}", ""),
            link=_web_address(sent.get(f"link.{item.id}", "")),
        )
        if item.id in shown or not one.is_empty:
            said[item.id] = one
    return said


def shown_page(
    page: SheetPage, answers: Mapping[UUID, SaidLevel] | Mapping[UUID, AssessmentAnswer]
) -> list[dict[str, Any]]:
    """The questions of a page as they are drawn, with what was answered before."""
    return [_shown(item, answers.get(item.id)) for item in page.items]


def targets_below_today(sheet: AssessmentSheet) -> list[tuple[int, str]]:
    """Page and words of the questions whose target lies below today: meant so now and then, mostly a slip."""
    return [
        (number, question_text(item))
        for number, page in enumerate(sheet.pages, start=1)
        for item in page.items
        if (one := sheet.answers.get(item.id)) is not None
        and one.present is not None
        and one.target is not None
        and one.target < one.present
    ]


def typed_answers(sent: Mapping[str, str], items: Iterable[AssessmentItem]) -> list[tuple[str, str]]:
    """Question and what was answered, for somebody whose answers could not be taken."""
    told = []
    for item in items:
        levels = level_texts(item)
        parts = []
        for name in ("present", "target"):
            level = _level(sent.get(f"{name}.{item.id}", ""))
            if level is not None and level < len(levels):
                parts.append(levels[level])
        parts += [sent.get(f"{name}.{item.id}", "").strip() for name in ("evidence", "link")]
        if any(parts):
            told.append((question_text(item), " · ".join(part for part in parts if part)))
    return told


def _shown(item: AssessmentItem, answer: SaidLevel | AssessmentAnswer | None) -> dict[str, Any]:
    return {
        "id": str(item.id),
        "words": question_text(item),
        "hint": hint_text(item),
        "levels": [
            {
                "level": str(level),
                "text": text,
                "is_present": answer is not None and answer.present == level,
                "is_target": answer is not None and answer.target == level,
            }
            for level, text in enumerate(level_texts(item))
        ],
        "is_unknown": answer is not None and answer.is_unknown,
        "evidence": answer.evidence if answer else "",
        "link": answer.link if answer else "",
    }


def _web_address(text: str) -> str:
    """A link as people type it: "www." is as good as "https://www."."""
    typed = text.strip()
    return f"https://{typed}" if typed.lower().startswith("www.") else typed


def _level(text: str) -> int | None:
    """A step as sent; what is no step of this form is handed on to be refused."""
    if not text or text == UNKNOWN:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else OUT_OF_RANGE
