"""Registries for what wings add to the shell: navigation items and home-page cards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the left bar.

    ``order`` sorts; ``url_name`` is reversed with the town's slug; ``may_enter`` takes the viewer;
    ``waiting`` returns how many things wait for this very person (0 shows nothing). ``also`` names further
    addresses whose pages belong to the entry.
    """

    key: str
    label: str | Promise
    url_name: str
    order: int
    icon: str
    may_enter: Callable[[Any], bool]
    waiting: Callable[[Any], int] | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HomeCard:
    """A block of a home page: ``home`` is 'deciders', 'employees' or 'citizens'.

    ``build`` takes the viewer and the town's slug and returns the context for ``template``, or None for
    no block. ``is_kept``: what it builds depends on journalled rows, the viewer, the language and the day
    alone, so that the home page need not ask for it again while the town's data stay.
    """

    key: str
    home: str
    order: int
    template: str
    build: Callable[[Any, str], dict[str, Any] | None]
    is_kept: bool = False


_items: dict[str, NavigationItem] = {}
_cards: dict[str, HomeCard] = {}


def register_navigation(item: NavigationItem) -> None:
    """Add an entry to the left bar; called in ``AppConfig.ready``."""
    _items[item.key] = item


def register_home_card(card: HomeCard) -> None:
    """Add a block to a home page; called in ``AppConfig.ready``."""
    _cards[card.key] = card


def navigation_items() -> list[NavigationItem]:
    """All entries in their order."""
    return sorted(_items.values(), key=lambda item: item.order)


def home_cards(home: str) -> list[HomeCard]:
    """The blocks of one home page in their order."""
    return sorted((card for card in _cards.values() if card.home == home), key=lambda card: card.order)
