"""The staff front's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkbenchConfig(AppConfig):
    """Shell, home pages and navigation of the staff side."""

    name = "kommune.workbench"
    label = "workbench"

    def ready(self) -> None:
        from kommune.foundation.navigation import NavigationItem, register_navigation
        from kommune.foundation.terms import register_terms
        from kommune.municipalities.public import may_enter_workbench
        from kommune.workbench.rights import describe_rights
        from kommune.workbench.rules import may_read_journal
        from kommune.workbench.terms import TERMS
        from kommune.workbench.web.findable import register_findable

        register_findable()
        register_terms(*TERMS)
        describe_rights()
        register_navigation(
            NavigationItem("home", _("Overview"), "workbench:home", 10, "home", may_enter_workbench)
        )
        register_navigation(
            NavigationItem(
                "journal", _("Journal and trash"), "workbench:journal", 800, "history", may_read_journal
            )
        )
