"""The papers' place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """Papers for committee and council, and the papers that must exist before day one."""

    name = "kommune.reporting"
    label = "reporting"

    def ready(self) -> None:
        from kommune.audit.public import register_kind
        from kommune.foundation.navigation import NavigationItem, register_navigation
        from kommune.municipalities.public import may_enter_workbench
        from kommune.reporting.models import Paper, PaperFile, PaperTemplate

        register_kind("paper", Paper)
        register_kind("paper_file", PaperFile)
        register_kind("paper_template", PaperTemplate)
        register_navigation(
            NavigationItem("papers", _("Papers"), "reporting:list", 60, "document", may_enter_workbench)
        )
