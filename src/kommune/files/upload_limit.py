"""Uploads above the installation's limit are passed over while they arrive and do not fill the disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from kommune.files.errors import FileTooLarge


class UploadLimit(FileUploadHandler):
    """Stands before Django's own handlers; a file that it skips is missing from ``request.FILES``."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Skip a file at once where the announced size leaves room for none within the limit."""
        super().new_file(*args, **kwargs)
        self._size = 0
        announced = self.request.META.get("CONTENT_LENGTH", "") if self.request is not None else ""
        most = settings.UPLOAD_LIMIT_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if announced.isdigit() and int(announced) > most:
            self._skip()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on until there are too many."""
        self._size += len(raw_data)
        if self._size > settings.UPLOAD_LIMIT_BYTES:
            self._skip()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the making of the file to the next handler."""

    def _skip(self) -> None:
        if self.request is not None:
            vars(self.request)["_upload_was_skipped"] = True
        raise SkipFile


def skipped_upload(request: HttpRequest) -> FileTooLarge | None:
    """Why a file that a person sent is missing, or None where none was too large."""
    return FileTooLarge(settings.UPLOAD_LIMIT_BYTES) if "_upload_was_skipped" in vars(request) else None
