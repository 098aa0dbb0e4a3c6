"""On PostgreSQL, tables of what people said without a name are vacuumed as soon as a row was deleted."""

import pytest
from django.apps import apps
from django.db import connection

SHEETS = {"RoundRater", "BlindRating"}


@pytest.mark.django_db
def test_every_table_of_answers_is_vacuumed_at_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite overwrites what is deleted by itself")
    tables = {
        model._meta.db_table
        for model in apps.get_models()
        if model.__name__ in SHEETS
        or (not getattr(model, "is_in_backups", True) and model._meta.app_label == "maturity")
    }
    assert len(tables) == 8
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, reloptions FROM pg_class WHERE relname = ANY(%s)", [list(tables)])
        options = dict(cursor.fetchall())
    for table in tables:
        assert "autovacuum_vacuum_threshold=0" in options[table], table
        assert "autovacuum_vacuum_scale_factor=0" in options[table], table
