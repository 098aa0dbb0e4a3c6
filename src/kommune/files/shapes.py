"""A stored file as other apps see it, and the rule of who reads files of one purpose."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from kommune.municipalities.public import Viewer

MayRead = Callable[[Viewer], bool]


@dataclass(frozen=True, slots=True)
class FileShape:
    """One stored file; ``size`` in bytes, ``detected_type`` a media type found from the bytes."""

    id: UUID
    sha256: str
    size: int
    detected_type: str
    original_name: str
    purpose: str
