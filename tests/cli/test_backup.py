"""A destroyed installation comes back from one file; nothing that goes wrong leaves half of it."""

import json
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from typer.testing import Result

from kommune.accounts.models import User
from kommune.audit.public import history_of
from kommune.cli.backup import restoring, writing
from kommune.cli.backup.rows import kept_models, rows_of, town_ids
from kommune.files.models import StoredFile
from kommune.files.public import open_file, store_upload
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality, Unit
from kommune.municipalities.public import create_unit, system_viewer
from kommune.strategy.models import Measure, MeasureCost
from tests.towns import make_member, make_small_strategy, make_town

pytestmark = pytest.mark.django_db(transaction=True)

Kommune = Callable[..., Result]
LIST = b"Nr.;Titel\n1;Hundesteuer\n"


@pytest.fixture
def towns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Municipality]:
    """Two towns with people, a list that was uploaded, and somebody signed in."""
    monkeypatch.setattr(settings, "FILES_DIR", tmp_path / "files")
    made = [make_town("probe", "Probestadt"), make_town("fern", "Fernstadt")]
    for town in made:
        lead = make_member(town)
        with town_scope(town.id):
            small = make_small_strategy(lead)
            Measure.objects.filter(id=small.online).update(extra={"Ämter": ["10", "20"], "a": None})
            unit = create_unit(by=system_viewer(), values={"name": "Bürgerbüro", "key": "33"})
            create_unit(by=system_viewer(), values={"name": "Team", "key": "33.1", "parent_id": unit})
            store_upload(by=lead, upload=BytesIO(LIST + town.slug.encode()), name="a.csv", purpose="import")
    User.objects.get(email="strategy_lead@probe.example").set_password("Rathaus-Probe-1")
    Session.objects.create(session_key="x", session_data="y", expire_date=timezone.now())
    return made


def everything() -> dict[str, list[dict[str, Any]]]:
    towns = town_ids()
    return {model._meta.label: list(rows_of(model, towns)) for model in kept_models()}


def destroy() -> None:
    """Empty the database and the file store."""
    restoring._empty(kept_models())
    for path in Path(settings.FILES_DIR).glob("*/*/*"):
        path.unlink()
    assert not Municipality.objects.exists()


def parts_of(file: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(zipfile.ZipFile(file).read("manifest.json"))
    return manifest


def rewrite(file: Path, name: str, content: bytes) -> None:
    """Replace one member of a backup."""
    with zipfile.ZipFile(file) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for each, old in members.items():
            archive.writestr(each, content if each == name else old)


def test_a_destroyed_installation_comes_back_whole(
    kommune: Kommune, towns: list[Municipality], tmp_path: Path
) -> None:
    before = everything()
    assert kommune("backup", tmp_path / "a.zip").exit_code == 0
    destroy()
    restored = kommune("restore", tmp_path / "a.zip")
    assert restored.exit_code == 0, restored.stderr
    assert everything() == before
    with town_scope(towns[1].id):
        stored = StoredFile.objects.get()
        assert open_file(system_viewer(), stored.id).read() == LIST + b"fern"
        assert Unit.objects.get(key="33.1").parent.key == "33"
        assert history_of("unit", str(Unit.objects.get(key="33").id))[0].action == "create_unit"


def test_new_rows_are_numbered_after_those_restored(
    kommune: Kommune, towns: list[Municipality], tmp_path: Path
) -> None:
    kommune("backup", tmp_path / "a.zip")
    kommune("restore", "--replace", tmp_path / "a.zip")
    with town_scope(towns[0].id):
        known = MeasureCost.objects.latest("pk")
        fresh = MeasureCost.objects.create(measure=known.measure, year=2031, amount_cents=1)
        assert fresh.pk > known.pk


def test_sign_ins_under_way_and_other_eyes_are_kept_out(
    kommune: Kommune, towns: list[Municipality], tmp_path: Path
) -> None:
    kommune("backup", tmp_path / "a.zip")
    names = {part["name"] for part in parts_of(tmp_path / "a.zip")["tables"]}
    assert "accounts.User" in names
    assert names & {"sessions.Session", "django_tasks_db.DBTaskResult", "auth.Permission"} == set()
    assert (tmp_path / "a.zip").stat().st_mode & 0o077 == 0


def test_a_target_in_use_is_left_alone(kommune: Kommune, towns: list[Municipality], tmp_path: Path) -> None:
    kommune("backup", tmp_path / "a.zip")
    Municipality.objects.filter(slug="fern").update(name="Umbenannt")
    before = everything()
    refused = kommune("restore", tmp_path / "a.zip")
    assert refused.exit_code == 1
    assert "--replace" in refused.stderr
    assert everything() == before
    assert kommune("restore", "--replace", tmp_path / "a.zip").exit_code == 0
    assert Municipality.objects.get(slug="fern").name == "Fernstadt"


def test_a_damaged_file_changes_nothing(kommune: Kommune, towns: list[Municipality], tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    kommune("backup", file)
    rewrite(file, "tables/municipalities.Unit.jsonl", b"")
    before = everything()
    refused = kommune("restore", "--replace", file)
    assert refused.exit_code == 1
    assert "municipalities.Unit is not what was written" in refused.stderr
    assert everything() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a file", b"{}"])
def test_something_else_than_a_backup_is_refused(
    kommune: Kommune, towns: list[Municipality], tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    refused = kommune("restore", "--replace", tmp_path / "a.zip")
    assert (refused.exit_code, "not a backup" in refused.stderr) == (1, True)
    assert Municipality.objects.count() == 2


def test_a_backup_of_other_tables_is_refused(
    kommune: Kommune, towns: list[Municipality], tmp_path: Path
) -> None:
    file = tmp_path / "a.zip"
    kommune("backup", file)
    manifest = parts_of(file)
    manifest["migrations"].pop()
    rewrite(file, "manifest.json", json.dumps(manifest).encode())
    refused = kommune("restore", "--replace", file)
    assert (refused.exit_code, "whose tables differ" in refused.stderr) == (1, True)
    assert Municipality.objects.count() == 2


def test_a_restore_that_breaks_off_leaves_the_target_as_it_was(
    kommune: Kommune, towns: list[Municipality], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kommune("backup", tmp_path / "a.zip")
    Municipality.objects.filter(slug="fern").update(name="Umbenannt")
    with town_scope(towns[0].id):
        store_upload(by=system_viewer(), upload=BytesIO(b"neu"), name="b.csv", purpose="import")
    before = everything()
    files = sorted(Path(settings.FILES_DIR).glob("*/*/*"))

    def break_off(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_put_files", break_off)
    assert kommune("restore", "--replace", tmp_path / "a.zip").exit_code != 0
    assert everything() == before
    assert sorted(Path(settings.FILES_DIR).glob("*/*/*")) == files


def test_a_backup_holds_one_moment_and_hinders_nobody_who_writes(
    kommune: Kommune, towns: list[Municipality], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory, as tests have it, knows no second connection beside a transaction")

    def write_meanwhile(model: Any, town_ids: Any) -> Any:
        with ThreadPoolExecutor(1) as others:
            others.submit(rename_everything).result()
        return rows_of(model, town_ids)

    monkeypatch.setattr(writing, "rows_of", write_meanwhile)
    assert kommune("backup", tmp_path / "a.zip").exit_code == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        lines = archive.read("tables/municipalities.Municipality.jsonl").splitlines()
    assert {json.loads(line)["name"] for line in lines} == {"Probestadt", "Fernstadt"}
    assert set(Municipality.objects.values_list("name", flat=True)) == {"Umbenannt"}


def rename_everything() -> None:
    Municipality.objects.update(name="Umbenannt")
    connection.close()


def test_a_second_backup_replaces_the_first_only_when_it_is_whole(
    kommune: Kommune, towns: list[Municipality], tmp_path: Path
) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"the backup of yesterday")
    refused = kommune("backup", tmp_path / "nowhere" / "a.zip")
    assert refused.exit_code == 1
    assert file.read_bytes() == b"the backup of yesterday"
    kommune("backup", file)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.zip"]
    assert len(parts_of(file)["files"]) == 2


def test_every_table_of_the_product_is_in_a_backup_but_what_people_said_without_a_name() -> None:
    kept = {model._meta.label for model in kept_models()}
    ours = {model._meta.label for model in apps.get_models() if model.__module__.startswith("kommune.")}
    left_out = {"maturity.PulseCode", "maturity.PulseSheet", "maturity.PulseCount", "maturity.PulseText"}
    left_out |= {"maturity.AssessmentPerson", "maturity.AssessmentAnswer", "jobs.DutyDay"}
    assert ours - kept == left_out
