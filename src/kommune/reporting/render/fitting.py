"""Fits a paper to one page by rule: which lists end early and how long a text may be, step by step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kommune.reporting.render.labels import Labels
from kommune.reporting.render.texts import shorten_text
from kommune.reporting.shapes import CommitteePaper, Figure

SENTENCES = 3
FIGURES = 5
LONGEST_DOCUMENT_TITLE = 180
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may stand on the page: entries per list, characters per text, size of type in points."""

    points: float
    decisions: int
    bars: int
    unknowns: int
    head_lines: int
    title_chars: int
    text_chars: int


STEPS = (
    Budget(points=10.5, decisions=8, bars=10, unknowns=6, head_lines=5, title_chars=240, text_chars=400),
    Budget(points=10, decisions=6, bars=7, unknowns=5, head_lines=5, title_chars=240, text_chars=320),
    Budget(points=9.5, decisions=5, bars=5, unknowns=4, head_lines=4, title_chars=200, text_chars=240),
    Budget(points=9.5, decisions=4, bars=3, unknowns=3, head_lines=4, title_chars=160, text_chars=160),
    Budget(points=9.5, decisions=3, bars=2, unknowns=2, head_lines=3, title_chars=140, text_chars=110),
    Budget(points=9.5, decisions=2, bars=1, unknowns=2, head_lines=2, title_chars=110, text_chars=70),
)


def fit_paper(
    paper: CommitteePaper, budget: Budget, labels: Labels, clean: Callable[[str], str]
) -> dict[str, Any]:
    """Return the paper as plain data, shortened to `budget`; `clean` makes each text safe to print."""

    def short(text: str, limit: int = budget.text_chars) -> str:
        return clean(shorten_text(text, limit))

    decisions, decisions_left_out = _take(paper.decisions, budget.decisions)
    bars, bars_left_out = _take(paper.goal_bars, budget.bars)
    unknowns, unknowns_left_out = _take(paper.unknowns, budget.unknowns)
    return {
        "language": labels.language,
        "words": labels.words,
        "points": budget.points,
        "town": short(paper.town_name, 80),
        "letterhead": [short(line, 80) for line in paper.letterhead[: budget.head_lines]],
        "committee": short(paper.committee, 80) or labels.words["not_stated"],
        "paper_number": short(paper.paper_number, 40) or labels.words["not_stated"],
        "dated_on": labels.format_date(paper.dated_on),
        "author_unit": short(paper.author_unit, 80) or labels.words["not_stated"],
        "title": short(paper.title, budget.title_chars) or labels.words["kind"],
        "document_title": clean(shorten_text(paper.title, LONGEST_DOCUMENT_TITLE)) or labels.words["kind"],
        "source_line": short(paper.source_line, 300),
        "sentences": [_fit_runs(runs, budget.text_chars, clean) for runs in _first_sentences(paper)],
        "figures": [_fit_figure(figure, short) for figure in paper.figures[:FIGURES]],
        "decisions": [
            {"text": short(entry.text), "measure": short(entry.measure), "by_when": short(entry.by_when, 40)}
            for entry in decisions
        ],
        "decisions_more": _say_more(decisions_left_out, labels),
        "bars": [
            {
                "label": short(bar.label, 80),
                "carried": bar.carried,
                "open": bar.open,
                "share": labels.carried_of(bar.carried, bar.carried + bar.open),
            }
            for bar in bars
        ],
        "bars_more": _say_more(bars_left_out, labels),
        "unknowns": [short(text) for text in unknowns],
        "unknowns_more": _say_more(unknowns_left_out, labels),
    }


def _first_sentences(paper: CommitteePaper) -> Sequence[Any]:
    return paper.sentences[:SENTENCES]


def _take(entries: Sequence[Entry], room: int) -> tuple[Sequence[Entry], int]:
    """Keep what has room; a list is never cut to name a single entry that would have stood in that line."""
    if len(entries) <= room + 1:
        return entries, 0
    return entries[:room], len(entries) - room


def _say_more(count: int, labels: Labels) -> str:
    return labels.count_left_out(count) if count else ""


def _fit_figure(figure: Figure, short: Callable[..., str]) -> dict[str, str]:
    return {
        "label": short(figure.label, 80),
        "value": short(figure.value, 30),
        "explanation": short(figure.explanation),
        "known": short(figure.known),
    }


def _fit_runs(runs: Sequence[Any], limit: int, clean: Callable[[str], str]) -> list[dict[str, Any]]:
    """Shorten a sentence as a whole, keeping which pieces are numbers."""
    fitted: list[dict[str, Any]] = []
    left = limit
    for run in runs:
        text = run.text if len(run.text) <= left else shorten_text(run.text, max(left, 2))
        fitted.append({"text": text, "is_number": run.is_number})
        left -= len(run.text)
        if left <= 0:
            break
    return _clean_runs(fitted, clean)


def _clean_runs(runs: list[dict[str, Any]], clean: Callable[[str], str]) -> list[dict[str, Any]]:
    """Clean each piece but keep the space that joins it to its neighbour."""
    cleaned = []
    for run in runs:
        text = str(run["text"])
        before = " " if text[:1].isspace() else ""
        after = " " if text[-1:].isspace() and text.strip() else ""
        cleaned.append({"text": before + clean(text) + after, "is_number": run["is_number"]})
    return cleaned
