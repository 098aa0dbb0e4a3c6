"""Background work of the strategy wing: figures and findings renewed together."""

from typing import Any

from django.urls import reverse

from kommune.findings.public import look_for_findings
from kommune.jobs.public import JobShape, Progress
from kommune.municipalities.public import system_viewer
from kommune.strategy.actions.alignment import refresh_alignments
from kommune.strategy.actions.figures import refresh_figures
from kommune.strategy.actions.suggestions import renew_vectors

READ_TEXTS = "read_texts"


def renew_figures_and_findings(params: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Look for findings first, so that the figures carry the newest revision."""
    progress.report(0, 3)
    result = look_for_findings(by=system_viewer())
    progress.report(1, 3)
    refresh_figures()
    progress.report(2, 3)
    refresh_alignments()
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
