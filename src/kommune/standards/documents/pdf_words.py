"""Words of a PDF with their places, as PDFium tells them; the one place that talks to it."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from kommune.standards.documents.errors import DocumentError
from kommune.standards.documents.model import Limits, Progress

# PDFium is not made for several threads at once.
_ONE_AT_A_TIME = Lock()
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_MOST_CHARACTERS = 300_000
# What PDFium puts for a hyphen at the end of a line; the word goes on in the next one.
DIVIDED = "\x02"


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its left and right edge, its baseline from the top of the page, its size, all in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page in the order of the file; width and height in points."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]


def pdf_pages(data: bytes, limits: Limits, progress: Progress) -> list[Page]:
    """Read all pages of a PDF.

    Raises `password_protected`, `damaged`, `too_many_pages`.
    """
    with _ONE_AT_A_TIME, _opened(data) as document:
        count = len(document)
        if count > limits.max_pages:
            raise DocumentError(
                "too_many_pages", "The PDF has too many pages", found=count, limit=limits.max_pages
            )
        pages = []
        for place in range(count):
            pages.append(_page(document, place))
            progress(place + 1, count)
        return pages


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError("password_protected", "The PDF is protected by a password") from error
        raise DocumentError("damaged", "The PDF is damaged") from error
    try:
        yield document
    except pdfium.PdfiumError as error:
        raise DocumentError("damaged", "The PDF is damaged") from error
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, place: int) -> Page:
    page = document[place]
    try:
        width, height = page.get_size()
        text = page.get_textpage()
        try:
            words = tuple(_words(text, height))
        finally:
            text.close()
    finally:
        page.close()
    return Page(place + 1, width, height, words)


def _words(text: pdfium.PdfTextPage, height: float) -> Iterator[Word]:
    raw = text.raw
    count = min(text.count_chars(), _MOST_CHARACTERS)
    start, letters = 0, ""
    for index in range(count + 1):
        code = pdfium_raw.FPDFText_GetUnicode(raw, index) if index < count else 32
        if code > 32:
            if not letters:
                start = index
            letters += _letter(code)
        elif letters:
            mark = DIVIDED if code == ord(DIVIDED) else ""
            yield from _word(raw, letters + mark, start, index - 1, height)
            letters = ""


def _letter(code: int) -> str:
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _word(raw: object, letters: str, first: int, last: int, height: float) -> Iterator[Word]:
    left, right, top, bottom = (ctypes.c_double() for _edge in range(4))
    edges = [ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top)]
    if not pdfium_raw.FPDFText_GetCharBox(raw, first, *edges):
        return
    start = left.value
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_raw.FPDFText_GetCharOrigin(raw, first, ctypes.byref(x), ctypes.byref(y))
    while last > first and not pdfium_raw.FPDFText_GetCharBox(raw, last, *edges):
        last -= 1
    end = right.value if right.value >= start else start
    size = _size(raw, first)
    yield Word(letters, start, end, height - y.value, size, _is_bold(raw, first))


def _size(raw: object, index: int) -> float:
    """The size of the type as it is printed: the font's own times the scale of the text's matrix."""
    own = float(pdfium_raw.FPDFText_GetFontSize(raw, index))
    matrix = pdfium_raw.FS_MATRIX()
    if pdfium_raw.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix)):
        scale = float((matrix.c**2 + matrix.d**2) ** 0.5)
        own = own * scale if scale > 0 else own
    return round(own, 1)


def _is_bold(raw: object, index: int) -> bool:
    if pdfium_raw.FPDFText_GetFontWeight(raw, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium_raw.FPDFText_GetFontInfo(raw, index, name, 128, None)
    return any(word in name.value.decode("utf-8", "replace").lower() for word in _BOLD_NAMES)
