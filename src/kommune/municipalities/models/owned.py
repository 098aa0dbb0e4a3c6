"""Abstract parents of everything that belongs to a town: scoped by default, raising without a scope."""

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.foundation.ids import new_id
from kommune.foundation.scope import current_town
from kommune.municipalities.shapes import Rung, Viewer

Row = TypeVar("Row", bound=models.Model, covariant=True)


class TownManager(models.Manager[Row]):
    """Only rows of the town in scope; ``NoTownInScope`` is raised where there is none."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(town_id=current_town())


class TownOwned(models.Model):
    """A row that belongs to one town, with the town on it."""

    town = models.ForeignKey(
        "municipalities.Municipality",
        on_delete=models.CASCADE,
        related_name="+",
        default=current_town,
        editable=False,
    )

    objects: TownManager[Any] = TownManager()

    class Meta:
        abstract = True


class TownObject(TownOwned):
    """A row with an address and a history: time-ordered id and a version against stale writes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Released(models.Model):
    """Something that climbs the release ladder."""

    released_to = models.PositiveSmallIntegerField(
        _("visible to"), choices=Rung.choices, default=Rung.WORKING_GROUP
    )

    class Meta:
        abstract = True

    def is_visible_to(self, viewer: Viewer) -> bool:
        """Whether the viewer stands high enough; the same rule as ``released_for``."""
        return self.released_to >= viewer.clearance


def released_for(viewer: Viewer, path: str = "released_to") -> models.Q:
    """The filter for what a viewer may see; ``path`` leads to the released object."""
    return models.Q(**{f"{path}__gte": viewer.clearance})
