"""Reading the journal: history of one object, batches, the trash, the town's revision."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Func, Max, Q, UUIDField
from django.db.models.sql.compiler import SQLCompiler

from kommune.audit.images import registered_kinds
from kommune.audit.models import Entry, Revision
from kommune.audit.shapes import BatchSummary, Change
from kommune.foundation.prepared import Prepared
from kommune.foundation.scope import current_town


class JournalId(Func):
    """The text by which the journal knows a key: of a UUID with its dashes, however the database keeps it."""

    template = "CAST(%(expressions)s AS varchar(40))"
    output_field = CharField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """SQLite keeps UUIDs as 32 hexadecimal digits."""
        parts = ("1, 8", "9, 4", "13, 4", "17, 4", "21")
        dashed = " || '-' || ".join(f"substr(%(expressions)s, {part})" for part in parts)
        is_uuid = isinstance(self.source_expressions[0].output_field, UUIDField)
        return self.as_sql(compiler, connection, template=dashed if is_uuid else self.template, **context)


def history_of(
    kind: str, object_id: str, *, parts: Iterable[tuple[str, str]] = (), limit: int = 100
) -> list[Change]:
    """The changes of one object, newest first; one query.

    ``parts`` are pairs of a kind and its column that holds the object's id: rows that belong to it.
    """
    of_town = Entry.objects.filter(town_id=current_town())
    own = of_town.filter(kind=kind, object_id=object_id)
    belonging = [of_town.filter(_belongs(part, column, object_id)) for part, column in parts]
    entries = own.union(*belonging, all=True) if belonging else own
    return [change_from(entry) for entry in entries.order_by("-id")[:limit]]


def _belongs(part: str, column: str, object_id: str) -> Q:
    """Entries of the rows of one kind that belong to an object: those there now, and those deleted."""
    rows = registered_kinds()[part]._default_manager.filter(**{column: object_id}).order_by()
    gone = Entry.objects.filter(town_id=current_town(), kind=part, after__isnull=True)
    deleted = gone.filter(**{f"before__{column}": object_id}).order_by()
    ids = rows.values_list(JournalId("pk")).union(deleted.values_list("object_id"), all=True)
    return Q(kind=part, object_id__in=ids)


def trash(kinds: list[str], *, limit: int = 200) -> list[Change]:
    """Deleted objects of these kinds that do not exist again, newest first."""
    town = current_town()
    deleted = Entry.objects.filter(town_id=town, kind__in=kinds, after__isnull=True).order_by("-id")[:limit]
    latest = dict(
        Entry.objects.filter(town_id=town, object_id__in=[e.object_id for e in deleted])
        .values_list("object_id")
        .annotate(last=Max("at"))
    )
    alive = set(
        Entry.objects.filter(town_id=town, object_id__in=list(latest), before__isnull=True).values_list(
            "object_id", "at"
        )
    )
    return [
        change_from(entry)
        for entry in deleted
        if not any(object_id == entry.object_id and at > entry.at for object_id, at in alive)
    ]


def batch_summary(batch_id: UUID) -> BatchSummary | None:
    """What one batch did, or None where it is unknown here."""
    row = (
        Entry.objects.filter(town_id=current_town(), batch_id=batch_id)
        .values("batch_id", "at", "actor_id", "action")
        .order_by("batch_id")
        .annotate(
            created=Count("id", filter=Q(before__isnull=True)),
            deleted=Count("id", filter=Q(after__isnull=True)),
            total=Count("id"),
        )
        .first()
    )
    if row is None:
        return None
    return BatchSummary(
        batch_id=row["batch_id"],
        at=row["at"],
        actor_id=row["actor_id"],
        action=row["action"],
        created=row["created"],
        changed=row["total"] - row["created"] - row["deleted"],
        deleted=row["deleted"],
    )


def batch_changes(batch_id: UUID, *, limit: int = 1000) -> list[Change]:
    """The changes of one batch in order."""
    entries = Entry.objects.filter(town_id=current_town(), batch_id=batch_id).order_by("position")
    return [change_from(entry) for entry in entries[:limit]]


def latest_changes(*, limit: int = 50, action: str = "") -> list[Change]:
    """The newest changes of the town, of one action if named."""
    entries = Entry.objects.filter(town_id=current_town())
    if action:
        entries = entries.filter(action=action)
    return [change_from(entry) for entry in entries.order_by("-id")[:limit]]


def column_changes(kind: str, column: str, *, since: datetime) -> list[tuple[str, Any, Any]]:
    """Object id, value before and value after of each change since a moment, oldest first.

    Only changes of things that were there before and after, so that a large import costs nothing here.
    """
    entries = Entry.objects.filter(
        town_id=current_town(), kind=kind, at__gte=since, before__isnull=False, after__isnull=False
    )
    rows = entries.order_by("id").values_list("object_id", f"before__{column}", f"after__{column}")
    return list(rows)


def images_before(kinds: Iterable[str], *, at: datetime) -> dict[str, dict[str, dict[str, Any] | None]]:
    """By kind and object id, how each object that changed after ``at`` looked then; one query.

    None is an object that did not exist yet. What is not named has not changed since, so that the rows
    of today with these in their place are the rows of then.
    """
    found: dict[str, dict[str, dict[str, Any] | None]] = {kind: {} for kind in kinds}
    later = Entry.objects.filter(town_id=current_town(), kind__in=list(found), at__gt=at)
    for kind, object_id, before in later.order_by("id").values_list("kind", "object_id", "before"):
        found[kind].setdefault(object_id, before)
    return found


# Asked by whatever is kept until the town's data change, on some pages three times.
_revision_of = Prepared(lambda town_id: Revision.objects.filter(town_id=town_id).values_list("number"))


_remembered: ContextVar[dict[UUID, int] | None] = ContextVar("remembered_revisions", default=None)


def revision(town_id: UUID) -> int:
    """How often the town's data changed so far."""
    known = _remembered.get()
    if known is not None and town_id in known:
        return known[town_id]
    rows = _revision_of.rows(town_id=town_id)
    number = int(rows[0][0]) if rows else 0
    if known is not None:
        known[town_id] = number
    return number


@contextmanager
def revisions_remembered() -> Iterator[None]:
    """Ask for a town's revision once inside, as long as nothing is changed here: for a page that only shows.

    What is kept under a revision that moved on meanwhile is newer than its name, never older.
    """
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def forget_revisions() -> None:
    """Ask the database again from here on, since something is being changed."""
    _remembered.set(None)


def change_from(entry: Entry) -> Change:
    """The plain value of a journal row."""
    return Change(
        id=entry.id,
        batch_id=entry.batch_id,
        at=entry.at,
        actor_id=entry.actor_id,
        action=entry.action,
        kind=entry.kind,
        object_id=entry.object_id,
        label=entry.label,
        before=entry.before,
        after=entry.after,
        reason=entry.reason,
    )
