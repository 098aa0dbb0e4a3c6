"""What people are being asked about stays while they answer."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from kommune.strategy.errors import AskedInOpenRound
from kommune.strategy.models import RoundPair
from kommune.strategy.shapes import RoundState


def require_unasked(*, goals: Iterable[UUID] = (), measures: Iterable[UUID] = ()) -> None:
    """Raise where an open round asks about one of these goals or measures.

    Deleting them would silently take along what raters answered, of which nobody keeps a copy.
    """
    ends, starts = list(goals), list(measures)
    asked = Q(goal__in=ends) | Q(digital_goal__in=ends) | Q(measure__in=starts)
    pairs = RoundPair.objects.filter(asked, round__state=RoundState.OPEN)
    pair = pairs.select_related("round").order_by("round_id", "position").first()
    if pair is not None:
        raise AskedInOpenRound(pair.round_id, pair.round.title)
