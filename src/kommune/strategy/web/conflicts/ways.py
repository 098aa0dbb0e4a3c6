"""The buttons under a card: the ways to deal with a conflict, each opening the form with that way chosen."""

from collections.abc import Callable
from html import escape

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kommune.foundation.addresses import SOME_ID, address_maker
from kommune.strategy.models import GoalConflict
from kommune.strategy.queries.conflicts import LIVE
from kommune.strategy.shapes import Resolution


def ways_maker(town: str) -> Callable[[GoalConflict], str]:
    """A function from a conflict to the markup of its buttons; empty where it is settled or gone.

    A conflict about which something is said already offers to change that instead of all ways anew.
    """
    edit = address_maker("strategy:conflict_edit", town)
    draft = reverse("reporting:draft_new", args=[town, "goal_conflict", SOME_ID])
    before, _id, after = draft.partition(str(SOME_ID))
    words = [(f"?resolution={key}", escape(word)) for key, word in _short_words().items()]
    change, paper = escape(_("Change or settle")), escape(_("Draft for the council"))
    label = escape(_("What can be done"))

    def draw(conflict: GoalConflict) -> str:
        if conflict.state not in LIVE:
            return ""
        url = edit(conflict.id)
        chosen = [("", change)] if conflict.resolution else words
        links = "".join(f'<li><a href="{url}{query}">{word}</a></li>' for query, word in chosen)
        return (
            f'<ul class="conflict__ways" aria-label="{label}">{links}'
            f'<li class="conflict__paper"><a href="{before}{conflict.id}{after}">{paper}</a></li></ul>'
        )

    return draw


def _short_words() -> dict[str, str]:
    """One or two words for each way."""
    return {
        Resolution.ADAPT: pgettext("way to deal with a conflict", "adapt"),
        Resolution.CONDITION: pgettext("way to deal with a conflict", "condition"),
        Resolution.COMPENSATE: pgettext("way to deal with a conflict", "compensation"),
        Resolution.SEQUENCE: pgettext("way to deal with a conflict", "order"),
        Resolution.ACCEPT: pgettext("way to deal with a conflict", "accept by decision"),
        Resolution.DISCARD: pgettext("way to deal with a conflict", "discard"),
    }
