"""What of the strategy wing the search finds, and which of its pages are commands."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.addresses import address_maker
from kommune.municipalities.public import Viewer
from kommune.search.public import (
    Command,
    Hit,
    SearchSource,
    begins_first,
    matching,
    register_command,
    register_source,
)
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.queries.strategies import visible_goals, visible_strategies
from kommune.strategy.rules import may_edit_strategies


def register_findable() -> None:
    """Search sources and commands; called in ``AppConfig.ready``."""
    register_source(SearchSource("strategies", _("Strategies"), 10, find_strategies))
    register_source(SearchSource("goals", _("Goals"), 20, find_goals))
    register_source(SearchSource("measures", _("Measures"), 30, find_measures))
    register_command(Command("new_measure", _("New measure"), "strategy:measure_new", may_edit_strategies))
    register_command(Command("new_strategy", _("New strategy"), "strategy:new", may_edit_strategies))


def find_strategies(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """Strategies by title and summary."""
    rows = visible_strategies(viewer).filter(matching(words, "title", "summary")).only("title", "state")
    address = address_maker("strategy:show", slug)
    return [
        Hit(row.title, str(row.get_state_display()), address(row.id))
        for row in rows.order_by(begins_first(words, "title"), "kind", "-edition")[:limit]
    ]


def find_goals(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """Goals by number, title and text."""
    rows = visible_goals(viewer).select_related(None).select_related("strategy")
    rows = rows.filter(matching(words, "number", "title", "text")).only("number", "title", "strategy__title")
    ranked = rows.order_by(begins_first(words, "title", "number"), "strategy", "position")[:limit]
    address = address_maker("strategy:goal", slug)
    return [Hit(str(row), row.strategy.title, address(row.id)) for row in ranked]


def find_measures(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """Measures by number, title, aim and owner."""
    columns = ("number", "title", "aim", "owner_name", "owner__user__name")
    rows = visible_measures(viewer).filter(matching(words, *columns)).only("number", "title", "phase")
    ranked = rows.order_by(begins_first(words, "title", "number"), "position", "number")[:limit]
    address = address_maker("strategy:measure", slug)
    return [Hit(str(row), str(row.get_phase_display()), address(row.id)) for row in ranked]
