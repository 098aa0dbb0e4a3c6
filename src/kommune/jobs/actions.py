"""Asking for background work, cancelling it, and finding what a crash interrupted."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from kommune.jobs.errors import NoSuchJob
from kommune.jobs.models import Job
from kommune.jobs.queries import visible_jobs
from kommune.jobs.shapes import JobState
from kommune.municipalities.public import Viewer

SILENT_AFTER = timedelta(minutes=10)


def cancel_job(*, by: Viewer, job_id: UUID) -> None:
    """Ask a job to stop; one that has not begun is cancelled at once."""
    jobs = visible_jobs(by).filter(id=job_id)
    if not jobs.exists():
        raise NoSuchJob
    if not jobs.filter(state=JobState.QUEUED).update(
        state=JobState.CANCELLED, finished_at=timezone.now(), cancel_asked=True
    ):
        jobs.filter(state=JobState.RUNNING).update(cancel_asked=True)


def take_back_interrupted(*, silent_for: timedelta = SILENT_AFTER) -> list[UUID]:
    """Set jobs of the town in scope that a crash left running back to waiting and name them."""
    silent = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lte=timezone.now() - silent_for)
    ids = list(silent.values_list("id", flat=True))
    silent.filter(id__in=ids).update(state=JobState.QUEUED)
    waiting = Job.objects.filter(state=JobState.QUEUED, asked_at__lte=timezone.now() - silent_for)
    return list({*ids, *waiting.values_list("id", flat=True)})
