"""Uploads above the installation's limit are passed over while they arrive and do not fill the disk."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kommune.foundation.errors import DomainError


class FileTooLarge(DomainError):
    """The upload is larger than the operator allows."""

    def __init__(self, limit_bytes: int) -> None:
        limit = number_format(limit_bytes // (1024 * 1024), use_l10n=True)
        super().__init__(
            _("The file is larger than %(limit)s MB, the limit of this installation.") % {"limit": limit}
        )


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


def name_skipped_upload(request: HttpRequest, form: forms.BaseForm, field: str = "file") -> None:
    """Let a form whose file was passed over say so, instead of asking for a file."""
    if (too_large := skipped_upload(request)) is not None:
        form.fields[field].error_messages["required"] = str(too_large)
