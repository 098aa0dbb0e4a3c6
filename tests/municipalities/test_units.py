"""Units as a tree: edit, move, remove, and take in a list."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kommune.foundation.scope import town_scope
from kommune.municipalities.errors import ForeignTown, UnitFileUnreadable, UnitInUse, UnitTreeHasCycle
from kommune.municipalities.models import Unit
from kommune.municipalities.public import (
    TownShape,
    change_unit,
    create_unit,
    remove_unit,
    system_viewer,
    take_in_units,
)
from kommune.municipalities.unit_files import read_units

pytestmark = pytest.mark.django_db
UNITS = "/wesselfurt/work/town/units/"


@pytest.mark.parametrize("page", ["people", "units", "tokens", "settings", "rights", "ladder"])
def test_every_page_about_the_town_shows_where_one_is(
    admin_of_town: Client, town: TownShape, page: str
) -> None:
    shown = admin_of_town.get(f"/wesselfurt/work/town/{page}/").content.decode()
    assert '<a href="/wesselfurt/work/town/people/" aria-current="page">' in shown


def test_a_unit_is_added_moved_and_removed_by_form(admin_of_town: Client, town: TownShape) -> None:
    admin_of_town.post(f"{UNITS}new/", {"name": "Dezernat I", "key": "D1"})
    admin_of_town.post(f"{UNITS}new/", {"name": "Fachbereich 10", "key": "FB 10"})
    with town_scope(town.id):
        department, office = Unit.objects.order_by("key")
    given = {"name": "FB Personal", "key": "FB 10", "parent": str(department.id), "version": "1"}
    assert admin_of_town.post(f"{UNITS}{office.id}/", given).status_code == 302
    with town_scope(town.id):
        office.refresh_from_db()
        assert (office.name, office.parent_id, office.version) == ("FB Personal", department.id, 2)
    admin_of_town.post(f"{UNITS}{department.id}/remove/")
    admin_of_town.post(f"{UNITS}{office.id}/remove/")
    with town_scope(town.id):
        assert [unit.key for unit in Unit.objects.all()] == ["D1"]


def test_a_unit_cannot_hang_below_itself(town: TownShape) -> None:
    by = system_viewer(town.id)
    with town_scope(town.id):
        top = create_unit(by=by, values={"name": "oben"})
        below = create_unit(by=by, values={"name": "unten", "parent_id": top})
        with pytest.raises(UnitTreeHasCycle):
            change_unit(by=by, unit_id=top, version=1, values={"parent_id": below})
        with pytest.raises(UnitInUse):
            remove_unit(by=by, unit_id=top)


def test_a_unit_of_another_town_is_nowhere(
    admin_of_town: Client, town: TownShape, other_town: TownShape
) -> None:
    with town_scope(other_town.id):
        foreign = create_unit(by=system_viewer(), values={"name": "Fremdes Amt"})
    assert admin_of_town.get(f"{UNITS}{foreign}/").status_code == 404
    admin_of_town.post(f"{UNITS}{foreign}/remove/")
    answer = admin_of_town.post(f"{UNITS}new/", {"name": "Neu", "parent": str(foreign)})
    assert answer.status_code == 422
    with town_scope(town.id), pytest.raises(ForeignTown):
        create_unit(by=system_viewer(), values={"name": "Neu", "parent_id": foreign})
    with town_scope(other_town.id):
        assert Unit.objects.filter(id=foreign).exists()


def test_the_list_of_a_real_administration_comes_in_as_a_tree(town: TownShape, real_data: Path) -> None:
    content = (real_data / "processes" / "koos" / "orga.yaml").read_bytes()
    by = system_viewer(town.id)
    with town_scope(town.id):
        created, changed = take_in_units(by=by, entries=read_units(content))
        assert (created, changed) == (Unit.objects.count(), 0)
        assert Unit.objects.get(key="oe-amt-1-1").parent.key == "oe-hvb"
        assert take_in_units(by=by, entries=read_units(content)) == (0, 0)


def test_a_parent_may_come_later(town: TownShape) -> None:
    entries = read_units(b"units:\n- {id: b, name: B, parent: a}\n- {id: a, name: A, parent: ~}\n")
    assert [entry.key for entry in entries] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("units:\n- {id: b, name: B, parent: zz}", "zz"),
        ("units:\n- {id: a, name: A, parent: b}\n- {id: b, name: B, parent: a}", "a"),
        ("units:\n- {id: a, name: A}\n- {id: a, name: B}", "2"),
        ("units:\n- {name: A}", "1"),
        ("units: [", "1"),
        ("etwas: anderes", "units"),
        ("- !!python/object/apply:os.system ['true']", "1"),
        ("units: &x [*x]", "YAML"),
    ],
)
def test_a_list_with_a_fault_names_the_entry(text: str, word: str) -> None:
    with pytest.raises(UnitFileUnreadable, match=word):
        read_units(text.encode())


def test_a_faulty_upload_changes_nothing(admin_of_town: Client, town: TownShape) -> None:
    upload = SimpleUploadedFile("orga.yaml", b"units:\n- {id: a, name: A}\n- {id: b, name: B, parent: zz}\n")
    assert admin_of_town.post(f"{UNITS}upload/", {"file": upload}).status_code == 422
    with town_scope(town.id):
        assert not Unit.objects.exists()


def test_a_tree_of_any_size_costs_the_same_number_of_queries(
    admin_of_town: Client, town: TownShape, django_assert_max_num_queries: object
) -> None:
    by = system_viewer(town.id)
    with town_scope(town.id):
        for number in range(30):
            create_unit(by=by, values={"name": f"Amt {number}", "key": str(number)})
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # pytest-django's own type is private
        assert admin_of_town.get(UNITS).status_code == 200
