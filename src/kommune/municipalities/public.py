"""The towns' door: viewer, town, abstract parents of town-owned tables, rules."""

from kommune.municipalities.edits import (
    WrongValues,
    change_object,
    create_object,
    delete_objects,
    find_object,
)
from kommune.municipalities.errors import ForeignTown, NotAllowedHere
from kommune.municipalities.models.owned import Released, TownManager, TownObject, TownOwned, released_for
from kommune.municipalities.queries import (
    all_towns,
    choose_members,
    choose_units,
    stranger,
    system_viewer,
    town_by_slug,
    viewer_for,
    viewer_of_membership,
)
from kommune.municipalities.rules import (
    RESERVED_SLUGS,
    may_administer_town,
    may_enter_workbench,
    may_release,
    may_steer_strategy,
    require,
)
from kommune.municipalities.shapes import Role, Rung, TownRequest, TownShape, Viewer

__all__ = [
    "RESERVED_SLUGS",
    "ForeignTown",
    "NotAllowedHere",
    "Released",
    "Role",
    "Rung",
    "TownManager",
    "TownObject",
    "TownOwned",
    "TownRequest",
    "TownShape",
    "Viewer",
    "WrongValues",
    "all_towns",
    "change_object",
    "choose_members",
    "choose_units",
    "create_object",
    "delete_objects",
    "find_object",
    "may_administer_town",
    "may_enter_workbench",
    "may_release",
    "may_steer_strategy",
    "released_for",
    "require",
    "stranger",
    "system_viewer",
    "town_by_slug",
    "viewer_for",
    "viewer_of_membership",
]
