"""Words of place and people."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.terms import Term

TERMS = (
    Term(
        "guided_hour",
        _("Guided hour"),
        _("Twenty-four questions that lead from nothing to a first draft of a strategy."),
    ),
    Term(
        "strategy_cycle",
        _("Strategy cycle"),
        _("Six stations of a strategy, from where we start to the evaluation, and around again."),
    ),
    Term("owed_paper", _("Owed paper"), _("What a station of the strategy cycle must leave in writing.")),
)
