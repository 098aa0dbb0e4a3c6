"""The file store's door: keep an upload, open it, delete it, say who reads files of a purpose."""

from kommune.files.actions import delete_file, store_upload
from kommune.files.errors import FileEmpty, NoSuchFile
from kommune.files.queries import file_for, open_file
from kommune.files.registry import register_purpose
from kommune.files.shapes import FileShape
from kommune.foundation.upload_limit import FileTooLarge, skipped_upload

__all__ = [
    "FileEmpty",
    "FileShape",
    "FileTooLarge",
    "NoSuchFile",
    "delete_file",
    "file_for",
    "open_file",
    "register_purpose",
    "skipped_upload",
    "store_upload",
]
