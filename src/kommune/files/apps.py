"""The file store's place in Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Uploaded files outside the web root, named by their content."""

    name = "kommune.files"
    label = "files"
