"""A person as other rooms see her, and what they add to her data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Person:
    """A person; ``is_operator`` runs the installation and may found towns.

    ``language`` is the one she chose ("de", "en"), empty where she chose none.
    """

    id: UUID
    email: str
    name: str
    is_operator: bool
    language: str = ""

    @property
    def shown_name(self) -> str:
        """The name, or the address where there is none."""
        return self.name or self.email


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What one room keeps about people.

    ``export`` returns rows (dicts of plain JSON values) for a person's id; ``erase`` removes them and
    raises a ``DomainError`` where a rule forbids it; it is called inside one transaction with all others.
    """

    key: str
    label: str | Promise
    export: Callable[[UUID], list[dict[str, Any]]]
    erase: Callable[[UUID], None]
