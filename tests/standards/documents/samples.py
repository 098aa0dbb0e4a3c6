"""An invented strategy as a text, a Word file, an OpenDocument text and PDFs, made anew for each test run."""

import io
import zipfile
from typing import Any

import docx
import typst
from odf import style as odf_style
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentText
from pypdf import PdfReader, PdfWriter

MARKDOWN = """# Digitalstrategie Wesselfurt

## Inhaltsverzeichnis
Handlungsfeld Bildung ........ 3
Ziele .................... 4

## Handlungsfeld 1: Bildung
Schulen und Vereine lernen miteinander.

### Ziele
1. Jede Schule hat schnelles Netz
2. Lehrkräfte finden Fortbildung vor Ort[^1]

### Maßnahmen

Nr | Titel | Beschreibung
--- | --- | ---
01 | Glasfaser für Schulen | Alle zwölf Schulen bis 2028
02 | Leihgeräte | -

[^1]: Umfrage unter Lehrkräften
"""


def word_file() -> bytes:
    """A Word document with headings, a list, bold beginnings, a table and a header."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Stadt Wesselfurt"
    document.add_heading("Handlungsfeld Verkehr", level=1)
    document.add_paragraph("Wege werden kürzer.")
    document.add_heading("Ziele", level=2)
    document.add_paragraph("Busse fahren nach Bedarf", style="List Bullet")
    document.add_paragraph("Radwege sind sicher", style="List Bullet")
    document.add_heading("Maßnahmen", level=2)
    paragraph = document.add_paragraph()
    paragraph.add_run("Rufbus").bold = True
    paragraph.add_run(" – ein Bus, der kommt, wenn man ihn ruft")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(
        table.rows, (("Nr.", "Maßnahme", "Beschreibung"), ("3", "Radzählung", "An vier Stellen")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return saved(document)


def writer_file() -> bytes:
    """An OpenDocument text with headings, a nested list, a bold beginning and a table."""
    document = OpenDocumentText()
    bold = odf_style.Style(name="Fett", family="text")
    bold.addElement(odf_style.TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(bold)
    body = document.text
    body.addElement(odf_text.H(outlinelevel=1, text="Handlungsfeld Kultur"))
    paragraph = odf_text.P()
    paragraph.addElement(odf_text.Span(stylename=bold, text="Leitgedanke:"))
    paragraph.addText(" Kultur für alle")
    body.addElement(paragraph)
    body.addElement(odf_text.H(outlinelevel=2, text="Ziele"))
    items = odf_text.List()
    outer, inner = odf_text.ListItem(), odf_text.ListItem()
    outer.addElement(odf_text.P(text="Das Archiv ist online"))
    nested = odf_text.List()
    inner.addElement(odf_text.P(text="auch für Schulen"))
    nested.addElement(inner)
    outer.addElement(nested)
    items.addElement(outer)
    body.addElement(items)
    table = odf_table.Table()
    for texts in (("Nr", "Maßnahme"), ("1", "Archiv einlesen")):
        row = odf_table.TableRow()
        for text in texts:
            cell = odf_table.TableCell()
            cell.addElement(odf_text.P(text=text))
            row.addElement(cell)
        table.addElement(row)
    body.addElement(table)
    return saved(document)


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(source: str) -> bytes:
    """A PDF from Typst's markup."""
    return bytes(typst.compile(source.encode()))


def protected(data: bytes) -> bytes:
    """The same PDF behind a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("geheim", algorithm="RC4-128")
    return saved_pdf(writer)


def saved_pdf(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb(member: str, also: dict[str, bytes]) -> bytes:
    """A packed file whose one member unpacks to 60 MB of nothing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in also.items():
            archive.writestr(name, content)
        archive.writestr(member, b" " * 60_000_000)
    return stream.getvalue()
