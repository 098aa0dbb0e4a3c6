"""Background work of the wing of place and people: a large text read for a guided hour."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from kommune.jobs.public import JobShape, Progress
from kommune.maturity.actions.hours import read_kept_text
from kommune.municipalities.public import system_viewer, viewer_of_membership

READ_FOR_HOUR = "read_for_hour"


def read_for_hour(params: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Read a kept file, counting its pages, and put it beside the hour in which it was sent."""
    membership = params["membership"]
    read_kept_text(
        by=viewer_of_membership(UUID(membership)) if membership else system_viewer(),
        hour_id=UUID(params["hour"]),
        file_id=UUID(params["file"]),
        report=lambda done, total: progress.report(done, total),
    )
    return {"hour": params["hour"]}


def hour_goals_url(slug: str, job: JobShape) -> str:
    """Where the goals of the text are ticked."""
    return reverse("maturity:hour_step", args=[slug, job.result["hour"], "goals"]) + "#proposals"
