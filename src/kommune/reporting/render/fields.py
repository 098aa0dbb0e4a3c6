"""The fields that a town's template may use: read from fields.toml, and filled from a paper as plain data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kommune.reporting.render.labels import load_labels
from kommune.reporting.render.texts import clean_text, shorten_text
from kommune.reporting.shapes import CommitteePaper

LONGEST_TEXT = 2_000
LONGEST_LIST = 100


@dataclass(frozen=True, slots=True)
class Field:
    """What a field holds: `entries` is None for a text, {} for a list of texts, else an entry's fields."""

    name: str
    explanation: str
    is_required: bool = False
    entries: "dict[str, Field] | None" = None


@cache
def known_fields() -> dict[str, Field]:
    """Return every field of a paper by its name in the template."""
    source = resources.files("kommune.reporting.render").joinpath("fields.toml").read_text(encoding="utf-8")
    return {name: _read_field(name, entry) for name, entry in tomllib.loads(source).items()}


def _read_field(name: str, entry: dict[str, Any]) -> Field:
    declared = entry.get("list")
    entries = None if declared is None else {} if declared == "plain" else _read_entries(declared)
    return Field(name, entry["text"], entry.get("required", False), entries)


def _read_entries(declared: dict[str, Any]) -> dict[str, Field]:
    return {
        name: Field(name, text)
        if isinstance(text, str)
        else Field(name, text["text"], entries=_read_entries(text))
        for name, text in declared.items()
    }


def fill_fields(paper: CommitteePaper) -> dict[str, Any]:
    """Return the paper as dictionaries, lists and texts under the names of the template, and nothing else."""
    labels = load_labels(paper.language)
    return {
        "kommune": _clean(paper.town_name),
        "briefkopf": [_clean(line) for line in paper.letterhead[:LONGEST_LIST]],
        "dokumentart": labels.words["kind"],
        "gremium": _clean(paper.committee),
        "titel": _clean(paper.title),
        "vorlagennummer": _clean(paper.paper_number),
        "datum": labels.format_date(paper.dated_on),
        "verfasser": _clean(paper.author_unit),
        "stand": _clean(paper.source_line),
        "saetze": [_fill_sentence(runs) for runs in paper.sentences[:LONGEST_LIST]],
        "kennzahlen": [
            {
                "bezeichnung": _clean(figure.label),
                "wert": _clean(figure.value),
                "erlaeuterung": _clean(figure.explanation),
                "bekannt": _clean(figure.known),
            }
            for figure in paper.figures[:LONGEST_LIST]
        ],
        "entscheidungen": [
            {"text": _clean(entry.text), "massnahme": _clean(entry.measure), "bis": _clean(entry.by_when)}
            for entry in paper.decisions[:LONGEST_LIST]
        ],
        "ziele": [
            {
                "bezeichnung": _clean(bar.label),
                "getragen": bar.carried,
                "offen": bar.open,
                "anteil": labels.carried_of(bar.carried, bar.carried + bar.open),
            }
            for bar in paper.goal_bars[:LONGEST_LIST]
        ],
        "unbekannt": [_clean(text) for text in paper.unknowns[:LONGEST_LIST]],
    }


def _clean(text: str) -> str:
    return shorten_text(clean_text(text), LONGEST_TEXT)


def _fill_sentence(runs: tuple[Any, ...]) -> dict[str, Any]:
    pieces = [{"text": _keep_joint(run.text), "zahl": run.is_number} for run in runs[:LONGEST_LIST]]
    return {"text": _clean("".join(run.text for run in runs)), "teile": pieces}


def _keep_joint(text: str) -> str:
    """Clean a piece of a sentence but keep the space that joins it to its neighbour."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return before + _clean(text) + after
