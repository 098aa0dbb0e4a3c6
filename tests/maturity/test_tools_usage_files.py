"""Files of usage as other programs write them: their heads, weeks across, who was last seen, old names."""

import io
import json
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kommune.audit.public import undo_batch
from kommune.maturity.actions.tool_parts import edit_part
from kommune.maturity.actions.usage import read_usage_file, take_usage
from kommune.maturity.models import ToolIntroduction, ToolUnit, UsageCount, UsageIntake
from kommune.maturity.usage_texts import remark_text
from kommune.municipalities.public import Viewer, unit_shapes
from tests.maturity.tools import (
    client_of,
    count,
    csv_of,
    make_tool,
    make_unit,
    page,
    plan_unit,
    read,
    weeks_ago,
)


@pytest.fixture
def tool(lead: Viewer) -> ToolIntroduction:
    make_unit("Kämmerei", "FB 20", 31)
    make_unit("Bürgerservice", "FB 33", 28)
    return make_tool(lead)


def told(
    lead: Viewer, tool: ToolIntroduction, rows: Sequence[Sequence[object]], *head: str
) -> dict[str, Any]:
    data: dict[str, Any] = read(lead, tool, csv_of(rows, head)).data
    return data


def lines(data: dict[str, Any]) -> list[tuple[object, ...]]:
    return [(line["week"], line["active"], line["people"], line["actions"]) for line in data["lines"]]


def codes(data: dict[str, Any], kind: str = "problems") -> list[str]:
    return [remark["code"] for remark in data[kind]]


def test_numbers_of_users_are_counts_and_no_persons(lead: Viewer, tool: ToolIntroduction) -> None:
    rows = [["Kämmerei", 12, 20, "01.06.2026"], ["Bürgerservice", 11, 19, "01.06.2026"]]
    head = ("Name der Organisationseinheit", "Aktive Benutzer", "Anzahl Benutzer", "Datum")
    data = told(lead, tool, rows, *head)
    assert data["persons"] == []
    assert lines(data) == [("2026-06-01", 12, 20, None), ("2026-06-01", 11, 19, None)]


@pytest.mark.parametrize("head", ["Nutzer", "Nutzende", "Beschäftigte", "Benutzer"])
def test_people_under_any_heading_are_dropped_and_counted(
    lead: Viewer, tool: ToolIntroduction, head: str
) -> None:
    rows = [[f"Sandmann{n}, Ute", "Kämmerei", "01.06.2026", n] for n in range(6)]
    data = told(lead, tool, rows, head, "Abteilung", "Datum", "Aktionen")
    assert "Sandmann" not in json.dumps(data)
    assert data["persons"] == [head]
    assert lines(data) == [("2026-06-01", 5, 6, 15)]


def test_two_words_in_a_column_of_numbers_are_not_quoted(lead: Viewer, tool: ToolIntroduction) -> None:
    rows: list[list[object]] = [["Kämmerei", "KW 22/2026", 4], ["Kämmerei", "KW 23/2026", "Sandmann, Ute"]]
    data = told(lead, tool, rows, "Einheit", "Woche", "Aktiv")
    assert codes(data) == ["not_a_count"]
    assert "Sandmann" not in json.dumps(data)


def test_a_column_that_holds_units_is_theirs_whatever_stands_above(
    lead: Viewer, tool: ToolIntroduction
) -> None:
    data = told(lead, tool, [["Kämmerei", 12, "KW 22/2026"]], "Name", "Aktive Nutzer", "Woche")
    assert (data["columns"]["unit"], data["persons"]) == ("Name", [])
    assert lines(data) == [("2026-05-25", 12, 31, None)]


def test_an_id_of_a_thing_is_no_person(lead: Viewer, tool: ToolIntroduction) -> None:
    rows = [["V-1", "ute@probe.example", "Kämmerei", "01.06.2026"]] * 2
    data = told(lead, tool, rows, "Vorgangs-ID", "Konto", "Amt", "Datum")
    assert (data["persons"], data["others"]) == (["Konto"], ["Vorgangs-ID"])
    assert lines(data)[0][1] == 1


def test_a_report_without_units_says_what_is_missing(lead: Viewer, tool: ToolIntroduction) -> None:
    rows = [["2026-06-30", "a@probe.example", "2026-06-29", 12], ["2026-06-30", "b@probe.example", "", 0]]
    head = ("Report Refresh Date", "User Principal Name", "Last Activity Date", "Team Chat Message Count")
    data = told(lead, tool, rows, *head)
    assert codes(data) == ["unit_column_missing"]
    assert "wo die Leute arbeiten" in remark_text(data["problems"][0])


def test_who_was_last_seen_when_counts_for_the_last_seven_days_only(
    lead: Viewer, tool: ToolIntroduction
) -> None:
    seen = ["03.06.2026", "24.06.2026", "25.06.2026", "30.06.2026", "", ""]
    rows = [[f"p{n}@probe.example", "FB 20", day] for n, day in enumerate(seen)]
    data = told(lead, tool, rows, "Benutzer", "Abteilung", "Letzte Aktivität")
    assert lines(data) == [("2026-06-22", 3, 6, None)]
    assert codes(data, "notes") == ["last_seen"]
    assert "30.06.2026" in remark_text(data["notes"][0])


def test_weeks_in_the_headings_are_read_cell_by_cell(lead: Viewer, tool: ToolIntroduction) -> None:
    rows = [["Kämmerei", 31, 10, "", 12], ["Gesamtergebnis", 31, 10, 0, 12]]
    data = told(lead, tool, rows, "Einheit", "Lizenzen", "KW 21/2026", "KW 22/2026", "KW 23/2026")
    assert lines(data) == [("2026-05-18", 10, 31, None), ("2026-06-01", 12, 31, None)]
    assert codes(data, "notes") == ["weeks_across", "totals_left_out"]


def test_week_and_year_may_stand_in_two_columns(lead: Viewer, tool: ToolIntroduction) -> None:
    data = told(lead, tool, [["FB 20", 2026, 23, 9]], "Einheit", "Jahr", "KW", "Aktive Nutzer")
    assert lines(data) == [("2026-06-01", 9, 31, None)]
    assert codes(told(lead, tool, [["FB 20", 23, 9]], "Einheit", "KW", "Aktiv")) == ["year_missing"]


def test_a_list_of_something_else_names_no_persons_where_there_are_none(
    lead: Viewer, tool: ToolIntroduction
) -> None:
    data = told(lead, tool, [["1", "Serviceportal", "10.000 €"]], "Nr", "Maßnahme", "Kosten")
    assert (data["persons"], codes(data)) == ([], ["columns_missing"])


def test_months_are_refused_with_the_reason_once(lead: Viewer, tool: ToolIntroduction) -> None:
    rows = [[unit, "Mai 2026", 9] for unit in ("FB 20", "FB 33")]
    data = told(lead, tool, rows, "Einheit", "Monat", "Aktive Nutzer")
    assert [(one["code"], one["row"], one["more"]) for one in data["problems"]] == [("is_month", 2, 1)]


@pytest.mark.parametrize("text", ["Gesamtergebnis", "Stadt Probe gesamt", "Dezernat I Ergebnis"])
@pytest.mark.parametrize("week", ["KW 22/2026", ""])
def test_rows_that_sum_up_others_are_left_out_and_said(
    lead: Viewer, tool: ToolIntroduction, text: str, week: str
) -> None:
    data = told(lead, tool, [["FB 20", "KW 22/2026", 9], [text, week, 9]], "Einheit", "Woche", "Aktiv")
    assert (codes(data), codes(data, "notes")) == ([], ["totals_left_out"])
    assert len(lines(data)) == 1


def test_people_with_access_below_five_are_counted_with_the_unit_above(lead: Viewer) -> None:
    top = make_unit("Ratsbüro", "BM", 20)
    make_unit("Presse", "PR", 12, top)
    tool = make_tool(lead)
    rows = [["Ratsbüro", "KW 22/2026", 7, 15], ["Presse", "KW 22/2026", 2, 3]]
    data = told(lead, tool, rows, "Einheit", "Woche", "Aktiv", "Lizenzen")
    assert lines(data) == [("2026-05-25", 9, 18, None)]
    assert codes(data, "notes") == ["small_units"]


def test_an_old_name_is_said_once_and_known_from_then_on(lead: Viewer, tool: ToolIntroduction) -> None:
    rows = [["Bürgeramt", week, 8, 14, 5] for week in (weeks_ago(2), weeks_ago(1))]
    rows += [["Sozialamt", weeks_ago(1), 8, 14, 5], ["Bürgerservice", weeks_ago(1), 4, 12, 2]]
    content = csv_of(rows).getvalue()
    client, upload = client_of(lead), reverse("maturity:tool_usage", args=["probe", tool.id])
    preview = client.post(upload, {"file": SimpleUploadedFile("n.csv", content)}).headers["Location"]
    asked = client.get(preview).content.decode()
    assert "and 1 more" in asked
    assert "“Bürgeramt” is" in asked
    service = unit_called("Bürgerservice")
    said = {"text_0": "Bürgeramt", "meant_0": service, "text_1": "Sozialamt", "meant_1": "leave_out"}
    again = client.post(upload, {"file": SimpleUploadedFile("n.csv", content), **said}).headers["Location"]
    shown = client.get(again).content.decode()
    assert "Left out as you said: Sozialamt." in shown
    client.post(f"{again}take/")
    stored = UsageCount.objects.order_by("week").values_list("tool_unit__name", "active", "people", "actions")
    assert list(stored) == [("Bürgerservice", 8, 14, 5), ("Bürgerservice", 12, 26, 7)]
    assert ToolUnit.objects.get().also_called == "Bürgeramt"
    data = read(lead, tool, csv_of([["Bürgeramt", weeks_ago(3), 8, 14, 5]])).data
    assert data["problems"] == []


def test_counts_after_a_dissolution_go_where_somebody_says(lead: Viewer, tool: ToolIntroduction) -> None:
    unit, other = unit_called("Kämmerei"), unit_called("Bürgerservice")
    row = plan_unit(lead, tool, unit)
    count(lead, tool, [["FB 20", weeks_ago(9), 10, 31, 80]])
    edit_part(by=lead, part="unit", part_id=row, version=1, values={"dissolved_on": weeks_ago(5)})
    upload = csv_of([["FB 20", weeks_ago(8), 9, 31, 1], ["FB 20", weeks_ago(2), 7, 31, 1]])
    data = read(lead, tool, upload).data
    assert (codes(data), data["unplaced"]) == (["unit_dissolved"], ["FB 20"])
    upload.seek(0)
    key = read_usage_file(
        by=lead, introduction_id=tool.id, upload=upload, name="n.csv", said={"FB 20": other}
    )
    batch = take_usage(by=lead, intake_id=key)
    stored = UsageCount.objects.order_by("week").values_list("tool_unit__name", "active")
    assert list(stored) == [("Kämmerei", 10), ("Kämmerei", 9), ("Bürgerservice", 7)]
    assert batch is not None
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert UsageCount.objects.get().active == 10


def test_a_unit_that_was_renamed_is_known_by_the_name_it_had(lead: Viewer, tool: ToolIntroduction) -> None:
    plan_unit(lead, tool, unit_called("Kämmerei"))
    ToolUnit.objects.update(name="Stadtkasse")
    assert codes(told(lead, tool, [["Stadtkasse", "KW 22/2026", 9]], "Einheit", "Woche", "Aktiv")) == []


def test_the_preview_shows_what_was_read_and_says_when_all_is_known(
    lead: Viewer, tool: ToolIntroduction
) -> None:
    rows = [["FB 20", weeks_ago(2), 10, 31, 80], ["FB 20", weeks_ago(1), 12, 30, 90]]
    intake = read(lead, tool, csv_of(rows))
    text = page(lead, "tool_preview", intake.id)
    assert "What was read" in text
    cells = re.findall(r'<td class="end"[^>]*>([^<]*)</td>', text)
    assert cells[-4:] == ["2", "12", "30", "90"]
    take_usage(by=lead, intake_id=intake.id)
    known = page(lead, "tool_preview", read(lead, tool, csv_of(rows)).id)
    assert "All of this is there already" in known
    assert "/take/" not in known


def test_a_preview_that_was_taken_over_says_so_when_loaded_again(
    lead: Viewer, tool: ToolIntroduction
) -> None:
    intake = read(lead, tool, csv_of([["FB 20", weeks_ago(1), 3, 31, 5]]))
    take_usage(by=lead, intake_id=intake.id)
    address = reverse("maturity:tool_preview", args=["probe", intake.id])
    assert "already been taken over" in client_of(lead).get(address, follow=True).content.decode()


def test_two_hundred_thousand_rows_of_persons_are_counted(lead: Viewer, tool: ToolIntroduction) -> None:
    begin = weeks_ago(10)
    days = [(begin + timedelta(days=day)).isoformat() for day in range(56)]
    rows = "".join(f"u{n % 30};FB 20;{days[n % 56]};{n % 6}\n" for n in range(200_000))
    upload = io.BytesIO(f"Benutzer;Abteilung;Datum;Aktionen\n{rows}".encode())
    key = read_usage_file(by=lead, introduction_id=tool.id, upload=upload, name="n.csv")
    data = UsageIntake.objects.get(id=key).data
    assert (data["row_count"], data["problems"], len(data["lines"])) == (200_000, [], 8)


def unit_called(name: str) -> UUID:
    return next(shape.id for shape in unit_shapes() if shape.name == name)
