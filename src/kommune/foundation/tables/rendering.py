"""Puts a table on its page: controls, head, rows, or the words for an empty list."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString

from kommune.foundation.tables.controls import TableControls
from kommune.foundation.tables.markup import table_markup
from kommune.foundation.tables.table import Table


def render_table(table: Table) -> SafeString:
    """The whole table: search, filters, rows, pages."""
    context = {
        "table": table,
        "controls": TableControls(table),
        "is_empty": table.is_empty,
        "markup": "" if table.is_empty else table_markup(table),
        "empty_text": _empty_text(table) if table.is_empty else "",
    }
    return render_to_string("foundation/table.html", context, request=table.request)


def _empty_text(table: Table) -> str:
    if not table.empty_template:
        return ""
    return render_to_string(table.empty_template, dict(table.empty_context), request=table.request)


def table_response(
    request: HttpRequest, table: Table, template: str, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page with its table, or the table alone where the page asks to renew only that."""
    renews_only_table = request.headers.get("HX-Target") == table.name and not request.headers.get(
        "HX-History-Restore-Request"
    )
    if renews_only_table:
        response = HttpResponse(render_table(table))
    else:
        response = render(request, template, {**(context or {}), "table": table})
    patch_vary_headers(response, ["HX-Target", "HX-History-Restore-Request"])
    return response
