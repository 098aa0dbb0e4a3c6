"""The contract on doors for import-linter: another room is entered through its `public` module only.

The fronts and `project` may also mount a room's `web.urls` and `api.router`. Rooms without a door (`free`,
below the apps) may be used everywhere; who may use them at all is the business of the layers contract.
"""

from __future__ import annotations

from typing import Any

import grimp
from importlinter import Contract, ContractCheck, fields, output

MOUNTED = ("web.urls", "api.router")


class DoorContract(Contract):
    """Every import from room to room goes through a door."""

    type_name = "doors"

    package = fields.StringField()
    free = fields.ListField(subfield=fields.StringField())
    fronts = fields.ListField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        broken = sorted(
            (importer, imported, line_of(graph, importer, imported))
            for importer in graph.modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if self.is_forbidden(importer, imported)
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def is_forbidden(self, importer: str, imported: str) -> bool:
        """True for an import from one room into the inside of another."""
        options: dict[str, Any] = self.contract_options
        prefix = options["package"] + "."
        if not (importer.startswith(prefix) and imported.startswith(prefix)):
            return False
        from_room = importer.removeprefix(prefix).split(".")[0]
        to_room, _, inside = imported.removeprefix(prefix).partition(".")
        if from_room == to_room or to_room in options["free"]:
            return False
        if inside == "public" or inside.startswith("public."):
            return False
        return not (from_room in options["fronts"] and inside in MOUNTED)

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported, line in check.metadata["broken"]:
            output.print_error(f"{importer}:{line} imports {imported}", bold=False)
        output.print_error(
            "Models and internals never cross the door: import a function or a frozen dataclass from that "
            "room's public module, and add it there if it is missing.",
            bold=False,
        )


def line_of(graph: grimp.ImportGraph, importer: str, imported: str) -> int:
    details = graph.get_import_details(importer=importer, imported=imported)
    return details[0]["line_number"] if details else 0
