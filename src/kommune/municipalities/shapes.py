"""Who looks at what: roles, rungs of the release ladder, the viewer, the town."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person is in a town."""

    ADMINISTRATION = "administration", pgettext_lazy("role", "Administration")
    STRATEGY_LEAD = "strategy_lead", _("Strategy lead")
    UNIT_LEAD = "unit_lead", _("Unit lead")
    STAFF = "staff", _("Employee")
    COUNCIL_MEMBER = "council_member", _("Council member")
    GUEST = "guest", _("Guest")


class Rung(models.IntegerChoices):
    """How far something is released; higher means more people see it."""

    WORKING_GROUP = 1, _("Working group")
    UNIT_HEADS = 2, _("Unit heads")
    ADMINISTRATION = 3, _("Administration")
    COUNCIL = 4, _("Council")
    PUBLIC = 5, _("Public")


CLEARANCE: dict[str, Rung] = {
    Role.ADMINISTRATION: Rung.WORKING_GROUP,
    Role.STRATEGY_LEAD: Rung.WORKING_GROUP,
    Role.UNIT_LEAD: Rung.UNIT_HEADS,
    Role.STAFF: Rung.ADMINISTRATION,
    Role.COUNCIL_MEMBER: Rung.COUNCIL,
    Role.GUEST: Rung.PUBLIC,
}


@dataclass(frozen=True, slots=True)
class TownShape:
    """A town as other apps see it."""

    id: UUID
    slug: str
    name: str
    ags: str
    ars: str
    population: int | None
    letterhead: str
    requires_second_factor: bool = False


@dataclass(frozen=True, slots=True)
class UnitShape:
    """A unit of the town's tree; ``head_count`` is None where nobody stated it."""

    id: UUID
    name: str
    parent_id: UUID | None
    head_count: int | None
    key: str = ""
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class PlaceShape:
    """A town of the official register; population in people, None where not given."""

    ags: str
    ars: str
    name: str
    postcode: str
    population: int | None


@dataclass(frozen=True, slots=True)
class ComparablePlace:
    """A town of the register with what comparing needs.

    ``urbanisation`` 1 dense … 3 sparse, ``growth`` −2 … 2, ``district_type`` 1 city … 4 sparse; None
    or "": not known. Area in km², coordinates in degrees.
    """

    ags: str
    ars: str
    name: str
    population: int
    area_km2: float | None
    longitude: float | None
    latitude: float | None
    urbanisation: int | None
    growth: int | None
    difu: str
    district_type: int | None


@dataclass(frozen=True, slots=True)
class InvitationShape:
    """An invitation as the invited person sees it; ``has_account`` asks her to sign in first."""

    id: UUID
    email: str
    name: str
    role: str
    role_label: str
    expires_at: datetime
    has_account: bool


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking or acting, in one town. ``role`` is empty for a stranger and for the system.

    ``clearance`` is the lowest rung this person may see: 1 sees everything, 5 only what is public.
    """

    town_id: UUID
    clearance: Rung
    role: str = ""
    user_id: UUID | None = None
    membership_id: UUID | None = None
    unit_id: UUID | None = None
    name: str = ""
    is_system: bool = False

    @property
    def is_member(self) -> bool:
        """Whether the person belongs to the town at all."""
        return self.membership_id is not None or self.is_system


class Scope(models.TextChoices):
    """What a token may do."""

    READ = "read", _("read")
    WRITE_MEASURES = "write:measures", _("make and change measures")
    WRITE_STATUS = "write:status", _("write status reports")


@dataclass(frozen=True, slots=True)
class TokenAccess:
    """A machine at work in a town: ``reader`` sees what the token's rung sees and may change nothing,
    ``writer`` carries out what a scope allows, in the name of the token's maker."""

    token_id: UUID
    name: str
    scopes: frozenset[str]
    town: TownShape
    reader: Viewer
    writer: Viewer


@dataclass(frozen=True, slots=True)
class TokenShape:
    """A token as the administration sees it."""

    id: UUID
    name: str
    scope_labels: tuple[str, ...]
    clearance_label: str
    expires_at: datetime
    last_used_on: date | None
    maker: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the interface that can be kept: JSON text, status, further headers."""

    status: int
    body: str
    headers: Mapping[str, str]


class TownRequest(HttpRequest):
    """A request inside a town: who looks, and at which town."""

    town: TownShape
    viewer: Viewer


class TokenRequest(TownRequest):
    """A request of a machine with a token."""

    auth: TokenAccess
