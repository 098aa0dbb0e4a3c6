"""Reading, planning and writing of large files in the background."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from kommune.imports.actions import commit_import, preview_import, read_outline
from kommune.jobs.public import JobShape, Progress, register_job
from kommune.municipalities.public import Viewer, system_viewer, viewer_of_membership

READ, PREVIEW, COMMIT = "imports.read", "imports.preview", "imports.commit"


def register() -> None:
    """Make the kinds of work known to the jobs room."""
    register_job(READ, _read, result_url=_url_of("imports:sheets"))
    register_job(PREVIEW, _preview, result_url=_url_of("imports:preview"))
    register_job(COMMIT, _commit, result_url=_url_of("imports:show"))


def _url_of(name: str) -> Any:
    def build(slug: str, job: JobShape) -> str:
        return reverse(name, args=[slug, job.result["session"]])

    return build


def _viewer(params: dict[str, Any]) -> Viewer:
    membership = params.get("membership")
    return viewer_of_membership(UUID(membership)) if membership else system_viewer()


def _read(params: dict[str, Any], progress: Progress) -> dict[str, Any]:
    read_outline(by=_viewer(params), session_id=UUID(params["session"]), report=progress.report)
    return {"session": params["session"]}


def _preview(params: dict[str, Any], progress: Progress) -> dict[str, Any]:
    preview_import(by=_viewer(params), session_id=UUID(params["session"]), report=progress.report)
    return {"session": params["session"]}


def _commit(params: dict[str, Any], progress: Progress) -> dict[str, Any]:
    commit_import(by=_viewer(params), session_id=UUID(params["session"]), report=progress.report)
    return {"session": params["session"]}
