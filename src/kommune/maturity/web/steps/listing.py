"""The list of first steps chosen for this town, and one step with all that is known about it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.foundation.pages import Crumbs, found
from kommune.maturity.queries.steps import step_board
from kommune.maturity.rules import may_see_step_notes, may_take_steps
from kommune.maturity.step_words import against_text, evidence_lines, step_field, step_measure, step_title
from kommune.maturity.web.steps.telling import told_line, told_reason
from kommune.maturity.web.tabs import place_tabs
from kommune.municipalities.public import TownRequest
from kommune.strategy.public import Dimension, choose_measures

SHOWN = 8


def steps_crumbs(town: str, *more: tuple[str, str]) -> Crumbs:
    """The way from the list of first steps."""
    return [(_("First steps"), reverse("maturity:steps", args=[town])), *more]


@require_GET
def list_steps(request: TownRequest, town: str) -> HttpResponse:
    """What pays at once here, what later, and what to leave."""
    board, may_take = step_board(request.viewer, request.town), may_take_steps(request.viewer)
    parts = {
        part: [told_line(line, board.facts, town, may_answer=may_take) for line in getattr(board, part)]
        for part in ("now", "later", "leave", "taken", "aside")
    }
    context = {
        "parts": parts,
        "first_now": parts["now"][:SHOWN],
        "more_now": parts["now"][SHOWN:],
        "knows_needs": board.knows_needs,
        "may_take": may_take,
        "sees_notes": may_see_step_notes(request.viewer),
        "tabs": place_tabs(town, "steps"),
        "crumbs": [(_("First steps"), "")],
    }
    return render(request, "maturity/steps/list.html", context)


@require_GET
def show_step(request: TownRequest, town: str, key: str) -> HttpResponse:
    """One step: what it is, why it fits or not, what it takes, what is known about it."""
    board = step_board(request.viewer, request.town)
    line = found(board.line(key))
    choice, may_take = line.choice, may_take_steps(request.viewer)
    context = {
        "line": told_line(line, board.facts, town, may_answer=may_take),
        "step": choice.step,
        "field": step_field(choice.step),
        "as_measure": step_measure(choice.step),
        "evidence": evidence_lines(choice.step),
        "verdict": choice.verdict,
        "because": [told_reason(one, board.facts, town, may_answer=may_take) for one in choice.reasons],
        "against": [against_text(one) for one in choice.against],
        "split": [(Dimension(name).label, share) for name, share in choice.step.split.items()],
        "may_take": may_take,
        "measures": choose_measures(request.viewer) if may_take and not line.is_taken else [],
        "tabs": place_tabs(town, "steps"),
        "crumbs": steps_crumbs(town, (step_title(choice.step), "")),
    }
    return render(request, "maturity/steps/step.html", context)
