"""Leaving out what stands on every page and belongs to no text: running heads and feet, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from kommune.standards.documents.pdf_columns import Line

_NUMBER = re.compile(
    r"(?:seite|page|s\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:von|of|/)\s*\d{1,4})?\s*[-–—|]?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_OUTERMOST = 2
_FEW_PAGES = 4
_SHARE = 0.25


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Return the lines of all pages but those at the edge that come back on a quarter of the pages, or are
    page numbers.
    """
    counts: Counter[str] = Counter()
    sizes = [line.size for lines in pages for line in lines]
    usual = median(sizes) if sizes else 0.0
    for lines in pages:
        counts.update({_shape(line, usual) for line in _at_edge(lines)})
    least = max(2 if len(pages) <= _FEW_PAGES else 3, _SHARE * len(pages))
    kept: list[Line] = []
    for lines in pages:
        edge = {id(line) for line in _at_edge(lines)}
        kept += [
            line
            for line in lines
            if id(line) not in edge
            or not (counts[_shape(line, usual)] >= least or _NUMBER.fullmatch(line.text.strip()))
        ]
    return kept


def _at_edge(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: line.base)
    if len(ordered) <= 2 * _OUTERMOST:
        return [line for line in ordered if _NUMBER.fullmatch(line.text.strip())]
    return ordered[:_OUTERMOST] + ordered[-_OUTERMOST:]


def _shape(line: Line, usual: float) -> str:
    """The text by which a line is known again; "Measure 7" in large type is a heading, not a page number."""
    text = line.text.strip().lower()
    return text if line.bold or line.size > usual else _DIGITS.sub("#", text)
