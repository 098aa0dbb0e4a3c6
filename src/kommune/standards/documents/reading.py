"""One way in for every document file: its kind is found, it is read, its blocks get their places."""

from collections.abc import Iterable
from typing import IO

from kommune.standards.documents.contents import without_contents
from kommune.standards.documents.errors import DocumentError
from kommune.standards.documents.from_docx import docx_pieces
from kommune.standards.documents.from_html import html_pieces
from kommune.standards.documents.from_markdown import markdown_pieces
from kommune.standards.documents.from_odt import odt_pieces
from kommune.standards.documents.from_pdf import pdf_pieces
from kommune.standards.documents.from_text import text_pieces
from kommune.standards.documents.kinds import decode_text, detect_kind, open_packed, text_kind
from kommune.standards.documents.layout import lay_out
from kommune.standards.documents.model import DEFAULT_LIMITS, Document, FileKind, Limits, Piece, Progress


def read_document(
    source: bytes | IO[bytes],
    *,
    filename: str,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> Document:
    """Read a whole Markdown, plain text, HTML, DOCX, ODT or PDF file; its bytes decide what it is.

    Tables of contents, running heads and feet, page numbers and footnote marks are left out, words divided
    at line ends are joined, columns of a PDF are read one after the other. `progress` is called with pages
    done and pages in all. Raises `DocumentError` with one of the codes listed there.
    """
    report = progress or _report_nowhere
    data = _read_bytes(source, limits)
    kind = detect_kind(data)
    if kind == "pdf":
        found, pages, without_text = pdf_pieces(data, limits, report)
        return _document(filename, kind, found, limits, pages, without_text)
    if kind in {"docx", "odt"}:
        with open_packed(data, limits) as archive:
            pieces = docx_pieces(data) if kind == "docx" else odt_pieces(archive)
            document = _document(filename, kind, pieces, limits)
    else:
        text = decode_text(data)
        if len(text) > limits.max_characters:
            raise DocumentError("too_long", "The text is too long", limit=limits.max_characters)
        kind = kind or text_kind(text, filename)
        document = _document(filename, kind, _text_pieces(text, kind), limits)
    report(1, 1)
    return document


def _text_pieces(text: str, kind: FileKind) -> Iterable[Piece]:
    if kind == "html":
        return html_pieces(text)
    return markdown_pieces(text) if kind == "markdown" else text_pieces(text)


def _document(
    filename: str,
    kind: FileKind,
    pieces: Iterable[Piece],
    limits: Limits,
    pages: int = 0,
    without_text: int = 0,
) -> Document:
    text, blocks = lay_out(without_contents(pieces), limits)
    if not blocks:
        raise DocumentError("no_text", "The file holds no text", pages=pages)
    return Document(filename, kind, text, blocks, pages, without_text)


def _read_bytes(source: bytes | IO[bytes], limits: Limits) -> bytes:
    data = source if isinstance(source, bytes) else source.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise DocumentError("too_large", "The file is too large", found=len(data), limit=limits.max_bytes)
    return data


def _report_nowhere(done: int, total: int | None) -> None:
    """Take progress and tell nobody."""
