"""What every test may ask for: the database on either server, real data, a browser."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from kommune.foundation.minute_counts import forget_counts
from kommune.municipalities.row_security import secure_tables
from tools.system_packages import find_chromium, is_ci

ROOT = Path(__file__).resolve().parent.parent
# Switches its own notices on when it is read; read before pytest's filters, these hold.
import_module("authlib.deprecate")
GRANTS = (
    "GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}",
)
# A test that neither is marked nor asks for one of these cannot reach the database at all.
DATABASE_FIXTURES = {"_django_db_helper", "admin_client", "db", "live_server", "transactional_db"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `pure` what touches no database, so that one run serves both database kinds."""
    for item in items:
        if not touches_database(item):
            item.add_marker("pure")


def touches_database(item: pytest.Item) -> bool:
    wanted: list[str] = getattr(item, "fixturenames", [])
    in_class = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    marked = item.get_closest_marker("django_db") is not None
    return marked or in_class or not DATABASE_FIXTURES.isdisjoint(wanted)


@pytest.fixture(autouse=True)
def the_houses_language() -> Iterator[None]:
    """Begin every test in the language of the installation, whatever another test read its last page in."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _no_counts_of_other_tests() -> None:
    """Let no test run into a limit because of what the one before it sent in the same minute."""
    forget_counts()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of files from real towns beside the repository; tests are skipped where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no folder of real data beside the repository")
    return folder


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser of the system; without it the test is skipped, where CI=true it fails."""
    found = find_chromium()
    if found is None:
        if is_ci():
            pytest.fail("Chromium is missing, and no browser test may be left out where CI=true")
        pytest.skip("Chromium is missing")
    return found


@pytest.fixture(scope="session")
def application_role(django_db_modify_db_settings: None) -> str | None:
    """The role that the application takes on PostgreSQL; taken off here, so that the owner migrates."""
    role: str | None = connection.settings_dict["OPTIONS"].pop("assume_role", None)
    return role


@pytest.fixture(scope="session")
def django_db_setup(
    application_role: str | None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Hand the migrated database to the application's role, under which row-level security holds."""
    if application_role is None:
        yield
        return
    options = connection.settings_dict["OPTIONS"]
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            for grant in GRANTS:
                cursor.execute(grant.format(role=connection.ops.quote_name(application_role)))
        secure_tables(application_role)
        options["assume_role"] = application_role
        connection.close()
    yield
    with django_db_blocker.unblock():
        connection.close()
    del options["assume_role"]
