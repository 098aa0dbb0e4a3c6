"""Words of strategies, goals and measures."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.terms import Term

TERMS = (
    Term("city_strategy", _("City strategy"), _("What the town wants to reach as a whole.")),
    Term("digital_strategy", _("Digital strategy"), _("What the town wants to reach by digital change.")),
    Term(
        "sector_strategy", _("Sector strategy"), _("The strategy of one field, such as climate or transport.")
    ),
    Term("edition", _("Edition"), _("The next version of a strategy; its measures go on.")),
    Term("field", _("Field of action"), _("A chapter of a strategy.")),
    Term("goal", _("Goal"), _("Something to be reached.")),
    Term(
        "goal_relation",
        _("Goal relation"),
        _("How a goal acts on a city goal: from −3 (cancels it) to +3 (inseparable)."),
    ),
    Term(
        "goal_conflict",
        _("Goal conflict"),
        _("A digital goal that works against a city goal, on its way to a decision."),
    ),
    Term("measure", _("Measure"), _("Something that the town does.")),
    Term(
        "contribution",
        _("Contribution"),
        _("How much a measure does for a goal: 0 (nothing) to 3 (decisive)."),
    ),
    Term("phase", _("Phase"), _("Where a measure stands, from the idea to an honest end.")),
    Term("status_report", _("Status report"), _("How a measure went at one point in time.")),
    Term("light", _("Light"), _("Whether a measure is on track, falters or is stuck.")),
    Term(
        "split",
        _("Split"),
        _("What a measure changes, as shares of 100: technology, processes, organisation and more."),
    ),
    Term("decision", _("Decision"), _("What council or committee decided.")),
)
