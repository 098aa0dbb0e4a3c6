"""The demo tables as the files that a town hall would upload, in the order in which they go in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kommune.municipalities.public import Rung
from kommune.project.demo.tables import Row, TownTables, write_csv_bytes

KIND_KEYS = {"Stadtstrategie": "city", "Digitalstrategie": "digital", "Fachstrategie": "sector"}
STATE_COLUMNS = frozenset(
    {"Stand", "Beschluss am", "Gremium", "Vorlage", "Abgelöst durch", "Datei", "Kürzel"}
)
SPLIT_HEAD = "Maßnahme Nr."
DRAFT = ("Idee", "geprüft")
# Column heads of the demo tables that mean something else than their usual reading.
UNIT_COLUMNS = {
    "Kürzel": "number",
    "Bezeichnung": "title",
    "Übergeordnet": "parent",
    "Beschäftigte": "head_count",
}
SPLIT_COLUMNS = {
    SPLIT_HEAD: "number",
    "Technik": "split_technology",
    "Prozesse": "split_process",
    "Organisation": "split_organisation",
    "Kultur und neue Arbeit": "split_culture",
    "Nutzung durch Bürger": "split_citizens",
    "Zusammenarbeit": "split_cooperation",
}
RELEASE_COLUMNS = {"Nr.": "number", "sichtbar für": "released_to"}
STRATEGY_COLUMNS = {
    "Kürzel": "key",
    "Art": "kind",
    "Titel": "title",
    "Kurzbeschreibung": "text",
    "Beginn": "starts_year",
    "Ende": "ends_year",
    "Stand": "state",
    "Beschluss": "decision",
    "Beschluss am": "decided_on",
    "Abgelöst durch": "superseded_by",
    "sichtbar für": "released_to",
}


@dataclass(frozen=True)
class SheetFile:
    """One file: name, rows, what it holds, and the strategy it goes into ('new:digital' and its title)."""

    file_name: str
    rows: list[Row]
    target: str
    columns: Mapping[str, str] = field(default_factory=dict)
    strategy: str | None = None
    strategy_title: str = ""

    @property
    def content(self) -> bytes:
        """The file as CSV."""
        return write_csv_bytes(self.rows)

    @property
    def mapping(self) -> list[dict[str, Any]] | None:
        """What is said about the sheet beyond what the import guesses."""
        said: dict[str, Any] = {"sheet": "", "target": self.target}
        if self.columns:
            heads = list(self.rows[0])
            said["columns"] = {
                str(heads.index(head)): key for head, key in self.columns.items() if head in heads
            }
        return [said]


def files_of(tables: TownTables) -> Iterable[SheetFile]:
    """All files of a town in their order: units, strategies, goals, measures, splits, reports, releases."""
    digital = next(row for row in tables.strategies if row["Art"] == "Digitalstrategie")
    yield SheetFile("einheiten.csv", tables.units, "unit", UNIT_COLUMNS)
    yield SheetFile("strategien.csv", [_bare(row) for row in tables.strategies], "strategy", STRATEGY_COLUMNS)
    goals = {
        "stadtziele.csv": tables.city_goals,
        "digitalziele.csv": tables.digital_goals,
        "klimaziele.csv": tables.sector_goals,
        "digitalziele_2020.csv": tables.former_digital_goals,
    }
    for strategy in tables.strategies:
        file_name, kind = strategy["Datei"], KIND_KEYS[strategy["Art"]]
        yield SheetFile(file_name, goals[file_name], "goal", {}, f"new:{kind}", strategy["Titel"])
    yield SheetFile("massnahmen.csv", tables.measures, "measure", {}, "new:digital", digital["Titel"])
    yield SheetFile("aufteilung.csv", tables.splits, "measure", SPLIT_COLUMNS)
    yield SheetFile("statusberichte.csv", tables.status_reports, "status_report")
    decided = [_decided(row) for row in tables.strategies]
    yield SheetFile("beschluesse.csv", decided, "strategy", STRATEGY_COLUMNS)
    yield SheetFile("freigaben.csv", released_measures(tables.measures), "measure", RELEASE_COLUMNS)


def released_measures(measures: list[Row]) -> list[Row]:
    """Who sees which measure: ideas the working group, reviewed ones the unit heads, the rest the council.

    Of those running or in operation every third is public and every third still stays in the administration.
    """
    rows = []
    for position, measure in enumerate(measures):
        phase = measure["Phase"]
        rung = Rung.COUNCIL
        if phase in DRAFT:
            rung = Rung.WORKING_GROUP if phase == "Idee" else Rung.UNIT_HEADS
        elif phase in ("in Umsetzung", "im Betrieb"):
            rung = (Rung.PUBLIC, Rung.COUNCIL, Rung.ADMINISTRATION)[position % 3]
        rows.append({"Nr.": measure["Nr."], "sichtbar für": str(rung.value)})
    return rows


def _bare(strategy: Row) -> Row:
    """A strategy before its decision, so that its goals can still go in."""
    return {head: cell for head, cell in strategy.items() if head not in STATE_COLUMNS}


def _decided(strategy: Row) -> Row:
    """A strategy with its decision, and who sees it: the city's everybody, the others the council."""
    decision = ", ".join(part for part in (strategy["Gremium"], strategy["Vorlage"]) if part)
    rung = Rung.COUNCIL if strategy["Art"] == "Digitalstrategie" else Rung.PUBLIC
    kept = {head: cell for head, cell in strategy.items() if head not in {"Gremium", "Vorlage", "Datei"}}
    return {**kept, "Beschluss": decision, "sichtbar für": str(rung.value)}
