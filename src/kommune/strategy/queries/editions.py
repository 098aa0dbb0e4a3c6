"""Two editions side by side: strategies or texts that were read, as plain entries for the comparison."""

from dataclasses import dataclass
from uuid import UUID

from kommune.analysis.readings import Change, Entry, compare_editions
from kommune.municipalities.public import Viewer
from kommune.strategy.models import Passage, Reading, Strategy
from kommune.strategy.queries.readings import reading_for, strategy_rows, visible_readings
from kommune.strategy.queries.strategies import strategy_for, visible_strategies
from kommune.strategy.shapes import ReadState


@dataclass(frozen=True, slots=True)
class Edition:
    """A side of a comparison; ``key`` is "s:" or "r:" and an id, as addresses carry it."""

    key: str
    title: str
    thing: Strategy | Reading


def editions(viewer: Viewer) -> list[Edition]:
    """Everything that can be compared: visible strategies, then texts that were read; two queries."""
    strategies = [Edition(f"s:{one.id}", one.title, one) for one in visible_strategies(viewer)]
    return strategies + [Edition(f"r:{one.id}", one.title, one) for one in visible_readings(viewer)]


def edition_for(viewer: Viewer, key: str) -> Edition | None:
    """The side that an address names, or None where it is not there for this person."""
    sort, _colon, text = key.partition(":")
    try:
        wanted = UUID(text)
    except ValueError:
        return None
    found = strategy_for(viewer, wanted) if sort == "s" else reading_for(viewer, wanted)
    return Edition(key, found.title, found) if found is not None and sort in {"s", "r"} else None


def compare(viewer: Viewer, old: Edition, new: Edition) -> list[Change]:
    """What differs between two editions, as this person may see it; at most six queries."""
    return compare_editions(_entries(viewer, old), _entries(viewer, new))


def _entries(viewer: Viewer, edition: Edition) -> list[Entry]:
    if isinstance(edition.thing, Strategy):
        return _entries_of_strategy(viewer, edition.thing)
    rows = Passage.objects.filter(reading=edition.thing).exclude(state=ReadState.DROPPED)
    return [
        Entry(str(one.id), one.kind, one.number, one.title, one.description, _text(one.parent_id))
        for one in rows
    ]


def _entries_of_strategy(viewer: Viewer, strategy: Strategy) -> list[Entry]:
    fields, goals, measures = strategy_rows(viewer, strategy)
    entries = [Entry(str(one.id), "field", one.number, one.title, one.text) for one in fields]
    for goal in goals:
        above = _text(goal.parent_id or goal.field_id)
        entries.append(
            Entry(str(goal.id), "goal", goal.number, goal.title, goal.text, above, str(goal.lineage_id))
        )
    return entries + [
        Entry(str(one.id), "measure", one.number, one.title, one.aim, _text(one.field_id), str(one.id))
        for one in measures
    ]


def _text(key: UUID | None) -> str:
    return str(key) if key else ""
