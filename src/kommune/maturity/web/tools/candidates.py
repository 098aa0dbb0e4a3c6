"""Candidates against criteria: the table, who is out by a must, and setting scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.maturity.actions.tool_parts import Score, choose_candidate, score_candidates
from kommune.maturity.models import CandidateScore, ToolCandidate, ToolCriterion
from kommune.maturity.queries.tools import candidates_of
from kommune.maturity.web.tools.pages import edited_tool, press_button, within_tool
from kommune.municipalities.public import TownRequest

HIGHEST = 3
Scores = Mapping[tuple[UUID, UUID], CandidateScore]


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate with its scores in the order of the criteria (None where nobody scored).

    ``failed`` are musts with 0, ``open_musts`` musts without a score. ``total`` of ``highest`` adds up what
    was scored and stands beside the single scores, never in their place.
    """

    candidate: ToolCandidate
    cells: list[tuple[ToolCriterion, CandidateScore | None]]
    failed: list[ToolCriterion]
    open_musts: list[ToolCriterion]
    total: int
    highest: int


def candidate_rows(
    candidates: Sequence[ToolCandidate], criteria: Sequence[ToolCriterion], scores: Scores
) -> list[CandidateRow]:
    """The table of candidates, in their own order: nothing is ranked by a sum."""
    return [_row(candidate, criteria, scores) for candidate in candidates]


def _row(candidate: ToolCandidate, criteria: Sequence[ToolCriterion], scores: Scores) -> CandidateRow:
    cells = [(criterion, scores.get((candidate.id, criterion.id))) for criterion in criteria]
    known = [score.score for _criterion, score in cells if score is not None]
    return CandidateRow(
        candidate,
        cells,
        [criterion for criterion, score in cells if criterion.is_must and score and score.score == 0],
        [criterion for criterion, score in cells if criterion.is_must and score is None],
        sum(known),
        HIGHEST * len(known),
    )


@require_http_methods(["GET", "POST"])
def score(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Set scores and reasons of all candidates."""
    tool = edited_tool(request, tool_id)
    candidates, criteria, scores = candidates_of(tool)
    way = reverse("maturity:tool_way", args=[town, tool_id])
    if not candidates or not criteria:
        messages.info(request, _("Add candidates and criteria first."))
        return redirect(way)
    if request.method == "POST":
        sent = _sent(request, candidates, criteria)
        try:
            count = score_candidates(by=request.viewer, introduction_id=tool_id, scores=sent)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            text = ngettext("%(n)s score saved.", "%(n)s scores saved.", count) % {"n": count}
            messages.success(request, text)
            return redirect(way)
    context: dict[str, Any] = {
        "tool": tool,
        "rows": candidate_rows(candidates, criteria, scores),
        "steps": range(HIGHEST + 1),
        "crumbs": within_tool(town, tool),
        "cancel_url": way,
    }
    return render(request, "maturity/tools/scores.html", context)


@require_POST
def choose(request: TownRequest, town: str, tool_id: UUID, part_id: UUID) -> HttpResponse:
    """Say which candidate was taken."""
    edited_tool(request, tool_id)
    press_button(
        request,
        lambda: choose_candidate(by=request.viewer, candidate_id=part_id),
        _("The candidate is marked as chosen."),
    )
    return redirect("maturity:tool_way", town, tool_id)


def _sent(
    request: TownRequest, candidates: Sequence[ToolCandidate], criteria: Sequence[ToolCriterion]
) -> dict[tuple[UUID, UUID], Score]:
    sent: dict[tuple[UUID, UUID], Score] = {}
    for candidate in candidates:
        for criterion in criteria:
            name = f"{candidate.id}_{criterion.id}"
            if f"score_{name}" in request.POST:
                text = request.POST[f"score_{name}"]
                value = int(text) if text in {"0", "1", "2", "3"} else None
                sent[(candidate.id, criterion.id)] = (
                    value, request.POST.get(f"reason_{name}", "").strip()[:500],
                )  # fmt: skip
    return sent
