"""The OpenAPI 3.1 description: what the endpoints say of themselves, with the problems they may answer."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from kommune.foundation.rest.problems import CONTENT_TYPE, TITLES

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "A problem document after RFC 9457.",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
ALWAYS = (401, 403, 405, 422, 429)
HEADERS = {"get": (), "post": (400, 413, 415), "patch": (400, 412, 413, 415, 428)}


class Interface(NinjaAPI):
    """The interface with problems in its description."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        """The description; every operation names the problems that it may answer with."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        for path, operations in schema["paths"].items():
            for method, operation in operations.items():
                for status in problems_of(path, method, operation):
                    operation["responses"][status] = problem_answer(status)
                operation["responses"] = {
                    str(status): answer for status, answer in operation["responses"].items()
                }
        return schema


def problems_of(path: str, method: str, operation: dict[str, Any]) -> list[int]:
    """The status codes of problems that an operation may answer with, ascending."""
    codes = {*ALWAYS, *HEADERS[method]}
    if operation.get("parameters") or method == "get":
        codes.add(400)
    if "{" in path or path.endswith("/figures"):
        codes.add(404)
    return sorted(codes)


def problem_answer(status: int) -> dict[str, Any]:
    """One refused answer in the description."""
    described = " / ".join(str(title) for code, title in TITLES.values() if code == status)
    return {
        "description": described,
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
