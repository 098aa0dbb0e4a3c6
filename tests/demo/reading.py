"""Reads cells of the demo tables independently of the product's own import, to count what is in them."""

import datetime
import re
from collections.abc import Collection

from kommune.project.demo.tables import Row, TownTables


def cost_cents(measure: Row) -> int | None:
    """Sum the yearly costs of one measure in cents; None when no year holds an amount."""
    amounts = [read_cents(cell) for head, cell in measure.items() if head.startswith("Kosten ")]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def read_cents(cell: str) -> int | None:
    """Read '12.400 €', '25 T€', '0,18 Mio. €' or '8.500,00 €'; None for an empty cell and 'k.A.'."""
    if cell in ("", "k.A."):
        return None
    match = re.fullmatch(r"([\d.]+)(?:,(\d+))?\s*(T€|Mio\. €|€)?", cell)
    assert match, cell
    factor = {"T€": 1_000, "Mio. €": 1_000_000}.get(match[3], 1)
    return round(float(f"{match[1].replace('.', '')}.{match[2] or 0}") * factor * 100)


def linked_goals(cell: str) -> list[str]:
    """List the goal numbers of a link cell, without their strengths."""
    parts = [part.strip() for part in re.split(r"[;,\n]", cell) if part.strip()]
    matches = [re.fullmatch(r"([A-Z]?\d+(?:\.\d+)?)(?: \([0-3]\))?", part) for part in parts]
    assert all(matches), cell
    return [match[1] for match in matches if match]


def reached_city_goals(town: TownTables, without: Collection[str] = ()) -> set[str]:
    """List city goals that measures name, directly or through a digital goal, `without` some measures."""
    linked = {
        goal
        for row in town.measures
        if row["Nr."] not in without
        for goal in linked_goals(row["zahlt ein auf Ziel"])
    }
    through = {
        goal
        for row in town.digital_goals
        if row["Nr."] in linked
        for goal in linked_goals(row["zahlt ein auf Stadtziel"])
    }
    return (linked | through) & {row["Nr."] for row in town.city_goals}


def is_readable_date(cell: str) -> bool:
    """Say whether a cell is a day, a quarter or a year as the lists write them."""
    if re.fullmatch(r"(Q[1-4] )?20\d\d", cell):
        return True
    match = re.fullmatch(r"(\d\d)\.(\d\d)\.(20\d\d)", cell)
    if not match:
        return False
    try:
        datetime.date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return False
    return True
