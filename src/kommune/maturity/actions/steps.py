"""First steps: answering what they need, making measures of them, setting aside, telling other towns."""

from collections.abc import Mapping
from uuid import UUID

from kommune.analysis.first_steps import TOPICS, FirstStep, load_catalogue
from kommune.audit.public import Batch, journal
from kommune.foundation.dates import today
from kommune.maturity.errors.steps import (
    AnswerOutOfRange,
    AsideNeedsReason,
    StepNotTaken,
    StepTaken,
    StepUnknown,
)
from kommune.maturity.models import SharedStep, StepAnswer, StepAside, TakenStep
from kommune.maturity.rules import may_take_steps
from kommune.maturity.shapes.steps import TakenMeasure
from kommune.municipalities.public import (
    ForeignTown,
    Viewer,
    change_object,
    create_object,
    delete_objects,
    require,
)
from kommune.strategy.public import Idea, add_idea, measure_shapes


def step_named(key: str) -> FirstStep:
    """The step of the list with this key."""
    found = next((step for step in load_catalogue() if step.key == key), None)
    if found is None:
        raise StepUnknown
    return found


def askable_facts() -> frozenset[str]:
    """Facts that the page asks about: needs of every topic, and what the steps presume or replace."""
    needs = {f"need.{topic}" for topic in TOPICS}
    having = {one.fact for step in load_catalogue() for one in (*step.preconditions, *step.already)}
    return frozenset(needs | having)


def answer_facts(*, by: Viewer, answers: Mapping[str, int | None]) -> UUID:
    """Keep answers in per cent by fact; None takes an answer back. Returns the batch."""
    require(may_take_steps(by))
    known = askable_facts()
    if any(
        fact not in known or (value is not None and not 0 <= value <= 100) for fact, value in answers.items()
    ):
        raise AnswerOutOfRange
    with journal(action="answer_first_steps", actor_id=by.user_id) as batch:
        present = {row.fact: row for row in StepAnswer.objects.filter(fact__in=answers)}
        for fact, value in answers.items():
            if value is None:
                delete_objects(batch, [present[fact]] if fact in present else [])
            elif fact in present:
                change_object(batch, present[fact], {"percent": value}, None)
            else:
                create_object(batch, StepAnswer(fact=fact, percent=value))
    return batch.id


def take_step(*, by: Viewer, key: str) -> TakenMeasure:
    """Make a measure of a step, an idea linked to the goals that it seems to serve; undone in one go."""
    require(may_take_steps(by))
    step = step_named(key)
    if TakenStep.objects.filter(step_key=key).exists():
        raise StepTaken
    with journal(action="take_first_step", actor_id=by.user_id) as batch:
        idea = Idea(step.title_de, f"{step.measure_de}\n\n{step.what_de}", step.split)
        measure = add_idea(batch, by=by, idea=idea)
        note_taken_steps(batch, {key: measure.id})
    return TakenMeasure(measure.id, batch.id)


def link_step(*, by: Viewer, key: str, measure_id: UUID) -> UUID:
    """Say that a measure of the list is this step already; returns the batch."""
    require(may_take_steps(by))
    step_named(key)
    if measure_id not in measure_shapes(by, [measure_id]):
        raise ForeignTown
    if TakenStep.objects.filter(step_key=key).exists():
        raise StepTaken
    with journal(action="link_first_step", actor_id=by.user_id) as batch:
        note_taken_steps(batch, {key: measure_id})
    return batch.id


def note_taken_steps(batch: Batch, taken: Mapping[str, UUID]) -> None:
    """Note which measures are steps of the list, by key; a step that is a measure already stays as it is."""
    known = set(TakenStep.objects.filter(step_key__in=taken).values_list("step_key", flat=True))
    for key, measure_id in taken.items():
        if key not in known:
            create_object(batch, TakenStep(step_key=key, measure_id=measure_id))
    delete_objects(batch, StepAside.objects.filter(step_key__in=taken))


def set_aside(*, by: Viewer, key: str, reason: str) -> UUID:
    """Say that a step is not for this town now, and why; returns the batch."""
    require(may_take_steps(by))
    step_named(key)
    if not reason.strip():
        raise AsideNeedsReason
    if TakenStep.objects.filter(step_key=key).exists():
        raise StepTaken
    with journal(action="set_step_aside", actor_id=by.user_id, reason=reason.strip()) as batch:
        present = StepAside.objects.filter(step_key=key).first()
        values = {"reason": reason.strip(), "set_on": today()}
        if present:
            change_object(batch, present, values, None)
        else:
            create_object(batch, StepAside(step_key=key, **values))
    return batch.id


def take_up_again(*, by: Viewer, key: str) -> UUID:
    """Put a step that was set aside back into the list; returns the batch."""
    require(may_take_steps(by))
    with journal(action="take_step_up_again", actor_id=by.user_id) as batch:
        delete_objects(batch, StepAside.objects.filter(step_key=key))
    return batch.id


def share_step(*, by: Viewer, key: str, town_name: str) -> UUID:
    """Tell the other towns of the installation that this town does a step; returns the batch."""
    require(may_take_steps(by))
    step_named(key)
    taken = TakenStep.objects.filter(step_key=key).first()
    if taken is None:
        raise StepNotTaken
    with journal(action="share_first_step", actor_id=by.user_id) as batch:
        if not SharedStep.objects.filter(step_key=key).exists():
            told = SharedStep(taken=taken, step_key=key, town_name=town_name, said_on=today())
            create_object(batch, told)
    return batch.id


def stop_sharing(*, by: Viewer, key: str) -> UUID:
    """Take back what was told to other towns; returns the batch."""
    require(may_take_steps(by))
    with journal(action="unshare_first_step", actor_id=by.user_id) as batch:
        delete_objects(batch, SharedStep.objects.filter(step_key=key))
    return batch.id
