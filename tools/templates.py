#!/usr/bin/env python3
"""Check every template: it compiles, keeps to the content security policy and speaks through the catalogue.

    tools/templates.py

Prints one line for each fault and exits 1.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "kommune"
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.template import TemplateDoesNotExist, TemplateSyntaxError, loader

FORBIDDEN = {
    re.compile(r"<style[\s>]", re.I): "an inline style sheet, which the policy blocks: write it in frontend/",
    re.compile(r"\sstyle\s*=", re.I): "an inline style, which the policy blocks: give it a class",
    re.compile(r"\son[a-z]+\s*=", re.I): "an inline handler, which the policy blocks: use htmx or a script",
    re.compile(r"\shx-on", re.I): "hx-on evaluates text as code, which the policy blocks: write a script",
    re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*json)", re.I): "an inline script: write it in frontend/",
    re.compile(r"\|\s*safe\b"): "|safe lets text of users become markup: build it with format_html",
    re.compile(r"{%\s*autoescape\s+off"): "autoescape off lets text of users become markup",
}
# Names are the same in every language.
NAMES = {"Kommune", "Digital", "Deutsch", "English", "DE", "EN", "KERN"}
NAMES |= {"AGS", "ARS", "CSV", "Authorization", "Bearer", "DOCX", "kd", "FIM", "JSON", "ODS", "PDF", "XLSX"}
CLASS_BLOCK = re.compile(r"{%\s*block\s+\w*class\s*%}.*?{%\s*endblock\s*%}", re.S)
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.S)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}", re.S)
TEMPLATE_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.S)
SPOKEN_ATTRIBUTE = re.compile(r"""\s(?:title|alt|placeholder|aria-label)\s*=\s*(["'])(.*?)\1""", re.S)
MARKUP = re.compile(r"<(script|svg)\b.*?</\1>|<[^>]*>", re.S | re.I)
WORD = re.compile(r"&#?\w+;|([^\W\d_]{2,})")


def faults_of(template: Path) -> Iterator[str]:
    """Yield what is wrong with the text of one template."""
    source = blanked(COMMENT, template.read_text(encoding="utf-8"))
    for pattern, reason in FORBIDDEN.items():
        for match in pattern.finditer(source):
            yield f"line {line_of(source, match.start())}: {reason}"
    text = blanked(TEMPLATE_TAG, blanked(CLASS_BLOCK, blanked(TRANSLATED, source)))
    for match in SPOKEN_ATTRIBUTE.finditer(text):
        if first_word(match[2]):
            yield f"line {line_of(text, match.start())}: {match[2]!r} does not go through the catalogue"
    spoken = blanked(MARKUP, text)
    for number, line in enumerate(spoken.splitlines(), start=1):
        if word := first_word(line):
            yield f"line {number}: {word!r} does not go through the catalogue: use translate"


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """Replace every match by its line breaks, so that line numbers stay true."""
    return pattern.sub(lambda match: " " + "\n" * match[0].count("\n"), text)


def first_word(text: str) -> str | None:
    words = (match[1] for match in WORD.finditer(text) if match[1])
    return next((word for word in words if word not in NAMES), None)


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def compile_fault(name: str) -> str | None:
    """Return why a template does not compile, or None."""
    try:
        loader.get_template(name)
    except (TemplateSyntaxError, TemplateDoesNotExist) as fault:
        return f"does not compile: {fault}"
    return None


def main() -> int:
    django.setup()
    count = 0
    for template in sorted(SOURCE.glob("*/templates/**/*")):
        if template.suffix not in {".html", ".txt"}:
            continue
        folder = next(parent for parent in template.parents if parent.name == "templates")
        compiled = compile_fault(template.relative_to(folder).as_posix())
        markup = faults_of(template) if template.suffix == ".html" else ()
        for fault in [*([compiled] if compiled else []), *markup]:
            count += 1
            print(f"{template.relative_to(ROOT)}: {fault}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
