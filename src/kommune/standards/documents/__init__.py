"""Documents in: Markdown, plain text, HTML, DOCX, ODT and PDF read as blocks with their place in one text."""

from kommune.standards.documents.errors import DocumentError
from kommune.standards.documents.model import (
    DEFAULT_LIMITS,
    Block,
    BlockKind,
    Document,
    FileKind,
    Limits,
    Piece,
    Progress,
)
from kommune.standards.documents.reading import read_document

__all__ = [
    "DEFAULT_LIMITS",
    "Block",
    "BlockKind",
    "Document",
    "DocumentError",
    "FileKind",
    "Limits",
    "Piece",
    "Progress",
    "read_document",
]
