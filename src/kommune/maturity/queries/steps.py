"""Which first steps make sense in the town in scope, and what became of them."""

from django.db.models import PositiveSmallIntegerField, Value

from kommune.analysis.first_steps import Choice, choose_steps, load_catalogue
from kommune.foundation.scope import current_town
from kommune.maturity.models import SharedStep, StepAnswer, StepAside, TakenStep
from kommune.maturity.queries.step_facts import (
    SIZE,
    facts_elsewhere,
    facts_of_assessment,
    facts_of_hour,
    facts_of_list,
)
from kommune.maturity.shapes.steps import KnownFact, StepBoard, StepLine
from kommune.municipalities.public import TownShape, Viewer, town_by_slug
from kommune.strategy.public import kept_while_unchanged, measure_shapes

BEST_KEPT = 64


def known_facts(viewer: Viewer, town: TownShape) -> dict[str, KnownFact]:
    """Everything known for choosing; what people said about this very question counts most."""
    return facts_elsewhere(viewer) | facts_of_answers() | facts_of_town(town)


def facts_of_answers() -> dict[str, KnownFact]:
    """What people of the town said on the page of first steps; one query."""
    return {fact: KnownFact(percent / 100, "answer") for fact, percent in given_answers().items()}


def facts_of_town(town: TownShape) -> dict[str, KnownFact]:
    """How many people live in the town, where it is known."""
    return {SIZE: KnownFact(float(town.population), "town")} if town.population else {}


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
    """The free step that fits best now and how many do; None where no need is known.

    For the home page: two queries for the figures of the list, which are renewed in the background, and one
    while the town's data stay.
    """
    return _best_of(viewer, slug, tuple(facts_of_list(viewer).items()))


@kept_while_unchanged(BEST_KEPT)
def _best_of(
    viewer: Viewer, slug: str, listed: tuple[tuple[str, KnownFact], ...]
) -> tuple[StepLine, int, dict[str, KnownFact]] | None:
    facts = dict(listed) | facts_of_assessment(viewer) | facts_of_hour(viewer)
    answers, gone = _noted()
    facts |= {fact: KnownFact(percent / 100, "answer") for fact, percent in answers.items()}
    if not any(fact.startswith("need.") for fact in facts):
        return None
    town = town_by_slug(slug)
    if town is not None:
        facts |= facts_of_town(town)
    choices = choose_steps({fact: one.value for fact, one in facts.items()}, load_catalogue())
    free = [one for one in choices if one.verdict == "now" and one.step.key not in gone]
    return (StepLine(free[0]), len(free), facts) if free else None


def _noted() -> tuple[dict[str, int], set[str]]:
    """Answers in per cent by fact, and the steps that were taken or set aside; one query."""
    done = Value(None, output_field=PositiveSmallIntegerField())
    taken = TakenStep.objects.annotate(percent=done).values_list("step_key", "percent")
    aside = StepAside.objects.annotate(percent=done).values_list("step_key", "percent")
    rows = list(StepAnswer.objects.values_list("fact", "percent").union(taken, aside))
    return (
        {key: percent for key, percent in rows if percent is not None},
        {key for key, percent in rows if percent is None},
    )


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
