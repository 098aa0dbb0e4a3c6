"""Which first steps make sense in the town in scope, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from kommune.analysis.first_steps import Choice, choose_steps, load_catalogue
from kommune.foundation.scope import current_town
from kommune.maturity.models import SharedStep, StepAnswer, StepAside, TakenStep
from kommune.maturity.queries.step_facts import (
    SIZE,
    facts_of_assessment,
    facts_of_hour,
    facts_of_list,
)
from kommune.maturity.rules import may_see_step_notes
from kommune.maturity.shapes.steps import KnownFact, StepBoard, StepLine
from kommune.municipalities.public import TownShape, Viewer, town_by_slug
from kommune.strategy.public import MeasureShape, kept_while_unchanged, measure_shapes

VIEWS_KEPT = 64


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known for choosing, what follows from it, what became of the steps; nobody changes it."""

    facts: dict[str, KnownFact]
    choices: tuple[Choice, ...]
    taken: Mapping[str, UUID]
    aside: Mapping[str, str]
    measures: Mapping[UUID, MeasureShape]


def _known(viewer: Viewer, slug: str) -> _Known:
    """Two queries for the figures of the list, which are renewed in the background; the rest is kept."""
    return _known_beside(viewer, slug, tuple(facts_of_list(viewer).items()))


@kept_while_unchanged(VIEWS_KEPT)
def _known_beside(viewer: Viewer, slug: str, listed: tuple[tuple[str, KnownFact], ...]) -> _Known:
    """Each fact from its strongest source; what people said about this very question counts most."""
    facts = dict(listed) | facts_of_assessment(viewer) | facts_of_hour(viewer)
    aside: dict[str, str] = {}
    if may_see_step_notes(viewer):
        facts |= {fact: KnownFact(percent / 100, "answer") for fact, percent in given_answers().items()}
        aside = dict(StepAside.objects.values_list("step_key", "reason"))
    town = town_by_slug(slug)
    if town is not None and town.population:
        facts[SIZE] = KnownFact(float(town.population), "town")
    taken = dict(TakenStep.objects.values_list("step_key", "measure_id"))
    choices = choose_steps({fact: one.value for fact, one in facts.items()}, load_catalogue())
    return _Known(facts, tuple(choices), taken, aside, measure_shapes(viewer, list(taken.values())))


def step_board(viewer: Viewer, town: TownShape) -> StepBoard:
    """All steps in their parts: now, later, not here, already measures, set aside.

    What the town answered and why it set a step aside stays inside the administration.
    """
    known, told, own = _known(viewer, town.slug), shared_steps(), current_town()

    def line(choice: Choice) -> StepLine:
        key = choice.step.key
        return StepLine(
            choice=choice,
            is_taken=key in known.taken,
            measure=known.measures.get(known.taken[key]) if key in known.taken else None,
            is_aside=key in known.aside,
            aside_reason=known.aside.get(key, ""),
            is_shared=any(town_id == own for town_id, _name in told.get(key, ())),
            done_by=tuple(name for town_id, name in told.get(key, ()) if town_id != own),
        )

    lines = [line(choice) for choice in known.choices]
    free = [one for one in lines if not one.is_taken and not one.is_aside]
    return StepBoard(
        now=tuple(one for one in free if one.choice.verdict == "now"),
        later=tuple(one for one in free if one.choice.verdict == "later"),
        leave=tuple(one for one in free if one.choice.verdict == "leave"),
        taken=tuple(one for one in lines if one.is_taken),
        aside=tuple(one for one in lines if one.is_aside and not one.is_taken),
        facts=known.facts,
    )


def best_step(viewer: Viewer, slug: str) -> tuple[StepLine, int, dict[str, KnownFact]] | None:
    """The free step that fits best now and how many do; None where no need is known. For the home page."""
    known = _known(viewer, slug)
    if not any(fact.startswith("need.") for fact in known.facts):
        return None
    gone = {*known.taken, *known.aside}
    free = [one for one in known.choices if one.verdict == "now" and one.step.key not in gone]
    return (StepLine(free[0]), len(free), known.facts) if free else None


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


def taken_steps() -> set[str]:
    """Keys of the steps that are measures already."""
    return set(TakenStep.objects.values_list("step_key", flat=True))
