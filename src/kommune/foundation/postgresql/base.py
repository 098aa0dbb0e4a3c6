"""Django's PostgreSQL backend, telling the server before each statement which town is in scope."""

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base

from kommune.foundation.scope import town_in_scope

NO_TOWN = ""


class DatabaseWrapper(base.DatabaseWrapper):
    """Compares the town in scope with the one the server knows and corrects it first.

    The setting belongs to the connection; a rollback may take it back, so what the server knows
    is forgotten then. A connection without a town sees no row of any town.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._announced: str | None = None
        self.execute_wrappers.append(self._announce_first)

    def _announce_first(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        town = town_in_scope()
        wanted = NO_TOWN if town is None else str(town)
        if self._announced != wanted and self.connection is not None and not self.needs_rollback:
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT set_config('kommune.town', %s, false)", (wanted,))
            self._announced = wanted
        result = execute(sql, params, many, context)
        if isinstance(sql, str) and sql.startswith("ROLLBACK"):
            self._announced = None
        return result

    def init_connection_state(self) -> None:
        self._announced = None
        super().init_connection_state()

    def rollback(self) -> None:
        self._announced = None
        super().rollback()

    def close(self) -> None:
        self._announced = None
        super().close()
