"""What the import contracts cannot see: foreign keys and templates keep to the floors of the house too."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kommune"
# The pages of the sign-in library are dressed by the room that it belongs to.
DRESSED = {"accounts": {"account", "allauth", "mfa", "socialaccount", "usersessions"}}
# Pages of errors are looked for by Django under these names.
ERROR_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
USES = re.compile(r"""{%\s*(?:extends|include|includeblock)\s+["']([^"']+)["']""")


def floors() -> dict[str, int]:
    """Room to floor, from the contract that the imports are held to; 0 is the top."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    contract = next(c for c in tools["importlinter"]["contracts"] if c["id"] == "floors")
    return {
        room.strip(" ()"): floor
        for floor, layer in enumerate(contract["layers"])
        for room in re.split(r"[|:]", layer)
    }


def rooms() -> list[str]:
    return sorted(path.name for path in SOURCE.iterdir() if (path / "templates").is_dir())


def test_foreign_keys_point_downwards_only() -> None:
    floor = floors()
    upwards = [
        f"{model.__module__}.{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if model.__module__.startswith("kommune.")
        and field.concrete
        and isinstance(field.related_model, type)
        and field.related_model.__module__.startswith("kommune.")
        and floor[model.__module__.split(".")[1]] > floor[field.related_model.__module__.split(".")[1]]
    ]
    assert upwards == []


def test_the_journal_has_no_foreign_keys_to_what_it_journals() -> None:
    keys = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if model.__module__.startswith("kommune.audit.") and field.concrete and field.is_relation
        if field.related_model.__module__.split(".")[1] != "audit"
    ]
    assert keys == []


@pytest.mark.parametrize("room", rooms())
def test_templates_lie_in_a_folder_named_after_their_room(room: str) -> None:
    folders = {path.name for path in (SOURCE / room / "templates").iterdir()}
    assert folders - DRESSED.get(room, set()) - ERROR_PAGES <= {room}


@pytest.mark.parametrize("room", rooms())
def test_templates_use_templates_of_their_own_room_or_of_rooms_below(room: str) -> None:
    floor = floors()
    wrong = [
        f"{template.relative_to(SOURCE)} uses {name}"
        for template in sorted((SOURCE / room / "templates").rglob("*.html"))
        for name in USES.findall(template.read_text())
        if (used := name.split("/")[0]) not in {room, *DRESSED.get(room, set())}
        and not (used in floor and floor[used] > floor[room])
    ]
    assert wrong == []
