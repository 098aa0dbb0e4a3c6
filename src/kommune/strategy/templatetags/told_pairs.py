"""Rated pairs, one a line, written in Python: pages of goals show a hundred of them."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any
from urllib.parse import quote

from django.template import Context, Library
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
    tell = _teller(sees_raters=bool(context.get("sees_raters")))
    rows = []
    for at, pair in enumerate(pairs):
        told = tell(pair)
        if pair.kind and not at:
            told.insert(0, str(term(context, "contribution", _("contribution"))))
        against = " told__value--against" if pair.line.value < 0 else ""
        reason = f'<span class="told__reason">{escape(pair.line.reason)}</span>' if pair.line.reason else ""
        rows.append(
            f'<li><a href="{escape(pair.other_url)}">{escape(pair.line.other)}</a> '
            f'<a class="told__value{against}" href="{escape(pair.pair_url)}?next={back}" data-sheet>'
            f'{escape(pair.words)}</a> <span class="muted">{" · ".join(told)}</span>{reason}</li>'
        )
    return joined_markup(['<ul class="list told">', *rows, "</ul>"])


def _teller(*, sees_raters: bool) -> Callable[[Any], list[str]]:
    """A function that says how a rating came about, part by part as markup; words are looked up once."""
    ways = {value: escape(str(label)) for value, label in Way.choices}
    without_strength, to_confirm = escape(_("without strength")), escape(_("to confirm"))

    def tell(pair: Any) -> list[str]:
        line = pair.line
        way = ways.get(line.way, "")
        found = [escape(pair.kind)] if pair.kind else []
        found.append(way if line.strength_given else f"{way}, {without_strength}")
        if sees_raters and line.rater:
            found.append(escape(line.rater))
        if line.rated_at:
            found.append(escape(cell_text(localtime(line.rated_at).date())))
        if line.to_confirm:
            found.append(to_confirm)
        return found

    return tell
