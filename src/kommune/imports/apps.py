"""The import room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """A town's own lists come in: mapping, preview, one confirmation, undo."""

    name = "kommune.imports"
    label = "imports"

    def ready(self) -> None:
        from kommune.files.public import register_purpose
        from kommune.foundation.navigation import NavigationItem, register_navigation
        from kommune.imports import tasks
        from kommune.imports.rules import may_import
        from kommune.municipalities.public import Permission, register_rights

        register_purpose("import", may_import)
        tasks.register()
        register_rights(
            _("Import"),
            40,
            Permission("imports.bring_in", _("Bring in lists, and take an import back"), may_import),
        )
        register_navigation(
            NavigationItem("imports", _("Import"), "imports:upload", 50, "upload", may_import)
        )
