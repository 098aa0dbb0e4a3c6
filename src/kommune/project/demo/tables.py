"""Reads the tables of the demo town, cell by cell as text, exactly as a town hall would hand them over."""

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

Row = dict[str, str]

DATA_FOLDER = files("kommune.project.demo") / "data"


@dataclass(frozen=True)
class TownTables:
    """All tables of one town; every row maps the German column head to the cell as text ('' when empty)."""

    town: Mapping[str, Any]
    units: list[Row]
    people: list[Row]
    strategies: list[Row]
    city_goals: list[Row]
    digital_goals: list[Row]
    sector_goals: list[Row]
    former_digital_goals: list[Row]
    measures: list[Row]
    status_reports: list[Row]
    splits: list[Row]
    rounds: list[Row] = field(default_factory=list)
    contributions: list[Row] = field(default_factory=list)
    conflicts: list[Row] = field(default_factory=list)


def read_table(file_name: str, mark: str = ";") -> list[Row]:
    """Read one CSV of the demo town (UTF-8, semicolon, cells may hold line breaks)."""
    text = io.StringIO(read_csv_bytes(file_name).decode("utf-8"), newline="")
    return list(csv.DictReader(text, delimiter=mark))


def read_csv_bytes(file_name: str) -> bytes:
    """Hand over one CSV unparsed, for those who feed it through the import like an uploaded file."""
    return (DATA_FOLDER / file_name).read_bytes()


def read_settings(file_name: str) -> dict[str, Any]:
    """Read one TOML file of the demo town, such as 'town.toml'."""
    return tomllib.loads((DATA_FOLDER / file_name).read_text(encoding="utf-8"))


def write_csv_bytes(rows: list[Row], mark: str = ";") -> bytes:
    """Write rows in the layout of the shipped files; ValueError without rows, since they carry the heads."""
    if not rows:
        raise ValueError("no rows, so no column heads")
    sheet = io.StringIO(newline="")
    writer = csv.DictWriter(sheet, fieldnames=list(rows[0]), delimiter=mark, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return sheet.getvalue().encode("utf-8")


def read_demo_town() -> TownTables:
    """Read the whole town of Wesselfurt."""
    return TownTables(
        town=read_settings("town.toml"),
        units=read_table("einheiten.csv"),
        people=read_table("personen.csv"),
        strategies=read_table("strategien.csv"),
        city_goals=read_table("stadtziele.csv"),
        digital_goals=read_table("digitalziele.csv"),
        sector_goals=read_table("klimaziele.csv"),
        former_digital_goals=read_table("digitalziele_2020.csv"),
        measures=read_table("massnahmen.csv"),
        status_reports=read_table("statusberichte.csv"),
        splits=read_table("aufteilung.csv"),
        rounds=read_table("bewertungsrunde.csv"),
        contributions=read_table("wirkungsbeitraege.csv"),
        conflicts=read_table("konflikte.csv"),
    )
