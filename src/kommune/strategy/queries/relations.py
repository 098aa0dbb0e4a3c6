"""Goal relations as far as a rung of the release ladder may know of them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from kommune.municipalities.public import Rung
from kommune.strategy.models import GoalConflict, GoalRelation


def seen_relations(rung: Rung) -> QuerySet[GoalRelation]:
    """Relations without those below 0 whose conflict has not been released to this rung.

    A conflict seen too early by the wrong eyes ends the honest rating; until its card climbs the ladder,
    only the working group knows of it. That both goals are released is asked besides.
    """
    relations: QuerySet[GoalRelation] = GoalRelation.objects.all()
    if rung == Rung.WORKING_GROUP:
        return relations
    released = GoalConflict.objects.filter(
        digital_goal=OuterRef("digital_goal"), city_goal=OuterRef("city_goal"), released_to__gte=rung
    )
    return relations.filter(Q(score__gte=0) | Q(Exists(released)))
