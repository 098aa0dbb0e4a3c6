"""Reading papers as the viewer may see them."""

import base64
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import ngettext

from kommune.municipalities.public import Viewer, choose_units, released_for
from kommune.reporting.models import Paper, PaperFile, PaperTemplate
from kommune.reporting.shapes import (
    Block,
    CommitteePaper,
    DecisionDraft,
    DecisionNeeded,
    DutySection,
    Figure,
    GoalBar,
    Run,
)

SHOWN_DECISIONS = 6
DECISION = "decision"
"""How the content of a draft for a decision is marked; the page of figures has no mark."""


def visible_papers(viewer: Viewer) -> QuerySet[Paper]:
    """The papers that a person may see."""
    papers: QuerySet[Paper] = Paper.objects.filter(released_for(viewer))
    return papers.select_related("author__user").defer("content")


def paper_for(viewer: Viewer, paper_id: UUID) -> Paper | None:
    """One paper, or None where it is not there for this person."""
    return Paper.objects.filter(released_for(viewer), id=paper_id).select_related("author__user").first()


def paper_of_form(form_key: str) -> UUID | None:
    """The paper that was already made by this very form, or None."""
    made: UUID | None = Paper.objects.filter(form_key=form_key).values_list("id", flat=True).first()
    return made


def file_of(viewer: Viewer, paper_id: UUID, kind: str) -> bytes | None:
    """The paper as it was written, ``pdf`` or ``docx``; None where it is not there for this person."""
    files = PaperFile.objects.filter(released_for(viewer, "paper__released_to"), paper_id=paper_id, kind=kind)
    content = files.values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def unit_name(viewer: Viewer) -> str:
    """The name of the person's unit, empty where she has none."""
    return dict(choose_units()).get(viewer.unit_id, "") if viewer.unit_id else ""


def recent_committees() -> list[str]:
    """Committees that papers were made for, the newest first."""
    rows = Paper.objects.order_by("-id").values_list("committee", flat=True)[:50]
    return list(dict.fromkeys(rows))


def town_template() -> bytes | None:
    """The town's own template, or None."""
    text = PaperTemplate.objects.values_list("content_base64", flat=True).first()
    return base64.b64decode(text) if text else None


def template_name() -> str:
    """The file name of the town's own template, empty where it uses ours."""
    name: str | None = PaperTemplate.objects.values_list("name", flat=True).first()
    return name or ""


def paper_from(paper: Paper) -> CommitteePaper:
    """The page as it was frozen."""
    kept: dict[str, Any] = paper.content
    return CommitteePaper(
        town_name=kept["town_name"],
        committee=kept["committee"],
        title=kept["title"],
        paper_number=kept["paper_number"],
        dated_on=date.fromisoformat(kept["dated_on"]),
        source_line=kept["source_line"],
        sentences=tuple(tuple(Run(**run) for run in runs) for runs in kept["sentences"]),
        figures=tuple(Figure(**figure) for figure in kept["figures"]),
        decisions=tuple(DecisionNeeded(**decision) for decision in kept["decisions"]),
        goal_bars=tuple(GoalBar(**bar) for bar in kept["goal_bars"]),
        unknowns=tuple(kept["unknowns"]),
        author_unit=kept["author_unit"],
        letterhead=tuple(kept["letterhead"]),
        language=kept["language"],
    )


def draft_from(paper: Paper) -> DecisionDraft | None:
    """The draft for a decision as it was frozen; None for a page of figures."""
    kept: dict[str, Any] = {name: value for name, value in paper.content.items() if name != "form"}
    if paper.content.get("form") != DECISION:
        return None
    sections = tuple(
        DutySection(one["heading"], tuple(_block(block) for block in one["blocks"]))
        for one in kept.pop("sections")
    )
    dated_on, letterhead = date.fromisoformat(kept.pop("dated_on")), tuple(kept.pop("letterhead"))
    return DecisionDraft(**kept, sections=sections, dated_on=dated_on, letterhead=letterhead)


def _block(kept: dict[str, Any]) -> Block:
    return Block(kept["kind"], tuple(tuple(row) for row in kept["rows"]))


def shortened(paper: CommitteePaper) -> CommitteePaper:
    """The page as DOCX and screen show it: the nearest decisions, and how many more there are."""
    more = len(paper.decisions) - SHOWN_DECISIONS
    if more <= 0:
        return paper
    text = ngettext(
        "%(count)s more measure needs a decision.", "%(count)s more measures need a decision.", more
    )
    rest = DecisionNeeded(text % {"count": more})
    return replace(paper, decisions=(*paper.decisions[:SHOWN_DECISIONS], rest))
