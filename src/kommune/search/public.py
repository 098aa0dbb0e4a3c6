"""The search's door: sources and commands register here, pages ask here."""

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse

from kommune.foundation.navigation import navigation_items
from kommune.municipalities.public import Viewer
from kommune.search.shapes import Command, Hit, SearchSource

__all__ = [
    "Command",
    "Hit",
    "SearchSource",
    "begins_first",
    "commands_for",
    "holds_every_word",
    "matching",
    "register_command",
    "register_source",
    "search_everything",
    "words_of",
]

MAX_WORDS = 6
MAX_LENGTH = 100
FOLDS: tuple[Callable[[str], str], ...] = (str.lower, str.upper, str.capitalize)
_sources: dict[str, SearchSource] = {}
_commands: dict[str, Command] = {}


def register_source(source: SearchSource) -> None:
    """Make a kind of things findable; called in ``AppConfig.ready``."""
    _sources[source.key] = source


def register_command(command: Command) -> None:
    """Make a page reachable by its name; called in ``AppConfig.ready``. The left bar's are known already."""
    _commands[command.key] = command


def words_of(text: str) -> list[str]:
    """The words that are searched for: at most six, from the first 100 characters."""
    return text.replace("\x00", "").strip()[:MAX_LENGTH].split()[:MAX_WORDS]


def search_everything(
    viewer: Viewer, slug: str, text: str, limit: int
) -> list[tuple[SearchSource, list[Hit]]]:
    """Hits by source for what every word occurs in; sources without a hit are left out.

    ``limit`` is per source. An empty text finds nothing.
    """
    words = words_of(text)
    if not words:
        return []
    sources = sorted(_sources.values(), key=lambda source: source.order)
    found = [(source, source.find(viewer, slug, words, limit)) for source in sources]
    return [(source, hits) for source, hits in found if hits]


def commands_for(viewer: Viewer, slug: str, text: str = "") -> list[Hit]:
    """Pages that this person may enter and whose name holds every word; all of them for an empty text."""
    words = words_of(text)
    pages = [(item.label, item.url_name, item.may_enter) for item in navigation_items()]
    pages += [(command.label, command.url_name, command.may_enter) for command in _commands.values()]
    return [
        Hit(str(label), "", reverse(url_name, args=[slug]))
        for label, url_name, may_enter in pages
        if may_enter(viewer) and holds_every_word(str(label), words)
    ]


def holds_every_word(text: str, words: list[str]) -> bool:
    """Whether every word occurs in a text that is at hand already, whatever the case."""
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)


def matching(words: list[str], *paths: str) -> Q:
    """The filter "every word occurs in one of these columns", whatever the case.

    SQLite folds the case of ASCII letters only, so each word is tried as typed, small, large and with a
    large first letter: „überblick“ finds „Überblick“.
    """
    return reduce(
        and_, (reduce(or_, (_tried(f"{path}__icontains", word) for path in paths)) for word in words)
    )


def begins_first(words: list[str], *paths: str) -> Case:
    """The order that puts rows first in which one of these columns begins with the first word."""
    begins = reduce(or_, (_tried(f"{path}__istartswith", words[0]) for path in paths))
    return Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())


def _tried(lookup: str, word: str) -> Q:
    forms: set[str] = {word} if word.isascii() else {word, *(fold(word) for fold in FOLDS)}
    return reduce(or_, (Q(**{lookup: form}) for form in sorted(forms)))
