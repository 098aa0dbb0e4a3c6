"""A tool with two units, files of its use, and pages as words, for the tests of introducing tools."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.analysis.adoption import monday_of
from kommune.foundation.dates import today
from kommune.maturity.actions.tool_parts import add_part, save_station
from kommune.maturity.actions.tools import introduce_tool
from kommune.maturity.actions.usage import read_usage_file, take_usage
from kommune.maturity.models import ToolIntroduction, ToolStation, UsageIntake
from kommune.municipalities.public import Viewer, create_unit, system_viewer
from kommune.standards.spreadsheets import CellValue, SheetOut, write_xlsx

HEAD = ("Einheit", "Woche", "Aktive Personen", "Personen mit Zugang", "Aktionen")


def make_unit(name: str, key: str, people: int | None, parent: UUID | None = None) -> UUID:
    values = {"name": name, "key": key, "head_count": people, "parent_id": parent}
    return create_unit(by=system_viewer(), values=values)


def make_tool(lead: Viewer, name: str = "Gemeinsame Dokumente") -> ToolIntroduction:
    tool_id = introduce_tool(by=lead, values={"name": name, "purpose": "Ein Text statt fünf Anhänge"})
    made: ToolIntroduction = ToolIntroduction.objects.get(id=tool_id)
    return made


def plan_unit(lead: Viewer, tool: ToolIntroduction, unit: UUID, **values: object) -> UUID:
    return add_part(by=lead, introduction_id=tool.id, part="unit", values={"unit_id": unit, **values})


def answer_guards(lead: Viewer, tool: ToolIntroduction) -> None:
    for station in ("data_protection", "staff_council"):
        version = ToolStation.objects.get(introduction=tool, station=station).version
        save_station(
            by=lead, introduction_id=tool.id, station=station, version=version, values={"state": "done"}
        )


def weeks_ago(number: int) -> date:
    return monday_of(today()) - timedelta(weeks=number)


def csv_of(rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD) -> io.BytesIO:
    lines = [head, *rows]
    return io.BytesIO("\n".join(";".join(str(cell) for cell in line) for line in lines).encode())


def xlsx_of(
    rows: Sequence[Sequence[CellValue]], head: Sequence[str] = HEAD, sheet: str = "Nutzung"
) -> io.BytesIO:
    return io.BytesIO(write_xlsx([SheetOut(sheet, head, rows)]))


def read(lead: Viewer, tool: ToolIntroduction, upload: io.BytesIO, name: str = "nutzung.csv") -> UsageIntake:
    intake_id = read_usage_file(by=lead, introduction_id=tool.id, upload=upload, name=name)
    intake: UsageIntake = UsageIntake.objects.get(id=intake_id)
    return intake


def count(lead: Viewer, tool: ToolIntroduction, rows: Sequence[Sequence[object]]) -> None:
    intake = read(lead, tool, csv_of(rows))
    assert intake.data["problems"] == []
    take_usage(by=lead, intake_id=intake.id)


def client_of(viewer: Viewer) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


def page(viewer: Viewer, name: str, *ids: object, query: str = "") -> str:
    answer = client_of(viewer).get(reverse(f"maturity:{name}", args=["probe", *ids]) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()
