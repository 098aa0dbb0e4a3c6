"""Errors of the interface as problem documents (RFC 9457)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Thing = TypeVar("Thing")
CONTENT_TYPE = "application/problem+json"
TYPES_AT = "/api/v1/docs/#problem-"

TITLES: dict[str, tuple[int, "str | Promise"]] = {
    "unreadable": (400, _("The request cannot be read")),
    "unknown-cursor": (400, _("This cursor is unknown")),
    "unknown-parameter": (400, _("A parameter is unknown")),
    "no-token": (401, _("A valid token is needed")),
    "not-allowed": (403, _("The token does not allow this")),
    "not-found": (404, _("There is nothing here for this token")),
    "wrong-method": (405, _("This address does not know the method")),
    "stale": (412, _("Somebody else saved this in the meantime")),
    "too-large": (413, _("The request is too large")),
    "not-json": (415, _("The body must be JSON")),
    "invalid": (422, _("Some values cannot be stored")),
    "key-reused": (422, _("This Idempotency-Key belongs to another request")),
    "version-missing": (428, _("Say in If-Match which version you saw")),
    "too-many": (429, _("Too many requests")),
    "fault": (500, _("A fault of the program")),
}


@dataclass
class Problem(Exception):
    """A refused request: ``code`` is a key of ``TITLES``, ``errors`` name the faulty fields.

    ``members`` are further members of the document, ``headers`` further headers of the answer.
    """

    code: str
    detail: "str | Promise" = ""
    errors: Sequence[Mapping[str, str]] = ()
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The status code of HTTP."""
        return TITLES[self.code][0]


def problem_response(problem: Problem) -> JsonResponse:
    """The problem as an answer, in the language of the request."""
    document: dict[str, Any] = {
        "type": TYPES_AT + problem.code,
        "title": str(TITLES[problem.code][1]),
        "status": problem.status,
    }
    if problem.detail:
        document["detail"] = str(problem.detail)
    if problem.errors:
        document["errors"] = [dict(error) for error in problem.errors]
    document.update(problem.members)
    return JsonResponse(
        document, status=problem.status, content_type=CONTENT_TYPE, headers=dict(problem.headers)
    )


def found(thing: Thing | None) -> Thing:
    """The thing, or the problem that it is not there for this token."""
    if thing is None:
        raise Problem("not-found")
    return thing
