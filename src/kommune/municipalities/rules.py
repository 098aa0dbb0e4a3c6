"""Who may do what in a town: each permission one named predicate."""

from kommune.municipalities.errors import NotAllowedHere, ScopeMissing
from kommune.municipalities.shapes import Role, TokenAccess, Viewer

RESERVED_SLUGS = frozenset(
    {
        "accounts",
        "api",
        "favicon.ico",
        "health",
        "help",
        "invitations",
        "language",
        "operators",
        "robots.txt",
        "start",
        "static",
    }
)
WORKING_GROUP_ROLES = {Role.ADMINISTRATION, Role.STRATEGY_LEAD}


def may_administer_town(viewer: Viewer) -> bool:
    """People, roles, units, settings."""
    return viewer.is_system or viewer.role == Role.ADMINISTRATION


def may_steer_strategy(viewer: Viewer) -> bool:
    """Strategies, goals, all measures, imports, findings, papers."""
    return viewer.is_system or viewer.role in WORKING_GROUP_ROLES


def may_release(viewer: Viewer) -> bool:
    """Climbing the release ladder."""
    return viewer.is_system or viewer.role in WORKING_GROUP_ROLES


def may_enter_workbench(viewer: Viewer) -> bool:
    """The staff side of the town."""
    return viewer.is_member


def require(allowed: bool) -> None:
    """Raise ``NotAllowedHere`` unless allowed."""
    if not allowed:
        raise NotAllowedHere


def require_scope(access: TokenAccess, scope: str) -> None:
    """Raise ``ScopeMissing`` unless the token was given this right."""
    if scope not in access.scopes:
        raise ScopeMissing
