"""Cells read as the fields they fill: typed values, with every doubt brought to the desk."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.utils.translation import get_language, override

from kommune.foundation.ids import parse_id
from kommune.foundation.money import euro_text
from kommune.imports.desk import LEAVE_OUT, REPLACE, SKIP_ROW, Desk
from kommune.imports.shapes import FieldSpec, Suggestion, Where
from kommune.standards.spreadsheets import (
    Cell,
    CellValue,
    Read,
    ValueProblem,
    cell_text,
    nearest_light,
    plain,
    read_bool,
    read_choice,
    read_date,
    read_integer,
    read_money_cents,
    read_percent,
    read_strength,
    says_unknown,
)


class Unread:
    """Marks a field that the row does not fill: left out, or a question about it is open."""


class Skipped:
    """Marks a row that the person left out."""


UNREAD: Final = Unread()
SKIPPED: Final = Skipped()
_QUIET = frozenset({"strength_marked", "in_brackets"})
_UNIQUE = frozenset({"text", "long", "id", "reference", "references"})
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Reader:
    """How the cells of one sheet are read: its name, words that the person explained, exact texts or not."""

    desk: Desk
    sheet: str
    words: Mapping[str, Mapping[str, str]]
    is_exact: bool = False
    money_unit: int = 1
    known: dict[str, dict[str, str]] = field(default_factory=dict)
    memo: dict[tuple[str, str, Cell], Read[Any]] = field(default_factory=dict)

    def read(self, spec: FieldSpec, cells: Sequence[Cell], row: int, column: str) -> Any:
        """The value of a field, ``UNREAD`` or ``SKIPPED``; several text columns are joined."""
        where = Where(self.sheet, row, column)
        filled = (
            cells if len(cells) == 1 else [cell for cell in cells if cell_text(cell.value)] or list(cells[:1])
        )
        if len(filled) > 1 and spec.kind in {"text", "long", "references"}:
            joint = {"text": ", ", "long": "\n", "references": "\n"}[spec.kind]
            filled = [Cell(joint.join(cell_text(cell.value) for cell in filled))]
        cell = filled[0] if filled else Cell()
        if cell.formula and cell.value is None:
            answer = self.desk.ask("formula_without_value", where, "", per_row=True)
            return (
                self._read_value(spec, Cell(answer.value), where)
                if answer and answer.what == REPLACE
                else UNREAD
            )
        return self._read_value(spec, cell, where)

    def _read_value(self, spec: FieldSpec, cell: Cell, where: Where) -> Any:
        for _attempt in range(_TRIES):
            try:
                read = self._convert(spec, cell) if spec.kind in _UNIQUE else self._remembered(spec, cell)
                problem = _length_problem(spec, read.value)
                if problem is None:
                    replaced = self._note(spec, read, cell, where)
                    if replaced is None:
                        return read.value
                    if replaced is UNREAD:
                        return UNREAD
                    cell = Cell(replaced)
                    continue
            except ValueProblem as error:
                problem = error
            answers = (REPLACE, SKIP_ROW) if spec.required else (REPLACE, LEAVE_OUT)
            params = {key: str(value) for key, value in problem.params.items() if key != "text"}
            if spec.choices:
                params["choices"] = ", ".join(str(choice.label) for choice in spec.choices)
            answer = self.desk.ask(
                problem.code,
                where,
                cell_text(cell.value) or cell.fill or "",
                answers=answers,
                params=params,
                suggestions=partial(_choices_of, spec),
                per_row=spec.required or problem.code == "too_long",
            )
            if answer is None or answer.what == LEAVE_OUT:
                return UNREAD
            if answer.what == SKIP_ROW:
                return SKIPPED
            cell = Cell(answer.value)
        return UNREAD

    def _note(self, spec: FieldSpec, read: Read[Any], cell: Cell, where: Where) -> Any:
        """None where the value stands, ``UNREAD``, or the text to read instead."""
        if read.note is None or read.note in _QUIET:
            return None
        answer = self.desk.note(
            read.note, where, cell_text(cell.value), params={"read": shown_value(spec, read.value)}
        )
        if answer is None:
            return None
        return UNREAD if answer.what == LEAVE_OUT else answer.value

    def _remembered(self, spec: FieldSpec, cell: Cell) -> Read[Any]:
        """Lists repeat their dates, phases and amounts; each is read once."""
        key = (spec.key, type(cell.value).__name__, cell)
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = self._convert(spec, cell)
        return found

    def _convert(self, spec: FieldSpec, cell: Cell) -> Read[Any]:
        value = cell.value
        if spec.kind in {"text", "long"}:
            return Read(self._text(spec, value))
        if spec.kind == "choice":
            return self._choice(spec, cell)
        if spec.kind in {"reference", "references"}:
            text = value if self.is_exact and isinstance(value, str) else cell_text(value)
            return Read("" if says_unknown(text) and not self.is_exact else text)
        if spec.kind == "money":
            return read_money_cents(value, unit=self.money_unit)
        if spec.kind == "percent":
            percent = read_percent(value, shown_as_percent=cell.percent)
            return Read(None if percent.value is None else round(percent.value), percent.note)
        return _SIMPLE[spec.kind](value)

    def _text(self, spec: FieldSpec, value: CellValue) -> str:
        if isinstance(value, date) and spec.key == "number":
            raise ValueProblem("number_became_date", text=cell_text(value))
        if self.is_exact and isinstance(value, str):
            return value
        text = cell_text(value)
        return text if spec.kind == "long" or "\n" not in text else re.sub(r"\s*\n\s*", " ", text)

    def _choice(self, spec: FieldSpec, cell: Cell) -> Read[Any]:
        text = cell_text(cell.value)
        explained = self.words.get(spec.key, {})
        fill = cell.fill or ""
        if not text and fill:
            text = fill
        if plain(text) in explained:
            return Read(explained[plain(text)])
        if spec.key not in self.known:
            self.known[spec.key] = _known_words(spec)
        known = self.known[spec.key]
        try:
            read: Read[Any] = read_choice(text, known)
        except ValueProblem:
            light = nearest_light(text)
            if light is not None and light in known:
                return Read(known[light])
            if cell_text(cell.value) == "":
                return Read("")
            raise
        return Read("", None) if read.value is None else read


def _known_words(spec: FieldSpec) -> dict[str, str]:
    """All words for the choices of a field, their labels in every language among them."""
    known: dict[str, str] = {}
    for code in (*(code for code, _name in settings.LANGUAGES), get_language() or settings.LANGUAGE_CODE):
        with override(code):
            for choice in spec.choices:
                known.update(
                    {str(word): choice.value for word in (choice.label, choice.value, *choice.words) if word}
                )
    return known


def _choices_of(spec: FieldSpec) -> list[Suggestion]:
    return [Suggestion(str(choice.label), str(choice.label)) for choice in spec.choices]


def _length_problem(spec: FieldSpec, value: Any) -> ValueProblem | None:
    if spec.required and spec.kind in {"text", "long"} and not value:
        return ValueProblem("required_missing", text="")
    if isinstance(value, str) and spec.max_length and len(value) > spec.max_length:
        return ValueProblem("too_long", text=value, limit=spec.max_length, found=len(value))
    if spec.kind == "whole" and value is not None and not spec.smallest <= value <= spec.largest:
        return ValueProblem(
            "number_out_of_range", text=str(value), smallest=spec.smallest, largest=spec.largest
        )
    return None


def _read_id(value: CellValue) -> Read[Any]:
    text = cell_text(value)
    return Read(parse_id(text) if text else None)


def _read_end(value: CellValue) -> Read[Any]:
    return read_date(value, edge="end")


_SIMPLE = {
    "id": _read_id,
    "date": read_date,
    "date_end": _read_end,
    "whole": read_integer,
    "flag": read_bool,
    "strength": read_strength,
}


def shown_value(spec: FieldSpec, value: Any) -> str:
    """A value as a person reads it in a preview."""
    if value is None or value == "":
        return ""
    if spec.kind == "money":
        return euro_text(value, decimals=bool(value % 100))
    if spec.kind == "choice":
        return next((str(choice.label) for choice in spec.choices if choice.value == str(value)), str(value))
    if spec.kind == "percent":
        return f"{value} %"
    return cell_text(value)
