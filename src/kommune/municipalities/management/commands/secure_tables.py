"""Protects every town's rows on PostgreSQL; run after each migration, as the owner of the tables."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kommune.foundation import environment
from kommune.municipalities.row_security import secure_tables


class Command(BaseCommand):
    """Row-level security for every table with a town, and grants for the application's role."""

    help = "Turns on row-level security for every town's tables and grants the application's role its rights."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--role", default=environment.text("DATABASE_ROLE"), help="the application's role"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = secure_tables(options["role"])
        self.stdout.write(f"{count} tables protected." if count else "Nothing to protect on this database.")
