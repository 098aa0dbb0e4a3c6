"""What other wings have to say on a measure's page: one line each with a link, registered by them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from kommune.municipalities.public import Viewer


@dataclass(frozen=True, slots=True)
class MeasureLink:
    """A line on a measure's page: what it is, where it leads, what is worth knowing beside it."""

    label: str
    url: str
    note: str = ""


LinkMaker = Callable[[Viewer, str, UUID, bool], Sequence[MeasureLink]]

_makers: dict[str, LinkMaker] = {}


def register_measure_links(key: str, maker: LinkMaker) -> None:
    """Let a wing add lines to measures' pages; called in ``AppConfig.ready``.

    ``maker`` takes the viewer, the town's slug, the measure's id, and whether the viewer may edit it.
    """
    _makers[key] = maker


def links_beside(viewer: Viewer, slug: str, measure_id: UUID, *, may_edit: bool) -> list[MeasureLink]:
    """All lines for a measure, in the order in which the wings registered."""
    return [link for maker in _makers.values() for link in maker(viewer, slug, measure_id, may_edit)]
