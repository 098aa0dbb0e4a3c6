"""Every permission of the product by name, so that the table of rights is made of the rules themselves."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise

from kommune.foundation.ids import new_id
from kommune.municipalities.shapes import CLEARANCE, Role, Viewer

Rule = Callable[[Viewer], bool]


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission: what it allows, as a sentence, and the rule that decides.

    ``only_own`` is the narrower rule for those whom ``predicate`` refuses: they may do it with what is
    their own (their measures, the measures of their unit).
    """

    key: str
    sentence: str | Promise
    predicate: Rule
    only_own: Rule | None = None


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """A row of the table of rights: for each role ``yes``, ``own`` or ``no``."""

    key: str
    sentence: str | Promise
    answers: dict[str, str] = field(default_factory=dict)


_permissions: dict[str, Permission] = {}


def register_permission(
    key: str, sentence: str | Promise, predicate: Rule, *, only_own: Rule | None = None
) -> None:
    """Put a rule into the table of rights; called in ``AppConfig.ready``."""
    _permissions[key] = Permission(key=key, sentence=sentence, predicate=predicate, only_own=only_own)


def registered_permissions() -> list[Permission]:
    """All permissions, grouped by the wing in front of the dot of their key."""
    return sorted(_permissions.values(), key=lambda permission: permission.key.partition(".")[0])


def sample_viewer(role: str) -> Viewer:
    """A member with this role and nothing else, to ask rules about."""
    return Viewer(
        town_id=new_id(),
        clearance=CLEARANCE[role],
        role=role,
        user_id=new_id(),
        membership_id=new_id(),
        unit_id=new_id(),
    )


def permission_table() -> list[PermissionRow]:
    """What each role may do, asked of the rules at this moment."""
    viewers = {role: sample_viewer(role) for role in Role.values}
    return [
        PermissionRow(
            key=permission.key,
            sentence=permission.sentence,
            answers={role: answer(permission, viewer) for role, viewer in viewers.items()},
        )
        for permission in registered_permissions()
    ]


def answer(permission: Permission, viewer: Viewer) -> str:
    """``yes``, ``own`` (only with one's own) or ``no``."""
    if permission.predicate(viewer):
        return "yes"
    return "own" if permission.only_own and permission.only_own(viewer) else "no"
