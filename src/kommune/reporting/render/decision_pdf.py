"""Draws a draft for a decision as tagged PDF/UA-1, on as many pages as it needs."""

import json
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from typing import Any

import typst

from kommune.foundation.fonts import load_fonts
from kommune.reporting.errors import PaperCannotBeDrawn
from kommune.reporting.render.fonts import FAMILY, replace_unprintable
from kommune.reporting.render.labels import load_labels
from kommune.reporting.render.texts import clean_text, make_breakable, shorten_text
from kommune.reporting.shapes import Block, DecisionDraft

LONGEST_TEXT = 2_000
NARROWEST, WIDEST = 12, 60


def render_decision_pdf(draft: DecisionDraft) -> bytes:
    """Return the draft as PDF/UA-1; the same draft gives the same bytes.

    Town texts reach the typesetter as data, never as markup. Raises PaperCannotBeDrawn when it refuses.
    """
    data = json.dumps(_content(draft), ensure_ascii=False)
    drawn_at = int(datetime.combine(draft.dated_on, time(), tzinfo=UTC).timestamp())
    try:
        compiler = typst.Compiler(
            _page_source(), font_paths=load_fonts(), ignore_system_fonts=True, sys_inputs={"draft": data}
        )
        pages = compiler.compile(_page_source(), pdf_standards=["ua-1"], timestamp=drawn_at)
    except typst.TypstError as error:
        raise PaperCannotBeDrawn(str(error)) from error
    if not isinstance(pages, bytes):
        raise PaperCannotBeDrawn("the typesetter returned no document")
    return pages


def _content(draft: DecisionDraft) -> dict[str, Any]:
    labels = load_labels(draft.language)
    return {
        "font": FAMILY,
        "language": labels.language,
        "words": labels.words,
        "kind_word": labels.words["draft"],
        "document_title": _clean(draft.title),
        "town": _clean(draft.town_name),
        "letterhead": [_clean(line) for line in draft.letterhead],
        "committee": _clean(draft.committee),
        "paper_number": _clean(draft.paper_number),
        "dated_on": labels.format_date(draft.dated_on),
        "author_unit": _clean(draft.author_unit),
        "title": _clean(draft.title),
        "lead": _clean(draft.lead),
        "source_line": _clean(draft.source_line),
        "sections": [
            {"heading": _clean(section.heading), "parts": [_part(block) for block in section.blocks]}
            for section in draft.sections
        ],
    }


def _part(block: Block) -> dict[str, Any]:
    rows = [[_clean(cell) for cell in row] for row in block.rows]
    longest = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    widths = [min(max(length, NARROWEST), WIDEST) for length in longest]
    return {"kind": block.kind, "rows": rows, "widths": widths}


def _clean(text: str) -> str:
    return make_breakable(replace_unprintable(shorten_text(clean_text(text), LONGEST_TEXT)))


@cache
def _page_source() -> bytes:
    return resources.files("kommune.reporting.render").joinpath("decision.typ").read_bytes()
