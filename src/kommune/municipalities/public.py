"""The towns' door: viewer, town, abstract parents of town-owned tables, rules."""

from kommune.foundation.errors import WrongValues
from kommune.municipalities.actions.invitations import invite
from kommune.municipalities.actions.people import add_member, change_member, remove_member
from kommune.municipalities.actions.place_types import replace_types
from kommune.municipalities.actions.register import replace_register
from kommune.municipalities.actions.release import release, release_history
from kommune.municipalities.actions.tokens import answer_once, make_token, open_token, slug_of
from kommune.municipalities.actions.towns import change_town, create_town
from kommune.municipalities.actions.units import change_unit, create_unit, remove_unit, take_in_units
from kommune.municipalities.bulk import change_in_bulk, delete_in_bulk
from kommune.municipalities.edits import (
    change_object,
    create_object,
    delete_objects,
    find_object,
)
from kommune.municipalities.errors import ForeignTown, KeyReused, NotAllowedHere, TokenUnusable
from kommune.municipalities.models.owned import Released, TownManager, TownObject, TownOwned, released_for
from kommune.municipalities.permissions import Permission, permission_table, register_rights
from kommune.municipalities.queries import (
    all_towns,
    choose_accounts,
    choose_members,
    choose_units,
    comparable_places,
    member_ids_of_units,
    register_size,
    stranger,
    system_viewer,
    town_by_slug,
    towns_of,
    types_size,
    unit_ids_by_key,
    unit_shapes,
    viewer_for,
    viewer_of_membership,
)
from kommune.municipalities.row_security import secure_tables
from kommune.municipalities.rules import (
    RESERVED_SLUGS,
    may_administer_town,
    may_enter_workbench,
    may_release,
    may_steer_strategy,
    require,
    require_scope,
)
from kommune.municipalities.shapes import (
    Answer,
    ComparablePlace,
    Role,
    Rung,
    Scope,
    TokenAccess,
    TokenRequest,
    TownRequest,
    TownShape,
    UnitShape,
    Viewer,
)
from kommune.municipalities.things import Part, ThingKind, register_thing, thing_kind, thing_kinds

__all__ = [
    "RESERVED_SLUGS",
    "Answer",
    "ComparablePlace",
    "ForeignTown",
    "KeyReused",
    "NotAllowedHere",
    "Part",
    "Permission",
    "Released",
    "Role",
    "Rung",
    "Scope",
    "ThingKind",
    "TokenAccess",
    "TokenRequest",
    "TokenUnusable",
    "TownManager",
    "TownObject",
    "TownOwned",
    "TownRequest",
    "TownShape",
    "UnitShape",
    "Viewer",
    "WrongValues",
    "add_member",
    "all_towns",
    "answer_once",
    "change_in_bulk",
    "change_member",
    "change_object",
    "change_town",
    "change_unit",
    "choose_accounts",
    "choose_members",
    "choose_units",
    "comparable_places",
    "create_object",
    "create_town",
    "create_unit",
    "delete_in_bulk",
    "delete_objects",
    "find_object",
    "invite",
    "make_token",
    "may_administer_town",
    "may_enter_workbench",
    "may_release",
    "may_steer_strategy",
    "member_ids_of_units",
    "open_token",
    "permission_table",
    "register_rights",
    "register_size",
    "register_thing",
    "release",
    "release_history",
    "released_for",
    "remove_member",
    "remove_unit",
    "replace_register",
    "replace_types",
    "require",
    "require_scope",
    "secure_tables",
    "slug_of",
    "stranger",
    "system_viewer",
    "take_in_units",
    "thing_kind",
    "thing_kinds",
    "town_by_slug",
    "towns_of",
    "types_size",
    "unit_ids_by_key",
    "unit_shapes",
    "viewer_for",
    "viewer_of_membership",
]
