"""The page of one job: progress that renews itself, cancelling, the way to the result."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kommune.jobs.actions import cancel_job
from kommune.jobs.errors import NoSuchJob
from kommune.jobs.queries import job_for
from kommune.jobs.registry import job_kind
from kommune.jobs.shapes import JobShape, JobState
from kommune.municipalities.public import TownRequest


@require_GET
def show(request: TownRequest, town: str, job_id: UUID) -> HttpResponse:
    """The job's page, or only its progress where the page asks again by itself."""
    job = job_for(request.viewer, job_id)
    if job is None:
        raise Http404
    target = _result_url(town, job) if job.state == JobState.DONE else ""
    if target:
        if request.headers.get("HX-Request"):
            answer = HttpResponse()
            answer["HX-Redirect"] = target
            return answer
        return redirect(target)
    template = "jobs/_progress.html" if request.headers.get("HX-Request") else "jobs/show.html"
    return render(request, template, {"job": job})


@require_POST
def cancel(request: TownRequest, town: str, job_id: UUID) -> HttpResponse:
    """Ask the job to stop and show it again."""
    if job_for(request.viewer, job_id) is None:
        raise Http404
    try:
        cancel_job(by=request.viewer, job_id=job_id)
    except NoSuchJob as error:
        raise Http404 from error
    return redirect("jobs:show", town, job_id)


def _result_url(slug: str, job: JobShape) -> str:
    builder = job_kind(job.kind).result_url
    return builder(slug, job) if builder else ""
