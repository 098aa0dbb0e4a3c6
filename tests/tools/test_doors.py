"""The contract on doors: another room is entered through its public module only."""

import grimp
import pytest

from tools.doors import DoorContract


def is_kept(importer: str, imported: str) -> bool:
    graph = grimp.ImportGraph()
    graph.add_import(importer=importer, imported=imported, line_number=3, line_contents="import")
    options = {
        "package": "kommune",
        "free": ["foundation", "analysis", "standards"],
        "fronts": ["project", "workbench"],
    }
    contract = DoorContract("Doors", {}, {**options})
    return contract.check(graph, verbose=False).kept


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("kommune.strategy.models", "kommune.municipalities.public"),
        ("kommune.strategy.models", "kommune.municipalities.public.towns"),
        ("kommune.strategy.web.pages", "kommune.strategy.actions"),
        ("kommune.strategy.actions", "kommune.analysis.portfolio"),
        ("kommune.strategy.web.pages", "kommune.foundation.tables"),
        ("kommune.project.urls", "kommune.strategy.web.urls"),
        ("kommune.workbench.apps", "kommune.strategy.api.router"),
        ("kommune.strategy.models", "django.db.models"),
    ],
)
def test_an_import_through_the_door_is_kept(importer: str, imported: str) -> None:
    assert is_kept(importer, imported)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("kommune.strategy.models", "kommune.municipalities.models"),
        ("kommune.strategy.queries", "kommune.findings.queries"),
        ("kommune.strategy.web.urls", "kommune.findings.web.urls"),
        ("kommune.project.urls", "kommune.strategy.models"),
        ("kommune.workbench.web.pages", "kommune.strategy.web.pages"),
        ("kommune.strategy.models", "kommune.municipalities"),
    ],
)
def test_an_import_through_the_wall_is_broken(importer: str, imported: str) -> None:
    assert not is_kept(importer, imported)
