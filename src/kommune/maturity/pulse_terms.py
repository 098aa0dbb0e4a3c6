"""Words of surveys."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.terms import Term

TERMS = (
    Term(
        "pulse",
        _("Survey"),
        _("A few questions to employees, answered in two minutes without a name, and asked again later."),
    ),
    Term(
        "reporting_group",
        _("Reporting group"),
        _("People told of together: a unit, or several put together before the survey so that nobody shows."),
    ),
    Term("slip", _("Slip"), _("A code that opens a survey once; it knows its group and no person.")),
)
