"""What a source of the search finds."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from kommune.municipalities.public import Viewer


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is called, where it belongs, where it is."""

    title: str
    subtitle: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchSource:
    """One kind of things to find.

    ``find`` takes viewer, the town's slug, the words in lower case and how many hits are wanted at most;
    it returns only what the viewer may see.
    """

    key: str
    label: str | Promise
    order: int
    find: Callable[[Viewer, str, list[str], int], list[Hit]]
