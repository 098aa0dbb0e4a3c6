"""Usage counts: persons dropped, small units counted with the unit above, problems by row, all or nothing."""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kommune.audit.models import Entry
from kommune.audit.public import undo_batch
from kommune.files.models import StoredFile
from kommune.foundation.dates import today
from kommune.maturity.actions.tool_parts import edit_part
from kommune.maturity.actions.usage import discard_usage, read_usage_file, take_usage
from kommune.maturity.errors.tools import UsageAlreadyTaken, UsageFileRefused, UsageHasProblems
from kommune.maturity.models import ToolUnit, UsageCount, UsageIntake
from kommune.maturity.queries.usage import preview_of
from kommune.maturity.usage_texts import remark_text
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Viewer, remove_unit, system_viewer
from kommune.standards.spreadsheets import CellValue
from tests.maturity.tools import (
    HEAD,
    client_of,
    count,
    csv_of,
    make_tool,
    make_unit,
    page,
    plan_unit,
    read,
    weeks_ago,
    xlsx_of,
)
from tests.towns import make_member

PERSONS = ("Name", "E-Mail", "Benutzerkennung", "Amt", "Datum", "Aktionen")


def problems(lead: Viewer, tool: object, rows: list[list[object]]) -> list[tuple[int, str]]:
    intake = read(lead, tool, csv_of(rows))  # type: ignore[arg-type]
    return [(remark["row"], remark["code"]) for remark in intake.data["problems"]]


def test_counts_come_in_by_unit_and_week_and_a_corrected_file_updates_them(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    count(lead, tool, [["FB 20", weeks_ago(2), 10, 31, 80], ["Kämmerei", weeks_ago(1), 12, 31, 90]])
    rows = UsageCount.objects.values_list("week", "active", "people", "actions")
    assert list(rows) == [(weeks_ago(2), 10, 31, 80), (weeks_ago(1), 12, 31, 90)]
    again = read(
        lead, tool, csv_of([["FB 20", weeks_ago(1), 14, 31, 90], ["FB 20", weeks_ago(2), 10, 31, 80]])
    )
    preview = preview_of(again)
    assert (preview.new, preview.same) == (0, 1)
    assert [(one.unit, one.before, one.after) for one in preview.changed] == [("Kämmerei", 12, 14)]
    batch = take_usage(by=lead, intake_id=again.id)
    assert UsageCount.objects.get(week=weeks_ago(1)).active == 14
    assert batch is not None
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert UsageCount.objects.get(week=weeks_ago(1)).active == 12


def test_a_unit_that_was_counted_comes_into_the_rollout_and_undo_takes_all_back(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    intake = read(lead, tool, csv_of([["FB 20", weeks_ago(1), 10, 31, 80]]))
    batch = take_usage(by=lead, intake_id=intake.id)
    assert ToolUnit.objects.get().name == "Kämmerei"
    assert batch is not None
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert not ToolUnit.objects.exists()
    assert not UsageCount.objects.exists()


def test_persons_are_dropped_on_entry_and_kept_nowhere(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    week = weeks_ago(1)
    rows: list[list[CellValue]] = [
        ["Ute Sandmann", "ute.sandmann@probe.example", "usand", "FB 20", week, 3],
        ["Ute Sandmann", "ute.sandmann@probe.example", "usand", "FB 20", week + timedelta(days=2), 4],
        ["Olaf Brinkkamp", "olaf.brinkkamp@probe.example", "obrin", "FB 20", week, 1],
        ["Rita Lohoff", "rita.lohoff@probe.example", "rloho", "FB 20", week, 0],
    ]
    rows += [["Team", f"team{at}@probe.example", f"team{at}", "FB 20", week, 0] for at in range(2)]
    intake = read(lead, tool, xlsx_of(rows, PERSONS), "nutzung.xlsx")
    assert intake.data["persons"] == ["Name", "E-Mail", "Benutzerkennung"]
    assert [(line["active"], line["people"], line["actions"]) for line in intake.data["lines"]] == [(2, 5, 8)]
    text = page(lead, "tool_preview", intake.id)
    assert "Columns with persons were dropped" in text
    take_usage(by=lead, intake_id=intake.id)
    kept = json.dumps(
        [*Entry.objects.values_list("before", "after", "label"), *UsageCount.objects.values_list("active")],
        default=str,
    )
    for secret in ("Sandmann", "usand", "brinkkamp", "Lohoff"):
        assert secret not in kept
        assert secret not in json.dumps(intake.data)
    assert not StoredFile.objects.exists()


def test_even_a_chosen_column_of_persons_is_never_read(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    rows = [["ute.sandmann@probe.example", weeks_ago(1), 1], ["rita.lohoff@probe.example", weeks_ago(1), 1]]
    intake_id = read_usage_file(
        by=lead, introduction_id=tool.id, upload=csv_of(rows, ("Bereich", "Woche", "Aktiv")), name="n.csv",
        chosen={"unit": "Bereich"},
    )  # fmt: skip
    data = UsageIntake.objects.get(id=intake_id).data
    assert data["persons"] == ["Bereich"]
    assert "unit" not in data["columns"]
    assert [remark["code"] for remark in data["problems"]] == ["unit_column_missing"]
    assert "sandmann" not in json.dumps(data)


def test_a_text_that_may_be_a_name_is_not_quoted(lead: Viewer) -> None:
    tool = make_tool(lead)
    rows = [["usand", "Sandmann, Ute", weeks_ago(1), 1]]
    data = read(lead, tool, csv_of(rows, ("Login", "Einheit", "Woche", "Aktionen"))).data
    assert [remark["code"] for remark in data["problems"]] == ["unit_unknown"]
    assert "Sandmann" not in json.dumps(data)


def test_what_is_wrong_is_said_by_row(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    week, future = weeks_ago(1), today() + timedelta(days=14)
    found = problems(
        lead,
        tool,
        [
            ["FB 20", week, 10, 31, 5],
            ["FB 99", week, 10, 31, 5],
            ["FB 20", week, 11, 31, 5],
            ["FB 20", weeks_ago(2), 40, 31, 5],
            ["FB 20", weeks_ago(3), -1, 31, 5],
            ["FB 20", future, 3, 31, 5],
            ["FB 20", "irgendwann", 3, 31, 5],
            ["FB 20", "Mai 2026", 3, 31, 5],
            ["FB 20", weeks_ago(4), "viele", 31, 5],
            ["FB 20", weeks_ago(5), "", 31, 5],
            ["", weeks_ago(6), 3, 31, 5],
        ],
    )
    assert found == [
        (3, "unit_unknown"), (4, "duplicate"), (5, "more_than_access"), (6, "negative"), (7, "future_week"),
        (8, "not_a_week"), (9, "is_month"), (10, "not_a_count"), (11, "active_missing"),
        (12, "unit_missing"),
    ]  # fmt: skip


def test_one_wrong_row_keeps_all_out(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    intake = read(lead, tool, csv_of([["FB 20", weeks_ago(1), 3, 31, 5], ["FB 99", weeks_ago(1), 3, 31, 5]]))
    with pytest.raises(UsageHasProblems):
        take_usage(by=lead, intake_id=intake.id)
    assert not UsageCount.objects.exists()
    text = page(lead, "tool_preview", intake.id)
    assert "Row 3" in text
    assert "There is no unit “FB 99” here." in text


def test_dates_as_text_and_calendar_weeks_are_understood(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    head = ("OE", "KW", "aktive Nutzer")
    data = read(
        lead,
        tool,
        csv_of([["FB 20", "KW 23/2026", 5], ["FB 20", "2026-W24", 6], ["FB 20", "15.06.2026", 7]], head),
    ).data
    assert data["problems"] == []
    assert [(line["week"], line["active"], line["people"]) for line in data["lines"]] == [
        ("2026-06-01", 5, 31), ("2026-06-08", 6, 31), ("2026-06-15", 7, 31),
    ]  # fmt: skip


def test_days_become_weeks_without_counting_anybody_twice(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    week = weeks_ago(1)
    data = read(
        lead, tool, csv_of([["FB 20", week, 5, 31, 10], ["FB 20", week + timedelta(days=1), 8, 31, 20]])
    ).data
    assert [(line["active"], line["actions"]) for line in data["lines"]] == [(8, 30)]
    assert [note["code"] for note in data["notes"]] == ["days_to_weeks"]


def test_more_active_people_than_the_unit_has_is_a_problem(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 8)
    data = read(lead, tool, csv_of([["FB 20", weeks_ago(1), 9]], HEAD[:3])).data
    assert [(remark["row"], remark["code"]) for remark in data["problems"]] == [(2, "more_than_people")]
    assert "mehr als die 8 von „Kämmerei“" in remark_text(data["problems"][0])


def test_units_below_five_are_counted_with_the_unit_above_and_never_kept_alone(lead: Viewer) -> None:
    tool = make_tool(lead)
    top = make_unit("Ratsbüro", "BM", 9)
    for key in ("Dez I", "Dez II"):
        make_unit(f"Dezernat {key}", key, 3, top)
    week = weeks_ago(1)
    rows = [["BM", week, 4, 9, 10], ["Dez I", week, 2, 3, 6], ["Dez II", week, 1, 3, 1]]
    intake = read(lead, tool, csv_of(rows))
    take_usage(by=lead, intake_id=intake.id)
    stored = UsageCount.objects.values_list("tool_unit__name", "active", "people", "actions", "merged_units")
    assert list(stored) == [("Ratsbüro", 7, 15, 17, 2)]
    assert [note["code"] for note in intake.data["notes"]] == ["small_units"]
    assert [unit.name for unit in ToolUnit.objects.all()] == ["Ratsbüro"]


def test_two_people_with_access_in_a_large_unit_are_as_few_as_in_a_small_one(lead: Viewer) -> None:
    tool, top = make_tool(lead), make_unit("Ratsbüro", "BM", 9)
    make_unit("Kämmerei", "FB 20", 31, top)
    weeks = [weeks_ago(2), weeks_ago(1)]
    rows = [["BM", week, 4, 9, 10] for week in weeks]
    rows += [["FB 20", weeks[0], 1, 2, 6], ["FB 20", weeks[1], 8, 12, 40]]
    intake = read(lead, tool, csv_of(rows))
    take_usage(by=lead, intake_id=intake.id)
    stored = UsageCount.objects.order_by("week", "active").values_list(
        "tool_unit__key", "week", "active", "people"
    )
    assert list(stored) == [("BM", weeks[0], 5, 11), ("BM", weeks[1], 4, 9), ("FB 20", weeks[1], 8, 12)]
    assert "Weniger als 5 Personen mit Zugang: Kämmerei" in remark_text(intake.data["notes"][0])


def test_a_small_unit_without_a_unit_above_is_left_out_and_said(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    make_unit("Gleichstellung", "GB", 2)
    week = weeks_ago(1)
    data = read(lead, tool, csv_of([["FB 20", week, 4, 31, 1], ["GB", week, 1, 2, 1]])).data
    assert [line["active"] for line in data["lines"]] == [4]
    assert [note["code"] for note in data["notes"]] == ["left_out"]


def test_counts_after_a_unit_was_dissolved_are_refused_and_the_history_stays(lead: Viewer) -> None:
    tool, unit = make_tool(lead), make_unit("Kämmerei", "FB 20", 31)
    row = plan_unit(lead, tool, unit)
    count(lead, tool, [["FB 20", weeks_ago(9), 10, 31, 80]])
    edit_part(by=lead, part="unit", part_id=row, version=1, values={"dissolved_on": weeks_ago(5)})
    rows = [["FB 20", weeks_ago(8), 9, 31, 1], ["FB 20", weeks_ago(2), 9, 31, 1]]
    assert problems(lead, tool, rows) == [(3, "unit_dissolved")]
    remove_unit(by=system_viewer(), unit_id=unit)
    assert problems(lead, tool, [["Kämmerei", weeks_ago(2), 9, 31, 1]]) == [(2, "unit_dissolved")]
    assert UsageCount.objects.get().active == 10


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("leer.xlsx", b"", "leer|empty"),
        ("kein.xlsx", b"\x00\x01\x02garnichts", "."),
        ("text.pdf", b"%PDF-1.7 nichts", "."),
    ],
)
def test_a_wrong_file_is_refused_with_what_to_do(lead: Viewer, name: str, content: bytes, words: str) -> None:
    tool = make_tool(lead)
    with pytest.raises(UsageFileRefused, match=words):
        read_usage_file(by=lead, introduction_id=tool.id, upload=io.BytesIO(content), name=name)
    assert not UsageIntake.objects.exists()


def test_a_double_click_takes_over_once(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    intake = read(lead, tool, csv_of([["FB 20", weeks_ago(1), 3, 31, 5]]))
    take_usage(by=lead, intake_id=intake.id)
    with pytest.raises(UsageAlreadyTaken):
        take_usage(by=lead, intake_id=intake.id)
    assert UsageCount.objects.count() == 1


def test_taking_the_same_file_again_changes_nothing(lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    rows = [["FB 20", weeks_ago(1), 3, 31, 5]]
    count(lead, tool, rows)
    assert take_usage(by=lead, intake_id=read(lead, tool, csv_of(rows)).id) is None


def test_the_pages_read_preview_take_and_discard(lead: Viewer) -> None:
    tool, client = make_tool(lead), client_of(lead)
    make_unit("Kämmerei", "FB 20", 31)
    upload = reverse("maturity:tool_usage", args=["probe", tool.id])
    assert client.post(upload, {"file": SimpleUploadedFile("leer.csv", b"")}).status_code == 422
    content = csv_of([["FB 20", weeks_ago(1), 3, 31, 5]]).getvalue()
    preview = client.post(upload, {"file": SimpleUploadedFile("n.csv", content)}).headers["Location"]
    assert "Everything is clear" in client.get(preview).content.decode()
    taken = client.post(f"{preview}take/")
    assert taken.headers["Location"] == reverse("maturity:tool", args=["probe", tool.id])
    twice = client.post(f"{preview}take/", follow=True)
    assert "already been taken over" in twice.content.decode()
    other = client.post(upload, {"file": SimpleUploadedFile("n.csv", content)}).headers["Location"]
    assert client.post(f"{other}discard/").status_code == 302
    assert not UsageIntake.objects.exists()


def test_another_person_does_not_meet_what_somebody_read(town: Municipality, lead: Viewer) -> None:
    tool = make_tool(lead)
    make_unit("Kämmerei", "FB 20", 31)
    intake = read(lead, tool, csv_of([["FB 20", weeks_ago(1), 3, 31, 5]]))
    other = make_member(town, Role.ADMINISTRATION)
    with pytest.raises(UsageAlreadyTaken):
        discard_usage(by=other, intake_id=intake.id)
    seen = client_of(other).get(reverse("maturity:tool_preview", args=["probe", intake.id]))
    assert (seen.status_code, seen.headers["Location"]) == (302, reverse("maturity:tools", args=["probe"]))
