"""The demo town among invented towns: register, types, values of a comparison circle, own released values."""

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


def compare_demo_town(by: Viewer, operator: Person, town: TownShape) -> None:
    """Take in sixty invented towns unless a register is here, and give the town something to compare."""
    if not register_size()[0]:
        replace_register(by=operator, stream=BytesIO(read_csv_bytes(REGISTER)), state_as_of=AS_OF)
    if not types_size():
        replace_types(by=operator, stream=BytesIO(read_csv_bytes(TYPES)), filename=TYPES)
    bring_figures(by=by, stream=BytesIO(read_csv_bytes(VALUES)), filename=VALUES, source=SOURCE)
    overview_for(by)
    release_figures(by=by, town=town_by_slug(town.slug) or town, keys=RELEASED)
