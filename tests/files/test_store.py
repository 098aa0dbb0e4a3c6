"""Files are kept by content, read after a rights check, and leave with their last entry."""

import io
from pathlib import Path

import pytest
from django.conf import settings

from kommune.files.disk import path_of
from kommune.files.public import (
    FileEmpty,
    FileTooLarge,
    NoSuchFile,
    delete_file,
    file_for,
    open_file,
    store_upload,
)
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import NotAllowedHere, Viewer, stranger, system_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "FILES_DIR", tmp_path / "files")
    town = Municipality.objects.create(slug="musterstadt", name="Musterstadt")
    with town_scope(town.id):
        yield system_viewer()


def keep(by: Viewer, data: bytes, name: str = "liste.csv", **more):
    return store_upload(by=by, upload=io.BytesIO(data), name=name, purpose="import", **more)


def test_a_file_is_kept_by_its_content_and_read_again(by):
    shape = keep(by, b"Nr.;Titel\n1;a\n", "C:\\Users\\a\\liste.csv")
    assert (shape.original_name, shape.size) == ("liste.csv", 14)
    assert path_of(by.town_id, shape.sha256).is_file()
    with open_file(by, shape.id) as source:
        assert source.read() == b"Nr.;Titel\n1;a\n"


def test_an_upload_over_the_limit_leaves_nothing(by):
    with pytest.raises(FileTooLarge):
        keep(by, b"x" * 2000, limit_bytes=1000)
    assert [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()] == []


def test_an_empty_upload_is_refused(by):
    with pytest.raises(FileEmpty):
        keep(by, b"")


def test_the_bytes_go_with_their_last_entry(by, django_capture_on_commit_callbacks):
    first, second = keep(by, b"gleich"), keep(by, b"gleich")
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(by=by, file_id=first.id)
    assert path_of(by.town_id, first.sha256).is_file()
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(by=by, file_id=second.id)
    assert not path_of(by.town_id, first.sha256).exists()


def test_who_may_not_import_finds_no_file(by):
    shape = keep(by, b"geheim")
    with pytest.raises(NoSuchFile):
        file_for(stranger(by.town_id), shape.id)
    with pytest.raises(NotAllowedHere):
        keep(stranger(by.town_id), b"x")


def test_another_towns_file_does_not_exist(by):
    shape = keep(by, b"geheim")
    other = Municipality.objects.create(slug="anderswo", name="Anderswo")
    with town_scope(other.id), pytest.raises(NoSuchFile):
        file_for(system_viewer(), shape.id)
