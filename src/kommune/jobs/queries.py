"""Reading jobs: everybody sees her own, those who steer see all."""

from uuid import UUID

from django.db.models import QuerySet

from kommune.jobs.models import Job
from kommune.jobs.rules import may_see_all_jobs
from kommune.jobs.shapes import JobShape, JobState
from kommune.municipalities.public import Viewer


def visible_jobs(viewer: Viewer) -> QuerySet[Job]:
    """The jobs that a person may see."""
    jobs: QuerySet[Job] = Job.objects.all()
    if may_see_all_jobs(viewer):
        return jobs
    if viewer.membership_id is None:
        return jobs.none()
    return jobs.filter(asked_by_id=viewer.membership_id)


def job_for(viewer: Viewer, job_id: UUID) -> JobShape | None:
    """One job, or None where it is not there for this person."""
    job = visible_jobs(viewer).filter(id=job_id).first()
    return job_shape(job) if job else None


def job_shape(job: Job) -> JobShape:
    """The plain value of a job."""
    return JobShape(
        id=job.id,
        kind=job.kind,
        title=job.title,
        state=job.state,
        done=job.done,
        total=job.total,
        text=job.text,
        result=job.result,
        error=job.error,
    )


def has_waiting_job(kind: str) -> bool:
    """Whether work of this kind is asked for and not begun in the town in scope."""
    return Job.objects.filter(kind=kind, state=JobState.QUEUED).exists()
