"""Reading a list of units from YAML: entries with id, name and parent, in any order."""

from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from kommune.municipalities.errors import UnitFileUnreadable

HEADS = ("einheiten", "units")
MOST_BYTES = 2_000_000
MOST_UNITS = 5_000
KEY_LENGTH = 80
NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One unit of a list; ``parent_key`` is empty at the root."""

    key: str
    name: str
    parent_key: str


def read_units(content: bytes) -> list[UnitEntry]:
    """The units of a YAML file, parents before their children.

    Raises ``UnitFileUnreadable`` naming the entry: unknown parent, cycle, missing or doubled id.
    """
    entries = [_entry(raw, number) for number, raw in enumerate(_raw_entries(content), start=1)]
    by_key: dict[str, UnitEntry] = {}
    for number, entry in enumerate(entries, start=1):
        if entry.key in by_key:
            raise UnitFileUnreadable(
                _("Entry %(number)d: the id “%(key)s” stands here twice.")
                % {"number": number, "key": entry.key}
            )
        by_key[entry.key] = entry
    for number, entry in enumerate(entries, start=1):
        if entry.parent_key and entry.parent_key not in by_key:
            raise UnitFileUnreadable(
                _("Entry %(number)d (%(key)s): the parent “%(parent)s” does not exist.")
                % {"number": number, "key": entry.key, "parent": entry.parent_key}
            )
    return _parents_first(entries, by_key)


def _raw_entries(content: bytes) -> list[Any]:
    if len(content) > MOST_BYTES:
        raise UnitFileUnreadable(_("The file is too large for a list of units."))
    try:
        text = content.decode("utf-8-sig")
        if "&" in text and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            raise UnitFileUnreadable(_("The file refers to itself (YAML alias), which is not read here."))
        document = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise UnitFileUnreadable(_("The file is not stored as UTF-8.")) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise UnitFileUnreadable(_("Line %(line)d: this is no YAML.") % {"line": line}) from error
    if isinstance(document, dict):
        document = next((document[head] for head in HEADS if head in document), None)
    if not isinstance(document, list) or not document:
        raise UnitFileUnreadable(_("The file holds no list under “einheiten” or “units”."))
    if len(document) > MOST_UNITS:
        raise UnitFileUnreadable(_("The file is too large for a list of units."))
    return document


def _entry(raw: Any, number: int) -> UnitEntry:
    if not isinstance(raw, dict):
        raise UnitFileUnreadable(_("Entry %(number)d is not a unit.") % {"number": number})
    key, name = _word(raw.get("id")), _word(raw.get("name"))
    if not key or not name:
        raise UnitFileUnreadable(_("Entry %(number)d has no id or no name.") % {"number": number})
    if len(key) > KEY_LENGTH or len(name) > NAME_LENGTH:
        raise UnitFileUnreadable(_("Entry %(number)d: id or name is too long.") % {"number": number})
    return UnitEntry(key=key, name=name, parent_key=_word(raw.get("parent")))


def _word(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _parents_first(entries: list[UnitEntry], by_key: dict[str, UnitEntry]) -> list[UnitEntry]:
    """Order so that parents come first; a chain that comes back to itself is refused."""
    ordered: dict[str, UnitEntry] = {}
    for entry in entries:
        chain: dict[str, UnitEntry] = {}
        step: UnitEntry | None = entry
        while step is not None and step.key not in ordered:
            if step.key in chain:
                raise UnitFileUnreadable(
                    _("“%(key)s” belongs to itself through its parents.") % {"key": step.key}
                )
            chain[step.key] = step
            step = by_key.get(step.parent_key)
        ordered.update(reversed(chain.items()))
    return list(ordered.values())
