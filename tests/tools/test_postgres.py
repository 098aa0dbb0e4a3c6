"""The tests on PostgreSQL run under the application's role, which row-level security binds."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_on_postgresql_tests_work_under_the_role_that_cannot_lift_row_security() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("kommune_app",)
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'django_migrations'")
        assert cursor.fetchone() == ("kommune_owner",)
