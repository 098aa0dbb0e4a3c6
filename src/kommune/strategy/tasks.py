"""Background work of the strategy wing: figures and findings renewed together."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from kommune.findings.public import look_for_findings
from kommune.jobs.public import JobShape, Progress
from kommune.municipalities.public import system_viewer, viewer_of_membership
from kommune.strategy.actions.alignment import refresh_alignments
from kommune.strategy.actions.conflict_register import sync_conflicts
from kommune.strategy.actions.figures import refresh_figures
from kommune.strategy.actions.readings import read_text
from kommune.strategy.actions.suggestions import renew_vectors
from kommune.strategy.actions.tensions import renew_questions

READ_TEXTS = "read_texts"
READ_TEXT = "read_text"


def renew_figures_and_findings(params: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Conflicts and findings first, so that the figures carry the newest revision."""
    progress.report(0, 4)
    sync_conflicts()
    progress.report(1, 4)
    result = look_for_findings(by=system_viewer())
    progress.report(2, 4)
    refresh_figures()
    progress.report(3, 4)
    refresh_alignments()
    renew_questions()
    return {"new": result.new, "gone": result.gone, "back": result.back}


def proof_url(slug: str, job: JobShape) -> str:
    """Where the renewed figures are seen."""
    return reverse("strategy:proof", args=[slug])


def read_texts(params: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Read what goals and measures mean; what was read before stays when it is stopped or starts again."""
    number = renew_vectors(lambda done, total: progress.report(done, total))
    return {"read": number}


def ratings_url(slug: str, job: JobShape) -> str:
    """Where the suggestions are seen."""
    return reverse("strategy:ratings", args=[slug])


def read_one_text(params: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Read a text that was uploaded; pages are counted while it is read."""
    membership = params["membership"]
    reading_id = read_text(
        by=viewer_of_membership(UUID(membership)) if membership else system_viewer(),
        file_id=UUID(params["file"]),
        title=params["title"],
        kind=params["kind"],
        report=lambda done, total: progress.report(done, total),
    )
    return {"reading": str(reading_id)}


def reading_url(slug: str, job: JobShape) -> str:
    """Where the proposals of a text are decided."""
    return reverse("strategy:reading", args=[slug, job.result["reading"]])
