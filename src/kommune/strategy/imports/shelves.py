"""What a town has of one kind and what a list would add: looked up, drafted and compared."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import models

from kommune.audit.public import image_of
from kommune.foundation.ids import parse_id
from kommune.imports.public import FieldChange, Where
from kommune.standards.spreadsheets import plain as fold
from kommune.standards.spreadsheets import says_unknown

Thing = TypeVar("Thing", bound=models.Model)
plain = lru_cache(maxsize=1 << 17)(fold)


@dataclass(slots=True)
class Draft(Generic[Thing]):
    """One object as the list wants it; ``before`` is its stored image, None for a new one."""

    instance: Thing
    before: dict[str, Any] | None
    where: Where
    is_new: bool
    changes: list[FieldChange] = field(default_factory=list)

    def set(self, attribute: str, value: Any, label: str, before: str, after: str) -> None:
        """Set an attribute where it differs, and note what a person would see."""
        if self.is_new:
            setattr(self.instance, attribute, value)
            return
        if same(getattr(self.instance, attribute), value):
            return
        if self.before is None:
            self.before = image_of(self.instance)
        setattr(self.instance, attribute, value)
        self.changes.append(FieldChange(label, before, after))


class Shelf(Generic[Thing]):
    """All objects of one kind by id, folded number and folded title; ``group`` is what they belong to."""

    def __init__(
        self,
        things: Iterable[Thing],
        *,
        number: Callable[[Thing], str],
        title: Callable[[Thing], str],
        group: Callable[[Thing], UUID | None],
    ) -> None:
        self._number, self._title, self.group = number, title, group
        self.by_id: dict[UUID, Thing] = {}
        self.by_number: dict[str, list[Thing]] = defaultdict(list)
        self.by_title: dict[str, list[Thing]] = defaultdict(list)
        self.aliases: dict[UUID, Thing] = {}
        self.drafts: dict[UUID, Draft[Thing]] = {}
        self.by_row: dict[tuple[str, int], Thing] = {}
        self.order: list[Thing] = []
        for thing in things:
            self.put(thing)
        self.stored = frozenset(self.by_id)

    def put(self, thing: Thing) -> None:
        """Add an object to all look-ups."""
        self.by_id[thing.pk] = thing
        self.order.append(thing)
        self.index(thing)

    def index(self, thing: Thing) -> None:
        """Make an object found under its number and title as they are now."""
        for found, text in ((self.by_number, self._number(thing)), (self.by_title, self._title(thing))):
            folded = plain(text)
            if folded and thing not in found[folded]:
                found[folded].append(thing)

    def draft(self, thing: Thing, where: Where) -> Draft[Thing]:
        """The draft of a stored object, opened at its first use."""
        if thing.pk not in self.drafts:
            self.drafts[thing.pk] = Draft(thing, None, where, is_new=False)
        return self.drafts[thing.pk]

    def draft_new(self, thing: Thing, where: Where, file_id: UUID | None = None) -> Draft[Thing]:
        """Put a new object on the shelf, also under the id that the file gives it."""
        self.put(thing)
        self.drafts[thing.pk] = Draft(thing, None, where, is_new=True)
        if file_id is not None:
            self.aliases[file_id] = thing
        return self.drafts[thing.pk]

    def by_reference_id(self, text: str) -> Thing | None:
        """The object whose id is written in ``text``, stored or given by the file."""
        found = parse_id(text) if len(text) >= 32 else None
        return None if found is None else self.by_id.get(found) or self.aliases.get(found)

    def look_up(self, text: str) -> list[Thing]:
        """Objects named by ``text``: by id, else by number, else by title, else by 'number title'."""
        by_id = self.by_reference_id(text)
        if by_id is not None:
            return [by_id]
        folded = plain(text)
        found = (
            self.by_number.get(folded) or self.by_number.get(folded.rstrip(".")) or self.by_title.get(folded)
        )
        return list(found or self._numbered_title(folded))

    def _numbered_title(self, folded: str) -> list[Thing]:
        number, _, title = folded.partition(" ")
        named = self.by_number.get(number.rstrip(".:)"), ())
        bare = title.strip(" -–:")
        return [thing for thing in named if bare and plain(self._title(thing)) == bare]

    def match(
        self, file_id: UUID | None, number: str, title: str, *, groups: Iterable[UUID | None] | None
    ) -> Thing | None:
        """The stored or drafted object that a row means: id, else number, else title within its groups.

        Rows with an id of their own never meet objects that another row of the file makes new.
        """
        if file_id is not None and file_id in self.by_id:
            return self.by_id[file_id]
        allowed = None if groups is None else set(groups)

        def fits(thing: Thing) -> bool:
            if file_id is not None and thing.pk in self.drafts:
                return False
            return allowed is None or self.group(thing) in allowed

        if number:
            found = [thing for thing in self.by_number.get(plain(number), ()) if fits(thing)]
            found = found or [
                thing
                for thing in self.by_title.get(plain(title), ())
                if fits(thing) and not self._number(thing)
            ]
        else:
            found = [thing for thing in self.by_title.get(plain(title), ()) if fits(thing)]
        return found[0] if found else None

    def names(self, thing: Thing) -> tuple[str, str]:
        """Number and title of an object."""
        return self._number(thing), self._title(thing)

    def name(self, thing: Thing | None) -> str:
        """How a person reads an object."""
        return "" if thing is None else f"{self._number(thing)} {self._title(thing)}".strip()

    def reference(self, thing: Thing, look_up: Callable[[str], list[Thing]] | None = None) -> str:
        """The shortest text that means this object and no other: its number, its title, else its id."""
        for text in (self._number(thing), self._title(thing)):
            if (
                text
                and not says_unknown(text)
                and [found.pk for found in (look_up or self.look_up)(text)] == [thing.pk]
            ):
                return text
        return str(thing.pk)

    def made(self) -> list[Thing]:
        """New objects, in the order in which rows named them."""
        return [draft.instance for draft in self.drafts.values() if draft.is_new]

    def changed(self) -> list[tuple[Thing, dict[str, Any]]]:
        """Stored objects that differ, with their images before."""
        return [(d.instance, d.before) for d in self.drafts.values() if not d.is_new and d.before is not None]


def same(stored: Any, wanted: Any) -> bool:
    """Whether two values are equal to a person: line ends do not count."""
    if isinstance(stored, str) and isinstance(wanted, str):
        return stored.replace("\r\n", "\n") == wanted.replace("\r\n", "\n")
    return bool(stored == wanted)
