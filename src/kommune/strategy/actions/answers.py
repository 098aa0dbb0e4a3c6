"""Answering a finding with a measure, already linked to the goals it serves."""

from uuid import UUID

from django.utils.translation import gettext as _

from kommune.audit.public import journal
from kommune.findings.public import finding_for, mark_in_work, read_findings
from kommune.foundation.ids import parse_id
from kommune.municipalities.public import ForeignTown, Viewer, create_object, require
from kommune.strategy.models import Contribution, Goal, Measure, MeasureFinding
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import Origin, StrategyKind, StrategyState


def make_measure_of(*, by: Viewer, finding_id: UUID, slug: str) -> UUID:
    """A new idea for the goal of the finding, linked to it and to the goals it proposes; returns its id."""
    require(may_edit_strategies(by))
    finding = finding_for(by, finding_id)
    if finding is None:
        raise ForeignTown
    sentence = read_findings([finding], slug)[0].sentence
    with journal(action="make_measure_of", actor_id=by.user_id) as batch:
        goal_ids = [parse_id(str(goal)) for goal in finding.proposed_goals]
        goals = Goal.objects.filter(id__in=[goal for goal in goal_ids if goal])
        digital = goals.filter(strategy__kind=StrategyKind.DIGITAL).exclude(
            strategy__state=StrategyState.SUPERSEDED
        )
        first = digital.select_related("strategy").first()
        measure = Measure(
            title=_title(first or goals.first(), sentence)[:500],
            aim=sentence,
            strategy=first.strategy if first else None,
            position=Measure.objects.count() + 1,
        )
        create_object(batch, measure)
        create_object(batch, MeasureFinding(measure=measure, finding_id=finding.id))
        for goal in goals:
            link = Contribution(measure=measure, goal=goal, strength=2, origin=Origin.LIST)
            create_object(batch, link)
        mark_in_work(by=by, finding_id=finding.id)
    return measure.id


def _title(goal: Goal | None, sentence: str) -> str:
    """An idea for the goal that it answers; a title that says what lacks would be untrue with the measure."""
    return _("Idea for “%(goal)s”") % {"goal": goal} if goal else sentence
