"""Guided hours: begin, save step by step, read a text for the goals, mark the next step as done, delete."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kommune.analysis.guided_hour import load_hour
from kommune.audit.public import Batch, journal
from kommune.foundation.dates import today
from kommune.foundation.errors import StaleWrite
from kommune.maturity.errors.hour import HourFinished
from kommune.maturity.hour_answers import check_answers, tell_answer
from kommune.maturity.models import GuidedHour, HourDraft, HourStep
from kommune.maturity.rules import may_run_hours
from kommune.municipalities.public import (
    Viewer,
    change_object,
    create_object,
    delete_objects,
    find_object,
    require,
)
from kommune.strategy.public import keep_upload, read_text

Report = Callable[[int, int | None], None]


def start_hour(*, by: Viewer, title: str = "") -> UUID:
    """Begin a guided hour with six empty steps; returns its id."""
    require(may_run_hours(by))
    form = load_hour()
    named = title or _("Guided hour of %(day)s") % {"day": date_format(today(), "SHORT_DATE_FORMAT")}
    with journal(action="start_hour", actor_id=by.user_id) as batch:
        hour = GuidedHour(title=named, questions_version=form.version, started_at=timezone.now())
        create_object(batch, hour)
        for step in form.steps:
            create_object(batch, HourStep(hour=hour, key=step.key))
    return hour.id


def save_step(
    *, by: Viewer, hour_id: UUID, key: str, version: int | None, answers: Mapping[str, Any]
) -> HourStep:
    """Keep the answers of one step; returns the step with its new version.

    The same answers sent twice (a double click, a reload) are kept once and nobody is told of a conflict.
    Raises ``StaleWrite`` with both answers per question where somebody else saved this step in between,
    ``AnswersWrong`` where something cannot be kept, ``HourFinished`` where the draft was made.
    """
    require(may_run_hours(by))
    with journal(action="save_step", actor_id=by.user_id) as batch:
        hour = lock_open_hour(hour_id)
        step = find_object(HourStep, _step_id(hour, key))
        clean = check_answers(load_hour(), key, answers)
        is_sent_again = step.saved_at is not None and clean == step.answers
        if version is not None and version != step.version and not is_sent_again:
            raise StaleWrite(_stale_sentence(), _differences(step, clean), step.version)
        _keep(batch, by, step, clean)
        if "next" in clean:
            _keep_next(batch, hour, clean["next"])
    return step


def read_goals_text(
    *, by: Viewer, hour_id: UUID, upload: File[Any] | IO[bytes] | str, name: str, title: str = ""
) -> UUID:
    """Read a text at once and keep it with the hour, so that its goals can be ticked; returns its id.

    Raises ``TextRefused`` where the file is no text that can be read; nothing of the hour changes then.
    """
    require(may_run_hours(by))
    find_open_hour(hour_id)
    kept = keep_upload(by=by, upload=upload, name=name)
    return read_kept_text(by=by, hour_id=hour_id, file_id=kept.id, title=title)


def read_kept_text(
    *, by: Viewer, hour_id: UUID, file_id: UUID, title: str = "", report: Report | None = None
) -> UUID:
    """Read a file that was kept before, as jobs do; returns the id of the text.

    ``report`` takes pages done and in all.
    """
    require(may_run_hours(by))
    reading_id = read_text(by=by, file_id=file_id, title=title, kind="city", report=report)
    with journal(action="read_for_hour", actor_id=by.user_id) as batch:
        change_object(batch, find_open_hour(hour_id), {"reading_id": reading_id}, None)
    return reading_id


def finish_next_step(*, by: Viewer, hour_id: UUID, done_on: date | None) -> None:
    """Say that the next step was taken, or (with None) that it is open again."""
    require(may_run_hours(by))
    with journal(action="finish_next_step", actor_id=by.user_id) as batch:
        change_object(batch, find_object(GuidedHour, hour_id), {"next_done_on": done_on}, None)


def delete_hour(*, by: Viewer, hour_id: UUID) -> None:
    """Put an hour with its answers into the trash; a draft that was made of it stays."""
    require(may_run_hours(by))
    with journal(action="delete_hour", actor_id=by.user_id) as batch:
        delete_objects(batch, [find_object(GuidedHour, hour_id)])


def find_open_hour(hour_id: UUID) -> GuidedHour:
    """The hour while it may still be answered; raises ``HourFinished``."""
    hour = find_object(GuidedHour, hour_id)
    if HourDraft.objects.filter(hour=hour).exists():
        raise HourFinished
    return hour


def lock_open_hour(hour_id: UUID) -> GuidedHour:
    """The open hour, held until the change is done, so that two people at the same moment queue."""
    GuidedHour.objects.select_for_update().filter(id=hour_id).first()
    return find_open_hour(hour_id)


def _step_id(hour: GuidedHour, key: str) -> UUID | None:
    return HourStep.objects.filter(hour=hour, key=key).values_list("id", flat=True).first()


def _keep(batch: Batch, by: Viewer, step: HourStep, answers: dict[str, Any]) -> None:
    if answers == step.answers and step.saved_at is not None:
        return
    values = {"answers": answers, "saved_at": timezone.now(), "saved_by_id": by.membership_id}
    change_object(batch, step, values, None)


def _keep_next(batch: Batch, hour: GuidedHour, answer: Mapping[str, Any]) -> None:
    owner = answer.get("owner") or None
    values = {
        "next_what": answer.get("what", ""),
        "next_on": date.fromisoformat(answer["on"]) if answer.get("on") else None,
        "next_owner_id": UUID(owner) if owner else None,
    }
    change_object(batch, hour, values, None)


def _stale_sentence() -> str:
    return _(
        "Somebody else saved this step in the meantime. Both answers stand below; decide what shall hold "
        "and save again."
    )


def _differences(step: HourStep, sent: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    form, language = load_hour(), get_language() or "de"
    told = {}
    for key in {**step.answers, **sent}:
        question = form.question(key)
        texts = [tell_answer(question, one.get(key), language) for one in (step.answers, sent)]
        if texts[0] != texts[1]:
            told[question.words.say(language)] = (texts[0], texts[1])
    return told
