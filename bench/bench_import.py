"""How long it takes to read, preview and take over long lists of measures, and how much memory it needs."""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

GOALS = 300
COLUMNS = (
    "Nr.",
    "Titel",
    "Handlungsfeld",
    "Beschreibung",
    "Nutzen für Entscheider",
    "Nutzen für Mitarbeitende",
    "Nutzen für Bürger",
    "Federführung",
    "Beteiligte",
    "Verantwortlich",
    "Kosten 2026",
    "Kosten 2027",
    "Kosten 2028",
    "Beginn",
    "Ende",
    "Rechtsgrundlage",
    "Phase",
    "Ampel",
    "zahlt ein auf Ziel",
    "Bemerkung",
)
PHASES = ("Idee", "geprüft", "beschlossen", "finanziert", "in Umsetzung", "im Betrieb")
LIGHTS = ("grün", "gelb", "rot", "")


def measure_row(number: int, links_per_row: int) -> list[Any]:
    """One believable row."""
    links = "; ".join(
        f"Z{1 + (number * 7 + step * 31) % GOALS} ({1 + step % 3})" for step in range(links_per_row)
    )
    return [
        f"M{number}",
        f"Vorhaben {number}: Online-Dienst einführen",
        f"{1 + number % 8} Feld {number % 8}",
        "Beschreibung des Vorhabens in einigen Sätzen. " * 4,
        "Zahlen für die Leitung.",
        "Weniger Handarbeit.",
        "Antrag ohne Weg.",
        f"FB {number % 14}",
        f"FB {(number + 1) % 14}; FB {(number + 2) % 14}",
        f"Person {number % 50}",
        f"{number % 90}.500 €",
        12_000 + number,
        "",
        "01.03.2026",
        "Q4 2028",
        "§ 9 EGovG NRW",
        PHASES[number % 6],
        LIGHTS[number % 4],
        links,
        "Bemerkung",
    ]


def write_list(path: Path, rows: int) -> None:
    """An XLSX of goals and measures."""
    from kommune.standards.spreadsheets import SheetOut, write_xlsx

    goals = [[f"Z{number}", f"Ziel {number}", "Erläuterung"] for number in range(1, GOALS + 1)]
    units = [[f"FB {number}", f"Fachbereich {number}"] for number in range(14)]
    path.write_bytes(
        write_xlsx(
            [
                SheetOut("Einheiten", ("Kürzel", "Bezeichnung"), units),
                SheetOut("Ziele", ("Nr.", "Ziel", "Erläuterung"), goals),
                SheetOut(
                    "Maßnahmen",
                    COLUMNS,
                    [measure_row(number, 10 if rows <= 5000 else 1) for number in range(1, rows + 1)],
                ),
            ]
        )
    )


def measure(rows: int) -> dict[str, float]:
    """Seconds for outline, preview, commit and undo, and the peak memory of the whole process in MB."""
    import django

    django.setup()
    from django.core.management import call_command

    from kommune.foundation.scope import town_scope
    from kommune.imports.actions import (
        choose_mapping,
        commit_import,
        preview_import,
        read_outline,
        undo_import,
        upload_list,
    )
    from kommune.municipalities.models import Municipality
    from kommune.municipalities.public import system_viewer

    call_command("migrate", verbosity=0)
    path = Path(os.environ["KOMMUNE_DATA_DIR"]) / "liste.xlsx"
    subprocess.run([sys.executable, __file__, "--write", str(path), str(rows)], check=True)
    town = Municipality.objects.create(slug="musterstadt", name="Musterstadt")
    seconds: dict[str, float] = {
        "megabytes_at_start": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    }
    with town_scope(town.id):
        by = system_viewer()
        with path.open("rb") as source:
            session_id = upload_list(by=by, upload=source, name="liste.xlsx").id

        def timed(name: str, step: Any, **arguments: Any) -> Any:
            began, worked = time.perf_counter(), time.process_time()
            result = step(by=by, session_id=session_id, **arguments)
            seconds[name] = time.perf_counter() - began
            seconds[f"{name}_cpu"] = time.process_time() - worked
            seconds[f"{name}_peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            return result

        session = timed("outline", read_outline)
        place = {"place": "new:digital", "place_title": "Digitalstrategie"}
        choose_mapping(
            by=by, session_id=session_id, mapping=[{**entry, **place} for entry in session.mapping]
        )
        session = timed("preview", preview_import)
        assert session.summary["problems"] == 0, session.summary
        session = timed("commit", commit_import)
        assert session.summary["counts"][-2]["new"] == rows, session.summary
        timed("undo", undo_import)
    return seconds


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[2000, 50000])
    parser.add_argument("--write", nargs=2, metavar=("PATH", "ROWS"))
    parser.add_argument("--one", type=int)
    chosen = parser.parse_args()
    if chosen.write:
        write_list(Path(chosen.write[0]), int(chosen.write[1]))
    elif chosen.one:
        print(json.dumps(measure(chosen.one)))
    else:
        for rows in chosen.rows:
            with tempfile.TemporaryDirectory(prefix="kommune-bench-") as folder:
                environment = {
                    **os.environ,
                    "KOMMUNE_DATA_DIR": folder,
                    "DJANGO_SETTINGS_MODULE": "kommune.project.settings",
                }
                done = subprocess.run(
                    [sys.executable, __file__, "--one", str(rows)],
                    env=environment,
                    check=True,
                    capture_output=True,
                    text=True,
                )
            figures = {
                name: round(value, 2) for name, value in json.loads(done.stdout.splitlines()[-1]).items()
            }
            print(f"{rows} measures: {figures}")


if __name__ == "__main__":
    main()
