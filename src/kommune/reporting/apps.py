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
        from kommune.foundation.terms import register_terms
        from kommune.municipalities.public import Permission, may_enter_workbench, register_rights
        from kommune.reporting.models import Paper, PaperFile, PaperTemplate
        from kommune.reporting.rules import may_make_papers
        from kommune.reporting.terms import TERMS

        register_kind("paper", Paper)
        register_kind("paper_file", PaperFile)
        register_kind("paper_template", PaperTemplate)
        register_terms(*TERMS)
        register_rights(
            _("Papers"),
            50,
            Permission("papers.make", _("Make and delete papers, change their template"), may_make_papers),
        )
        register_navigation(
            NavigationItem("papers", _("Papers"), "reporting:list", 60, "document", may_enter_workbench)
        )
