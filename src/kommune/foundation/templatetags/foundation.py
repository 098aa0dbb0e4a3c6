"""The template library of the look; what the tags draw lies in the modules beside this one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.cache import caches
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.template.engine import Engine
from django.utils.safestring import SafeString

from kommune.foundation.charts.drawing import chart_file, chart_markup
from kommune.foundation.charts.shapes import Chart
from kommune.foundation.markup import joined_markup, options_markup
from kommune.foundation.tables.rendering import render_table
from kommune.foundation.tables.table import Table
from kommune.foundation.templatetags.components import button, clamped, figure, state, unknown
from kommune.foundation.templatetags.form_fields import error_summary, field, form_fields, sent_key
from kommune.foundation.templatetags.icons import icon
from kommune.foundation.templatetags.terms import term

register = template.Library()

for tag in (icon, field, form_fields, sent_key, error_summary, state, figure, unknown, button, clamped):
    register.simple_tag(tag)
register.simple_tag(term, takes_context=True)


@register.simple_tag
def render(thing: Table | Chart) -> SafeString:
    """A table or a chart with all that belongs to it."""
    return render_table(thing) if isinstance(thing, Table) else thing.render()


@register.simple_tag(takes_context=True)
def kept_part(context: Context, template_name: str, key: str = "") -> SafeString:
    """A part of the shell, drawn once for all pages with the same ``key``; drawn anew where there is none.

    The key must hold everything that the part shows. The part must hold no token of a form.
    """
    if not key:
        return _drawn(context, template_name)
    kept, name = caches["process"], f"{template_name}:{key}"
    markup: str | None = kept.get(name)
    if markup is None:
        markup = _drawn(context, template_name)
        kept.set(name, markup)
    return SafeString(markup)


def _drawn(context: Context, template_name: str) -> SafeString:
    engine = context.template.engine if context.template else Engine.get_default()
    return engine.get_template(template_name).render(context)


@register.simple_tag
def options(choices: Iterable[tuple[object, ...]]) -> SafeString:
    """The options of a select from pairs (value, label), or triples where the third says "chosen"."""
    rows = list(choices)
    chosen = {str(row[0]) for row in rows if len(row) > 2 and row[2]}
    return options_markup([(row[0], row[1]) for row in rows], chosen)


@register.simple_tag
def chart_drawing(chart: Chart) -> SafeString:
    """A chart as it stands in a page."""
    return chart_markup(chart)


@register.simple_tag
def chart_picture(chart: Chart) -> SafeString:
    """A chart as a file of its own, for the download."""
    return joined_markup([chart_file(chart)])


@register.filter
def known(value: object) -> object:
    """The value, or the words "not stated" where there is none; 0 is a value."""
    return unknown() if value is None or value == "" else value


@register.inclusion_tag("foundation/components/tabs.html")
def tabs(items: Iterable[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """Links as tabs; each item: label, url, current, optionally count."""
    return {"items": items, "label": label}


@register.inclusion_tag("foundation/components/breadcrumb.html")
def breadcrumb(items: Iterable[tuple[str, str]] | None) -> dict[str, Any]:
    """The way to this page as pairs (label, url); an empty url for the page itself."""
    return {"items": list(items or ())}


@register.inclusion_tag("foundation/components/facts.html")
def facts(pairs: Iterable[tuple[object, object]]) -> dict[str, Any]:
    """A fact sheet from pairs (term, value); None and empty texts are said to be unknown."""
    return {"pairs": list(pairs)}


@register.inclusion_tag("foundation/components/tree.html")
def tree(nodes: Iterable[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """A nested list; each node: label, optionally url, number, note, closed, children."""
    return {"nodes": nodes, "label": label}


@register.inclusion_tag("foundation/components/timeline.html")
def timeline(entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """A history; each entry: when, who, what, optionally changes [(label, before, after)], undo_url."""
    return {"entries": entries}


@register.inclusion_tag("foundation/components/job.html")
def job_progress(job: Any, url: str = "", cancel_url: str = "") -> dict[str, Any]:
    """The state of a long job, asked for again every second at ``url`` until it is finished.

    ``job`` carries label, done, total (None while unknown), finished, and what_is_counted ("rows").
    """
    return {"job": job, "url": url, "cancel_url": cancel_url}


@register.inclusion_tag("foundation/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list; the rest of the address stays."""
    request = context.get("request")
    query: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)

    def address(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        (number, "" if isinstance(number, str) or number == page.number else address(number))
        for number in numbers
    ]
    return {
        "page": page,
        "links": links,
        "before": address(page.previous_page_number()) if page.has_previous() else "",
        "after": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("foundation/components/empty.html")
def empty(
    title: str, text: str = "", icon_name: str = "table", action: str = "", url: str = ""
) -> dict[str, Any]:
    """An empty page that teaches the first step: what belongs here, and the button that begins."""
    return {"title": title, "text": text, "icon_name": icon_name, "action": action, "url": url}


@register.inclusion_tag("foundation/components/copy.html")
def copy_text(text: str, label: str = "") -> dict[str, Any]:
    """A text (mostly an address) in a field with a button that copies it."""
    return {"text": text, "label": label}


@register.inclusion_tag("foundation/components/stale.html")
def stale_write(error: Any) -> dict[str, Any]:
    """What somebody else saved in between beside what was sent, from a ``StaleWrite``."""
    return {"error": error}
