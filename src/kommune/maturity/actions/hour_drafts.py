"""The end of a guided hour: a draft strategy and its cycle in one batch, and taking all of it back."""

from uuid import UUID

from django.utils import timezone

from kommune.audit.public import journal, undo_batch
from kommune.maturity.actions.cycles import add_cycle
from kommune.maturity.actions.hours import lock_open_hour
from kommune.maturity.actions.steps import note_taken_steps
from kommune.maturity.errors.hour import HourNotFinished, HourWithoutAnswers
from kommune.maturity.hour_draft import draft_city, draft_digital
from kommune.maturity.hour_plan import plan_hour
from kommune.maturity.models import HourDraft
from kommune.maturity.queries.hours import answers_of
from kommune.maturity.rules import may_run_hours
from kommune.municipalities.public import Viewer, create_object, find_object, require
from kommune.strategy.public import add_draft_strategy, has_city_strategy, strategy_title


def finish_hour(*, by: Viewer, hour_id: UUID) -> HourDraft:
    """Make draft strategies of the answers: digital, and of the city where the town has none.

    Digital goals and measures are linked to what they serve; a guess waits to be confirmed. One batch, so
    that one click takes all back. Raises ``HourWithoutAnswers`` where nothing could become a goal or a
    measure.
    """
    require(may_run_hours(by))
    with journal(action="finish_hour", actor_id=by.user_id) as batch:
        hour = lock_open_hour(hour_id)
        answers = answers_of(hour)
        plan = plan_hour(answers)
        digital, city = draft_digital(plan, answers), draft_city(plan)
        if digital is None and city is None:
            raise HourWithoutAnswers
        draft = HourDraft(hour=hour, batch_id=batch.id, finished_at=timezone.now())
        if city is not None and not has_city_strategy():
            draft.city_strategy_id = add_draft_strategy(batch, by=by, draft=city).strategy_id
        if digital is not None:
            made = add_draft_strategy(batch, by=by, draft=digital)
            draft.strategy_id = made.strategy_id
            add_cycle(batch, made.strategy_id)
            chosen = {one.title: one.candidate.key for one in plan.measures if one.candidate}
            note_taken_steps(batch, {key: made.measures[title] for title, key in chosen.items()})
        create_object(batch, draft)
    return draft


def link_strategy(*, by: Viewer, hour_id: UUID, strategy_id: UUID) -> UUID:
    """Say that an hour ended in a strategy that is there already; returns the draft's id.

    Raises ``HourFinished`` where it ended before, ``HourNotFinished`` where the strategy is not to be seen.
    """
    require(may_run_hours(by))
    with journal(action="link_strategy", actor_id=by.user_id) as batch:
        hour = lock_open_hour(hour_id)
        if strategy_title(by, strategy_id) is None:
            raise HourNotFinished
        draft = HourDraft(hour=hour, strategy_id=strategy_id, finished_at=timezone.now())
        create_object(batch, draft)
    return draft.id


def take_draft_back(*, by: Viewer, draft_id: UUID) -> None:
    """Undo what an hour made: strategies, goals, measures and cycle go, the answers stay and open again.

    Raises ``ChangedSince`` where somebody worked on the draft since, ``HourNotFinished`` where nothing was
    made.
    """
    require(may_run_hours(by))
    draft = find_object(HourDraft, draft_id)
    if draft.batch_id is None:
        raise HourNotFinished
    undo_batch(batch_id=draft.batch_id, actor_id=by.user_id)
