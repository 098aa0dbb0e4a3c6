"""Rated pairs, one a line, written in Python: pages of goals show a hundred of them."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.template import Context, Library
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kommune.foundation.markup import joined_markup
from kommune.foundation.tables.cells import cell_text
from kommune.foundation.templatetags.terms import term
from kommune.strategy.shapes import Way

register = Library()


@register.simple_tag(takes_context=True)
def told_pairs(context: Context, pairs: Iterable[Any]) -> SafeString:
    """The other end, the value that opens the pair, how it came about, the reason.

    ``pairs`` are ``ToldPair``; who rated is named where the page says that its reader ``sees_raters``.
    """
    request = context.get("request")
    back = quote(request.path) if request else ""
    rows = []
    for at, pair in enumerate(pairs):
        told = [str(escape(part)) for part in _parts(pair, sees_raters=bool(context.get("sees_raters")))]
        if pair.kind and not at:
            told.insert(0, str(term(context, "contribution", _("contribution"))))
        against = " told__value--against" if pair.is_against else ""
        reason = (
            format_html('<span class="told__reason">{}</span>', pair.row.reason) if pair.row.reason else ""
        )
        rows.append(
            f'<li><a href="{escape(pair.other_url)}">{escape(str(pair.other))}</a> '
            f'<a class="told__value{against}" href="{escape(pair.pair_url)}?next={back}" data-sheet>'
            f'{escape(pair.words)}</a> <span class="muted">{" · ".join(told)}</span>{reason}</li>'
        )
    return joined_markup(['<ul class="list told">', *rows, "</ul>"])


def _parts(pair: Any, *, sees_raters: bool) -> list[str]:
    """How a rating came about, part by part."""
    row = pair.row
    way = str(Way(row.way).label) if row.way else ""
    found = [str(pair.kind)] if pair.kind else []
    found.append(way if row.strength_given else f"{way}, {_('without strength')}")
    if sees_raters and row.rater:
        found.append(row.rater)
    if row.rated_at:
        found.append(cell_text(localtime(row.rated_at).date()))
    if row.to_confirm:
        found.append(_("to confirm"))
    return found
