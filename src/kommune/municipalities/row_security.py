"""Row-level security on PostgreSQL: the server itself shows only rows of the town in scope.

The owner of the tables migrates; the application works under a role without any right to bypass.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction

TOWN_POLICY = "town_only"
OWN_POLICY = "own_memberships"
SHARED_POLICY = "read_by_all_towns"
TOWN_SET = "nullif(current_setting('kommune.town', true), '')::uuid"
PERSON_SET = "nullif(current_setting('kommune.person', true), '')::uuid"
MEMBERSHIPS = "municipalities_membership"


def protected_models() -> list[type[models.Model]]:
    """Every managed model of any app whose rows carry a ``town_id``."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and any(field.column == "town_id" for field in model._meta.local_concrete_fields)
    ]


def is_read_by_all_towns(model: type[models.Model]) -> bool:
    """Whether rows of a table are what towns told each other; each is written by its own town alone."""
    return bool(getattr(model, "is_read_by_all_towns", False))


def security_statements() -> list[str]:
    """SQL that protects every town's rows; may be executed again at any time.

    Beside the town's rows, a person may read her own memberships in all towns: the start page asks for
    them before any town is in scope. What a town released for others is read by all and written by it.
    """
    statements = []
    for model in protected_models():
        table = connection.ops.quote_name(model._meta.db_table)
        same_town = f"town_id = {TOWN_SET}"
        statements += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS {TOWN_POLICY} ON {table}",
            f"CREATE POLICY {TOWN_POLICY} ON {table} USING ({same_town}) WITH CHECK ({same_town})",
        ]
        if is_read_by_all_towns(model):
            statements += [
                f"DROP POLICY IF EXISTS {SHARED_POLICY} ON {table}",
                f"CREATE POLICY {SHARED_POLICY} ON {table} FOR SELECT USING (true)",
            ]
    return [
        *statements,
        f"DROP POLICY IF EXISTS {OWN_POLICY} ON {MEMBERSHIPS}",
        f"CREATE POLICY {OWN_POLICY} ON {MEMBERSHIPS} FOR SELECT USING (user_id = {PERSON_SET})",
    ]


def grant_statements(role: str) -> list[str]:
    """SQL that lets the application's role read and write rows and nothing else."""
    quoted = connection.ops.quote_name(role)
    return [
        f"GRANT USAGE ON SCHEMA public TO {quoted}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}",
        f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {quoted}",
    ]


def secure_tables(role: str = "") -> int:
    """Protect all tables and grant the application's role; returns how many tables are protected.

    Call after each migration, as the owner of the tables. Does nothing on other servers than PostgreSQL.
    """
    if connection.vendor != "postgresql":
        return 0
    statements = security_statements() + (grant_statements(role) if role else [])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for statement in statements:
            cursor.execute(statement)
        if role:
            cursor.execute(f"SET ROLE {connection.ops.quote_name(role)}")
    return len(protected_models())


@contextmanager
def person_announced(user_id: UUID) -> Iterator[None]:
    """Tell the server whose memberships may be read across towns, for the length of one block."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kommune.person', %s, true)", [str(user_id)])
        yield
        cursor.execute("SELECT set_config('kommune.person', '', true)")
