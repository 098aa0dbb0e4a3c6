"""What kind of file the bytes are, and whether a packed file is safe to open, decided before anything is
parsed.
"""

import copy
import io
import re
import zipfile
import zlib
from typing import Literal

from kommune.standards.spreadsheets.errors import SpreadsheetError
from kommune.standards.spreadsheets.model import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BM\x00",
    b"\x7fELF",
)
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table)", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")
_RATIO_FROM_BYTES = 10_000_000
_CHUNK = 1 << 18


def detect_kind(data: bytes) -> Literal["zip", "text"]:
    """Tell packed workbooks from text tables.

    Raises `empty_file`, `password_protected`, `old_excel_format`, `not_a_spreadsheet`.
    """
    if not data.strip():
        raise SpreadsheetError("empty_file", "The file is empty")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise SpreadsheetError("password_protected", "The workbook is protected by a password")
        if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
            raise SpreadsheetError("old_excel_format", "Excel 97-2003 files are not read; save as .xlsx")
        raise SpreadsheetError("not_a_spreadsheet", "The file is an old Office document, not a spreadsheet")
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data.startswith(_FOREIGN) or _MARKUP.match(data[:200]):
        raise SpreadsheetError("not_a_spreadsheet", "The file is not a spreadsheet")
    return "text"


def open_container(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open a packed workbook after every check on its members.

    Raises `damaged`, `zip_bomb`, `password_protected`, `macro_file`, `unsafe_xml`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise SpreadsheetError("damaged", "The file is damaged or cut off") from error
    members = archive.infolist()
    names = [member.filename for member in members]
    _refuse_bombs(members, limits)
    if len(set(names)) != len(names):
        raise SpreadsheetError("damaged", "The packed file holds a member twice")
    if any(
        name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names
    ):
        raise SpreadsheetError("macro_file", "The workbook holds macros; save it without them")
    if any(member.flag_bits & 0x1 for member in members):
        raise SpreadsheetError("password_protected", "The packed file is protected by a password")
    for member in members:
        _check_member(archive, member)
    return archive


def workbook_kind(archive: zipfile.ZipFile) -> Literal["xlsx", "ods"]:
    """Tell XLSX from ODS. Raises `not_a_spreadsheet`, `unsupported_format` (xlsb), `password_protected`,
    `macro_file`.
    """
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise SpreadsheetError(
            "unsupported_format", "Binary Excel workbooks (.xlsb) are not read; save as .xlsx"
        )
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        if b"macroEnabled" in archive.read("[Content_Types].xml"):
            raise SpreadsheetError("macro_file", "The workbook is of a macro format; save as .xlsx")
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise SpreadsheetError("password_protected", "The workbook is protected by a password")
        if b"opendocument.spreadsheet" in archive.read("mimetype"):
            return "ods"
    raise SpreadsheetError("not_a_spreadsheet", "The packed file is not a spreadsheet")


def _refuse_bombs(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.max_members:
        message = "The packed file holds too many members"
        raise SpreadsheetError("zip_bomb", message, found=len(members), limit=limits.max_members)
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.max_unpacked_bytes:
        message = "The file unpacks to too much"
        raise SpreadsheetError("zip_bomb", message, found=unpacked, limit=limits.max_unpacked_bytes)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > _RATIO_FROM_BYTES and unpacked // packed > limits.max_ratio:
        message = "The file is packed too tightly to be honest"
        raise SpreadsheetError("zip_bomb", message, found=unpacked // packed, limit=limits.max_ratio)


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack a member once: it must be as long as it claims, and XML must declare no document type."""
    honest = copy.copy(member)
    honest.file_size += 1
    length = 0
    is_xml = member.filename.endswith((".xml", ".rels")) and not member.filename.startswith("META-INF/")
    try:
        with archive.open(honest) as stream:
            while chunk := stream.read(_CHUNK):
                if is_xml and length == 0 and _declares_type(chunk[:8192]):
                    raise SpreadsheetError("unsafe_xml", f"{member.filename} declares a document type")
                length += len(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise SpreadsheetError("damaged", f"{member.filename} is damaged") from error
    if length != member.file_size:
        raise SpreadsheetError("damaged", f"{member.filename} is longer than it claims")


def _declares_type(start: bytes) -> bool:
    return bool(_DOCTYPE.search(start) or _DOCTYPE.search(start.replace(b"\x00", b"")))
