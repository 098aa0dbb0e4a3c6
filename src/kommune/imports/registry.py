"""Wings that take in lists; each registers its targets and how rows of them are planned."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from kommune.imports.desk import Desk
from kommune.imports.shapes import Download, Place, TableIn, Target, Text, WingPlan
from kommune.municipalities.public import Viewer

Report = Callable[[int, int | None, str], None]


class ImportWing(Protocol):
    """What a wing must offer; its tables are planned together, since they name one another."""

    key: str

    @property
    def targets(self) -> Sequence[Target]:
        """What a sheet may hold, parents before children."""

    @property
    def sentences(self) -> Mapping[str, Text]:
        """What the codes of its problems say."""

    def places(self, viewer: Viewer) -> list[Place]:
        """What rows may go into: existing things first, then kinds of new ones."""

    def plan(self, tables: Sequence[TableIn], desk: Desk, viewer: Viewer, report: Report) -> WingPlan:
        """Compare the rows with what is stored, and say what is to be written; writes nothing."""

    def downloads(self) -> Sequence[Download]:
        """Templates to fill in, and the town's own data in the form that comes back in."""

    def download(self, key: str, viewer: Viewer) -> bytes:
        """The bytes of one download, holding only what the viewer may see."""


_wings: dict[str, ImportWing] = {}


def register_targets(wing: ImportWing) -> None:
    """Make a wing's targets known; called in ``AppConfig.ready``."""
    _wings[wing.key] = wing


def wings() -> list[ImportWing]:
    """All wings that take in lists."""
    return list(_wings.values())


def all_targets() -> list[Target]:
    """All targets in their order."""
    return sorted(
        (target for wing in _wings.values() for target in wing.targets), key=lambda target: target.order
    )


def target_by_key(key: str) -> Target | None:
    """The target of this key, or None."""
    return next((target for target in all_targets() if target.key == key), None)
