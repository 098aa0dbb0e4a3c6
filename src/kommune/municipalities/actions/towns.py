"""Founding a town and changing what it says about itself."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.text import slugify

from kommune.accounts.public import Person
from kommune.audit.public import journal
from kommune.foundation.scope import town_scope
from kommune.municipalities.edits import change_object, create_object
from kommune.municipalities.errors import NoShortName, NotAnOperator, SlugTaken, WrongKey
from kommune.municipalities.models import Membership, Municipality, RegisterPlace
from kommune.municipalities.queries import town_shape
from kommune.municipalities.rules import RESERVED_SLUGS, may_administer_town, require
from kommune.municipalities.shapes import Role, TownShape, Viewer
from kommune.standards.ags import RegisterError, ags_from_ars, repair_ags, repair_ars

SLUG_LENGTH = 60
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def slug_from(name: str) -> str:
    """The short name for addresses made from a town's name: 'Bad Münder, Stadt' → 'bad-muender'."""
    return slugify(name.partition(",")[0].translate(UMLAUTS))[:SLUG_LENGTH].strip("-")


def read_key(text: str) -> tuple[str, str]:
    """AGS and ARS from what was typed, with or without spaces; empty texts for an empty one.

    Raises ``WrongKey`` for what is neither 8 nor 12 digits with a federal state in front.
    """
    bare = "".join(text.split())
    if not bare:
        return "", ""
    try:
        if len(bare) > len("00000000"):
            ars = repair_ars(bare)
            return ags_from_ars(ars), ars
        return repair_ags(bare), ""
    except RegisterError as error:
        raise WrongKey from error


def create_town(*, by: Person, name: str, key: str = "", slug: str = "") -> TownShape:
    """Found a town; who founds it administers it. Population: from the register where it knows the key."""
    if not by.is_operator:
        raise NotAnOperator
    chosen = slugify(slug) or slug_from(name)
    if not chosen:
        raise NoShortName
    if chosen in RESERVED_SLUGS or Municipality.objects.filter(slug=chosen).exists():
        raise SlugTaken
    ags, ars = read_key(key)
    place = RegisterPlace.objects.filter(ags=ags).first() if ags else None
    town = Municipality(
        name=name.strip(), slug=chosen, ags=ags, ars=ars or (place.ars if place else ""),
        population=place.population if place else None, letterhead=name.strip(),
    )  # fmt: skip
    try:
        with town_scope(town.id), journal(action="create_town", actor_id=by.id) as batch:
            create_object(batch, town)
            create_object(batch, Membership(user_id=by.id, role=Role.ADMINISTRATION, in_working_group=True))
    except IntegrityError as error:
        raise SlugTaken from error
    return town_shape(town)


def change_town(*, by: Viewer, version: int, values: dict[str, Any]) -> TownShape:
    """Change name, key, population, letterhead and whether a second factor is required.

    ``values`` may hold name, key (AGS or ARS as typed), population, letterhead, requires_second_factor.
    """
    require(may_administer_town(by))
    changed = dict(values)
    if "key" in changed:
        ags, ars = read_key(changed.pop("key"))
        changed |= {"ags": ags, "ars": ars}
    with journal(action="change_town", actor_id=by.user_id) as batch:
        town = Municipality.objects.select_for_update().get(id=by.town_id)
        change_object(batch, town, changed, version)
    return town_shape(town)


def town_values(town_id: UUID) -> dict[str, Any]:
    """The values that the settings form begins with, and the version they belong to."""
    town = Municipality.objects.get(id=town_id)
    return {
        "name": town.name,
        "key": town.ars or town.ags,
        "population": town.population,
        "letterhead": town.letterhead,
        "requires_second_factor": town.requires_second_factor,
        "version": town.version,
    }
