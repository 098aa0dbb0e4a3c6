"""What the search knows: sources, their hits, and commands."""

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

    ``find`` takes viewer, the town's slug, the words as typed and how many hits are wanted at most; it
    returns only what the viewer may see, the best hits first.
    """

    key: str
    label: str | Promise
    order: int
    find: Callable[[Viewer, str, list[str], int], list[Hit]]


@dataclass(frozen=True, slots=True)
class Command:
    """A page to go to by its name, such as "New measure"; ``url_name`` is reversed with the town's slug."""

    key: str
    label: str | Promise
    url_name: str
    may_enter: Callable[[Viewer], bool]
