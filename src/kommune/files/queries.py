"""Finding and opening stored files."""

from typing import IO
from uuid import UUID

from kommune.files.disk import path_of
from kommune.files.errors import NoSuchFile
from kommune.files.models import StoredFile
from kommune.files.registry import may_read_purpose
from kommune.files.shapes import FileShape
from kommune.municipalities.public import Viewer


def file_for(viewer: Viewer, file_id: UUID) -> FileShape:
    """One file of the town in scope; raises ``NoSuchFile`` where the person may not read it."""
    stored = StoredFile.objects.filter(id=file_id).first()
    if stored is None or not may_read_purpose(viewer, stored.purpose):
        raise NoSuchFile
    return file_shape(stored)


def open_file(viewer: Viewer, file_id: UUID) -> IO[bytes]:
    """The bytes of a file, opened for reading; raises ``NoSuchFile``."""
    shape = file_for(viewer, file_id)
    try:
        return path_of(viewer.town_id, shape.sha256).open("rb")
    except FileNotFoundError:
        raise NoSuchFile from None


def file_shape(stored: StoredFile) -> FileShape:
    """The plain value of a file."""
    return FileShape(
        id=stored.id,
        sha256=stored.sha256,
        size=stored.size,
        detected_type=stored.detected_type,
        original_name=stored.original_name,
        purpose=stored.purpose,
    )
