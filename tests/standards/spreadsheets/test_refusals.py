"""Files that are refused, each with a code of its own and before harm is done."""

import io
import zipfile

import openpyxl
import pytest

from kommune.standards.spreadsheets import Limits, SpreadsheetError, read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def good_xlsx() -> bytes:
    """Return a small sound workbook."""
    book = openpyxl.Workbook()
    book.active.append(["Titel", "Kosten"])
    book.active.append(["WLAN", 5])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(data: bytes, changes: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a packed file with members replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", method) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return target.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    """Return a packed file of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def refusal(data: bytes, **options: int) -> SpreadsheetError:
    """Return the error that reading gives."""
    with pytest.raises(SpreadsheetError) as caught:
        read_workbook(io.BytesIO(data), filename="datei.xlsx", limits=Limits(**options))
    assert caught.value.params["file"] == "datei.xlsx"
    return caught.value


SHEET = "xl/worksheets/sheet1.xml"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n \n", "empty_file"),
        (b"\xef\xbb\xbf", "no_data"),
        (b";;;\n;;\n", "no_data"),
        (b"%PDF-1.7 ...", "not_a_spreadsheet"),
        (b"\x89PNG\r\n\x1a\n....", "not_a_spreadsheet"),
        (b"<!DOCTYPE html><table></table>", "not_a_spreadsheet"),
        (b"<?xml version='1.0'?><Workbook/>", "not_a_spreadsheet"),
        (bytes(range(1, 32)) * 20, "not_a_spreadsheet"),
        (b"a\x00b\x00;\x00", "wrong_encoding"),
        (b"Stra\x81e;1\n", "wrong_encoding"),
        (b"\xff\xfea\x00b", "wrong_encoding"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
        (OLE + "Workbook".encode("utf-16-le"), "old_excel_format"),
        (OLE + "WordDocument".encode("utf-16-le"), "not_a_spreadsheet"),
        (b"PK\x03\x04 cut off", "damaged"),
        (packed({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}), "not_a_spreadsheet"),
        (packed({"xl/workbook.bin": b"x"}), "unsupported_format"),
        (packed({"readme.txt": b"x"}), "not_a_spreadsheet"),
        (
            packed(
                {
                    "mimetype": ODS_TYPE,
                    "content.xml": b"secret",
                    "META-INF/manifest.xml": b"<manifest:encryption-data/>",
                }
            ),
            "password_protected",
        ),
        (
            packed({"mimetype": ODS_TYPE, "content.xml": b"<a/>", "Basic/Standard/Module1.xml": b"<a/>"}),
            "macro_file",
        ),
        (b'a;b\n"never closed;1\n2;3\n', "unclosed_quote"),
        (b"a;b\n" + b"x" * 200_000 + b";1\n", "cell_too_long"),
    ],
)
def test_a_file_that_cannot_be_a_table_is_refused(data, code):
    assert refusal(data).code == code


def test_an_empty_workbook_is_refused():
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    assert refusal(target.getvalue()).code == "no_data"


def test_a_macro_workbook_is_refused():
    assert refusal(repacked(good_xlsx(), {"xl/vbaProject.bin": b"x"})).code == "macro_file"


def test_a_workbook_of_macro_type_is_refused_even_without_macros():
    with zipfile.ZipFile(io.BytesIO(good_xlsx())) as archive:
        types = archive.read("[Content_Types].xml").replace(
            b".sheet.main+xml", b".sheet.macroEnabled.main+xml"
        )
    assert refusal(repacked(good_xlsx(), {"[Content_Types].xml": types})).code == "macro_file"


def test_a_bomb_is_refused_by_its_ratio():
    assert refusal(repacked(good_xlsx(), {"xl/media/a.xml": b"0" * 30_000_000})).code == "zip_bomb"


def test_a_bomb_is_refused_by_what_it_unpacks_to():
    data = repacked(good_xlsx(), {"xl/media/a.bin": b"0" * 2_000_000}, method=zipfile.ZIP_STORED)
    assert refusal(data, max_unpacked_bytes=1_000_000).code == "zip_bomb"


def test_a_bomb_is_refused_by_its_many_members():
    data = repacked(good_xlsx(), {f"x/{number}.xml": b"" for number in range(60)})
    assert refusal(data, max_members=50).code == "zip_bomb"


def test_a_member_that_lies_about_its_length_is_refused():
    """The directory claims 40 bytes for a sheet that is longer: what unpacks later must not surprise."""
    data = good_xlsx()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        length = archive.getinfo(SHEET).file_size
    entry = data.rindex(SHEET.encode()) - 46
    assert int.from_bytes(data[entry + 24 : entry + 28], "little") == length
    lying = data[: entry + 24] + (40).to_bytes(4, "little") + data[entry + 28 :]
    assert refusal(lying).code == "damaged"


def test_a_flipped_byte_is_noticed():
    data = bytearray(good_xlsx())
    place = data.index(SHEET.encode()) + len(SHEET) + 30
    data[place] ^= 0xFF
    assert refusal(bytes(data)).code == "damaged"


def test_a_member_that_stands_twice_is_refused():
    target = io.BytesIO(good_xlsx())
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    assert refusal(target.getvalue()).code == "damaged"


@pytest.mark.parametrize("member", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entity_tricks_are_refused(member):
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert refusal(repacked(good_xlsx(), {member: bomb})).code == "unsafe_xml"


def test_an_entity_trick_behind_a_long_comment_is_refused():
    bomb = b"<?xml version='1.0'?><!--" + b"x" * 20_000 + b'--><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'
    assert refusal(repacked(good_xlsx(), {SHEET: bomb})).code == "unsafe_xml"


@pytest.mark.parametrize("member", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_broken_xml_inside_is_called_damaged(member):
    assert refusal(repacked(good_xlsx(), {member: b"<worksheet><sheetData><row>"})).code == "damaged"


def test_a_missing_sheet_is_called_damaged():
    with zipfile.ZipFile(io.BytesIO(good_xlsx())) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name != SHEET}
    assert refusal(packed(members)).code == "damaged"


def test_strange_places_in_cells_do_no_harm():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="99999999999"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert refusal(repacked(good_xlsx(), {SHEET: sheet})).code in {"too_many_rows", "damaged"}


def test_a_file_over_the_limit_is_refused():
    error = refusal(good_xlsx(), max_bytes=1000)
    assert (error.code, error.params["limit"]) == ("too_large", 1000)


def test_a_cut_off_download_is_refused():
    data = good_xlsx()
    assert refusal(data[: len(data) // 2]).code == "damaged"
