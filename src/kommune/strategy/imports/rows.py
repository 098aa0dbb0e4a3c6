"""From a row to an object: found or made, its values compared, its strategy and field of action looked up."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from kommune.imports.public import (
    LEAVE_OUT,
    REPLACE,
    SKIP_ROW,
    Desk,
    FieldSpec,
    PlaceChoice,
    RowIn,
    Suggestion,
    TableIn,
    Where,
    shown_value,
)
from kommune.strategy.imports.references import find_strategy, nearest
from kommune.strategy.imports.shelves import Draft, Shelf, plain, same
from kommune.strategy.imports.stock import Stock
from kommune.strategy.models import FieldOfAction, Strategy

EMPTY: dict[str, Any] = {
    "phase": "idea",
    "state": "draft",
    "released_to": 1,
    "edition": 1,
    "position": 0,
    "is_legal_duty": False,
    "kind": "digital",
}
_NULLABLE = frozenset({"date", "date_end", "money", "whole", "percent"})
_KEY_AND_NAME = re.compile(
    r"^(?P<number>[A-Za-zÄÖÜäöü]{0,4}\d+(?:\.\d+)*|[IVX]{1,5}|[A-Z])[.):]?\s+(?P<title>\S.*)$", re.DOTALL
)


class Rows:
    """The rows of one table on their way; keeps which object each row became."""

    def __init__(self, table: TableIn, shelf: Shelf[Any], desk: Desk, *, by_title: bool = True) -> None:
        self.table = table
        self.shelf = shelf
        self.desk = desk
        self._rows_of: dict[UUID, int] = {}
        self._by_title = by_title

    def where(self, row: RowIn, key: str = "") -> Where:
        """The place of a row's field in the file."""
        return Where(self.table.sheet, row.number, self.table.columns.get(key, ""))

    def has(self, key: str) -> bool:
        """Whether a column fills this field."""
        return key in self.table.columns

    def draft(
        self,
        row: RowIn,
        make: Callable[[], Any],
        groups: Iterable[UUID | None] | None,
        title_key: str = "title",
        *,
        adopted: str = "",
    ) -> Draft[Any] | None:
        """The object that a row means, made where needed; None where the row is left out or in doubt.

        ``adopted`` is the title of the strategy that cannot take in anything new.
        """
        file_id = row.values.get("id")
        groups = None if groups is None else list(groups)
        for _attempt in range(4):
            number, title = str(row.values.get("number") or ""), str(row.values.get(title_key) or "")
            if not number and not title and file_id is None:
                return None
            found = self.shelf.match(file_id, number, title if self._by_title else "", groups=groups)
            if found is None or found.pk not in self._rows_of:
                break
            answer = self.desk.ask(
                "duplicate_row",
                self.where(row, "number" if number else title_key),
                number or title,
                answers=(REPLACE, SKIP_ROW),
                params={"other": str(self._rows_of[found.pk])},
                per_row=True,
            )
            if answer is None or answer.what == SKIP_ROW:
                return None
            row.values["number" if number else title_key] = answer.value
        else:
            return None
        if found is None and adopted:
            self.desk.ask(
                "adopted_addition", Where(self.table.sheet, row.number), adopted, answers=(SKIP_ROW,)
            )
            return None
        if found is None and not self._has_title(row):
            return None
        return self._open(row, found, make, file_id)

    def _has_title(self, row: RowIn) -> bool:
        """New objects need their title, also where the list has no column for it."""
        spec = self.table.target.field("title")
        if spec is None or not spec.required or row.values.get("title"):
            return True
        if self.has("title") and "title" not in row.values:
            return False
        where = self.where(row, "title") if self.has("title") else self.where(row, "number")
        answer = self.desk.ask("required_missing", where, "", answers=(REPLACE, SKIP_ROW), per_row=True)
        if answer is None or answer.what == SKIP_ROW:
            return False
        row.values["title"] = answer.value
        return bool(answer.value)

    def _open(self, row: RowIn, found: Any, make: Callable[[], Any], file_id: UUID | None) -> Draft[Any]:
        if found is None:
            draft = self.shelf.draft_new(make(), self.where(row), file_id)
        else:
            draft = self.shelf.draft(found, self.where(row))
        self._rows_of[draft.instance.pk] = row.number
        self.shelf.by_row[(self.table.sheet, row.number)] = draft.instance
        return draft

    def fill(self, draft: Draft[Any], row: RowIn, *, skip: frozenset[str]) -> None:
        """Set every plain field that the row gives; emptied cells empty their field."""
        for key, value in row.values.items():
            spec = self.table.target.field(key)
            if spec is None or key in skip or spec.per_year or spec.kind in {"id", "reference", "references"}:
                continue
            wanted = stored_value(spec, value)
            before = getattr(draft.instance, spec.column)
            if draft.is_new:
                setattr(draft.instance, spec.column, wanted)
            elif not same(before, wanted):
                draft.set(
                    spec.column, wanted, str(spec.label), shown_value(spec, before), shown_value(spec, wanted)
                )
        if self.table.target.keeps_extra:
            self._fill_extra(draft, row)
        self.shelf.index(draft.instance)

    def _fill_extra(self, draft: Draft[Any], row: RowIn) -> None:
        if not self.table.extra_columns:
            return
        before = dict(draft.instance.extra)
        after = {
            key: value for key, value in before.items() if key not in self.table.extra_columns
        } | row.extra
        if before != after:
            names = [name for name in self.table.extra_columns if before.get(name) != after.get(name)]
            draft.set("extra", after, ", ".join(names), _listed(before, names), _listed(after, names))


def _listed(values: dict[str, Any], names: list[str]) -> str:
    return "; ".join(str(values[name]) for name in names if name in values)


def stored_value(spec: FieldSpec, value: Any) -> Any:
    """A read value as the column stores it: an emptied cell gives the column's empty value."""
    if value is None or value == "":
        if spec.kind in _NULLABLE and spec.column not in EMPTY:
            return None
        return EMPTY.get(spec.column, "")
    return int(value) if spec.column == "released_to" else value


def resolve_place(table: TableIn, row: RowIn, stock: Stock, desk: Desk) -> tuple[Strategy | None, bool]:
    """The strategy that a row goes into, and False where that is in doubt or missing though needed."""
    text = row.values.get("place")
    where = Where(table.sheet, row.number, table.columns.get("place", ""))
    if text:
        strategy, why = find_strategy(text, stock, desk, where)
        return strategy, strategy is not None or (why == LEAVE_OUT and table.target.place == "possible")
    if "place" in table.columns and not table.place.value:
        if table.target.place == "needed":
            desk.ask("strategy_missing", where, "", answers=(SKIP_ROW,), per_row=True)
            return None, False
        return None, True
    return _chosen_place(table.place, stock, Where(table.sheet, 0)), True


def _chosen_place(place: PlaceChoice, stock: Stock, where: Where) -> Strategy | None:
    if not place.value:
        return None
    if not place.new_kind:
        return stock.strategies.by_reference_id(place.value)
    key = (place.new_kind, plain(place.title))
    if key not in stock.new_places:
        known = [one for one in stock.strategies.by_title.get(key[1], ()) if one.kind == place.new_kind]
        if not known:
            known = [Strategy(kind=place.new_kind, title=place.title.strip()[:300])]
            stock.strategies.draft_new(known[0], where)
        stock.new_places[key] = known[0]
    return stock.new_places[key]


def resolve_field(
    text: str, strategy: Strategy, stock: Stock, desk: Desk, where: Where
) -> FieldOfAction | None:
    """The field of action that a goal or measure names; one that is named for the first time is made.

    An adopted strategy takes in no new one: None where it is left out or in doubt.
    """
    for _attempt in range(4):
        found = _named_field(text, strategy, stock)
        if found is not None:
            return found
        if strategy.pk not in stock.fixed:
            return _new_field(text, strategy, stock, where)
        suggestions = partial(_own_fields, text, strategy, stock)
        params = {"strategy": strategy.title}
        answer = desk.ask("adopted_field", where, text, suggestions=suggestions, params=params)
        if answer is None or answer.what == LEAVE_OUT:
            return None
        text = answer.value
    return None


def _named_field(text: str, strategy: Strategy, stock: Stock) -> FieldOfAction | None:
    number, title = _key_and_name(text)
    own = [field for field in stock.fields.look_up(text) if field.strategy_id == strategy.pk]
    named = own or [
        field
        for field in stock.fields.by_title.get(plain(title), ())
        if field.strategy_id == strategy.pk and plain(field.number) == plain(number)
    ]
    return named[0] if named else None


def _new_field(text: str, strategy: Strategy, stock: Stock, where: Where) -> FieldOfAction:
    number, title = _key_and_name(text)
    field = FieldOfAction(
        strategy_id=strategy.pk,
        number=number[:40],
        title=title[:500],
        position=stock.next_position(stock.fields),
    )
    stock.fields.draft_new(field, where)
    return field


def _own_fields(text: str, strategy: Strategy, stock: Stock) -> list[Suggestion]:
    own = [field for field in stock.fields.order if field.strategy_id == strategy.pk]
    near = nearest(text, own, stock.fields.names)
    return [Suggestion(stock.fields.name(field), stock.fields.name(field)) for field in near]


def _key_and_name(text: str) -> tuple[str, str]:
    parts = _KEY_AND_NAME.match(text)
    return (parts["number"], parts["title"]) if parts else ("", text)
