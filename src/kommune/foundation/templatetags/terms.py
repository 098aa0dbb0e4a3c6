"""A word that explains itself: a button that opens its meaning, without script."""

from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kommune.foundation.terms import term_named


def term(context: Context, key: str, word: object = "") -> str | SafeString:
    """The word for ``key``, or ``word`` as the sentence needs it; explained where it first stands.

    The meaning lies in a popover of the browser's own: Escape or a click beside it closes it. On paper it
    follows the word in brackets.
    """
    found = term_named(key)
    request = context.get("request")
    explained: set[str] = getattr(request, "explained_terms", set())
    shown = word or found.word
    if key in explained:
        return str(shown)
    if request is not None:
        request.explained_terms = explained | {key}
    help_url = context.get("help_url")
    more = format_html(' <a href="{}woerter/#{}">{}</a>', help_url, key, _("All words")) if help_url else ""
    return format_html(
        '<button type="button" class="term" popovertarget="term-{0}">{1}</button>'
        '<span popover class="term__meaning" id="term-{0}" role="note">'
        "<strong>{2}</strong> <span>{3}</span>{4}</span>",
        key,
        shown,
        found.word,
        found.meaning,
        more,
    )
