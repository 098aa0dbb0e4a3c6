"""Turns every way in which a request can fail into a problem document."""

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kommune.api.access import CHALLENGE
from kommune.foundation.errors import DomainError, PermissionMissing, StaleWrite
from kommune.foundation.rest.problems import Problem, problem_response
from kommune.municipalities.public import ForeignTown, KeyReused, WrongValues

logger = logging.getLogger("kommune.api")


def answer_problem(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The answer to anything that was raised while a request was worked on."""
    return problem_response(problem_of(error() if isinstance(error, type) else error))


def problem_of(error: Exception) -> Problem:
    """The problem that an error means for the caller."""
    match error:
        case Problem():
            return error
        case ValidationError():
            return Problem("invalid", errors=[field_error(one) for one in error.errors])
        case DomainError():
            return domain_problem(error)
        case AuthenticationError():
            return Problem("no-token", headers={"WWW-Authenticate": CHALLENGE})
        case Http404():
            return Problem("not-found")
        case RequestDataTooBig():
            return Problem("too-large")
        case HttpError(status_code=400):
            return Problem("unreadable", _("The body is not JSON."))
    logger.error("A request of the interface failed", exc_info=error)
    return Problem("fault", _("It was written to the log. Try again later."))


def domain_problem(error: DomainError) -> Problem:
    """A rule of the domain that failed, with its sentence."""
    match error:
        case PermissionMissing():
            return Problem("not-allowed", str(error))
        case ForeignTown():
            return Problem("invalid", str(error))
        case KeyReused():
            return Problem("key-reused", str(error))
        case StaleWrite():
            return Problem("stale", str(error), members={"version": error.current_version})
        case WrongValues():
            errors = [
                {"field": f"body.{name}", "message": text}
                for name, texts in error.fields.items()
                for text in texts
            ]
            return Problem("invalid", errors=errors)
    return Problem("invalid", str(error))


def field_error(error: dict[str, Any]) -> dict[str, str]:
    """A fault of one field: where it stands (``body.costs.0.year``) and what is wrong."""
    places = [str(place) for place in error.get("loc", ())]
    if len(places) > 1 and places[0] == "body" and places[1] == "body":
        places = places[1:]
    return {"field": ".".join(places), "message": str(error.get("msg", ""))}


def listen_for_errors(api: NinjaAPI) -> None:
    """Answer every error of the interface as a problem document."""
    for kind in (Exception, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, answer_problem)
