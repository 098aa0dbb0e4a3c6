"""What the table of rights says of this wing."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from kommune.foundation.ids import new_id
from kommune.maturity.models import ToolIntroduction
from kommune.maturity.rules import may_edit_tool, may_introduce_tools, may_see_tool
from kommune.municipalities.public import Permission, Viewer, register_rights


def describe_tool_rights() -> None:
    """Put the rules about tools into the table of rights; called in ``AppConfig.ready``."""
    register_rights(
        _("Introducing tools"),
        30,
        Permission(
            "tools.begin", _("Begin the introduction of a tool with its measure"), may_introduce_tools
        ),
        Permission(
            "tools.see",
            _("See tools whose measure is not released to anybody yet"),
            lambda viewer: may_see_tool(viewer, _tool(viewer, owner_id=new_id())),
            only_own=lambda viewer: may_see_tool(viewer, _tool(viewer, owner_id=viewer.membership_id)),
            shows=may_see_tool,
        ),
        Permission(
            "tools.edit",
            _("Lead a tool along its way, bring usage counts in, decide about it"),
            lambda viewer: may_edit_tool(viewer, _tool(viewer, owner_id=new_id())),
            only_own=lambda viewer: may_edit_tool(viewer, _tool(viewer, owner_id=viewer.membership_id)),
            shows=may_edit_tool,
        ),
    )


def _tool(viewer: Viewer, **values: Any) -> ToolIntroduction:
    measure = apps.get_model("strategy", "Measure")(town_id=viewer.town_id, lead_unit_id=new_id(), **values)
    return ToolIntroduction(town_id=viewer.town_id, measure=measure)
