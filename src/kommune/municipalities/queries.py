"""Reading towns, viewers, units and people."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from uuid import UUID

from django.db.models import Case, Count, F, Max, Q, Sum, When
from django.db.models.functions import Length
from django.utils import timezone

from kommune.foundation.prepared import Prepared
from kommune.foundation.scope import current_town
from kommune.municipalities.models import (
    ApiToken,
    Invitation,
    Membership,
    Municipality,
    PlaceType,
    RegisterPlace,
    Unit,
)
from kommune.municipalities.row_security import person_announced
from kommune.municipalities.shapes import (
    CLEARANCE,
    ComparablePlace,
    InvitationShape,
    PlaceShape,
    Rung,
    Scope,
    TokenShape,
    TownShape,
    UnitShape,
    Viewer,
)
from kommune.standards.spreadsheets import plain

TOWN_COLUMNS = tuple(field.name for field in fields(TownShape))
_town_by_slug = Prepared(lambda slug: Municipality.objects.filter(slug=slug).values_list(*TOWN_COLUMNS))


def town_by_slug(slug: str) -> TownShape | None:
    """The town with this short name."""
    rows = _town_by_slug.rows(slug=slug)
    return TownShape(*rows[0]) if rows else None


def town_shape(town: Municipality) -> TownShape:
    """The plain value of a town."""
    return TownShape(
        id=town.id,
        slug=town.slug,
        name=town.name,
        ags=town.ags,
        ars=town.ars,
        population=town.population,
        letterhead=town.letterhead,
        requires_second_factor=town.requires_second_factor,
    )


def all_towns() -> list[TownShape]:
    """All towns of the installation by name, for operators and the start page."""
    return [town_shape(town) for town in Municipality.objects.order_by("name")]


def stranger(town_id: UUID) -> Viewer:
    """Somebody who is not signed in or does not belong to the town: sees what is public."""
    return Viewer(town_id=town_id, clearance=Rung.PUBLIC)


def system_viewer(town_id: UUID | None = None) -> Viewer:
    """The program itself: command line, jobs, set-up."""
    return Viewer(
        town_id=town_id or current_town(), clearance=Rung.WORKING_GROUP, is_system=True, name="System"
    )


VIEWER_COLUMNS = ("id", "role", "unit_id", "in_working_group", "user__name", "user__email")
_membership_of = Prepared(
    lambda user_id: Membership.objects.filter(user_id=user_id, user__is_active=True).values_list(
        *VIEWER_COLUMNS
    )
)


def viewer_for(user_id: UUID | None, town_id: UUID) -> Viewer:
    """What a person is in the town in scope; a stranger where she has no membership."""
    rows = _membership_of.rows(user_id=user_id) if user_id else []
    if not rows:
        return stranger(town_id)
    membership_id, role, unit_id, in_working_group, name, email = rows[0]
    return Viewer(
        town_id=town_id,
        clearance=Rung.WORKING_GROUP if in_working_group else CLEARANCE[role],
        role=role,
        user_id=user_id,
        membership_id=membership_id,
        unit_id=unit_id,
        name=name or email,
    )


def viewer_of_membership(membership_id: UUID) -> Viewer:
    """The viewer of a membership of the town in scope, for jobs done on a person's behalf."""
    user_id = Membership.objects.values_list("user_id", flat=True).get(id=membership_id)
    return viewer_for(user_id, current_town())


def folded_name(text: str) -> str:
    """A name for searching: 'Lübeck', 'Luebeck' and 'Lubeck' are the same."""
    folded = plain(text)
    for spelled, bare in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        folded = folded.replace(spelled, bare)
    return folded


def search_register(text: str, *, limit: int = 12) -> list[PlaceShape]:
    """Places of the register by name, AGS, ARS or postcode, those that begin so and the largest first."""
    wanted = text.strip()
    bare = "".join(wanted.split())
    if not bare:
        return []
    if bare.isdigit():
        found = RegisterPlace.objects.filter(
            Q(ags__startswith=bare) | Q(ars__startswith=bare) | Q(postcode__startswith=bare)
        )
        ordered = found.order_by(F("population").desc(nulls_last=True), "name_folded")
    else:
        folded = folded_name(wanted)
        starts = Case(When(name_folded__startswith=folded, then=0), default=1)
        found = RegisterPlace.objects.filter(name_folded__contains=folded)
        ordered = found.order_by(starts, F("population").desc(nulls_last=True), "name_folded")
    return [
        PlaceShape(
            ags=place.ags, ars=place.ars, name=place.name, postcode=place.postcode,
            population=place.population,
        )
        for place in ordered[:limit]
    ]  # fmt: skip


def register_size() -> tuple[int, int]:
    """How many towns the register holds, and how many people live in them."""
    numbers = RegisterPlace.objects.aggregate(towns=Count("ars"), people=Sum("population"))
    return numbers["towns"], numbers["people"] or 0


def types_size() -> int:
    """How many towns have a type."""
    return PlaceType.objects.annotate(digits=Length("key")).filter(digits=8).count()


def register_population(ags: str) -> int | None:
    """How many people live in the town of this key; None where the register does not hold it."""
    if not ags:
        return None
    rows = RegisterPlace.objects.filter(ags=ags, population__gt=0)
    return rows.values_list("population", flat=True).first()


def register_stamp() -> tuple[object, ...]:
    """Changes with every other register or table of types; two quick queries."""
    places = RegisterPlace.objects.aggregate(Count("ars"), Sum("population"), Sum("area_km2"), Max("name"))
    types = PlaceType.objects.aggregate(Count("key"), Sum("growth"), Sum("district_type"))
    return (*places.values(), *types.values())


def comparable_places(least: int, below: int | None) -> list[ComparablePlace]:
    """The towns of the register from `least` to under `below` inhabitants with their types (None: no end).

    Two queries. Areas without people are left out.
    """
    inside = Q(population__gte=max(least, 1))
    if below is not None:
        inside &= Q(population__lt=below)
    rows = (
        RegisterPlace.objects.filter(inside)
        .order_by()
        .values_list("ags", "ars", "name", "population", "area_km2", "longitude", "latitude", "urbanisation")
    )
    kept = PlaceType.objects.values_list("key", "growth", "difu", "district_type")
    types = {key: (growth, difu, district_type) for key, growth, difu, district_type in kept}
    unknown = (None, "", None)
    found = []
    for key, ars, name, people, area, longitude, latitude, urbanisation in rows:
        growth, difu, own_around = types.get(key, unknown)
        around, _difu, district_type = types.get(key[:5], unknown)
        found.append(
            ComparablePlace(
                key, ars, name, people or 0, None if area is None else float(area), longitude, latitude,
                urbanisation, around if growth is None else growth, difu, own_around or district_type,
            )
        )  # fmt: skip
    return found


def towns_of(user_id: UUID) -> list[TownShape]:
    """The towns that a person belongs to, by name; asked outside any town."""
    with person_announced(user_id):
        rows = Membership._base_manager.filter(user_id=user_id).values_list("town_id", flat=True)
        town_ids = list(rows)
    return [town_shape(town) for town in Municipality.objects.filter(id__in=town_ids).order_by("name")]


def units() -> list[Unit]:
    """All units of the town in scope in their order."""
    return list(Unit.objects.all())


def unit_shapes() -> list[UnitShape]:
    """All units of the town in scope in their order, as other rooms see them."""
    columns = ("id", "name", "parent_id", "head_count", "key", "short_name")
    return [UnitShape(*row) for row in Unit.objects.values_list(*columns)]


def members() -> list[Membership]:
    """All people of the town in scope with their names, one query."""
    return list(Membership.objects.select_related("user", "unit").order_by("user__name", "user__email"))


def unit_head_counts() -> dict[UUID, int]:
    """How many people of the town each unit has here, one query; units without people are left out."""
    rows = Membership.objects.exclude(unit=None).values_list("unit_id").annotate(Count("id"))
    return dict(rows)


def open_invitations() -> list[InvitationShape]:
    """Invitations of the town in scope that may still be accepted, newest first."""
    rows = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())
    return [
        InvitationShape(
            id=row.id,
            email=row.email,
            name=row.name,
            role=row.role,
            role_label=str(row.get_role_display()),
            expires_at=row.expires_at,
            has_account=False,
        )
        for row in rows
    ]


def tokens_in_force() -> list[TokenShape]:
    """Tokens of the town in scope that still open it, newest first."""
    rows = ApiToken.objects.filter(revoked_at=None, expires_at__gt=timezone.now())
    return [
        TokenShape(
            id=row.id,
            name=row.name,
            scope_labels=tuple(str(Scope(scope).label) for scope in row.scopes),
            clearance_label=str(row.get_clearance_display()),
            expires_at=row.expires_at,
            last_used_on=row.last_used_on,
            maker=str(row.created_by.user) if row.created_by else "",
        )
        for row in rows.select_related("created_by__user")
    ]


def member_ids_of_units(unit_ids: Iterable[UUID]) -> set[UUID]:
    """Memberships of the people of these units and of all units below them; two queries."""
    wanted = set(unit_ids)
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    below = {key for key in parents if wanted & set(_line_up(key, parents))}
    return set(Membership.objects.filter(unit_id__in=below).values_list("id", flat=True))


def _line_up(key: UUID | None, parents: Mapping[UUID, UUID | None]) -> Iterator[UUID]:
    """A unit and those above it."""
    while key is not None:
        yield key
        key = parents.get(key)


def choose_units() -> list[tuple[UUID, str]]:
    """Pairs of id and name of the town's units, for a choice."""
    return list(Unit.objects.values_list("id", "name"))


def unit_ids_by_key() -> dict[str, UUID]:
    """The town's units by their key, those without one left out."""
    return dict(Unit.objects.exclude(key="").values_list("key", "id"))


def choose_accounts() -> list[tuple[UUID, str]]:
    """Pairs of account id and name of the town's people, for filters by who did something."""
    return [(member.user_id, str(member.user)) for member in members()]


def choose_members() -> list[tuple[UUID, str]]:
    """Pairs of membership id and name of the town's people, for a choice."""
    rows = Membership.objects.order_by("user__name", "user__email")
    return [(key, name or email) for key, name, email in rows.values_list("id", "user__name", "user__email")]
