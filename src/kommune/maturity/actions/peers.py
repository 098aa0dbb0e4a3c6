"""Comparing: letting other towns count own values, taking that back, bringing values from a file."""

from collections.abc import Collection, Sequence
from typing import BinaryIO
from uuid import UUID

from kommune.audit.public import journal
from kommune.maturity.errors.peers import FigureUnknown, KeyMissing
from kommune.maturity.figure_file import ReadValue, read_figures
from kommune.maturity.models import BroughtFigure, ReleasedFigure
from kommune.maturity.queries.peers import own_figures
from kommune.maturity.rules import may_release_figures
from kommune.municipalities.public import (
    TownShape,
    Viewer,
    change_object,
    create_object,
    delete_objects,
    require,
)


def release_figures(*, by: Viewer, town: TownShape, keys: Collection[str]) -> UUID:
    """Release exactly these own values as they are now; all others are withdrawn. Returns the batch.

    Raises ``KeyMissing`` for a town without an official key and ``FigureUnknown`` for a value that is not
    known now and was not released before.
    """
    require(may_release_figures(by))
    if not town.ags:
        raise KeyMissing
    own = own_figures(by)
    present = {row.figure: row for row in ReleasedFigure.objects.all()}
    if set(keys) - own.keys() - present.keys():
        raise FigureUnknown
    with journal(action="release_figures", actor_id=by.user_id) as batch:
        delete_objects(batch, [row for key, row in present.items() if key not in keys])
        for key in sorted(set(keys) & own.keys()):
            values = {"ags": town.ags, "value": own[key].value, "as_of": own[key].as_of}
            if key in present:
                change_object(batch, present[key], values, None)
            else:
                create_object(batch, ReleasedFigure(figure=key, **values))
    return batch.id


def withdraw_figures(*, by: Viewer) -> UUID:
    """Take back every released value; other towns' comparisons lose it at once. Returns the batch."""
    require(may_release_figures(by))
    with journal(action="withdraw_figures", actor_id=by.user_id) as batch:
        delete_objects(batch, ReleasedFigure.objects.all())
    return batch.id


def bring_figures(*, by: Viewer, stream: BinaryIO, filename: str, source: str) -> UUID:
    """Take in values of other towns from a file, all or nothing, for this town's eyes only.

    A value that stands here already for the same town and figure is replaced. Raises ``FiguresUnreadable``.
    """
    require(may_release_figures(by))
    return keep_figures(by=by, values=read_figures(stream, filename), source=source or filename)


def keep_figures(*, by: Viewer, values: Sequence[ReadValue], source: str) -> UUID:
    """Keep values that were read from a file; returns the batch."""
    require(may_release_figures(by))
    present = {(row.ags, row.figure): row for row in BroughtFigure.objects.all()}
    with journal(action="bring_figures", actor_id=by.user_id) as batch:
        for one in values:
            found = present.get((one.ags, one.figure))
            if found:
                change_object(batch, found, {"value": one.value, "source": source[:300]}, None)
            else:
                told = BroughtFigure(ags=one.ags, figure=one.figure, value=one.value, source=source[:300])
                create_object(batch, told)
    return batch.id


def drop_figures(*, by: Viewer, source: str) -> UUID:
    """Forget the values of one file; returns the batch."""
    require(may_release_figures(by))
    with journal(action="drop_figures", actor_id=by.user_id) as batch:
        delete_objects(batch, BroughtFigure.objects.filter(source=source))
    return batch.id
