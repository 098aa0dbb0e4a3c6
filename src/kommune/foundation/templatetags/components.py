"""Small pieces of a page as functions that return markup: states, figures, buttons, unknown values."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kommune.foundation.markup import joined_markup
from kommune.foundation.templatetags.icons import icon as draw_icon

STATE_SHAPES = {
    "good": '<circle cx="5" cy="5" r="4.5" fill="currentColor"/>',
    "warn": '<path d="M5 .5 9.700 9.500H.3z" fill="currentColor"/>',
    "bad": '<path d="M.5.5h9v9h-9z" fill="currentColor"/>',
    "none": '<circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" stroke-width="1.4"/>',
}

STATE_WORDS = {
    "good": pgettext_lazy("state", "running"),
    "warn": pgettext_lazy("state", "stalled"),
    "bad": pgettext_lazy("state", "decision needed"),
    "none": pgettext_lazy("state", "no recent information"),
}


def state(tone: str, word: object = "") -> SafeString:
    """A state by word, shape and colour.

    ``tone``: good ● (running), warn ▲ (stalled), bad ■ (decision needed), none ○ (no recent information);
    ``word`` replaces the usual word.
    """
    known = tone if tone in STATE_SHAPES else "none"
    return format_html(
        '<span class="state state--{}"><svg viewBox="0 0 10 10" aria-hidden="true">{}</svg>{}</span>',
        known,
        joined_markup([STATE_SHAPES[known]]),
        word or STATE_WORDS[known],
    )


def figure(text: object, url: str | None = None) -> SafeString:
    """A number that explains itself: a link to its explanation, opened in the side sheet where possible."""
    if not url:
        return format_html('<strong class="number">{}</strong>', text)
    return format_html('<a class="figure-link" href="{}" data-sheet>{}</a>', url, text)


def unknown(word: object = "") -> SafeString:
    """The word for a value that nobody has entered: said, never shown as zero."""
    return format_html('<span class="unknown">{}</span>', word or _("not stated"))


def button(
    label: object,
    kind: str = "primary",
    href: str = "",
    icon: str = "",
    name: str = "",
    value: str = "",
    type: str = "submit",
) -> SafeString:
    """A button, or a link that looks like one where ``href`` is given.

    ``kind``: primary (one on a page), secondary, quiet, destructive.
    """
    inner = format_html('{}<span class="kern-label">{}</span>', draw_icon(icon), label)
    css = f"kern-btn kern-btn--{kind}"
    if href:
        return format_html('<a class="{}" href="{}">{}</a>', css, href, inner)
    extra = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="{}" type="{}"{}>{}</button>', css, type, extra, inner)


def clamped(text: object) -> SafeString:
    """A long text that shows two lines and opens on demand."""
    return format_html(
        '<span class="clamp"><span class="clamp-text">{}</span>'
        '<button type="button" hidden aria-expanded="false"><span class="more">{}</span>'
        '<span class="less">{}</span></button></span>',
        text,
        _("Show all"),
        _("Show less"),
    )
