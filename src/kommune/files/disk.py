"""Bytes on disk: one folder per town, named by SHA-256, written so that a crash leaves no half file."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import puremagic
from django.conf import settings
from django.core.files.base import File

TEXT = "text/plain"
UNKNOWN = "application/octet-stream"
_HEAD = 4096


def path_of(town_id: UUID, sha256: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.FILES_DIR) / str(town_id) / sha256[:2] / sha256


def write_bytes(town_id: UUID, chunks: Iterator[bytes]) -> tuple[str, int, bytes]:
    """Store chunks and return digest, size and the first bytes; an equal file is kept once."""
    folder = Path(settings.FILES_DIR) / str(town_id)
    folder.mkdir(parents=True, exist_ok=True)
    digest, size, head = hashlib.sha256(), 0, b""
    with tempfile.NamedTemporaryFile(dir=folder, prefix="part-", delete=False) as part:
        try:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                head = head or chunk[:_HEAD]
                part.write(chunk)
            part.flush()
            os.fsync(part.fileno())
        except BaseException:
            Path(part.name).unlink()
            raise
    target = path_of(town_id, digest.hexdigest())
    target.parent.mkdir(parents=True, exist_ok=True)
    Path(part.name).replace(target)
    return digest.hexdigest(), size, head


def chunks_of(source: File[Any] | IO[bytes]) -> Iterator[bytes]:
    """The bytes of an upload or an open file in pieces."""
    if isinstance(source, File):
        yield from source.chunks()
        return
    while chunk := source.read(1 << 18):
        yield chunk


def detect_type(head: bytes, path: Path) -> str:
    """The media type by content, never by name; text where the first bytes read as text."""
    try:
        found = puremagic.magic_file(str(path))
    except (puremagic.PureError, ValueError, OSError):
        found = []
    if found and found[0].mime_type:
        return str(found[0].mime_type)
    return TEXT if head and b"\x00" not in head else UNKNOWN
