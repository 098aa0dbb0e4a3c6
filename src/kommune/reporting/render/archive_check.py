"""Looks into an uploaded DOCX before anything opens it: size, macros, embedded objects, links outside."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from kommune.reporting.errors import TemplateProblem

LARGEST_FILE_BYTES = 5_000_000
LARGEST_UNPACKED_BYTES = 30_000_000
LARGEST_XML_BYTES = 3_000_000
MOST_PARTS = 500
OLD_OFFICE_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
FIELD_TO_OUTSIDE = re.compile(
    r"^\s*\W*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|RD)\b", re.IGNORECASE
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SUSPECT_PARTS = (
    ("vbaproject", "macros"),
    ("vbadata", "macros"),
    ("activex/", "active_content"),
    ("embeddings/", "embedded_object"),
    ("oleobject", "embedded_object"),
    ("afchunk", "embedded_object"),
)


def find_archive_problems(content: bytes) -> tuple[TemplateProblem, ...]:
    """Return why this file may not be opened as a template, all reasons at once where that is safe."""
    if len(content) > LARGEST_FILE_BYTES:
        return (TemplateProblem("too_large"),)
    if content.startswith(OLD_OFFICE_OR_ENCRYPTED):
        return (TemplateProblem("encrypted_or_old"),)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _find_outline_problems(archive) or tuple(dict.fromkeys(_find_part_problems(archive)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return (TemplateProblem("not_a_docx"),)


def _find_outline_problems(archive: zipfile.ZipFile) -> tuple[TemplateProblem, ...]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED_BYTES:
        return (TemplateProblem("too_large"),)
    if any(_is_xml(entry.filename) and entry.file_size > LARGEST_XML_BYTES for entry in entries):
        return (TemplateProblem("too_large"),)
    if any(entry.flag_bits & 0x1 for entry in entries):
        return (TemplateProblem("encrypted_or_old"),)
    if (
        len(set(names)) != len(names)
        or "[Content_Types].xml" not in names
        or "word/document.xml" not in names
    ):
        return (TemplateProblem("not_a_docx"),)
    return ()


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _find_part_problems(archive: zipfile.ZipFile) -> Iterator[TemplateProblem]:
    for name in archive.namelist():
        yield from (
            TemplateProblem(code, subject=name) for mark, code in SUSPECT_PARTS if mark in name.lower()
        )
        if not _is_xml(name):
            continue
        try:
            root = fromstring(archive.read(name), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError):
            yield TemplateProblem("damaged", subject=name)
            continue
        if name == "[Content_Types].xml":
            yield from _find_type_problems(root)
        elif name.endswith(".rels"):
            yield from _find_link_problems(root)
        elif name.startswith("word/"):
            yield from _find_field_problems(root)


def _find_type_problems(root: Any) -> Iterator[TemplateProblem]:
    declared = {node.get("ContentType", "") for node in root}
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in declared):
        yield TemplateProblem("macros")
    elif MAIN_TYPE not in declared:
        yield TemplateProblem("not_a_docx")
    if any("activeX" in kind for kind in declared):
        yield TemplateProblem("active_content")


def _find_link_problems(root: Any) -> Iterator[TemplateProblem]:
    for relation in root:
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        target = relation.get("Target", "")
        is_plain_link = kind == "hyperlink" and SAFE_LINK.match(target)
        if relation.get("TargetMode", "").lower() == "external" and not is_plain_link:
            yield TemplateProblem("external_link", subject=target[:120])
        elif kind in {"oleObject", "package", "aFChunk", "subDocument"}:
            yield TemplateProblem("embedded_object", subject=target[:120])
        elif kind in {"control", "activeXControlBinary"}:
            yield TemplateProblem("active_content", subject=target[:120])


def _find_field_problems(root: Any) -> Iterator[TemplateProblem]:
    """Find Word fields that fetch something; a field code may be split over several runs of one paragraph."""
    for paragraph in root.iter(f"{WORD}p"):
        codes = "".join(node.text or "" for node in paragraph.iter(f"{WORD}instrText"))
        simple = [node.get(f"{WORD}instr", "") for node in paragraph.iter(f"{WORD}fldSimple")]
        for code in (codes, *simple):
            found = FIELD_TO_OUTSIDE.match(code)
            if found:
                yield TemplateProblem("outside_field", subject=found.group(1).upper())
