"""Words of comparison groups and first steps."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.terms import Term

TERMS = (
    Term(
        "comparison_group",
        _("Comparison group"),
        _("The towns most like one's own in what hardly changes; how digital they are never counts."),
    ),
    Term(
        "released_value",
        _("Released value"),
        _("A value that a town lets others count, in quarters of five or more towns, till it takes it back."),
    ),
    Term(
        "first_step",
        _("First step"),
        _("A small change that pays within weeks, chosen by what this town needs and has."),
    ),
)
