"""Conflicts as markup, written straight in Python: a page of cards takes a millisecond instead of six."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.foundation.markup import joined_markup
from kommune.foundation.templatetags.components import state, unknown
from kommune.strategy.models import GoalConflict

REASON_CHARACTERS = 400
CLASS_WIDE = ' class="conflict__wide"'

Card = Mapping[str, Any]


def cards_markup(cards: Iterable[Card], draw_ways: Callable[[GoalConflict], str] | None) -> SafeString:
    """Conflicts as cards, each as ``card_context`` tells it, with the buttons of those who may settle."""
    words = {
        "carried": escape(_("Carried by")),
        "none": escape(_("no measure yet")),
        "charge": escape(_("In charge")),
        "until": escape(_("Until")),
        "overdue": state("bad", _("overdue")),
        "done": escape(_("What is done")),
        "open": escape(_("not decided yet")),
        "decision": escape(_("Decision")),
        "unknown": unknown(),
    }
    return joined_markup(
        ['<ol class="conflicts">', *(_card(card, words, draw_ways) for card in cards), "</ol>"]
    )


def pair_markup(card: Card) -> SafeString:
    """Both goals with the broken line between them; the score stands on it in figures."""
    conflict, score = card["conflict"], escape(card["score"])
    against = escape(_("works against (%(score)s)") % {"score": card["score"]})
    return joined_markup(
        [
            f'<span class="conflict__goal">{escape(str(conflict.digital_goal))}</span> ',
            f'<span class="conflict__line" aria-hidden="true">┅┅ {f"{score} ┅┅" if score else ""}▶</span>',
            f'<span class="sr-only"> {against} </span> ',
            f'<span class="conflict__goal">{escape(str(conflict.city_goal))}</span>',
        ]
    )


def why_markup(card: Card) -> SafeString:
    """Why both conflict, in the words of those who rated, and who that was."""
    told = f' <span class="muted">({escape(card["rated_by"])})</span>' if card["rated_by"] else ""
    why = f'<span class="muted">{escape(_("Why"))}</span> '
    if not card["reasons"]:
        return joined_markup([f'<p class="conflict__why">{why}{escape(_("nobody gave a reason"))}{told}</p>'])
    cut = [Truncator(reason).chars(REASON_CHARACTERS) for reason in card["reasons"]]
    texts = [escape(_("“%(reason)s”") % {"reason": reason}) for reason in cut]
    paragraphs = '</p><p class="conflict__why">'.join(texts)
    return joined_markup([f'<p class="conflict__why">{why}{paragraphs}{told}</p>'])


def _card(card: Card, words: Mapping[str, str], draw_ways: Callable[[GoalConflict], str] | None) -> str:
    still = "" if card["is_live"] else " conflict--still"
    ways = draw_ways(card["conflict"]) if draw_ways else ""
    since = f' <span class="muted">{escape(card["since"])}</span>' if card["since"] else ""
    return (
        f'<li><article class="conflict{still}"><header class="conflict__head"><h2 class="conflict__pair">'
        f'<a href="{escape(card["url"])}">{pair_markup(card)}</a></h2>'
        f'<p class="conflict__state">{card["badge"]}{since}</p></header>{why_markup(card)}'
        f'<dl class="conflict__facts">{_carriers(card, words)}{_settling(card, words)}</dl>'
        f"{ways}</article></li>"
    )


def _carriers(card: Card, words: Mapping[str, str]) -> str:
    if not card["carriers"]:
        return _fact(words["carried"], words["none"], wide=True) if card["is_live"] else ""
    told = ", ".join(
        f'<a href="{escape(url)}">{escape(carrier.label)}</a> <span class="muted">({escape(text)})</span>'
        for carrier, url, text in card["carriers"]
    )
    if more := card["more_carriers"]:
        told += " " + escape(ngettext("and %(n)s more", "and %(n)s more", more) % {"n": localize(more)})
    return _fact(words["carried"], told, wide=True)


def _settling(card: Card, words: Mapping[str, str]) -> str:
    """Who is in charge, until when, and what is done."""
    conflict: GoalConflict = card["conflict"]
    units = [conflict.digital_unit, conflict.city_unit]
    named = [escape(unit.name) if unit and unit.name else words["unknown"] for unit in units]
    due = escape(str(localize(conflict.due_on))) if conflict.due_on else words["unknown"]
    return (
        _fact(words["charge"], " · ".join(named) if any(units) else words["unknown"])
        + _fact(words["until"], f"{words['overdue']} {due}" if card["is_overdue"] else due)
        + _fact(
            words["done"],
            escape(str(conflict.get_resolution_display())) if conflict.resolution else words["open"],
        )
        + (_fact(words["decision"], escape(conflict.decision)) if conflict.decision else "")
    )


def _fact(term: str, told: str, *, wide: bool = False) -> str:
    """One entry of a card's list; both are markup."""
    return f"<div{CLASS_WIDE if wide else ''}><dt>{term}</dt><dd>{told}</dd></div>"
