"""Checks a town's DOCX template before it is kept: every fault with its field and its paragraph."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError
from lxml import etree

from kommune.reporting.errors import TemplateProblem
from kommune.reporting.render.archive_check import find_archive_problems
from kommune.reporting.render.fields import known_fields
from kommune.reporting.render.template_blocks import check_blocks
from kommune.reporting.render.template_language import list_refusals, open_sandbox
from kommune.reporting.render.template_tags import Tag, find_hidden_tags, list_paragraphs, read_tags
from kommune.reporting.render.trial_paper import trial_fields
from kommune.reporting.shapes import TemplateCheck

MOST_TAGS = 1_000
PARTS_BY_TYPE = {"header+xml": "header", "footer+xml": "footer", "footnotes+xml": "footnotes"}


@dataclass
class _Notes:
    used: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    problems: list[TemplateProblem] = field(default_factory=list)


def check_template(content: bytes) -> TemplateCheck:
    """Return what a template uses and everything that is wrong with it; it is usable when nothing is.

    `content` is the uploaded file as it came. Nothing in it is executed or fetched.
    """
    refused = find_archive_problems(content)
    if refused:
        return TemplateCheck(problems=refused)
    try:
        template = DocxTemplate(io.BytesIO(content))
        parts = list(_list_parts(template))
    except (KeyError, ValueError, AttributeError, TypeError, etree.XMLSyntaxError):
        return TemplateCheck(problems=(TemplateProblem("damaged"),))
    notes = _Notes()
    for part, root in parts:
        _check_part(part, root, notes)
    missing = _find_missing(notes)
    if not notes.problems:
        notes.problems.extend(_try_out(template, parts))
    notes.problems.extend(TemplateProblem("missing_field", name) for name in missing)
    return TemplateCheck(
        fields_used=tuple(dict.fromkeys(notes.used)),
        unknown_fields=tuple(dict.fromkeys(notes.unknown)),
        missing_required=missing,
        problems=tuple(dict.fromkeys(notes.problems)),
    )


def _list_parts(template: DocxTemplate) -> Iterator[tuple[str, Any]]:
    document = template.get_docx()
    yield "document", _read_plainly(etree.tostring(document.element.body))
    for part in document.part.package.iter_parts():
        kind = part.content_type.rsplit(".", 1)[-1]
        if kind in PARTS_BY_TYPE:
            yield PARTS_BY_TYPE[kind], _read_plainly(part.blob)


def _read_plainly(xml: bytes) -> Any:
    """Parse without the word processor's own element classes, whose texts join those of their children."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _check_part(part: str, root: Any, notes: _Notes) -> None:
    notes.problems.extend(find_hidden_tags(part, root))
    tags: list[Tag] = []
    is_whole = True
    for place in list_paragraphs(part, root):
        found, problems = read_tags(place)
        tags.extend(found)
        notes.problems.extend(problems)
        is_whole = is_whole and not problems
    if len(tags) > MOST_TAGS:
        notes.problems.append(TemplateProblem("too_many_tags", str(len(tags)), part))
        return
    blocks = check_blocks(tags, is_whole=is_whole)
    notes.used.extend(blocks.used)
    notes.unknown.extend(blocks.unknown)
    notes.problems.extend(blocks.problems)


def _find_missing(notes: _Notes) -> tuple[str, ...]:
    used = {name.split(".")[0] for name in notes.used}
    return tuple(name for name, entry in known_fields().items() if entry.is_required and name not in used)


def _try_out(template: DocxTemplate, parts: list[tuple[str, Any]]) -> list[TemplateProblem]:
    """Fill the template with two trial papers: what comes out must still be a document."""
    for part, root in parts:
        try:
            source = template.patch_xml(etree.tostring(root, encoding="unicode"))
            refused = list_refusals(source)
            if refused:
                return [TemplateProblem(code, subject, part) for code, subject in refused]
            _fill_for_trial(source)
        except etree.XMLSyntaxError:
            return [TemplateProblem("block_across_structure", part=part)]
        except TemplateSyntaxError as error:
            return [TemplateProblem("broken_tag", str(error.message)[:120], part)]
        except (TemplateError, ValueError, TypeError) as error:
            return [TemplateProblem("cannot_be_filled", type(error).__name__, part)]
    return []


def _fill_for_trial(source: str) -> None:
    template = open_sandbox().from_string(source)
    for data in trial_fields():
        _read_plainly(template.render(data).encode())
