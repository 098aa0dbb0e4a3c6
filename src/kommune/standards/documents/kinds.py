"""What kind of file the bytes are, decided by what they hold; a name only tells Markdown from plain text."""

import io
import re
import zipfile

from kommune.standards.documents.errors import DocumentError
from kommune.standards.documents.model import FileKind, Limits
from kommune.standards.spreadsheets.containers import open_container
from kommune.standards.spreadsheets.errors import SpreadsheetError
from kommune.standards.spreadsheets.model import Limits as PackedLimits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x7fELF",
    b"II*\x00",
)
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|h1|article|main)\b", re.IGNORECASE
)
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml")
_MARKDOWN = re.compile(r"^(?:#{1,6} +\S|[*+-] +\S|.*\|\s*-{3,})|\*\*\S", re.MULTILINE)
_WORD_MAIN = "word/document.xml"


def detect_kind(data: bytes) -> FileKind | None:
    """Return the kind of a file; None for texts, whose kind `text_kind` tells once they are decoded.

    Raises `empty_file`, `wrong_type`, `old_word_format`, `password_protected`.
    """
    if not data.strip():
        raise DocumentError("empty_file", "The file is empty")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DocumentError("password_protected", "The document is protected by a password")
        raise DocumentError("old_word_format", "Word 97-2003 files are not read; save as .docx")
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data)
    if data.startswith(_FOREIGN) or (_XML.match(data[:200]) and not re.search(rb"<html", data[:2000])):
        raise DocumentError("wrong_type", "The file is no text document")
    return "html" if _HTML.match(data[:400]) or _XML.match(data[:200]) else None


def text_kind(text: str, filename: str) -> FileKind:
    """Tell Markdown from plain text: by the name's ending, else by marks that only Markdown has."""
    ending = filename.lower().rpartition(".")[2] if "." in filename else ""
    if ending in {"md", "markdown", "mkd"}:
        return "markdown"
    if ending in {"txt", "text"}:
        return "text"
    return "markdown" if len(_MARKDOWN.findall(text[:200_000])) >= 2 else "text"


def decode_text(data: bytes) -> str:
    """Return the characters of a text file in UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises `wrong_type` where the bytes are no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\x00" in data:
        raise DocumentError("wrong_type", "The file is no text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def open_packed(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open DOCX or ODT after every check on its members.

    Raises `damaged`, `zip_bomb`, `password_protected`, `macro_file`, `unsafe_xml`.
    """
    packed = PackedLimits(
        max_unpacked_bytes=limits.max_unpacked_bytes,
        max_ratio=limits.max_ratio,
        max_members=limits.max_members,
    )
    try:
        archive = open_container(data, packed)
    except SpreadsheetError as error:
        raise DocumentError(error.code, error.message, **error.params) from error
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise DocumentError("password_protected", "The document is protected by a password")
    return archive


def _packed_kind(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if _WORD_MAIN in names:
                return "docx"
            if "content.xml" in names and "mimetype" in names:
                mime = archive.getinfo("mimetype")
                if mime.file_size < 200 and b"opendocument.text" in archive.read(mime):
                    return "odt"
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
        raise DocumentError("damaged", "The file is damaged or cut off") from error
    raise DocumentError("wrong_type", "The packed file is no text document")
