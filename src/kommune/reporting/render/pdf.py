"""Draws a committee paper as one page of tagged PDF/UA-1."""

import json
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from typing import Any

import typst

from kommune.foundation.fonts import load_fonts
from kommune.reporting.errors import PaperCannotBeDrawn
from kommune.reporting.render.fitting import STEPS, fit_paper
from kommune.reporting.render.fonts import FAMILY, replace_unprintable
from kommune.reporting.render.labels import load_labels
from kommune.reporting.render.texts import clean_text, make_breakable
from kommune.reporting.shapes import CommitteePaper


def render_pdf(paper: CommitteePaper) -> bytes:
    """Return the paper as PDF/UA-1 on exactly one A4 page.

    Town texts reach the typesetter as data, never as markup. What would not fit is left out by rule:
    lists end early and say how many entries are missing, texts end with an ellipsis. The same paper gives
    the same bytes.
    Raises PaperCannotBeDrawn when the typesetter refuses the page.
    """
    labels = load_labels(paper.language)
    try:
        for budget in STEPS:
            content = fit_paper(paper, budget, labels, _clean_for_print)
            compiler = _open_compiler(content)
            if _count_pages(compiler) == 1:
                return _typeset(compiler, datetime.combine(paper.dated_on, time(), tzinfo=UTC))
    except typst.TypstError as error:
        raise PaperCannotBeDrawn(str(error)) from error
    raise PaperCannotBeDrawn("the shortest form of the paper still needs more than one page")


def _typeset(compiler: typst.Compiler, drawn_at: datetime) -> bytes:
    pages = compiler.compile(_page_source(), pdf_standards=["ua-1"], timestamp=int(drawn_at.timestamp()))
    if not isinstance(pages, bytes):
        raise PaperCannotBeDrawn("the typesetter returned no document")
    return pages


def _clean_for_print(text: str) -> str:
    return make_breakable(replace_unprintable(clean_text(text)))


def _open_compiler(content: dict[str, Any]) -> typst.Compiler:
    data = json.dumps(content | {"font": FAMILY}, ensure_ascii=False)
    return typst.Compiler(
        _page_source(), font_paths=load_fonts(), ignore_system_fonts=True, sys_inputs={"paper": data}
    )


@cache
def _page_source() -> bytes:
    return resources.files("kommune.reporting.render").joinpath("paper.typ").read_bytes()


def _count_pages(compiler: typst.Compiler) -> int:
    found = json.loads(compiler.query("<pages>", field="value", one=True))
    return int(found)
