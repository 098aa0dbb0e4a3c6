"""What the pages about ratings have in common: the way to them, and pairs by their address."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.strategy.queries.rateable import Pairing
from kommune.strategy.web.pages import Crumbs, strategy_crumbs
from kommune.strategy.web.rounds.words import in_words


def ratings_crumbs(slug: str, *titles: Any) -> Crumbs:
    """The way from the list of strategies over the ratings."""
    start = (_("Ratings"), reverse("strategy:ratings", args=[slug]))
    return strategy_crumbs(slug, start, *((title, "") for title in titles))


def pairing_of(text: str) -> Pairing:
    """The pairing named in an address, or the page that says it does not exist."""
    try:
        return Pairing(text)
    except ValueError:
        raise Http404 from None


def value_in_words(pairing: Pairing, value: int | None) -> str:
    """A value with its words; contributions have no sign."""
    if pairing == Pairing.MEASURES:
        return in_words(value, is_measure=True).removeprefix("+")
    return in_words(value, is_measure=False)
