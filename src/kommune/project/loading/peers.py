"""The demo town among invented towns: register, types, values of a comparison circle, own released values."""

from dataclasses import dataclass
from io import BytesIO

from kommune.accounts.public import Person
from kommune.maturity.public import bring_figures, release_figures
from kommune.municipalities.public import (
    TownShape,
    Viewer,
    register_size,
    replace_register,
    replace_types,
    town_by_slug,
    types_size,
)
from kommune.project.demo.tables import read_csv_bytes
from kommune.strategy.public import overview_for

REGISTER, TYPES, VALUES = "gemeinden.csv", "gemeindetypen.csv", "vergleichswerte.csv"
AS_OF = "erfunden"
SOURCE = "Vergleichsring Ahlmark, Frühjahr 2026"
RELEASED = ("list.measures_without_goal", "list.measures_without_owner", "list.measures_stale")


@dataclass(frozen=True, slots=True)
class Circle:
    """Whom a town compares itself with: register, types, values of others, and its own released ones."""

    register: bytes
    types: bytes
    values: bytes
    source: str
    released: tuple[str, ...]


def compare_demo_town(by: Viewer, operator: Person, town: TownShape) -> None:
    """Compare the small town with the sixty invented ones of the shipped files."""
    register, types, values = (read_csv_bytes(name) for name in (REGISTER, TYPES, VALUES))
    compare_town(by, operator, town, Circle(register, types, values, SOURCE, RELEASED))


def compare_town(by: Viewer, operator: Person, town: TownShape, circle: Circle) -> None:
    """Take in invented towns unless a register is here, and give the town something to compare."""
    if not register_size()[0]:
        replace_register(by=operator, stream=BytesIO(circle.register), state_as_of=AS_OF)
    if not types_size():
        replace_types(by=operator, stream=BytesIO(circle.types), filename=TYPES)
    bring_figures(by=by, stream=BytesIO(circle.values), filename=VALUES, source=circle.source)
    overview_for(by)
    release_figures(by=by, town=town_by_slug(town.slug) or town, keys=circle.released)
