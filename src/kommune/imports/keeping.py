"""What a preview would write is kept packed, so that a confirmation writes it without planning again."""

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import models

from kommune.audit.public import (
    Batch,
    Made,
    image_of,
    instance_from,
    kind_of,
    made_of,
    registered_kinds,
    revision,
)
from kommune.foundation.scope import current_town
from kommune.imports.errors import PreviewOutdated
from kommune.imports.models import ImportSession, PlanPart
from kommune.imports.shapes import Write
from kommune.municipalities.public import change_in_bulk, delete_in_bulk

PART_ROWS = 1_000
_FAST = 1


def keep_writes(session: ImportSession, writes: Iterable[Write]) -> None:
    """Put aside what a confirmation would write, in place of what was kept before; the caller saves.

    ``summary`` then says how many rows that are, and for which shape of the tables they were made.
    """
    session.parts.all().delete()
    rows = 0
    for position, (part, number) in enumerate(_parts(writes)):
        PlanPart.objects.create(session=session, position=position, data=_packed(part))
        rows += number
    session.summary = {**session.summary, "rows": rows, "tables": tables_digest()}


def forget_writes(session: ImportSession) -> None:
    """Throw away what was kept; the caller saves ``summary``, which no longer tells of it."""
    session.parts.all().delete()
    session.summary = {key: told for key, told in session.summary.items() if key not in {"rows", "tables"}}


def is_fresh(session: ImportSession) -> bool:
    """Whether what was kept may be written: no data and no table changed since the preview."""
    is_same_shape = session.summary.get("tables") == tables_digest()
    return is_same_shape and session.plan_revision == revision(current_town())


def write_kept(session: ImportSession, batch: Batch) -> None:
    """Write everything that was kept inside the open batch; one part at a time is in memory.

    Raises ``PreviewOutdated`` where an object was changed since it was planned.
    """
    positions = list(session.parts.values_list("position", flat=True))
    for position in positions:
        data = session.parts.values_list("data", flat=True).get(position=position)
        _write(_unpacked(data), batch)
    forget_writes(session)


def tables_digest() -> str:
    """The same while all journalled tables have the same columns."""
    columns = [
        [kind, *(field.attname for field in model._meta.concrete_fields)]
        for kind, model in registered_kinds().items()
    ]
    return hashlib.sha256(json.dumps(columns).encode()).hexdigest()[:16]


def _packed(part: dict[str, Any]) -> str:
    return b64encode(zlib.compress(json.dumps(part, separators=(",", ":")).encode(), _FAST)).decode()


def _unpacked(data: str) -> dict[str, Any]:
    part: dict[str, Any] = json.loads(zlib.decompress(b64decode(data)))
    return part


def _parts(writes: Iterable[Write]) -> Iterator[tuple[dict[str, Any], int]]:
    for write in writes:
        for gone in _pieces(write.gone):
            yield {"kind": kind_of(gone[0]), "gone": [image_of(one) for one in gone]}, len(gone)
        for made in _pieces(write.made):
            rows = made_of(made)
            part = {"kind": rows.kind, "names": rows.names, "made": rows.rows, "labels": rows.labels}
            yield part, len(made)
        for changed in _pieces(write.changed):
            images = [[image_of(one), before] for one, before in changed]
            yield {"kind": kind_of(changed[0][0]), "changed": images}, len(changed)


def _pieces(things: Sequence[Any]) -> Iterator[list[Any]]:
    iterator = iter(things)
    while piece := list(islice(iterator, PART_ROWS)):
        yield piece


def _write(part: dict[str, Any], batch: Batch) -> None:
    kind = part["kind"]
    if "gone" in part:
        delete_in_bulk(batch, [instance_from(kind, image) for image in part["gone"]])
    elif "made" in part:
        batch.insert(Made(kind, part["names"], part["made"], part["labels"]))
    else:
        changed: list[tuple[models.Model, dict[str, Any]]] = [
            (instance_from(kind, after), before) for after, before in part["changed"]
        ]
        if not change_in_bulk(batch, changed):
            raise PreviewOutdated
