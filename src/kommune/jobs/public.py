"""The jobs' door: register kinds of work, start them, look at them."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from kommune.foundation.scope import town_scope
from kommune.jobs.actions import SILENT_AFTER, cancel_job, take_back_interrupted
from kommune.jobs.daily import keep_doing_what_is_due, neglected_duties
from kommune.jobs.errors import JobCancelled
from kommune.jobs.models import Job
from kommune.jobs.progress import Progress
from kommune.jobs.queries import has_waiting_job, job_for
from kommune.jobs.registry import register_job
from kommune.jobs.shapes import JobShape
from kommune.jobs.tasks import carry_out
from kommune.municipalities.public import Viewer, all_towns

__all__ = [
    "JobCancelled",
    "JobShape",
    "Progress",
    "cancel_job",
    "has_waiting_job",
    "job_for",
    "keep_doing_what_is_due",
    "neglected_duties",
    "register_job",
    "restart_interrupted",
    "start_job",
]


def start_job(*, kind: str, title: str, by: Viewer, params: dict[str, Any] | None = None) -> UUID:
    """Ask for background work and return its id; it begins when the present transaction is done.

    With ``settings.JOBS_INLINE`` (tests, command line) it is done before this returns.
    """
    job: Job = Job.objects.create(
        kind=kind, title=title[:200], params=params or {}, asked_by_id=by.membership_id
    )
    _queue(by.town_id, job.id)
    return job.id


def restart_interrupted(*, silent_for: timedelta = SILENT_AFTER) -> int:
    """Queue again, in every town, what a crash interrupted; returns how many jobs."""
    count = 0
    for town in all_towns():
        with town_scope(town.id):
            for job_id in take_back_interrupted(silent_for=silent_for):
                _queue(town.id, job_id)
                count += 1
    return count


def _queue(town_id: UUID, job_id: UUID) -> None:
    arguments = (str(town_id), str(job_id), get_language() or settings.LANGUAGE_CODE)
    if settings.JOBS_INLINE:
        carry_out.call(*arguments)
    else:
        transaction.on_commit(partial(carry_out.enqueue, *arguments))
