"""Values beside which towns look at themselves: released ones, and those that a town brought from a file."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.public import TownObject


class ReleasedFigure(TownObject):
    """A value that a town lets other towns of this installation count; they read it, only it writes it.

    Withdrawing deletes the row, and with it the value in every comparison.
    """

    is_read_by_all_towns: ClassVar[bool] = True

    ags = models.CharField(max_length=8)
    figure = models.CharField(_("figure"), max_length=60)
    value = models.FloatField(_("value"))
    as_of = models.DateField(_("as of"))

    class Meta:
        verbose_name = _("value released for comparing")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "figure"], name="figure_released_once")
        ]

    def __str__(self) -> str:
        return f"{self.figure}: {self.value:g}"


class BroughtFigure(TownObject):
    """A value of another town that this town brought from a file; seen in this town only."""

    ags = models.CharField(max_length=8)
    figure = models.CharField(_("figure"), max_length=60)
    value = models.FloatField(_("value"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("value of another town")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "ags", "figure"], name="figure_brought_once")
        ]

    def __str__(self) -> str:
        return f"{self.ags} {self.figure}: {self.value:g}"
