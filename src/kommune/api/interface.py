"""The interface itself: the wings' routers under one object, and what surrounds every request."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from ninja.operation import PathView

from kommune.api.access import ApiRequest, TokenAuth
from kommune.api.description import Interface
from kommune.api.errors import answer_problem, listen_for_errors
from kommune.findings.api.router import router as findings
from kommune.foundation.rest.problems import Problem, problem_response
from kommune.maturity.api.router import router as maturity
from kommune.municipalities.api.router import router as municipalities
from kommune.strategy.api.router import router as strategy

DESCRIPTION = (
    "Read a town's strategies, goals, measures, ratings, goal conflicts, status reports, findings and "
    "figures, its self-assessments, surveys and tools; make and change measures, rate goals and "
    "contributions, and write status reports. Each token belongs to one town. Money in cents; unknown is "
    "null, never 0."
)
WITH_BODY = {"POST", "PATCH"}

interface = Interface(
    title="Kommune Digital",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    auth=TokenAuth(),
    urls_namespace="api",
)
for router in (municipalities, strategy, findings, maturity):
    interface.add_router("", router)
listen_for_errors(interface)


def surrounded(view: Callable[..., HttpResponse], parameters: frozenset[str]) -> Callable[..., HttpResponse]:
    """The view inside what every request needs: a scope that ends with it, and problems for all refusals."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with ExitStack() as stack:
            cast(ApiRequest, request).stack = stack
            try:
                check_form(request, parameters)
                response = view(request, *args, **kwargs)
            except Exception as error:
                response = answer_problem(request, error)
        if isinstance(response, HttpResponseNotAllowed):
            allowed = ", ".join(sorted(response["Allow"].split(", ")))
            response = problem_response(Problem("wrong-method", headers={"Allow": allowed}))
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answered


def check_form(request: HttpRequest, parameters: frozenset[str]) -> None:
    """Refuse a body that is not JSON, and parameters that nobody would read."""
    if request.method in WITH_BODY and request.content_type != "application/json":
        raise Problem("not-json")
    unknown = sorted(set(request.GET) - parameters)
    if unknown and request.method == "GET":
        errors = [{"field": f"query.{name}", "message": "unknown"} for name in unknown]
        raise Problem("unknown-parameter", errors=errors)


def parameters_of(view: Any) -> frozenset[str]:
    """The query parameters that the operations of an address know."""
    names: set[str] = set()
    for operation in getattr(view, "operations", []):
        for model in operation.models:
            if model.__ninja_param_source__ == "query":
                names.update(field.alias or name for name, field in model.model_fields.items())
    return frozenset(names)


def patterns() -> list[URLPattern]:
    """The addresses of the interface, each surrounded."""
    found = cast(list[URLPattern], interface.urls[0])
    for pattern in found:
        owner = path_views().get(str(pattern.pattern))
        pattern.callback = surrounded(pattern.callback, parameters_of(owner))
    return found


def path_views() -> dict[str, PathView]:
    """The operations by address."""
    return {
        path.lstrip("/").replace("{", "<").replace("}", ">"): view
        for bound in interface._get_bound_routers()
        for path, view in bound.path_operations.items()
    }


@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address that the interface does not know."""
    return problem_response(Problem("not-found"))
