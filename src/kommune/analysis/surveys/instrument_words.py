"""The words of an instrument's table in German and English, its template, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kommune.analysis.surveys.scoring import Kind

# "1e999999999" is a number too, but writing it out fills the memory.
GREATEST = 10**9
REQUIRED = ("title", "source", "licence")
FIELDS: Mapping[str, str] = {
    "titel": "title",
    "title": "title",
    "fassung": "version",
    "version": "version",
    "quelle": "source",
    "source": "source",
    "lizenz": "licence",
    "licence": "licence",
    "license": "licence",
    "sprache": "language",
    "language": "language",
    "auswertung": "scoring",
    "scoring": "scoring",
    "skala von": "low",
    "scale from": "low",
    "skala bis": "high",
    "scale to": "high",
    "mindestanteil": "least_share",
    "least share": "least_share",
}
ITEM_HEADS: Mapping[str, str] = {
    "schlüssel": "key",
    "key": "key",
    "text": "text",
    "umgekehrt": "reversed",
    "reversed": "reversed",
}
SCORINGS: Mapping[str, Kind] = {
    "mittelwert": "mean",
    "mean": "mean",
    "summe": "sum",
    "sum": "sum",
    "sus": "sus",
    "prozent": "pomp",
    "per cent": "pomp",
    "pomp": "pomp",
}
NOTHING = ("", "")
# Rows of an empty table, each cell in German and English.
TEMPLATE: Sequence[Sequence[tuple[str, str]]] = (
    (("Feld", "Field"), ("Wert", "Value"), NOTHING),
    (("Titel", "Title"), NOTHING, NOTHING),
    (("Fassung", "Version"), NOTHING, NOTHING),
    (("Quelle", "Source"), NOTHING, NOTHING),
    (("Lizenz", "Licence"), NOTHING, NOTHING),
    (("Sprache", "Language"), ("de", "en"), NOTHING),
    (("Auswertung", "Scoring"), ("Mittelwert", "mean"), NOTHING),
    (("Skala von", "Scale from"), ("1", "1"), NOTHING),
    (("Skala bis", "Scale to"), ("5", "5"), NOTHING),
    (("Mindestanteil", "Least share"), ("80 %", "80 %"), NOTHING),
    *(((f"Stufe {at}", f"Point {at}"), NOTHING, NOTHING) for at in range(1, 6)),
    (NOTHING, NOTHING, NOTHING),
    (("Schlüssel", "Key"), ("Text", "Text"), ("Umgekehrt", "Reversed")),
)
SENTENCES: Mapping[str, str] = {
    "title_missing": "The instrument has no title.",
    "source_missing": "The instrument has no source. State author, year and where it was published.",
    "licence_missing": (
        "The instrument has no licence note. State who allows its use, and where that is written; "
        "without it the texts must not be taken over."
    ),
    "no_items": "No items were found. They stand below a row with Key and Text.",
    "field_twice": "{field} stands twice.",
    "field_unknown": "{field} is not a field of an instrument.",
    "item_without_key": "The item “{item}” has no key.",
    "item_without_text": "The item {item} has no text.",
    "item_twice": "The item {item} stands twice.",
    "reversed_unclear": "The item {item}: “{value}” is neither yes nor no.",
    "too_many_items": "There are more than {limit} items.",
    "point_outside": "Point {value} lies outside the scale {least} to {most}.",
    "scale_unclear": "The scale needs whole numbers, not “{value}”.",
    "scale_impossible": "The scale {least} to {most} needs 2 to {limit} points.",
    "scoring_unknown": "“{value}” is no known scoring: mean, sum, SUS or per cent.",
    "share_unclear": "The least share “{value}” is not a share above 0 and up to 100 %.",
    "sus_shape": "SUS has {expected} items on a scale from 1 to 5; here are {found} items.",
}


@dataclass(frozen=True, slots=True)
class InstrumentProblem:
    """What is wrong, and in which row (0: with the file as a whole).

    ``code`` is a key of ``SENTENCES``, ``params`` are the values of its sentence.
    """

    row: int
    code: str
    params: Mapping[str, object]

    @property
    def sentence(self) -> str:
        """The English sentence."""
        return SENTENCES[self.code].format(**self.params)


def instrument_template(language: str = "de") -> tuple[tuple[str, ...], ...]:
    """Rows of an empty table to fill in, the head first: fields, five points of a scale, heads of the items.

    ``language``: ``de``, anything else gives English.
    """
    at = 0 if language == "de" else 1
    return tuple((row[0][at], row[1][at], row[2][at]) for row in TEMPLATE)


def plain_text(value: object) -> str:
    """The value of a cell as trimmed text; whole numbers without a decimal point, nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def as_whole(value: object) -> int | None:
    """The whole number in a cell, None where there is none, or one with more than nine digits."""
    number = _number(plain_text(value))
    if number is None or not -GREATEST < number < GREATEST:
        return None
    return int(number) if number == int(number) else None


def as_share(value: object) -> float | None:
    """A share above 0 and up to 1 from "80 %", 80, "0,8" or 0.8; nothing stated means all of them.

    A bare 1 is everything, not one per cent.
    """
    text = plain_text(value)
    if not text:
        return 1.0
    number = _number(text.rstrip("% "))
    if number is None:
        return None
    share = float(number) / 100 if text.endswith("%") or number > 1 else float(number)
    return share if 0 < share <= 1 else None


def says_yes(text: str) -> bool | None:
    """Whether a word says yes; nothing says no; None where it says neither."""
    word = text.casefold()
    if word in ("ja", "j", "yes", "y", "x", "1", "true", "wahr", "r", "umgekehrt", "reversed"):
        return True
    return False if word in ("", "nein", "n", "no", "0", "false", "falsch", "-", "–") else None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
