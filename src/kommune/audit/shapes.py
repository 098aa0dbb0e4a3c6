"""What the journal hands out: plain values, no database objects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Change:
    """One journalled change; ``before``/``after`` map field names to JSON values."""

    id: UUID
    batch_id: UUID
    at: datetime
    actor_id: UUID | None
    action: str
    kind: str
    object_id: str
    label: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reason: str

    @property
    def changed_fields(self) -> list[str]:
        """Names of the fields whose value differs, all of them for a creation or deletion."""
        before, after = self.before or {}, self.after or {}
        return [name for name in {**before, **after} if before.get(name) != after.get(name)]


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What one batch did, for lists of imports and the trash."""

    batch_id: UUID
    at: datetime
    actor_id: UUID | None
    action: str
    created: int
    changed: int
    deleted: int
