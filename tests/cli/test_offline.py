"""What works without an installation: help, the analysis of a list, converting spreadsheets."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typer.testing import Result

pytestmark = pytest.mark.pure

Kommune = Callable[..., Result]
LIST = {
    "as_of": "2026-11-24",
    "goals": [{"id": "c1", "role": "city"}, {"id": "c2", "role": "city"}],
    "measures": [
        {"id": "m1", "phase": "running", "costs_by_year": {"2026": 8_000_00}},
        {"id": "m2", "phase": "decided", "costs_by_year": {"2026": 2_000_00}},
    ],
    "links": [{"measure_id": "m1", "goal_id": "c1"}],
}


def test_help_and_analysis_start_without_django() -> None:
    code = "import sys, kommune.cli.main, kommune.analysis.portfolio; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_help_speaks_the_language_of_the_terminal() -> None:
    environment = {**os.environ, "LANGUAGE": "de"}
    code = "from kommune.cli.main import main; main()"
    command = [sys.executable, "-c", code, "serve", "--help"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "Prozesse des Webservers." in done.stdout


def test_a_list_is_analysed_as_json(kommune: Kommune, tmp_path: Path) -> None:
    source = tmp_path / "list.json"
    source.write_text(json.dumps(LIST))
    found = json.loads(kommune("analyse", "portfolio", "--input", source, "--json").stdout)
    assert found["measures"]["without_goal"] == ["m2"]
    assert found["goals"]["city_orphans"] == ["c2"]
    assert found["money"]["without_goal_cents"] == 2_000_00
    assert found["figures"]["money_without_goal"]["value"] == 0.2
    assert found["sentences"][0]["code"] == "city_goals_without_measure"


def test_something_else_than_a_list_is_refused_in_one_sentence(kommune: Kommune, tmp_path: Path) -> None:
    source = tmp_path / "list.json"
    source.write_text('{"goals": [{"name": "x"}], "as_of": "2026-01-01"}')
    refused = kommune("analyse", "portfolio", "--input", source)
    assert refused.exit_code == 1
    assert "does not hold a portfolio" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_workbook_becomes_one_csv_per_sheet(kommune: Kommune, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Ziele"
    book.active.append(["Nr.", "Ziel"])
    book.active.append(["1", "=Formel"])
    book.create_sheet("Maßnahmen").append(["Nr."])
    book.save(tmp_path / "listen.xlsx")
    done = kommune("convert", tmp_path / "listen.xlsx", "--to", "csv", "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "listen-Maßnahmen.csv",
        "listen-Ziele.csv",
    ]
    assert kommune("convert", tmp_path / "out" / "listen-Ziele.csv", "--to", "xlsx").exit_code == 0
    back = openpyxl.load_workbook(tmp_path / "out" / "listen-Ziele.xlsx")
    assert [cell.value for cell in back.active[1]] == ["Nr.", "Ziel"]


def test_converting_never_overwrites_what_it_reads(kommune: Kommune, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("Nr.;Ziel\n1;Sparen\n")
    refused = kommune("convert", source, "--to", "csv")
    assert refused.exit_code == 1
    assert source.read_text() == "Nr.;Ziel\n1;Sparen\n"


def test_a_file_that_is_no_spreadsheet_is_named(kommune: Kommune, tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(b"%PDF-1.7")
    refused = kommune("convert", source, "--to", "csv", "-o", tmp_path / "out")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("✗ a.xlsx: ")
