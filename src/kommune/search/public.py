"""The search's door: sources register here, pages ask here."""

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

from django.db.models import Q

from kommune.municipalities.public import Viewer
from kommune.search.shapes import Hit, SearchSource

__all__ = ["Hit", "SearchSource", "matching", "register_source", "search_everything"]

MAX_WORDS = 6
MAX_LENGTH = 100
_sources: dict[str, SearchSource] = {}


def register_source(source: SearchSource) -> None:
    """Make a kind of things findable; called in ``AppConfig.ready``."""
    _sources[source.key] = source


def search_everything(
    viewer: Viewer, slug: str, text: str, limit: int
) -> list[tuple[SearchSource, list[Hit]]]:
    """Hits by source for what every word occurs in; sources without a hit are left out.

    ``limit`` is per source. An empty text finds nothing.
    """
    words = text.strip()[:MAX_LENGTH].split()[:MAX_WORDS]
    if not words:
        return []
    sources = sorted(_sources.values(), key=lambda source: source.order)
    found = [(source, source.find(viewer, slug, words, limit)) for source in sources]
    return [(source, hits) for source, hits in found if hits]


def matching(words: list[str], *paths: str) -> Q:
    """The filter "every word occurs in one of these columns", whatever the case.

    SQLite folds the case of ASCII letters only, so each word is tried as typed, small, large and with a
    large first letter: „überblick“ finds „Überblick“.
    """
    return reduce(and_, (reduce(or_, (_occurs(path, word) for path in paths)) for word in words))


def _occurs(path: str, word: str) -> Q:
    forms: set[str] = {word, *(fold(word) for fold in FOLDS)} if not word.isascii() else {word}
    return reduce(or_, (Q(**{f"{path}__icontains": form}) for form in sorted(forms)))


FOLDS: tuple[Callable[[str], str], ...] = (str.lower, str.upper, str.capitalize)
