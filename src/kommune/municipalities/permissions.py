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
    their own (their measures, the measures of their unit). Where a rule asks about a thing besides the
    viewer, both ask it about a made-up one, and ``shows`` names the rule itself.
    """

    key: str
    sentence: str | Promise
    predicate: Rule
    only_own: Rule | None = None
    shows: Callable[..., bool] | None = None

    @property
    def rule(self) -> Callable[..., bool]:
        """The rule of the wing that this permission shows."""
        return self.shows or self.predicate


@dataclass(frozen=True, slots=True)
class Rights:
    """The permissions of one wing, in the order in which they are shown."""

    wing: str | Promise
    order: int
    permissions: tuple[Permission, ...]


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """A row of the table of rights: for each role ``yes``, ``own`` or ``no``."""

    key: str
    wing: str | Promise
    sentence: str | Promise
    answers: dict[str, str] = field(default_factory=dict)


_rights: dict[str, Rights] = {}


def register_rights(wing: str | Promise, order: int, *permissions: Permission) -> None:
    """Put the rules of a wing into the table of rights under its name; called in ``AppConfig.ready``."""
    _rights[permissions[0].key.partition(".")[0]] = Rights(wing, order, permissions)


def registered_rights() -> list[Rights]:
    """The permissions of all wings, the wings in their order."""
    return sorted(_rights.values(), key=lambda rights: rights.order)


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
            wing=rights.wing,
            sentence=permission.sentence,
            answers={role: answer(permission, viewer) for role, viewer in viewers.items()},
        )
        for rights in registered_rights()
        for permission in rights.permissions
    ]


def answer(permission: Permission, viewer: Viewer) -> str:
    """``yes``, ``own`` (only with one's own) or ``no``."""
    if permission.predicate(viewer):
        return "yes"
    return "own" if permission.only_own and permission.only_own(viewer) else "no"
