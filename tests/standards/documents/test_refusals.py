"""Files that are refused, each with the code that says why."""

import time
import zipfile
from io import BytesIO

import pytest

from kommune.standards.documents import DocumentError, Limits, read_document
from tests.standards.documents.samples import bomb, pdf, protected, word_file

PICTURE_ONLY = "#set page(width: 10cm, height: 5cm)\n#rect(width: 5cm, height: 2cm, fill: gray)"
ODT_PARTS = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}


def code_of(data: bytes, filename: str = "datei", limits: Limits | None = None) -> str:
    with pytest.raises(DocumentError) as refused:
        read_document(data, filename=filename, limits=limits or Limits())
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \n\t ", "empty_file"),
        (b"\x89PNG\r\n\x1a\n....", "wrong_type"),
        (b"{\\rtf1 Ziele}", "wrong_type"),
        (b"Text\x00mit Nullen", "wrong_type"),
        (b"PK\x03\x04abgeschnitten", "damaged"),
        (b"%PDF-1.7\nkaputt", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old_word_format"),
        (
            "EncryptedPackage".encode("utf-16-le").join([b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""]),
            "password_protected",
        ),
        (b"<?xml version='1.0'?><daten/>", "wrong_type"),
        (b"[^1]: nur eine Fussnote", "no_text"),
    ],
)
def test_a_file_that_is_no_readable_text_is_refused_with_its_reason(data: bytes, code: str) -> None:
    assert code_of(data, "strategie.md") == code


def test_a_spreadsheet_is_no_text_document() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    assert code_of(stream.getvalue()) == "wrong_type"


def test_a_scanned_pdf_without_text_says_so_and_how_many_pages_it_has() -> None:
    with pytest.raises(DocumentError) as refused:
        read_document(pdf(PICTURE_ONLY + "\n#pagebreak()\n#circle()"), filename="scan.pdf")
    assert (refused.value.code, dict(refused.value.params)) == ("no_text", {"pages": 2})


def test_pages_with_pictures_only_are_counted_beside_those_with_text() -> None:
    document = read_document(
        pdf("#lorem(30)\n#pagebreak()\n#rect(width: 5cm, height: 2cm, fill: gray)"), filename="halb.pdf"
    )
    assert (document.pages, document.pages_without_text) == (2, 1)


def test_a_pdf_behind_a_password_says_so() -> None:
    assert code_of(protected(pdf("#lorem(30)"))) == "password_protected"


def test_a_bomb_in_a_word_file_or_an_opendocument_text_is_not_unpacked() -> None:
    started = time.perf_counter()
    assert code_of(bomb("word/document.xml", {"[Content_Types].xml": b"<a/>"})) == "zip_bomb"
    assert code_of(bomb("content.xml.b", ODT_PARTS)) == "zip_bomb"
    assert time.perf_counter() - started < 5


def test_a_document_type_in_a_packed_file_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in (
            ODT_PARTS | {"content.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}
        ).items():
            archive.writestr(name, content)
    assert code_of(stream.getvalue()) == "unsafe_xml"


def test_a_word_file_with_macros_is_refused() -> None:
    stream = BytesIO(word_file())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert code_of(stream.getvalue()) == "macro_file"


def test_limits_are_told_with_what_was_found() -> None:
    with pytest.raises(DocumentError) as pages:
        read_document(pdf("#lorem(9) #pagebreak() #lorem(9)"), filename="x", limits=Limits(max_pages=1))
    assert (pages.value.code, dict(pages.value.params)) == ("too_many_pages", {"found": 2, "limit": 1})
    assert code_of(b"x" * 101, limits=Limits(max_bytes=100)) == "too_large"
    assert code_of(b"Text " * 50, limits=Limits(max_characters=100)) == "too_long"


def test_hundreds_of_nested_lists_and_quotes_do_no_harm() -> None:
    nested = "".join("  " * depth + "- x\n" for depth in range(400)) + ">" * 3000 + " Ende"
    assert read_document(nested.encode(), filename="tief.md").blocks


def test_four_hundred_pages_of_pdf_are_read_in_seconds() -> None:
    data = pdf("#set text(size: 10pt)\n" + "#pagebreak()\n".join(["= Kapitel\n#lorem(420)\n"] * 400))
    started = time.process_time()
    document = read_document(data, filename="lang.pdf")
    assert document.pages == 400
    assert time.process_time() - started < 40
