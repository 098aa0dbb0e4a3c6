"""What the figures of the alignment are called, how they are reckoned, and what they say, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class AlignmentText:
    """A figure's name, what it says in one line beside its value, and how it is reckoned.

    ``head`` names the column of values in its explanation.
    """

    label: Text
    says: Text
    formula: Text
    head: Text


ALIGNMENT_FIGURES: Mapping[str, AlignmentText] = {
    "coverage": AlignmentText(
        _("Coverage"),
        _("of the weight of the city goals is served by a digital goal"),
        _(
            "The weights of all city goals that at least one digital goal serves (relation of +1 or more), "
            "added up. Whether others work against the same goal does not lower this figure; that is the "
            "conflict load."
        ),
        _("strongest relation"),
    ),
    "depth": AlignmentText(
        _("Depth"),
        _("of the strongest support that is possible"),
        _(
            "For each city goal the strongest relation of a digital goal, divided by 3, times the weight of "
            "the city goal; all added up. 100 % would be a +3 for every goal."
        ),
        _("strongest relation"),
    ),
    "anchoring": AlignmentText(
        _("Anchoring"),
        _("of the digital goals serve at least one city goal"),
        _("Digital goals with at least one relation of +1 or more, divided by all digital goals."),
        _("strongest relation"),
    ),
    "conflict": AlignmentText(
        _("Conflict load"),
        _("of all rated effects work against a city goal"),
        _(
            "Every relation below 0 times the weight of its city goal, added up without sign, divided by the "
            "same sum over all relations. Support and conflict are never set off against each other."
        ),
        _("relation"),
    ),
    "delivery_coverage": AlignmentText(
        _("Coverage by deeds"),
        _("of the weight is carried by a funded measure with an owner"),
        _(
            "The weights of all city goals to which a path leads from a measure that is funded, running or "
            "in operation and has an owner, over a digital goal that serves the city goal."
        ),
        _("strength of the path"),
    ),
    "overlap": AlignmentText(
        _("Money follows weight"),
        _("of the known money lies where the weights say"),
        _(
            "For each city goal the smaller of its weight and its share of the known money, added up. A "
            "measure's cost is shared over city goals by contribution times relation; unknown costs are left "
            "out, not counted as zero."
        ),
        _("share of the money"),
    ),
    "unallocated": AlignmentText(
        _("Money without a city goal"),
        _("of the known money reaches no city goal"),
        _(
            "The known cost of active measures from which no path of support leads to a city goal, divided "
            "by the known cost of all active measures."
        ),
        _("cost"),
    ),
    "guard": AlignmentText(
        _("How much the ratings tell"),
        _("of all pairs of digital goal and city goal are rated"),
        _(
            "Rated pairs divided by all possible pairs; values taken over from a parent goal are not "
            "counted. If nearly every pair has a value (80 % or more), or nearly always the same one (95 % "
            "or more), the ratings tell no goal from another and the figures above mean little."
        ),
        _("relation"),
    ),
}

HEADLINES = ("coverage", "depth", "anchoring", "conflict", "delivery_coverage", "overlap")
MONEY_FIGURES = frozenset({"overlap", "unallocated"})

SENTENCES: Mapping[str, Text] = {
    "orphans": _("%(value)s of %(of)s city goals are served by nothing digital."),
    "no_orphans": _("%(value)s of %(of)s city goals are served by something digital."),
    "no_conflict": _("%(value)s of the rated relations work against a city goal."),
    "money": _(
        "%(value)s of the known money reaches no city goal (cost known for %(known)s of %(of)s measures)."
    ),
    "money_unknown": _("Where the money goes cannot be known: the cost of all %(of)s measures is unknown."),
    "no_measures": _("Where the money goes cannot be known: there are no active measures."),
}

GUARD_REASONS: Mapping[str, Text] = {
    "nearly_everything_valued": _(
        "Nearly every pair has a value. If everything serves everything, the figures say little; ask for "
        "each pair whether the goal would really be missed."
    ),
    "same_value": _(
        "Nearly all pairs have the same value. The ratings tell no goal from another, so the figures say "
        "little."
    ),
}

SUPPORT: Mapping[int, Text] = {
    0: _("not served"),
    1: _("a little (+1)"),
    2: _("clearly (+2)"),
    3: _("inseparably (+3)"),
}
