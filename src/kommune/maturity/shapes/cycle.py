"""States of a station of the strategy cycle and of the papers that it owes."""

from django.db import models
from django.utils.translation import pgettext_lazy


class StationState(models.TextChoices):
    """Where a station stands, as a person said."""

    OPEN = "open", pgettext_lazy("station", "open")
    UNDER_WAY = "under_way", pgettext_lazy("station", "under way")
    DONE = "done", pgettext_lazy("station", "done")
    RENEW = "renew", pgettext_lazy("station", "to be renewed")


class PaperState(models.TextChoices):
    """Where a paper of a station stands."""

    OWED = "owed", pgettext_lazy("owed paper", "owed")
    MADE = "made", pgettext_lazy("owed paper", "made")
    ADOPTED = "adopted", pgettext_lazy("owed paper", "adopted")
