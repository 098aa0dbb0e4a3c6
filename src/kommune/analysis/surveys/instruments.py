"""A published instrument out of a table that a town fills in: its items, scale, scoring rule and licence.

No instrument ships with the product. A town that may use one writes it into a table or is given one; the
table is a list of fields with their values, then the items:

    Titel                 | …                   required
    Fassung               | …
    Quelle                | …                   required
    Lizenz                | who allows the use  required: without it the instrument is refused
    Sprache               | de
    Auswertung            | Mittelwert, Summe, SUS or Prozent
    Skala von, Skala bis  | 1, 5                one row each
    Mindestanteil         | 80 %
    Stufe 1               | the words of a point of the scale; as many of these rows as wanted
    Schlüssel             | Text | Umgekehrt    the items follow

All field names are known in English too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kommune.analysis.surveys.instrument_words import (
    FIELDS,
    ITEM_HEADS,
    REQUIRED,
    SCORINGS,
    InstrumentProblem,
    as_share,
    as_whole,
    plain_text,
    says_yes,
)
from kommune.analysis.surveys.scoring import SUS_ITEMS, ScoringRule

MAX_ITEMS, MAX_POINTS = 100, 11
TableRow = tuple[int, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or question; ``reversed``: agreement counts against the scale."""

    key: str
    text: str
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """A published instrument: where it is from, who allows its use, how it is asked and scored.

    ``points``: value → its words, for every value of the scale; a point without words has "".
    """

    title: str
    version: str
    source: str
    licence: str
    language: str
    rule: ScoringRule
    points: Mapping[int, str]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class InstrumentReading:
    """The instrument, or None and every problem with its row, in the order of the rows."""

    instrument: Instrument | None
    problems: tuple[InstrumentProblem, ...]


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    fields: dict[str, tuple[int, object]] = field(default_factory=dict)
    points: dict[int, tuple[int, str]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    problems: list[InstrumentProblem] = field(default_factory=list)

    def miss(self, row: int, code: str, **params: object) -> None:
        """Note a problem."""
        self.problems.append(InstrumentProblem(row, code, params))

    def text(self, name: str) -> str:
        """The words of a field, "" where it is missing or empty."""
        return plain_text(self.fields.get(name, (0, None))[1])


def read_instrument(rows: Iterable[TableRow]) -> InstrumentReading:
    """The instrument of a table, given as pairs of row number and cell values, blank rows included or not.

    A table read by ``standards.spreadsheets`` is handed in as
    ``((row.number, [cell.value for cell in row.cells]) for row in workbook.sheets[0].rows)``.
    Problems name the row as the spreadsheet program shows it, 0 for what is missing as a whole. Nothing is
    guessed: a file with problems gives no instrument.
    """
    found = _Found()
    heads: dict[str, int] | None = None
    for number, cells in rows:
        texts = [plain_text(cell) for cell in cells]
        if not any(texts):
            continue
        if heads is None:
            heads = _item_heads(texts)
            if heads is None:
                _read_field(found, number, texts, cells)
        else:
            _read_item(found, number, texts, heads)
    instrument = _assemble(found)
    problems = tuple(sorted(found.problems, key=lambda problem: problem.row))
    return InstrumentReading(None if problems else instrument, problems)


def _item_heads(texts: Sequence[str]) -> dict[str, int] | None:
    """Where key, text and reversed stand, if this is the row that heads the items."""
    known = {
        ITEM_HEADS[word.casefold()]: at for at, word in enumerate(texts) if word.casefold() in ITEM_HEADS
    }
    return known if {"key", "text"} <= set(known) else None


def _read_field(found: _Found, number: int, texts: Sequence[str], cells: Sequence[object]) -> None:
    word = texts[0].casefold().rstrip(":").strip()
    value = cells[1] if len(cells) > 1 else None
    name = FIELDS.get(word)
    first, _, point = word.rpartition(" ")
    if name is not None:
        if name in found.fields:
            found.miss(number, "field_twice", field=texts[0])
        found.fields[name] = (number, value)
    elif first in ("stufe", "point") and (whole := as_whole(point)) is not None:
        found.points[whole] = (number, plain_text(value))
    elif word not in ("feld", "field"):
        found.miss(number, "field_unknown", field=texts[0])


def _read_item(found: _Found, number: int, texts: Sequence[str], heads: Mapping[str, int]) -> None:
    key, text, turned = (
        texts[heads[name]] if name in heads and heads[name] < len(texts) else ""
        for name in ("key", "text", "reversed")
    )
    if not key or not text:
        found.miss(number, "item_without_key" if not key else "item_without_text", item=key or text)
        return
    if any(item.key == key for item in found.items):
        found.miss(number, "item_twice", item=key)
        return
    reverse = says_yes(turned)
    if reverse is None:
        found.miss(number, "reversed_unclear", item=key, value=turned)
    if len(found.items) == MAX_ITEMS:
        found.miss(number, "too_many_items", limit=MAX_ITEMS)
    if len(found.items) <= MAX_ITEMS:
        found.items.append(Item(key, text, bool(reverse)))


def _assemble(found: _Found) -> Instrument | None:
    for name in REQUIRED:
        if not found.text(name):
            found.miss(found.fields.get(name, (0, None))[0], f"{name}_missing")
    if not found.items:
        found.miss(0, "no_items")
    rule = _rule(found)
    if rule is None:
        return None
    for value, (number, _words) in found.points.items():
        if not rule.low <= value <= rule.high:
            found.miss(number, "point_outside", value=value, least=rule.low, most=rule.high)
    return Instrument(
        title=found.text("title"),
        version=found.text("version"),
        source=found.text("source"),
        licence=found.text("licence"),
        language=found.text("language") or "de",
        rule=rule,
        points={at: found.points.get(at, (0, ""))[1] for at in range(rule.low, rule.high + 1)},
        items=tuple(found.items),
    )


def _rule(found: _Found) -> ScoringRule | None:
    """The scoring rule, None where a part of it is not to be understood."""
    ends: list[int] = []
    for name in ("low", "high"):
        row, value = found.fields.get(name, (0, None))
        whole = as_whole(value)
        if whole is None:
            found.miss(row, "scale_unclear", field=name, value=plain_text(value))
        else:
            ends.append(whole)
    row, value = found.fields.get("scoring", (0, None))
    kind = SCORINGS.get(plain_text(value).casefold())
    if kind is None:
        found.miss(row, "scoring_unknown", value=plain_text(value))
    share_row, stated = found.fields.get("least_share", (0, None))
    share = as_share(stated)
    if share is None:
        found.miss(share_row, "share_unclear", value=plain_text(stated))
    if kind is None or share is None or len(ends) < 2:
        return None
    if kind == "sus" and (len(found.items) != SUS_ITEMS or ends != [1, 5]):
        found.miss(row, "sus_shape", found=len(found.items), expected=SUS_ITEMS)
    if not 0 < ends[1] - ends[0] < MAX_POINTS:
        found.miss(found.fields["high"][0], "scale_impossible", least=ends[0], most=ends[1], limit=MAX_POINTS)
        return None
    turned = frozenset(item.key for item in found.items if item.reversed)
    return ScoringRule(kind, ends[0], ends[1], turned, share)
