"""What a step of the guided hour offers beside its questions, looked up for one hour."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kommune.analysis.guided_hour import Step
from kommune.maturity.hour_plan import HourPlan, plan_hour
from kommune.maturity.hour_steps import Candidate, all_candidates, find_candidates
from kommune.maturity.models import GuidedHour
from kommune.municipalities.public import TownRequest, choose_members
from kommune.strategy.public import ProposedGoal, kept_city_goals, proposed_goals


@dataclass(frozen=True)
class Offers:
    """People, measures with the plan so far, goals of a text and of the city strategy."""

    members: Sequence[tuple[Any, Any]] = ()
    candidates: Sequence[Candidate] = ()
    plan: HourPlan = field(default_factory=HourPlan)
    proposals: Sequence[ProposedGoal] = ()
    text_title: str = ""
    city_goals: Sequence[tuple[str, str]] = ()
    city_title: str = ""


def offers_for(request: TownRequest, hour: GuidedHour, step: Step, answers: dict[str, Any]) -> Offers:
    """The offers of one step, nothing for most."""
    if step.key == "next":
        return Offers(members=list(choose_members()))
    if step.key == "measures":
        return Offers(
            candidates=_candidates(answers, request.town.population),
            plan=plan_hour(answers),
        )
    if step.key == "goals":
        return _goal_offers(request, hour, answers)
    return Offers()


def _candidates(answers: dict[str, Any], population: int | None) -> list[Candidate]:
    """What fits now, and what was chosen before and no longer is among it."""
    found = find_candidates(answers, population)
    offered, known = {one.key for one in found}, all_candidates(answers)
    chosen = [one["key"] for one in (answers.get("measures") or {}).get("measures", ())]
    return [*found, *(known[key] for key in chosen if key in known and key not in offered)]


def _goal_offers(request: TownRequest, hour: GuidedHour, answers: dict[str, Any]) -> Offers:
    typed = set((answers.get("goals") or {}).get("lines", ()))
    _id, city_title, goals = kept_city_goals(request.viewer)
    title, proposals = proposed_goals(request.viewer, hour.reading_id) if hour.reading_id else ("", [])
    return Offers(
        proposals=[one for one in proposals if one.title not in typed],
        text_title=title,
        city_goals=[(str(one.id), one.title) for one in goals if one.title not in typed],
        city_title=city_title,
    )
