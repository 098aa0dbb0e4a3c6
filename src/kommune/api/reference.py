"""The reference page: the description of the interface as plain HTML, without any script."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kommune.api.interface import interface
from kommune.foundation.rest.problems import TITLES

REF = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Member:
    """One parameter or member of a document as a row of a table."""

    name: str
    kind: str
    is_required: bool
    text: str


@dataclass(frozen=True, slots=True)
class Described:
    """One operation as the page shows it; ``body`` and ``answer`` name schemas."""

    id: str
    method: str
    path: str
    summary: str
    text: str
    parameters: list[Member]
    body: str
    answer: str
    statuses: list[str]


@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation and every kind of document, on one page."""
    schema = interface.get_openapi_schema()
    groups: dict[str, list[Described]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            tag = operation.get("tags", ["town"])[0]
            groups.setdefault(tag, []).append(described(method, path, operation))
    shapes = {
        name: members_of(shape)
        for name, shape in sorted(schema["components"]["schemas"].items())
        if shape.get("properties")
    }
    choices = {
        name: shape["enum"]
        for name, shape in sorted(schema["components"]["schemas"].items())
        if "enum" in shape
    }
    problems = [(code, status, title) for code, (status, title) in TITLES.items()]
    context = {
        "groups": groups,
        "shapes": shapes,
        "choices": choices,
        "problems": problems,
        "text": schema["info"]["description"],
    }
    return render(request, "api/reference.html", context)


def described(method: str, path: str, operation: dict[str, Any]) -> Described:
    """One operation of the description."""
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    answers = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    answer = answers[0].get("content", {}).get("application/json", {}).get("schema", {}) if answers else {}
    return Described(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        text=operation.get("description", ""),
        parameters=[
            Member(
                name=one["name"],
                kind=f"{one['in']} · {kind_of(one['schema'])}",
                is_required=one.get("required", False),
                text=one.get("description") or one["schema"].get("description", ""),
            )
            for one in operation.get("parameters", [])
        ],
        body=kind_of(body) if body else "",
        answer=kind_of(answer) if answer else "",
        statuses=list(operation["responses"]),
    )


def members_of(shape: dict[str, Any]) -> list[Member]:
    """The members of one kind of document."""
    needed = shape.get("required", [])
    return [
        Member(name, kind_of(member), name in needed, member.get("description", ""))
        for name, member in shape["properties"].items()
    ]


def kind_of(schema: dict[str, Any]) -> str:
    """A kind of value in a few words: 'string (uuid)', 'list of CostOut', 'integer or null'."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(REF)
    for joined in ("anyOf", "allOf", "oneOf"):
        if joined in schema:
            return " or ".join(kind_of(one) for one in schema[joined])
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items', {}))}"
    kind = str(schema.get("type", "any"))
    return f"{kind} ({schema['format']})" if "format" in schema else kind
