"""What a guided hour comes to before anything is stored: goals, measures, and what each of them serves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kommune.analysis.guided_hour import Answers, Option, chosen_keys, load_hour
from kommune.analysis.suggestions import ComparedText
from kommune.maturity.hour_goals import (
    CITY,
    FIELD,
    PAIN,
    Basis,
    GoalChoice,
    Serves,
    goal_served,
    said_goals,
)
from kommune.maturity.hour_steps import Candidate, all_candidates

LONGEST_TITLE = 200
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True, slots=True)
class TownGoal:
    """A goal of the town as typed or taken from a text."""

    choice: GoalChoice
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class DigitalGoal:
    """A digital goal that follows from a hurt or from a measure, and the goal of the town that it serves."""

    choice: GoalChoice
    field: str
    serves: Serves


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure that was chosen or typed; ``candidate`` None for own ones, ``field`` empty there."""

    title: str
    candidate: Candidate | None
    field: str
    serves: Serves


@dataclass(frozen=True, slots=True)
class HourPlan:
    """All of it; every digital goal that a measure serves is among ``goals``."""

    town_goals: tuple[TownGoal, ...] = ()
    goals: tuple[DigitalGoal, ...] = ()
    measures: tuple[PlannedMeasure, ...] = ()

    @property
    def city_choices(self) -> tuple[GoalChoice, ...]:
        """What a digital goal can serve."""
        return tuple(one.choice for one in self.town_goals)

    @property
    def own_choices(self) -> tuple[GoalChoice, ...]:
        """What an own measure can serve: goals of the town, and digital goals that follow from hurts."""
        return (*self.city_choices, *_from_hurts([one.choice for one in self.goals]))

    def town_goal_of(self, measure: PlannedMeasure) -> Serves:
        """The goal of the town that a measure serves in the end; no surer than its links."""
        first = measure.serves
        if first.goal is None or first.goal.is_city:
            return first
        second = next(one.serves for one in self.goals if one.choice == first.goal)
        if second.goal is None or first.is_sure:
            return second
        return Serves(second.goal, first.basis, "; ".join(filter(None, (first.why, second.why))))


def split_goal(text: str) -> tuple[str, str]:
    """A goal as typed in title and text: its first sentence, or its first words, head a long one."""
    text = text.strip()
    if len(text) <= LONGEST_TITLE and "\n" not in text:
        return text, ""
    first = _SENTENCE_END.split(text.splitlines()[0], maxsplit=1)[0].strip()
    if len(first) > LONGEST_TITLE:
        first = first[: LONGEST_TITLE - 1].rpartition(" ")[0] or first[: LONGEST_TITLE - 1]
        first += "…"
    return first, text


def goal_title(ref: str, language: str) -> str:
    """The words of a goal by its name in the answers; the rest of the name where nothing is called so."""
    kind, _colon, key = ref.partition(":")
    if kind + ":" == PAIN:
        hurt = load_hour().question("pains").option(key)
        return hurt.goal.say(language) if hurt else key
    if kind + ":" == FIELD:
        return next((one.goal.say(language) for one in load_hour().field_goals if one.key == key), key)
    return key


def plan_hour(answers: Answers) -> HourPlan:
    """The plan that the answers give, in the active language."""
    town_goals = _town_goals(answers)
    city = [one.choice for one in town_goals]
    hurts = _hurts(answers)
    goals = {_pain_ref(hurt): _goal_of_hurt(answers, hurt, city) for hurt in hurts}
    known = all_candidates(answers)
    measures: dict[str, PlannedMeasure] = {}
    for chosen in (answers.get("measures") or {}).get("measures", ()):
        title, candidate = chosen["title"], known.get(chosen["key"])
        if title in measures:
            continue
        if candidate is None:
            can_serve = [*city, *_from_hurts([one.choice for one in goals.values()])]
            serves = goal_served(chosen.get("goal", ""), ComparedText(title), can_serve)
            measures[title] = PlannedMeasure(title, None, "", serves)
            continue
        goal, basis, why = _goal_of_candidate(answers, candidate, hurts, goals, city)
        goals[goal.choice.ref] = goal
        measures[title] = PlannedMeasure(title, candidate, goal.field, Serves(goal.choice, basis, why))
    return HourPlan(town_goals, tuple(goals.values()), tuple(measures.values()))


def _town_goals(answers: Answers) -> tuple[TownGoal, ...]:
    answer = answers.get("goals") or {}
    sources = answer.get("sources", {})
    found: dict[str, TownGoal] = {}
    for line in answer.get("lines", ()):
        title, text = split_goal(line)
        choice = GoalChoice(CITY + title, title, text)
        found.setdefault(title, TownGoal(choice, text, sources.get(line, "")))
    return tuple(found.values())


def _from_hurts(choices: Sequence[GoalChoice]) -> list[GoalChoice]:
    return [one for one in choices if one.ref.startswith(PAIN)]


def _hurts(answers: Answers) -> list[Option]:
    question = load_hour().question("pains")
    options = [question.option(key) for key in chosen_keys(answers.get("pains"))]
    return [one for one in options if one is not None and one.goal.de]


def _pain_ref(hurt: Option) -> str:
    return PAIN + hurt.key


def _language() -> str:
    return get_language() or "de"


def _goal_of_hurt(answers: Answers, hurt: Option, city: Sequence[GoalChoice]) -> DigitalGoal:
    ref, title, label = _pain_ref(hurt), hurt.goal.say(_language()), hurt.label.say(_language())
    serves = goal_served(said_goals(answers).get(ref, ""), ComparedText(title, label), city)
    return DigitalGoal(GoalChoice(ref, title, label), hurt.field.say(_language()), serves)


def _goal_of_candidate(
    answers: Answers,
    candidate: Candidate,
    hurts: Sequence[Option],
    goals: dict[str, DigitalGoal],
    city: Sequence[GoalChoice],
) -> tuple[DigitalGoal, Basis, str]:
    """The goal of the hurt that the measure helps most with; the goal of its field where it helps none.

    That it helps with a hurt is sure where the person chose it because of that hurt, else it is a guess.
    """
    told = [
        (hurt.label.say(_language()) in candidate.reasons, len(candidate.topics & set(hurt.needs)), hurt)
        for hurt in hurts
    ]
    most = max(told, key=lambda one: one[:2], default=None)
    if most is not None and most[1]:
        is_because, _shared, hurt = most
        why = _("it helps against the same: “%(hurt)s”") % {"hurt": hurt.label.say(_language())}
        basis, why = (Basis.CATALOGUE, "") if is_because else (Basis.GUESSED, why)
        return goals[_pain_ref(hurt)], basis, why
    of_field = next(one for one in load_hour().field_goals if one.field.de == candidate.field)
    field, title = of_field.field.say(_language()), of_field.goal.say(_language())
    ref = FIELD + of_field.key
    serves = goal_served(said_goals(answers).get(ref, ""), ComparedText(title), city)
    return DigitalGoal(GoalChoice(ref, title), field, serves), Basis.CATALOGUE, ""
