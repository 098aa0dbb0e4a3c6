"""What the analysis's codes say in words: figures, formulas, sentences, unknowns, decisions, findings."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure's name and how it is calculated."""

    label: Text
    formula: Text


FIGURES: dict[str, FigureText] = {
    "city_goals_without_measure": FigureText(
        _("City goals that nothing digital works for"),
        _(
            "City goals in force that no active measure reaches: neither directly nor through a digital goal "
            "that serves them. A goal counts as reached if one of its sub-goals is."
        ),
    ),
    "city_goals_direct": FigureText(
        _("City goals with a measure of their own"),
        _("City goals in force that at least one active measure is linked to directly."),
    ),
    "digital_goals_without_measure": FigureText(
        _("Digital goals without a measure"), _("Digital goals in force that no active measure is linked to.")
    ),
    "digital_goals_without_city_goal": FigureText(
        _("Digital goals without a city goal"),
        _("Digital goals in force for which the list names no city goal that they serve."),
    ),
    "measures_active": FigureText(_("Active measures"), _("Measures that have not ended.")),
    "measures_without_goal": FigureText(
        _("Measures without a goal"), _("Active measures for which nobody named a goal.")
    ),
    "measures_goals_outdated": FigureText(
        _("Measures with outdated goals only"),
        _("Active measures whose goals all belong to superseded strategies."),
    ),
    "measures_without_owner": FigureText(
        _("Measures without an owner"), _("Active measures from “reviewed” on without a named person.")
    ),
    "measures_without_unit": FigureText(
        _("Measures without a lead unit"), _("Active measures from “reviewed” on without a lead unit.")
    ),
    "measures_without_money": FigureText(
        _("Measures without a cost"), _("Active measures from “decided” on for which no cost is stated.")
    ),
    "measures_without_start": FigureText(
        _("Measures without a start"),
        _("Active measures from “decided” on, not yet in operation, without a start."),
    ),
    "measures_without_end": FigureText(
        _("Measures without an end"),
        _("Active measures from “decided” on, not yet in operation, without an end."),
    ),
    "measures_stale": FigureText(
        _("Measures without fresh news"),
        _("Measures from “decided” on, not yet in operation, without a status report in the last 180 days."),
    ),
    "measures_overdue": FigureText(
        _("Overdue measures"), _("Active measures, not in operation, whose end has passed.")
    ),
    "measures_same_title": FigureText(
        _("Measures with the same title"), _("Active measures whose title occurs more than once.")
    ),
    "money_known": FigureText(
        _("Measures with a known cost"), _("Active measures with at least one stated amount.")
    ),
    "money_total": FigureText(_("Known cost"), _("Sum of all stated amounts of active measures.")),
    "money_without_goal": FigureText(
        _("Money that serves no goal"),
        _(
            "Known cost of active measures without a goal in force, divided by the known cost of all "
            "active measures."
        ),
    ),
    "money_without_city_goal": FigureText(
        _("Money that reaches no city goal"),
        _(
            "Known cost that arrives at no city goal, divided by all known cost. A measure's cost is "
            "shared over "
            "its goals by contribution and over their city goals by relation."
        ),
    ),
}

SENTENCES: dict[str, Text] = {
    "nothing_yet": _("There is nothing to say yet: no goals and no measures."),
    "city_goals_unknown": _(
        "Whether the %(of)s city goals are served cannot be known yet: no list says what serves them."
    ),
    "city_goals_without_measure": _("For %(value)s of %(of)s city goals nothing digital is working."),
    "city_goals_all_reached": _("Every one of the %(of)s city goals has something digital working for it."),
    "money_without_goal": _(
        "%(value)s of the known money serves no goal (cost known for %(known)s of %(of)s)."
    ),
    "measures_without_goal": _("%(value)s of %(of)s measures name no goal."),
    "measures_overdue": _("%(value)s of %(of)s measures are past their end and not finished."),
    "measures_stale": _("For %(value)s of %(of)s measures nobody has reported for half a year."),
    "digital_goals_without_measure": _("%(value)s of %(of)s digital goals have no measure."),
    "measures_without_owner": _("%(value)s of %(of)s measures have no owner."),
    "measures_without_money": _("For %(value)s of %(of)s measures nobody knows the cost."),
    "money_known": _("The cost is known for %(value)s of %(of)s measures."),
    "measures_active": _("%(value)s of %(of)s measures are active."),
    "measures_goals_outdated": _("%(value)s of %(of)s measures serve outdated goals only."),
}

UNKNOWNS: dict[str, Text] = {
    "no_city_strategy": _(
        "There is no city strategy here yet; without it nothing can be checked against it."
    ),
    "no_digital_strategy": _("There is no digital strategy here yet."),
    "no_measures": _("There are no measures here yet."),
    "relations_missing": _(
        "Nobody has said yet how the %(digital_goals)s digital goals serve the %(city_goals)s city goals."
    ),
    "strengths_from_list": _(
        "%(links)s of %(of)s links come from the list and were rated by nobody; they count as they "
        "stand there."
    ),
    "costs_missing": _("The cost of %(missing)s of %(of)s measures is unknown; unknown is not zero."),
    "no_reports": _("There are no status reports yet; what has stalled cannot be seen."),
}

DECISIONS: dict[str, Text] = {
    "decide": _("Begins soon and is not decided."),
    "fund": _("Begins soon and has no money."),
    "cost_unknown": _("Decided, but nobody knows the cost."),
    "overdue": _("The end has passed; continue, adapt or end it?"),
}

FINDINGS: dict[str, tuple[Text, Text, Text]] = {
    "city_goal_without_measure": (
        _("City goal without anything digital"),
        _("Nothing digital works for the city goal “%(subject)s”."),
        _(
            "Plan a measure for it, link one that already serves it, or say that this goal needs "
            "nothing digital."
        ),
    ),
    "digital_goal_without_measure": (
        _("Digital goal without a measure"),
        _("No measure works for the digital goal “%(subject)s”."),
        _("Plan a measure, link one, or leave the goal out of the next edition."),
    ),
    "digital_goal_without_city_goal": (
        _("Digital goal without a city goal"),
        _("The digital goal “%(subject)s” serves no city goal."),
        _("Name the city goal that it serves."),
    ),
    "measure_without_goal": (
        _("Measure without a goal"),
        _("“%(subject)s” serves no goal."),
        _("Link it to the goal that it serves, or ask whether it is still needed."),
    ),
    "measure_goals_outdated": (
        _("Measure with outdated goals"),
        _("“%(subject)s” serves only goals of a superseded strategy."),
        _("Link it to a goal in force."),
    ),
    "measure_without_owner": (
        _("Measure without an owner"),
        _("“%(subject)s” has no owner."),
        _("Name one person who answers for it."),
    ),
    "measure_without_unit": (
        _("Measure without a lead unit"),
        _("“%(subject)s” has no lead unit."),
        _("Name the unit that leads."),
    ),
    "measure_without_money": (
        _("Measure without a cost"),
        _("Nobody knows what “%(subject)s” costs."),
        _("Enter an estimate by year; 0 if it costs nothing."),
    ),
    "measure_without_dates": (
        _("Measure without dates"),
        _("“%(subject)s” lacks its start or its end."),
        _("Enter when it starts and ends."),
    ),
    "measure_stale": (
        _("Measure without fresh news"),
        _("Nobody has reported on “%(subject)s” for half a year."),
        _("Ask the owner for two sentences."),
    ),
    "measure_overdue": (
        _("Overdue measure"),
        _("“%(subject)s” should have ended and has not."),
        _("Decide: set a new date, or end it honestly."),
    ),
    "measures_same_title": (
        _("Measures with the same title"),
        _("“%(subject)s” stands in the list more than once."),
        _("Merge them, or tell them apart by their titles."),
    ),
}
