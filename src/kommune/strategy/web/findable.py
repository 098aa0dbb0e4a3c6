"""What of the strategy wing the search finds, and which of its things have a history page."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.public import ThingKind, Viewer, register_thing
from kommune.search.public import Hit, SearchSource, matching, register_source
from kommune.strategy.queries.measures import measures_for_list, visible_measures
from kommune.strategy.queries.strategies import visible_goals, visible_strategies


def register_findable() -> None:
    """Search sources and things; called in ``AppConfig.ready``."""
    register_source(SearchSource("strategies", _("Strategies"), 10, find_strategies))
    register_source(SearchSource("goals", _("Goals"), 20, find_goals))
    register_source(SearchSource("measures", _("Measures"), 30, find_measures))
    things: list[tuple[str, str, Callable[[Viewer, UUID], bool]]] = [
        ("strategy", "strategy:show", lambda viewer, key: visible_strategies(viewer).filter(id=key).exists()),
        ("goal", "strategy:goal", lambda viewer, key: visible_goals(viewer).filter(id=key).exists()),
        ("measure", "strategy:measure", lambda viewer, key: visible_measures(viewer).filter(id=key).exists()),
    ]
    labels = {"strategy": _("Strategy"), "goal": _("Goal"), "measure": _("Measure")}
    for kind, url_name, may_see in things:
        register_thing(ThingKind(kind, labels[kind], may_see, _address(url_name)))


def _address(url_name: str) -> Callable[[str, UUID], str]:
    return lambda slug, key: reverse(url_name, args=[slug, key])


def find_strategies(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """Strategies by title and summary."""
    rows = visible_strategies(viewer).filter(matching(words, "title", "summary"))[:limit]
    return [
        Hit(row.title, str(row.get_state_display()), reverse("strategy:show", args=[slug, row.id]))
        for row in rows
    ]


def find_goals(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """Goals by number, title and text."""
    rows = visible_goals(viewer).filter(matching(words, "number", "title", "text"))[:limit]
    return [Hit(str(row), row.strategy.title, reverse("strategy:goal", args=[slug, row.id])) for row in rows]


def find_measures(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """Measures by number, title, aim and owner."""
    columns = ("number", "title", "aim", "owner_name", "owner__user__name")
    rows = measures_for_list(viewer).filter(matching(words, *columns))[:limit]
    return [
        Hit(str(row), str(row.get_phase_display()), reverse("strategy:measure", args=[slug, row.id]))
        for row in rows
    ]
