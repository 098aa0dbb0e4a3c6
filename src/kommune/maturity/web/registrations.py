"""What the wing registers with the rooms below, one call per area."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.navigation import NavigationItem, register_navigation
from kommune.maturity.web.assessments.registering import register_assessments
from kommune.maturity.web.findable import register_findable
from kommune.maturity.web.hour.registering import register_hour
from kommune.maturity.web.peers.registering import register_peers
from kommune.maturity.web.pulses.registering import register_pulses
from kommune.maturity.web.steps.registering import register_steps
from kommune.maturity.web.tabs import PLACE
from kommune.maturity.web.tools.registering import register_tools
from kommune.municipalities.public import may_enter_workbench


def register_wing() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_navigation(
        NavigationItem(
            "place",
            _("Place"),
            "maturity:assessments",
            50,
            "map",
            may_enter_workbench,
            also=tuple(name for _key, _label, name in PLACE),
        )
    )
    register_hour()
    register_assessments()
    register_pulses()
    register_tools()
    register_peers()
    register_steps()
    register_findable()
