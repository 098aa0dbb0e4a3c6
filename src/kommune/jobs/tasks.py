"""The one task the queue knows: carry out a job within its town's scope."""

import logging
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from kommune.foundation.errors import DomainError
from kommune.foundation.scope import town_scope
from kommune.jobs.errors import JobCancelled
from kommune.jobs.models import Job
from kommune.jobs.progress import Progress
from kommune.jobs.registry import job_kind
from kommune.jobs.shapes import JobState

logger = logging.getLogger(__name__)


@task()
def carry_out(town_id: str, job_id: str, language: str) -> None:
    """Work on one job; a job taken, finished or cancelled meanwhile is left alone."""
    with town_scope(UUID(town_id)), translation.override(language):
        waiting = Job.objects.filter(id=job_id, state=JobState.QUEUED)
        if waiting.update(state=JobState.RUNNING, heartbeat_at=timezone.now()):
            work_on(Job.objects.get(id=job_id))


def work_on(job: Job) -> None:
    """Call the job's function and keep its result, its refusal or its failure."""
    state, error, result = JobState.DONE, "", {}
    try:
        result = job_kind(job.kind).work(job.params, Progress(job.id))
    except JobCancelled as refusal:
        state, error = JobState.CANCELLED, str(refusal)
    except DomainError as refusal:
        state, error = JobState.FAILED, str(refusal)
    except Exception:
        logger.exception("Job %s (%s) failed", job.id, job.kind)
        state, error = (
            JobState.FAILED,
            _("Something went wrong in the program. The operator finds it in the log."),
        )
    Job.objects.filter(id=job.id).update(
        state=state, error=error, result=result, finished_at=timezone.now(), attempts=job.attempts + 1
    )
