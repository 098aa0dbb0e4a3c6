"""The import room's place in Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """A town's own lists come in: mapping, preview, one confirmation, undo."""

    name = "kommune.imports"
    label = "imports"

    def ready(self) -> None:
        from kommune.files.public import register_purpose
        from kommune.imports import tasks
        from kommune.imports.rules import may_import

        register_purpose("import", may_import)
        tasks.register()
