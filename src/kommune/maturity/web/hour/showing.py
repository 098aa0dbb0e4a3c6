"""The page of one hour: what is known, assumed and open, the draft it ended in, and the next step."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.analysis.guided_hour import HourForm, find_contradictions, load_hour, weigh_standing
from kommune.foundation.dates import today
from kommune.foundation.pages import carry_out, found, release_by_form
from kommune.maturity.actions.hour_drafts import finish_hour, take_draft_back
from kommune.maturity.actions.hours import finish_next_step
from kommune.maturity.errors.hour import AlreadyAnswered
from kommune.maturity.hour_answers import tell_answer
from kommune.maturity.hour_plan import HourPlan, plan_hour
from kommune.maturity.hour_serving import goals_left_out, tell_serving
from kommune.maturity.models import GuidedHour, HourDraft
from kommune.maturity.queries.hours import answers_of, draft_of, hour_for, merge_answers, steps_of
from kommune.maturity.rules import may_run_hours
from kommune.maturity.web.hour.frame import hour_crumbs, language
from kommune.maturity.web.hour.steps import step_bar
from kommune.municipalities.public import Rung, TownRequest, Viewer, release
from kommune.strategy.public import (
    AssumedLink,
    answer_assumed_link,
    kept_assumed_links,
    kept_while_unchanged,
)

PLANS_KEPT = 64


@require_GET
def show_hour(request: TownRequest, town: str, hour_id: UUID) -> HttpResponse:
    """All answers of an hour with what they are worth."""
    hour = found(hour_for(request.viewer, hour_id))
    form, steps = load_hour(), steps_of(hour)
    answers = merge_answers(steps)
    standing = weigh_standing(form, answers)
    plan = _plan_of(hour.id, language())
    served = tell_serving(plan)
    saved = [row for row in steps.values() if row.saved_at is not None]
    context = {
        "hour": hour,
        "draft": shown_draft(request.viewer, hour),
        "standing": {
            "known": len(standing.known),
            "assumed": len(standing.assumed),
            "open": len(standing.open),
        },
        "total": len(form.questions),
        "sections": _sections(form, answers, set(standing.assumed)),
        "has_served": bool(served),
        "served_groups": [
            (_("Open"), [one for one in served if one.is_open]),
            (_("Served"), [one for one in served if not one.is_open]),
        ],
        "left_out": goals_left_out(request.viewer, hour, plan),
        "bar": step_bar(town, hour, steps, ""),
        "is_all_saved": len(saved) == len(form.steps),
        "has_answers": bool(answers),
        "clashes": [one.sentence.say(language()) for one in find_contradictions(form, answers)],
        "may_run": may_run_hours(request.viewer),
        "is_due": bool(hour.next_on and hour.next_on < today() and not hour.next_done_on),
        "rungs": Rung.choices,
        "crumbs": hour_crumbs(town),
    }
    return render(request, "maturity/hour/show.html", context)


@kept_while_unchanged(PLANS_KEPT)
def _plan_of(hour_id: UUID, _language: str) -> HourPlan:
    """What would become of an hour's answers: likely goals are looked for among all words of the hour."""
    return plan_hour(answers_of(GuidedHour.objects.get(id=hour_id)))


def shown_draft(viewer: Viewer, hour: GuidedHour) -> dict[str, Any] | None:
    """What an hour ended in, without strategies that the person may not see; None while it runs."""
    draft = draft_of(hour)
    if draft is None:
        return None
    return {
        "row": draft,
        "assumed": _assumed(viewer, draft),
        "strategy": _seen(viewer, draft.strategy),
        "city": _seen(viewer, draft.city_strategy),
        "may_take_back": draft.batch_id is not None and may_run_hours(viewer),
    }


def _assumed(viewer: Viewer, draft: HourDraft) -> list[AssumedLink]:
    """Links of the draft that wait to be confirmed, for those who may do so."""
    if draft.strategy_id is None or not may_run_hours(viewer):
        return []
    return kept_assumed_links(viewer, draft.strategy_id)


def _seen(viewer: Viewer, strategy: Any) -> Any:
    return strategy if strategy is not None and strategy.is_visible_to(viewer) else None


def _sections(form: HourForm, answers: dict[str, Any], assumed: set[str]) -> list[dict[str, Any]]:
    sections = []
    for step in form.steps:
        pairs = [
            {
                "question": question.words.say(language()),
                "lines": [
                    line
                    for line in tell_answer(
                        question, {**answers.get(question.key, {}), "guess": False}, language()
                    ).splitlines()
                    if line.strip()
                ],
                "is_assumed": question.key in assumed,
            }
            for question in step.questions
        ]
        sections.append({"key": step.key, "name": step.words.say(language()), "pairs": pairs})
    return sections


@require_POST
def finish(request: TownRequest, town: str, hour_id: UUID) -> HttpResponse:
    """Make the draft of the answers."""
    found(hour_for(request.viewer, hour_id))
    carry_out(
        request,
        lambda: finish_hour(by=request.viewer, hour_id=hour_id),
        _("The draft is made. Everything in it can be changed, and one click takes all of it back."),
    )
    return redirect("maturity:hour", town, hour_id)


@require_POST
def take_back(request: TownRequest, town: str, hour_id: UUID) -> HttpResponse:
    """Take the draft back; the answers open again."""
    hour = found(hour_for(request.viewer, hour_id))
    draft: HourDraft | None = draft_of(hour)
    if draft is None:
        messages.error(request, _("There is no draft to take back."))
        return redirect("maturity:hour", town, hour_id)
    draft_id = draft.id
    carry_out(
        request,
        lambda: take_draft_back(by=request.viewer, draft_id=draft_id),
        _("The draft is taken back; your answers are all there."),
    )
    return redirect("maturity:hour", town, hour_id)


@require_POST
def answer_link(request: TownRequest, town: str, hour_id: UUID) -> HttpResponse:
    """Confirm a link of the draft that was only assumed, or take it away."""
    strategy_id = found(found(draft_of(found(hour_for(request.viewer, hour_id)))).strategy_id)
    source, goal = _sent_id(request, "source"), _sent_id(request, "goal")
    holds = request.POST.get("holds") == "yes"
    done = _("Confirmed.") if holds else _("The link is taken away.")
    carry_out(request, lambda: _answer(request.viewer, strategy_id, source, goal, holds), done)
    return redirect(reverse("maturity:hour", args=[town, hour_id]) + "#assumed")


def _sent_id(request: TownRequest, name: str) -> UUID:
    """An id of the form; the zero id, which nothing has, where it is none."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return UUID(int=0)


def _answer(viewer: Viewer, strategy_id: UUID, source: UUID, goal: UUID, holds: bool) -> None:
    is_done = answer_assumed_link(
        by=viewer, strategy_id=strategy_id, source_id=source, goal_id=goal, holds=holds
    )
    if not is_done:
        raise AlreadyAnswered


@require_POST
def finish_step(request: TownRequest, town: str, hour_id: UUID) -> HttpResponse:
    """Say that the next step was taken, or that it is open again."""
    found(hour_for(request.viewer, hour_id))
    is_done = request.POST.get("done") != "no"
    carry_out(
        request,
        lambda: finish_next_step(by=request.viewer, hour_id=hour_id, done_on=today() if is_done else None),
        _("The next step is done.") if is_done else _("The next step is open again."),
    )
    return redirect("maturity:hour", town, hour_id)


@require_POST
def release_hour(request: TownRequest, town: str, hour_id: UUID) -> HttpResponse:
    """Move an hour on the release ladder."""
    found(hour_for(request.viewer, hour_id))
    release_by_form(request, release, request.viewer, GuidedHour, hour_id)
    return redirect("maturity:hour", town, hour_id)
