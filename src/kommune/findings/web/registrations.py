"""What the findings register adds to the shell."""

from django.utils.translation import gettext_lazy as _

from kommune.findings.queries import waiting_for
from kommune.foundation.navigation import NavigationItem, register_navigation
from kommune.municipalities.public import may_enter_workbench


def register_room() -> None:
    """The entry in the left bar; called in ``AppConfig.ready``."""
    register_navigation(
        NavigationItem(
            "findings", _("Findings"), "findings:list", 15, "finding", may_enter_workbench, waiting_for
        )
    )
