"""Finds the tags of a template paragraph by paragraph and says exactly where one is broken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from kommune.reporting.errors import TemplateProblem

MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
TAG_HEAD = re.compile(r"[-+]?(?:(?:tr|tc|p|r)(?=\s))?\s*(?P<body>.*?)\s*[-+]?", re.DOTALL)
QUOTES = str.maketrans("“”„‘’‚", "\"\"\"'''")
LONGEST_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a part of the template, numbered from 1."""

    part: str
    paragraph: int
    text: str

    def problem(self, code: str, subject: str = "") -> TemplateProblem:
        """Name a problem of this paragraph."""
        excerpt = self.text if len(self.text) <= LONGEST_EXCERPT else self.text[: LONGEST_EXCERPT - 1] + "…"
        return TemplateProblem(code, subject[:120], self.part, self.paragraph, excerpt)


@dataclass(frozen=True, slots=True)
class Tag:
    """One `{{ … }}` or `{% … %}` without its marks; `opening` is the first two characters."""

    opening: str
    body: str
    place: Place

    @property
    def keyword(self) -> str:
        """The first word of a statement, such as for, if or endfor."""
        return self.body.split(None, 1)[0] if self.opening == "{%" and self.body else ""


def list_paragraphs(part: str, root: Any) -> Iterator[Place]:
    """Yield every paragraph of a part in reading order, those in tables and text boxes included."""
    for number, paragraph in enumerate(root.iter(qn("w:p")), start=1):
        texts = (node.text or "" for node in paragraph.iter(qn("w:t")) if _own_paragraph(node) is paragraph)
        yield Place(part, number, "".join(texts))


def _own_paragraph(node: Any) -> Any:
    return next(node.iterancestors(qn("w:p")), None)


def read_tags(place: Place) -> tuple[list[Tag], list[TemplateProblem]]:
    """Split a paragraph into its tags; a tag must end in the paragraph where it begins."""
    tags: list[Tag] = []
    problems: list[TemplateProblem] = []
    opened: re.Match[str] | None = None
    for mark in MARKS.finditer(place.text):
        if opened is None and mark.group() in CLOSING:
            opened = mark
        elif opened is None:
            problems.append(place.problem("unopened_tag", place.text[max(mark.start() - 30, 0) : mark.end()]))
        elif mark.group() == CLOSING[opened.group()]:
            tags.extend(_read_tag(opened, mark.start(), place))
            opened = None
        elif opened.group() != "{#":
            problems.append(place.problem("unclosed_tag", place.text[opened.start() : mark.start()].strip()))
            opened = mark if mark.group() in CLOSING else None
    if opened is not None:
        problems.append(place.problem("unclosed_tag", place.text[opened.start() :].strip()))
    return tags, problems


def _read_tag(opened: re.Match[str], end: int, place: Place) -> list[Tag]:
    if opened.group() == "{#":
        return []
    head = TAG_HEAD.fullmatch(place.text[opened.end() : end])
    body = head.group("body") if head else ""
    return [Tag(opened.group(), body.translate(QUOTES), place)]


def find_hidden_tags(part: str, root: Any) -> list[TemplateProblem]:
    """Find tags outside visible text (in attributes, field codes): nothing there may be filled in."""
    hidden = [
        text
        for node in root.iter()
        for text in (*node.attrib.values(), node.tail, None if node.tag == qn("w:t") else node.text)
        if text and re.search(r"\{[{%#]", text)
    ]
    return [TemplateProblem("hidden_tag", subject=text[:60], part=part) for text in hidden]
