"""Which first steps make sense in the town in scope, and what became of them."""

from collections.abc import Callable

from kommune.analysis.first_steps import Choice, choose_steps, load_catalogue
from kommune.foundation.scope import current_town
from kommune.maturity.models import SharedStep, StepAnswer, StepAside, TakenStep
from kommune.maturity.shapes.steps import KnownFact, StepBoard, StepLine
from kommune.municipalities.public import TownShape, Viewer, town_by_slug
from kommune.strategy.public import kept_overview, measure_shapes

SIZE = "size.population"
# What the list of measures hints at: a figure of the overview as a share, and the need that it speaks of.
HINTS = {
    "measures_without_owner": "need.leadership",
    "measures_stale": "need.coordination",
    "measures_overdue": "need.decisions",
    "measures_without_money": "need.finance",
}
FactSource = Callable[[Viewer], dict[str, KnownFact]]


def facts_of_list(viewer: Viewer) -> dict[str, KnownFact]:
    """Hints from the figures of the overview, where they are known; two queries."""
    overview = kept_overview(viewer)
    if overview is None:
        return {}
    found = {}
    for code, fact in HINTS.items():
        figure = overview.data["figures"].get(code) or {}
        part, whole = figure.get("numerator"), figure.get("denominator")
        if figure.get("value") is not None and whole:
            found[fact] = KnownFact(min(part / whole, 1.0), "list")
    return found


def facts_of_answers(viewer: Viewer) -> dict[str, KnownFact]:
    """What people of the town said on the page of first steps; one query."""
    rows = StepAnswer.objects.values_list("fact", "percent")
    return {fact: KnownFact(percent / 100, "answer") for fact, percent in rows}


# From the weakest to the strongest: what people said about this very question counts most.
SOURCES: list[FactSource] = [facts_of_list, facts_of_answers]


def known_facts(viewer: Viewer, town: TownShape) -> dict[str, KnownFact]:
    """Everything known for choosing, each from its strongest source."""
    facts: dict[str, KnownFact] = {}
    if town.population:
        facts[SIZE] = KnownFact(float(town.population), "town")
    for source in SOURCES:
        facts |= source(viewer)
    return facts


def step_board(viewer: Viewer, town: TownShape) -> StepBoard:
    """All steps in their parts: now, later, not here, already measures, set aside."""
    facts = known_facts(viewer, town)
    choices = choose_steps({fact: one.value for fact, one in facts.items()}, load_catalogue())
    taken = dict(TakenStep.objects.values_list("step_key", "measure_id"))
    aside = dict(StepAside.objects.values_list("step_key", "reason"))
    measures = measure_shapes(viewer, list(taken.values()))
    told = shared_steps()
    own = current_town()

    def line(choice: Choice) -> StepLine:
        key = choice.step.key
        return StepLine(
            choice=choice,
            is_taken=key in taken,
            measure=measures.get(taken[key]) if key in taken else None,
            is_aside=key in aside,
            aside_reason=aside.get(key, ""),
            is_shared=any(town_id == own for town_id, _name in told.get(key, ())),
            done_by=tuple(name for town_id, name in told.get(key, ()) if town_id != own),
        )

    lines = [line(choice) for choice in choices]
    free = [one for one in lines if not one.is_taken and not one.is_aside]
    return StepBoard(
        now=tuple(one for one in free if one.choice.verdict == "now"),
        later=tuple(one for one in free if one.choice.verdict == "later"),
        leave=tuple(one for one in free if one.choice.verdict == "leave"),
        taken=tuple(one for one in lines if one.is_taken),
        aside=tuple(one for one in lines if one.is_aside and not one.is_taken),
        facts=facts,
    )


def best_step(viewer: Viewer, slug: str) -> tuple[StepLine, int, dict[str, KnownFact]] | None:
    """The free step that fits best now and how many do; None where nobody answered anything.

    For the home page: one query where nobody answered, else at most five.
    """
    answers = facts_of_answers(viewer)
    town = town_by_slug(slug) if answers else None
    if town is None:
        return None
    facts = known_facts(viewer, town)
    gone = set(TakenStep.objects.values_list("step_key").union(StepAside.objects.values_list("step_key")))
    choices = choose_steps({fact: one.value for fact, one in facts.items()}, load_catalogue())
    free = [one for one in choices if one.verdict == "now" and (one.step.key,) not in gone]
    return (StepLine(free[0]), len(free), facts) if free else None


def shared_steps() -> dict[str, list[tuple[object, str]]]:
    """By step the towns of the installation that told others of it: id and name; one query over all towns."""
    told: dict[str, list[tuple[object, str]]] = {}
    rows = SharedStep._base_manager.order_by("town_name")
    for key, town_id, name in rows.values_list("step_key", "town_id", "town_name"):
        told.setdefault(key, []).append((town_id, name))
    return told


def given_answers() -> dict[str, int]:
    """Answers in per cent by fact, for the form."""
    return dict(StepAnswer.objects.values_list("fact", "percent"))
