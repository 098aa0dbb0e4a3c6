"""Questions nobody asks: one after the other, answered by key, touch or plain forms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.foundation.errors import DomainError, PermissionMissing
from kommune.jobs.public import has_waiting_job
from kommune.municipalities.public import ForeignTown, TownRequest, require
from kommune.strategy.actions.tensions import confirm_conflict, deny_conflict, renew_questions
from kommune.strategy.public import REFRESH, renew_overview
from kommune.strategy.queries.tensions import QuestionSheet, question_sheet
from kommune.strategy.rules import may_settle_conflicts
from kommune.strategy.web.alignment.tabs import alignment_tabs
from kommune.strategy.web.pages import strategy_crumbs, tell_with_undo
from kommune.strategy.web.rounds.words import RELATION_STEPS, signed


@require_GET
def show_questions(request: TownRequest, town: str) -> HttpResponse:
    """The next question that nobody answered, or how far one has come."""
    require(may_settle_conflicts(request.viewer))
    return _page(request, town, {"asks_strength": "yes" in request.GET})


@require_POST
def answer_question(request: TownRequest, town: str) -> HttpResponse:
    """Keep one answer and go on to the next question."""
    require(may_settle_conflicts(request.viewer))
    sent = request.POST
    try:
        digital, city = UUID(sent.get("digital", "")), UUID(sent.get("city", ""))
        if sent.get("answer") == "no":
            batch_id = deny_conflict(
                by=request.viewer,
                digital_goal_id=digital,
                city_goal_id=city,
                tension_key=sent.get("tension", ""),
            )
            told = _("Answered: they do not work against each other.")
        else:
            batch_id = confirm_conflict(
                by=request.viewer,
                digital_goal_id=digital,
                city_goal_id=city,
                tension_key=sent.get("tension", ""),
                score=_score(sent.get("score", "")),
                reason=sent.get("reason", ""),
            )
            told = _("Answered; the conflict has a card now.")
    except (ForeignTown, ValueError) as error:
        raise Http404 from error
    except PermissionMissing:
        raise
    except DomainError as error:
        messages.error(request, str(error))
        context = {"asks_strength": True, "reason": sent.get("reason", "")}
        return _page(request, town, context, status=422)
    tell_with_undo(request, told, batch_id)
    return redirect(_url(town, _place(request)))


def _page(request: TownRequest, town: str, more: dict[str, Any], status: int = 200) -> HttpResponse:
    sheet, at = _sheet(request), _place(request)
    question = sheet.open[at] if at < len(sheet.open) else None
    steps = [(score, signed(score), words) for score, words in RELATION_STEPS if score < 0]
    context = {
        "sheet": sheet,
        "question": question,
        "at": at,
        "here": _url(town, at),
        "later": _url(town, at + 1),
        "before": _url(town, at - 1) if at else "",
        "begin": _url(town, 0),
        "steps": steps,
        "tabs": alignment_tabs(town, "conflicts"),
        "crumbs": strategy_crumbs(town, (_("Goal conflicts"), reverse("strategy:conflicts", args=[town]))),
        **more,
    }
    return render(request, "strategy/conflicts/questions.html", context, status=status)


def _sheet(request: TownRequest) -> QuestionSheet:
    """The questions; the first time found by words at once, and by meaning in the background."""
    language = "en" if (get_language() or "de").startswith("en") else "de"
    sheet = question_sheet(request.viewer, language)
    if sheet is None:
        renew_questions(with_meaning=False)
        sheet = question_sheet(request.viewer, language)
    if sheet is None:
        raise Http404
    if not sheet.is_current and not has_waiting_job(REFRESH):
        renew_overview(by=request.viewer)
    return sheet


def _place(request: TownRequest) -> int:
    text = request.POST.get("at") or request.GET.get("at") or ""
    return int(text) if text.isdigit() and len(text) < 6 else 0


def _score(text: str) -> int | None:
    return int(text) if text in ("-1", "-2", "-3") else None


def _url(town: str, at: int) -> str:
    url = reverse("strategy:tensions", args=[town])
    return f"{url}?at={at}" if at else url
