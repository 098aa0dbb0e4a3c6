"""Writes a committee paper as DOCX, with our template or with the town's own."""

import io
from typing import Any

from docxtpl import DocxTemplate

from kommune.reporting.errors import TemplateRefused
from kommune.reporting.render.default_template import default_template
from kommune.reporting.render.docx_parts import clear_properties, set_language
from kommune.reporting.render.fields import fill_fields
from kommune.reporting.render.template_check import check_template
from kommune.reporting.render.template_language import open_sandbox
from kommune.reporting.render.texts import clean_text, shorten_text
from kommune.reporting.shapes import CommitteePaper

LONGEST_PROPERTY = 250


def render_docx(paper: CommitteePaper, template: bytes | None = None) -> bytes:
    """Return the paper as DOCX. Raises TemplateRefused, with every reason, for an unusable template.

    A template sees texts, numbers and lists under the names of fields.toml, never an object of the program.
    """
    if template is not None:
        check = check_template(template)
        if not check.is_usable:
            raise TemplateRefused(check.problems)
    filled = DocxTemplate(io.BytesIO(template or default_template(paper.language)))
    clear_properties(filled.get_docx())
    filled.render(fill_fields(paper), open_sandbox(), autoescape=True)
    _set_properties(filled, paper)
    target = io.BytesIO()
    filled.save(target)
    return target.getvalue()


def _set_properties(filled: Any, paper: CommitteePaper) -> None:
    document = filled.docx
    set_language(document, paper.language)
    document.core_properties.title = shorten_text(clean_text(paper.title), LONGEST_PROPERTY)
    document.core_properties.author = shorten_text(clean_text(paper.author_unit), LONGEST_PROPERTY)
