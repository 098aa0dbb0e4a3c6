"""Files that are too large or unpack to too much are refused with a sentence and leave nothing behind."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kommune.files.models import StoredFile
from kommune.imports.models import ImportSession
from kommune.municipalities.public import Viewer
from kommune.standards.spreadsheets import SheetOut, write_xlsx

pytestmark = pytest.mark.django_db
START = "/musterstadt/work/imports/"
MEGABYTE = 1024 * 1024


@pytest.fixture
def browser(steering: Viewer) -> Client:
    browser = Client(HTTP_ACCEPT_LANGUAGE="de")
    browser.force_login(get_user_model().objects.get(id=str(steering.user_id)))
    return browser


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that Django spools while a form arrives."""
    made: list[str] = []
    original = tempfile.NamedTemporaryFile

    def noted(*args, **kwargs):
        spooled = original(*args, **kwargs)
        made.append(spooled.name)
        return spooled

    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", noted)
    return made


def kept_bytes() -> list[Path]:
    return [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()]


def test_a_file_over_the_limit_is_refused_before_it_reaches_the_disk(browser, spool, settings):
    settings.UPLOAD_LIMIT_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * MEGABYTE, MEGABYTE
    answer = browser.post(START, {"file": SimpleUploadedFile("liste.xlsx", b"x" * 5 * MEGABYTE)})
    assert answer.status_code == 422
    assert "Die Datei ist größer als 3 MB; mehr nimmt diese Installation nicht an." in answer.content.decode()
    assert "erforderlich" not in answer.content.decode()
    assert spool == []
    assert (ImportSession.objects.count(), StoredFile.objects.count(), kept_bytes()) == (0, 0, [])


def test_a_file_just_over_the_limit_is_dropped_while_it_arrives(browser, spool, settings):
    settings.UPLOAD_LIMIT_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * MEGABYTE, MEGABYTE
    answer = browser.post(START, {"file": SimpleUploadedFile("liste.xlsx", b"x" * (3 * MEGABYTE + 1))})
    assert answer.status_code == 422
    assert "Die Datei ist größer als 3 MB" in answer.content.decode()
    assert not [name for name in spool if Path(name).exists()]
    assert (ImportSession.objects.count(), StoredFile.objects.count(), kept_bytes()) == (0, 0, [])


def test_a_file_at_the_limit_is_taken(browser, settings):
    content = write_xlsx([SheetOut("Maßnahmen", ["Nr.", "Titel"], [["M1", "Portal"]])])
    settings.UPLOAD_LIMIT_BYTES = len(content)
    answer = browser.post(START, {"file": SimpleUploadedFile("liste.xlsx", content)})
    assert answer.status_code == 302
    assert ImportSession.objects.get().state == "uploaded"


def test_a_form_without_a_file_still_asks_for_one(browser):
    answer = browser.post(START, {"file": ""})
    assert answer.status_code == 422
    assert "größer als" not in answer.content.decode()
    assert ImportSession.objects.count() == 0


def test_a_file_that_unpacks_without_end_is_refused_and_not_kept(browser, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(START, {"file": SimpleUploadedFile("liste.xlsx", bomb())})
    assert answer.status_code == 422
    assert "entpackt" in answer.content.decode()
    assert (StoredFile.objects.count(), kept_bytes()) == (0, [])
    assert ImportSession.objects.get().state == "failed"


def bomb() -> bytes:
    """An XLSX whose one sheet unpacks to 600 MB of blanks."""
    source = BytesIO(write_xlsx([SheetOut("Ziele", ["Nr.", "Ziel"], [["1", "Rad"]])]))
    target = BytesIO()
    with zipfile.ZipFile(source) as original, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in original.namelist():
            if "sheet1" not in name:
                made.writestr(name, original.read(name))
        sheet = next(name for name in original.namelist() if "sheet1" in name)
        with made.open(sheet, "w", force_zip64=True) as out:
            for _megabyte in range(600):
                out.write(b" " * MEGABYTE)
    return target.getvalue()
