"""A town, its people, and lists to bring in."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, TownShape, Viewer
from kommune.municipalities.queries import town_shape
from kommune.standards.spreadsheets import SheetOut, write_csv, write_xlsx
from tests.imports.people import member

ListMaker = Callable[..., Path]


@pytest.fixture(autouse=True)
def own_file_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a test lie in its own folder."""
    monkeypatch.setattr(settings, "FILES_DIR", tmp_path / "files")


@pytest.fixture
def town(db: None) -> Iterator[TownShape]:
    """Musterstadt, in scope."""
    shape = town_shape(Municipality.objects.create(slug="musterstadt", name="Musterstadt"))
    with town_scope(shape.id):
        yield shape


@pytest.fixture
def steering(town: TownShape) -> Viewer:
    """The strategy lead of Musterstadt."""
    return member(town, "leitung@musterstadt.example", Role.STRATEGY_LEAD, "Lea Leitung")


@pytest.fixture
def xlsx(tmp_path: Path) -> ListMaker:
    """Writes an XLSX file: ``xlsx(Blatt=[[headings], [cells], …])``."""

    def make(name: str = "liste.xlsx", **sheets: Sequence[Sequence[Any]]) -> Path:
        path = tmp_path / name
        path.write_bytes(write_xlsx([SheetOut(title, rows[0], rows[1:]) for title, rows in sheets.items()]))
        return path

    return make


@pytest.fixture
def csv_file(tmp_path: Path) -> ListMaker:
    """Writes a CSV file from rows, the first of them headings."""

    def make(rows: Sequence[Sequence[Any]], name: str = "liste.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(write_csv(rows[0], rows[1:]))
        return path

    return make
