"""Storing and deleting files."""

from pathlib import PurePath
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from kommune.files.disk import chunks_of, detect_type, path_of, write_bytes
from kommune.files.errors import FileEmpty, NoSuchFile
from kommune.files.models import StoredFile
from kommune.files.queries import file_shape
from kommune.files.registry import may_read_purpose
from kommune.files.shapes import FileShape
from kommune.foundation.scope import current_town
from kommune.foundation.upload_limit import FileTooLarge
from kommune.municipalities.public import Viewer, require


def store_upload(
    *, by: Viewer, upload: File[Any] | IO[bytes], name: str, purpose: str, limit_bytes: int | None = None
) -> FileShape:
    """Keep an uploaded file of the town in scope and return it.

    ``limit_bytes`` defaults to the installation's limit. Raises ``FileTooLarge``, ``FileEmpty`` and
    ``NotAllowedHere`` where the purpose is not open to the person.
    """
    require(may_read_purpose(by, purpose))
    limit = settings.UPLOAD_LIMIT_BYTES if limit_bytes is None else limit_bytes
    if (getattr(upload, "size", None) or 0) > limit:
        raise FileTooLarge(limit)
    town = current_town()
    sha256, size, head = write_bytes(town, _limited(upload, limit))
    if not size:
        raise FileEmpty
    stored = StoredFile.objects.create(
        sha256=sha256,
        size=size,
        detected_type=detect_type(head, path_of(town, sha256)),
        original_name=PurePath(name.replace("\\", "/")).name[:255] or "file",
        purpose=purpose,
    )
    return file_shape(stored)


def delete_file(*, by: Viewer, file_id: UUID) -> None:
    """Delete a file; its bytes go once no other entry of the town needs them."""
    with transaction.atomic():
        stored = StoredFile.objects.filter(id=file_id).first()
        if stored is None or not may_read_purpose(by, stored.purpose):
            raise NoSuchFile
        stored.delete()
        if not StoredFile.objects.filter(sha256=stored.sha256).exists():
            path = path_of(stored.town_id, stored.sha256)
            transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _limited(upload: File[Any] | IO[bytes], limit: int) -> Any:
    size = 0
    for chunk in chunks_of(upload):
        size += len(chunk)
        if size > limit:
            raise FileTooLarge(limit)
        yield chunk
